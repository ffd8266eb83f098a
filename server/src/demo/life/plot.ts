import type { Channel } from '#contract/record/shape.ts'
import { clients, newcomers, type ClientKey } from '../firm/clients.ts'
import type { StaffKey } from '../firm/people.ts'
import type { ServiceKey } from '../firm/services.ts'
import type { Random } from '../random.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Someone, World } from '../world.ts'

/** What makes a ticket different from the usual. */
export type Twist =
  | 'none'
  | 'question'
  | 'hardware'
  | 'agreed-date'
  | 'late'
  | 'late-answer'
  | 'not-yet'
  | 'reopened'
  | 'cancelled'
  | 'doubled'
  | 'requalified'
  | 'reprioritised'
  | 'refused'

/** Where a ticket stands when the story ends. */
export type Halt =
  | 'unsorted'
  | 'untaken'
  | 'taken'
  | 'held'
  | 'at-level-2'
  | 'at-supplier'
  | 'waits'
  | 'to-link'
  | 'to-approve'

export type Ending = 'portal' | 'voice' | 'silence'

/** One ticket before it happens. */
export interface Plot<Kind extends Scenario = Scenario> {
  scenario: Kind
  client: ClientKey
  reporter: Someone
  desk: Someone
  expert: Someone
  channel: Channel
  at: Temporal.Instant
  /** How much of the time agreed is used: more than 1 is too late. */
  pace: number
  answerPace: number
  twist: Twist
  ending: Ending
  halt: Halt | null
  random: Random
  /** Puts this ticket's names into a scenario's words. */
  fill: (text: string) => string
}

export const filler = (client: ClientKey, random: Random): ((text: string) => string) => {
  const { words } = clients[client]
  const chosen = new Map<string, string>(
    Object.entries(words).map(([word, names]) => [word, random.pick(names)]),
  )
  chosen.set('nom', random.pick(newcomers))
  return (text) => text.replaceAll(/\{(\w+)\}/g, (_, word: string) => chosen.get(word) ?? word)
}

export const deskFor = (world: World, random: Random): Someone =>
  world.staff(
    random.weighted<StaffKey>([
      ['thomas', 45],
      ['ines', 40],
      ['paul', 15],
    ]),
  )

const experts: Record<ServiceKey, readonly StaffKey[]> = {
  postes: ['julien', 'marc'],
  messagerie: ['julien', 'marc'],
  serveurs: ['julien', 'julien', 'marc'],
  reseau: ['nadia'],
  sauvegarde: ['julien'],
  telephonie: ['nadia'],
}

export const expertFor = (world: World, service: ServiceKey, random: Random): Someone =>
  world.staff(random.pick(experts[service]))

/** The instant at which a share of the time to `due` has passed; at night only where the agreement counts the night. */
export const aim = (world: World, due: string | null, share: number): Temporal.Instant => {
  const { hours, stage } = world
  const from = stage.now()
  if (due === null) return hours.after(from, 60 * share)
  const until = Temporal.Instant.from(due)
  const open = hours.between(from, until)
  if (open >= 30) return hours.after(from, open * share)
  const wall = Math.max(10, until.since(from).total('minutes'))
  return from.add({ minutes: Math.round(wall * share) })
}
