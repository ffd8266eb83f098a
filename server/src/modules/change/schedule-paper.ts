import { readFileSync } from 'node:fs'
import type { Announcements, changeCalendarApi } from '#contract/change/calendar.ts'
import type { Approvals, Change } from '#contract/change/shape.ts'
import type { Impact } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import type { Download } from '#platform/http/bind.ts'
import { writePdf } from '#platform/pdf.ts'
import { audienceOf, findRow } from '../record/index.ts'
import { fill, speechFor, type Speech } from '../report/index.ts'
import { readAnnouncements } from './announce.ts'
import type { Found } from './conflicts.ts'
import { findConflicts } from './find-conflicts.ts'
import { readApprovals, readImpactOf, readWhole } from './queries.ts'
import { touchedBy } from './touched.ts'
import { asInstant, sayConflict, sayMinutes, sayRisk, sayWindow } from './say-schedule.ts'

type Input<Name extends keyof typeof changeCalendarApi> = z.output<(typeof changeCalendarApi)[Name]['input']>

const template = readFileSync(
  new URL('../../../../kit/templates/change-schedule.typ', import.meta.url),
  'utf8',
)

interface Section {
  title: string
  facts: [string, string][]
  table: { head: string[]; widths: number[]; rows: string[][] } | null
  lines: string[]
}

interface Matter {
  change: z.input<typeof Change>
  approvals: z.input<typeof Approvals>
  conflicts: readonly Found[]
  impact: Impact
  items: readonly string[]
  announcements: z.input<typeof Announcements>
  assignee: string | null
  /** Its own, whatever the configuration says. */
  client: string | null
  service: string | null
}

/** « Calendrier de réalisation du changement » (figure 11), as it stands. */
export const printScheduleOf = async (
  context: Context,
  { number }: Input<'scheduleOf'>,
): Promise<Download> => {
  const { actor, db, now, emit } = context
  const record = await findRow(context, number)
  const change = await readWhole(context, number)
  const matter: Matter = {
    change,
    approvals: await readApprovals(context, { number }),
    conflicts: await findConflicts(db, record),
    impact: await readImpactOf(context, { number }),
    items: await itemsOf(db, await touchedBy(db, record.id)),
    announcements: await readAnnouncements(context, { number }),
    assignee: await nameOf(db, record.assignee_id),
    ...(await ownNames(db, record.id)),
  }
  const speech = await speechFor(context)
  const words = speech.words.changeCalendar.paper
  await emit({
    subject: record.id,
    event: 'change.schedule-exported',
    body: { from: change.window?.from.toString() ?? '', to: change.window?.to.toString() ?? '' },
    audience: audienceOf(record),
  })
  const content = writePdf(template, {
    language: speech.language,
    paper: speech.paper,
    provider: speech.provider,
    day: speech.parts(now),
    number,
    title: words.one,
    subject: change.title,
    printed: fill(words.printed, { at: speech.minute(now) }),
    sections: sectionsOf(matter, speech, actor.zone),
  })
  return { name: `${number}.pdf`, mediaType: 'application/pdf', size: content.length, content }
}

const sectionsOf = (matter: Matter, speech: Speech, zone: string): Section[] => {
  const { change, conflicts, impact, items, announcements, assignee } = matter
  const { paper: words, announce } = speech.words.changeCalendar
  const all = speech.words.change
  const risks = change.riskScore?.parts.filter(({ points }) => points > 0) ?? []
  const { window } = change
  const people = [
    ...new Set([assignee, ...change.tasks.map(({ ownerName }) => ownerName)].filter((name) => name !== null)),
  ]
  return [
    {
      ...plain(words.request),
      facts: [
        [words.number, change.number],
        [words.type, change.type === null ? words.empty : all.types[change.type]],
        [words.category, change.category == null ? words.empty : all.categories[change.category]],
        ...approversOf(matter, speech),
      ],
    },
    {
      ...plain(words.scope),
      facts: [
        [words.scopeText, change.scope === '' ? words.empty : change.scope],
        [words.items, listed(items, words.empty)],
        [words.services, listed(namesOf(matter.service, impact.services), words.empty)],
        [words.clients, listed(namesOf(matter.client, impact.clients), words.empty)],
      ],
    },
    {
      ...plain(words.risk),
      facts: [
        [words.severity, scaleOf(change.severity, speech)],
        [words.impact, scaleOf(change.impact, speech)],
        [
          words.score,
          change.riskScore === null
            ? words.empty
            : `${sayRisk(change.riskScore.level, speech)} (${change.riskScore.score} / ${change.riskScore.most})`,
        ],
      ],
      table:
        risks.length === 0
          ? null
          : {
              head: [words.question, words.points],
              widths: [1, 0],
              rows: risks.map(({ key, points }) => [all.riskQuestion[key], String(points)]),
            },
    },
    {
      ...plain(words.milestones),
      table: {
        head: [words.milestone, words.planned, words.real, words.owner, words.state],
        widths: [2, 1.6, 1.3, 1, 0],
        rows: milestonesOf(matter, speech, zone),
      },
    },
    {
      ...plain(words.window),
      facts: [
        [
          words.windowSpan,
          window === null
            ? words.empty
            : sayWindow({ from: asInstant(window.from), to: asInstant(window.to) }, speech, zone),
        ],
        [words.outage, sayMinutes(change.outageMinutes, speech)],
        ...conflicts.map((conflict, at): [string, string] => [
          at === 0 ? words.conflicts : '',
          sayConflict(conflict, speech),
        ]),
      ],
      lines: conflicts.length === 0 ? [words.noConflicts] : [],
    },
    {
      ...plain(words.resources),
      lines: [
        people.length === 0 ? words.noResources : people.join(', '),
        ...(change.isBySupplier ? [words.supplier] : []),
      ],
    },
    { ...plain(words.backOut), lines: [change.backOutPlan === '' ? words.empty : change.backOutPlan] },
    {
      ...plain(words.told),
      table:
        announcements.items.length === 0
          ? null
          : {
              head: [words.date, words.what, words.who],
              widths: [1, 1, 2],
              rows: announcements.items.map(({ at, kind, people: told }) => [
                speech.minute(at.toString()),
                announce.kinds[kind],
                told.map(({ name, clientName }) => `${name} (${clientName})`).join(', '),
              ]),
            },
      lines: announcements.items.length === 0 ? [words.nobodyTold] : [],
    },
  ]
}

