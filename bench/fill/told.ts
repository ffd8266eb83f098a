import type { Inside } from '../inside.ts'
import { asOwner, tokens } from './town.ts'

/** A course of life that the product itself has told once: all filled records are its copies, with their own words. */
export interface Told {
  id: string
  number: string
  share: { old: number; recent: number }
}

interface Course {
  name: string
  kind: 'incidents' | 'requests'
  report: Record<string, unknown>
  moves: readonly { move: string; after: string; fields?: Record<string, unknown> }[]
  /** How many of a hundred go this way: of those of long ago, and of the last days. */
  share: { old: number; recent: number }
}

const usual = { urgency: 2, impact: 3 }
const solution = '<p>Pilote remis en place, file d’attente vidée, essai concluant avec l’utilisatrice.</p>'
const found = { move: 'solution-found', after: 'PT25M', fields: { solution, causeCode: 'software' } }
const onPhone = { ...usual, channel: 'phone', solution }

const courses: readonly Course[] = [
  {
    name: 'on the telephone',
    kind: 'incidents',
    report: onPhone,
    moves: [{ move: 'resolve', after: 'PT9M', fields: { confirmedBy: 'voice', causeCode: 'software' } }],
    share: { old: 68, recent: 8 },
  },
  {
    name: 'the whole way',
    kind: 'incidents',
    report: usual,
    moves: [
      found,
      { move: 'apply', after: 'PT40M' },
      { move: 'resolve', after: 'PT45M' },
      { move: 'settled', after: 'PT20H' },
    ],
    share: { old: 12, recent: 4 },
  },
  {
    name: 'a request that was carried out',
    kind: 'requests',
    report: { urgency: 3, impact: 3 },
    moves: [
      { move: 'done', after: 'PT3H' },
      { move: 'settled', after: 'PT20H' },
    ],
    share: { old: 18, recent: 8 },
  },
  { name: 'just in', kind: 'incidents', report: usual, moves: [], share: { old: 0, recent: 40 } },
  {
    name: 'to fulfil',
    kind: 'requests',
    report: { urgency: 3, impact: 3 },
    moves: [],
    share: { old: 1, recent: 20 },
  },
  {
    name: 'at work',
    kind: 'incidents',
    report: { urgency: 1, impact: 3 },
    moves: [{ move: 'escalate', after: 'PT30M' }],
    share: { old: 1, recent: 15 },
  },
  {
    name: 'held',
    kind: 'incidents',
    report: usual,
    moves: [{ move: 'hold', after: 'PT15M', fields: { holdReason: 'client' } }],
    share: { old: 0, recent: 5 },
  },
]

/** Lets the product live each course once, from `now` on, for the client and service that are given. */
export const tellCourses = async (
  inside: Inside,
  { ownerUrl, now, about }: { ownerUrl: string; now: Temporal.Instant; about: Record<string, unknown> },
): Promise<Told[]> => {
  const told: Told[] = []
  for (const { name, kind, report, moves, share } of courses) {
    inside.setNow(now)
    const body = { title: `Modèle ${name}`, occurredAt: now.toString(), ...about, ...report }
    const number = numberIn(await inside.ask({ method: 'POST', path: `/${kind}`, token: tokens.staff, body }))
    for (const { move, after, fields = {} } of moves) {
      inside.setNow(now.add(Temporal.Duration.from(after)))
      const path = `/records/${number}/moves`
      const onBehalfOf = { name: 'le client', means: 'phone' }
      await inside.ask({ method: 'POST', path, token: tokens.staff, body: { move, fields, onBehalfOf } })
    }
    told.push({ id: await idOf(ownerUrl, number), number, share })
  }
  return told
}

const numberIn = (answer: unknown): string => {
  if (typeof answer !== 'object' || answer === null || !('number' in answer))
    throw new Error('No number came.')
  return String(answer.number)
}

const idOf = (ownerUrl: string, number: string): Promise<string> =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string }>('select id from record where number = $1', [number])
    return rows[0]?.id ?? ''
  })
