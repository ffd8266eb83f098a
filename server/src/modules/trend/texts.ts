import { sql } from 'kysely'
import { apart } from '#platform/apart.ts'
import type { Database } from '#platform/database/connect.ts'
import { counts, isPerClient, type Count, type Filter } from './count.ts'
import { clustersOf, type Cluster } from './likeness.ts'
import type { Counted } from './period.ts'

/** So many titles are read at most: of more, one of so many, the same ones each time. */
const most = 10_000

interface Row {
  number: string
  title: string
  category: string | null
  place: number
  at: Temporal.Instant
}

export interface Texts {
  counts: Count[]
  /** What a group is called, and the words that its titles share. */
  told: Map<string, Pick<Cluster, 'typical' | 'said'>>
  /** The most within thirty days. */
  recurrences: Map<string, number>
  /** Of the period, the latest first. */
  numbers: Map<string, string[]>
  /** Of the period, how many belong to a group. */
  placed: number
  oneOf: number
}

/**
 * Incidents whose titles say the same. The groups are made of all windows together, not of the period alone: what is found where it is
 * looked for would seem to rise.
 */
export const textsOf = async (
  db: Database,
  { windows, nowPlace, filter }: { windows: readonly Counted[]; nowPlace: number; filter: Filter },
): Promise<Texts> => {
  const oneOf = await shareRead(db, windows, filter)
  const rows = await titlesOf(db, windows, { filter, oneOf })
  const rowOf = new Map(rows.map((row) => [row.number, row]))
  const told = rows.map(({ number, title, category }) => ({ id: number, title, category }))
  // Ten thousand titles are three seconds of thought.
  const clusters = await apart(clustersOf, import.meta.resolve('./likeness.ts'), told)
  const texts: Texts = {
    counts: [],
    told: new Map(),
    recurrences: new Map(),
    numbers: new Map(),
    placed: 0,
    oneOf,
  }
  for (const { words, said, typical, ids } of clusters) {
    const key = keyFor(words, texts.numbers)
    texts.told.set(key, { typical, said })
    const members = ids.flatMap((id) => rowOf.get(id) ?? [])
    const inPeriod = members.filter(({ place }) => place === nowPlace)
    texts.placed += inPeriod.length
    texts.numbers.set(
      key,
      inPeriod
        .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
        .map(({ number }) => number)
        .slice(0, 200),
    )
    for (const [place, list] of Map.groupBy(members, (member) => member.place))
      texts.counts.push({ key, place, n: list.length })
    const densest = mostWithin(inPeriod.map(({ at }) => at.epochMilliseconds))
    if (densest >= 3) texts.recurrences.set(key, densest)
  }
  return texts
}

/** Two groups may share their first words; each has a name of its own. */
const keyFor = (words: readonly string[], taken: ReadonlyMap<string, unknown>): string => {
  const key = words.join(' ').slice(0, 280)
  for (let again = 1; ; again++) {
    const tried = again === 1 ? key : `${key} (${again})`
    if (!taken.has(tried)) return tried
  }
}

const thirtyDays = 30 * 24 * 60 * 60 * 1000

/** The most of these instants that lie within thirty days. */
export const mostWithin = (instants: readonly number[]): number => {
  const sorted = instants.toSorted((a, b) => a - b)
  let [first, best] = [0, 0]
  for (const [index, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) > thirtyDays) first++
    best = Math.max(best, index - first + 1)
  }
  return best
}

const shareRead = async (db: Database, windows: readonly Counted[], filter: Filter): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${rangesOf(windows)}
    join record r on r.recorded_at >= w.since and r.recorded_at < w.until and ${counts(filter, isPerClient('text', filter))}`.execute(
    db,
  )
  return Math.max(1, Math.ceil((rows[0]?.n ?? 0) / most))
}

const titlesOf = async (
  db: Database,
  windows: readonly Counted[],
  { filter, oneOf }: { filter: Filter; oneOf: number },
): Promise<Row[]> => {
  // The last letters of an id are chance, and always the same for the same incident.
  const isRead = oneOf === 1 ? sql`true` : sql`('x' || right(r.id::text, 7))::bit(28)::int % ${oneOf} = 0`
  const { rows } =
    await sql<Row>`select r.number, r.title, r.category_id::text as category, w.place, r.recorded_at as at
    from ${rangesOf(windows)} join record r on r.recorded_at >= w.since and r.recorded_at < w.until and ${counts(filter, isPerClient('text', filter))}
    where ${isRead} order by r.recorded_at, r.id`.execute(db)
  return rows
}

const rangesOf = (windows: readonly Counted[]) => sql`unnest(
  ${windows.map(({ from }) => from.toString())}::timestamptz[], ${windows.map(({ until }) => until.toString())}::timestamptz[],
  ${windows.map((_, place) => place)}::int[]) w (since, until, place)`