const namesOf = (own: string | null, hit: readonly { name: string }[]): string[] => [
  ...new Set([...(own === null ? [] : [own]), ...hit.map(({ name }) => name)]),
]

const plain = (title: string): Section => ({ title, facts: [], table: null, lines: [] })

const listed = (names: readonly string[], empty: string): string =>
  names.length === 0 ? empty : names.join(', ')

const scaleOf = (value: number | null, { words }: Speech): string => {
  const { scale } = words.change
  if (value === 1) return scale[1]
  if (value === 2) return scale[2]
  return value === 3 ? scale[3] : words.changeCalendar.paper.empty
}

/** Seat by seat, of the last submission; a standard change says by which model. */
const approversOf = ({ change, approvals }: Matter, speech: Speech): [string, string][] => {
  const words = speech.words.changeCalendar.paper
  if (change.model !== null) return [[words.model, speech.say(change.model.content.name)]]
  const [round] = approvals.rounds
  if (round === undefined || round.state === 'voided') return [[words.approvers, words.notApproved]]
  return round.seats.map(({ role, decision, byName, at }, position): [string, string] => [
    position === 0 ? words.approvers : '',
    decision === null || at === null
      ? `${role} – ${words.notApproved.toLowerCase()}`
      : `${fill(words.approved, { role, name: byName ?? '', at: speech.minute(at.toString()) })} – ${speech.words.change.decided[decision]}`,
  ])
}

const milestonesOf = ({ change, announcements, assignee }: Matter, speech: Speech, zone: string) => {
  const words = speech.words.changeCalendar.paper
  const { window } = change
  const when = (at: { toString: () => string } | null) =>
    at === null ? words.empty : speech.minute(at.toString())
  const row = (name: string, at: { planned: string; real: string | null; owner: string | null }) => [
    name,
    at.planned,
    at.real ?? words.empty,
    at.owner ?? words.empty,
    at.real === null ? words.toDo : words.done,
  ]
  const tasks = (kind: 'build' | 'test' | 'implement' | 'verify') =>
    change.tasks
      .filter((task) => task.kind === kind)
      .map((task) =>
        row(`${words.kinds[kind]} – ${task.label}`, {
          planned: when(task.dueAt),
          real: task.doneAt === null ? null : when(task.doneAt),
          owner: task.ownerName,
        }),
      )
  const told = announcements.items.find(({ kind }) => kind === 'planned')
  return [
    ...tasks('build'),
    ...tasks('test'),
    row(words.kinds.announce, {
      planned: words.empty,
      real: told === undefined ? null : when(told.at),
      owner: told?.byName ?? null,
    }),
    ...tasks('implement'),
    row(words.kinds.implement, {
      planned:
        window === null
          ? words.empty
          : sayWindow({ from: asInstant(window.from), to: asInstant(window.to) }, speech, zone),
      real: change.appliedAt === null ? null : when(change.appliedAt),
      owner: assignee,
    }),
    ...tasks('verify'),
    row(words.kinds.review, {
      planned: words.empty,
      real: change.objective === null ? null : speech.words.change.objectives[change.objective],
      owner: null,
    }),
  ]
}

const itemsOf = async (db: Database, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<{ name: string }>`select c.number || ' ' || s.name as name
    from ci c join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity' where c.id = any(${[...ids]}::uuid[]) order by s.plain_name limit 200`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

const nameOf = async (db: Database, id: string | null): Promise<string | null> => {
  if (id === null) return null
  const { rows } = await sql<{ name: string }>`select person_name(${id}::uuid) as name`.execute(db)
  return rows[0]?.name ?? null
}

const ownNames = async (db: Database, id: string) =>
  db
    .selectFrom('record as r')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .select(['c.name as client', 's.name as service'])
    .where('r.id', '=', id)
    .executeTakeFirstOrThrow()
