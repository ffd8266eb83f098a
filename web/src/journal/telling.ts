import type { EventBodies, EventName } from '#contract/events.ts'
import type { JournalEntry } from '#contract/journal/api.ts'
import type { WordsInUse } from '../platform/words.ts'
import type { Times } from '../platform/time.ts'
import type { Names } from '../record/use-names.ts'
import type { ProcedureWords } from '../record/use-procedure.ts'
import type { Delay } from '#contract/calendar/shape.ts'

/** What a sentence is made with: words, times, names, and who did it. */
export interface Telling extends Pick<WordsInUse, 't' | 'say'> {
  who: string
  actorId: string | null
  times: Times
  names: Names
  procedure: ProcedureWords
  delay: (delay: Delay) => string
  /** A level of the grid in its own words. */
  level: (axis: 'urgencies' | 'impacts', value: unknown) => string
}

export type Entry = JournalEntry

/** An entry of that name has that body: the database checked it when it was written. */
export const tells = <Name extends EventName>(
  entry: Entry,
  name: Name,
): entry is Entry & { data: EventBodies[Name] } => entry.event === name && entry.data !== null

/** An entry as sentences; none where it is not of that name. */
export type Teller = (entry: Entry, telling: Telling) => readonly string[]

export const teller =
  <Name extends EventName>(
    name: Name,
    tell: (body: EventBodies[Name], telling: Telling) => readonly string[],
  ): Teller =>
  (entry, telling) =>
    tells(entry, name) ? tell(entry.data, telling) : []

export const commentEvent = 'record.commented'

/** What people said and sent, as against what happened. */
export const isTalk = ({ event }: Entry): boolean => event === commentEvent || event === 'record.rated'

/** Facts that only the curious need: folded between two others. */
const quiet: ReadonlySet<string> = new Set([
  'record.targeted',
  'record.responded',
  'record.time-added',
  'record.escalated',
  'record.resolved',
  'record.ended',
  'record.exported',
])
export const isQuiet = ({ event }: Entry): boolean => quiet.has(event)
