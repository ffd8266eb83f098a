import type { ConflictKind } from '#contract/change/calendar.ts'
import type { Words } from '#contract/words.ts'

export interface Time {
  from: Temporal.Instant
  to: Temporal.Instant
}

interface Named {
  id: string
  name: string
}

/** A change with its window. */
export interface Planned extends Time {
  outageMinutes: number | null
  people: readonly Named[]
}

interface Neighbour extends Time {
  number: string
  title: string
}

/** What two changes have in common. */
export type Tie =
  | {
      how: 'same-item' | 'depends-on' | 'carries'
      other: Neighbour
      item: { ours: string; theirs: string; name: string }
    }
  | { how: 'person-twice'; other: Neighbour; person: Named }

interface Period extends Time {
  id: string
  kind: 'freeze' | 'critical-period'
  name: Words
  reason: string
  client: Named | null
}

/** What lies around the window; all of it concerns the change, whether it overlaps is the rule's to say. */
export interface Surroundings {
  ties: readonly Tie[]
  periods: readonly Period[]
  aways: readonly (Time & { personId: string })[]
  /** When the clients hit have service. */
  hours: readonly { client: Named; open: readonly Time[] }[]
}

export interface Found extends Time {
  kind: ConflictKind
  isSerious: boolean
  other: Neighbour | null
  items: { ours: string; theirs: string; name: string }[]
  freeze: { id: string; name: Words; reason: string } | null
  client: Named | null
  person: Named | null
  minutes: number | null
}

/** Where a planned change does not fit: what somebody has to decide on first, then what is worth knowing, each by time. */
export const conflictsOf = (planned: Planned, surroundings: Surroundings): Found[] =>
  [
    ...itemConflicts(planned, surroundings),
    ...periodConflicts(planned, surroundings),
    ...hourConflicts(planned, surroundings),
    ...personConflicts(planned, surroundings),
  ].toSorted(
    (a, b) =>
      Number(b.isSerious) - Number(a.isSerious) ||
      Temporal.Instant.compare(a.from, b.from) ||
      a.kind.localeCompare(b.kind),
  )

const nothing = {
  other: null,
  items: [],
  freeze: null,
  client: null,
  person: null,
  minutes: null,
} as const

/** One line for each other change and way, however many items they share. */
const itemConflicts = (planned: Planned, { ties }: Surroundings): Found[] => {
  const byOther = new Map<string, Found>()
  for (const tie of ties) {
    if (tie.how === 'person-twice') continue
    const overlap = overlapOf(planned, tie.other)
    if (overlap === null) continue
    const key = `${tie.how} ${tie.other.number}`
    const found: Found = byOther.get(key) ?? {
      ...nothing,
      ...overlap,
      kind: tie.how,
      isSerious: true,
      other: tie.other,
      items: [],
    }
    found.items.push(tie.item)
    byOther.set(key, found)
  }
  return [...byOther.values()]
}

const periodConflicts = (planned: Planned, { periods }: Surroundings): Found[] =>
  periods.flatMap(({ id, kind, name, reason, client, ...period }) => {
    const overlap = overlapOf(planned, period)
    return overlap === null
      ? []
      : [{ ...nothing, ...overlap, kind, isSerious: true, items: [], freeze: { id, name, reason }, client }]
  })

/** An outage belongs outside the hours that were agreed; work without one is seen by nobody there. */
const hourConflicts = (planned: Planned, { hours }: Surroundings): Found[] => {
  const stops = (planned.outageMinutes ?? 0) > 0
  return hours.flatMap(({ client, open }): Found[] => {
    const inside = joined(open.flatMap((stretch) => overlapOf(planned, stretch) ?? []))
    const parts = stops ? inside : gapsIn(planned, inside)
    const [first, last] = [parts[0], parts.at(-1)]
    if (first === undefined || last === undefined) return []
    const minutes = Math.round(parts.reduce((sum, { from, to }) => sum + from.until(to).total('minutes'), 0))
    if (minutes === 0) return []
    return [
      {
        ...nothing,
        kind: stops ? 'inside-hours' : 'outside-hours',
        isSerious: stops,
        from: first.from,
        to: last.to,
        items: [],
        client,
        minutes,
      },
    ]
  })
}

const personConflicts = (planned: Planned, { ties, aways }: Surroundings): Found[] => [
  ...ties.flatMap((tie): Found[] => {
    if (tie.how !== 'person-twice') return []
    const overlap = overlapOf(planned, tie.other)
    return overlap === null
      ? []
      : [
          {
            ...nothing,
            ...overlap,
            kind: tie.how,
            isSerious: false,
            items: [],
            other: tie.other,
            person: tie.person,
          },
        ]
  }),
  ...aways.flatMap((away): Found[] => {
    const overlap = overlapOf(planned, away)
    const person = planned.people.find(({ id }) => id === away.personId)
    return overlap === null || person === undefined
      ? []
      : [{ ...nothing, ...overlap, kind: 'person-away', isSerious: true, items: [], person }]
  }),
]

/** One that begins as the other ends does not overlap it. */
const overlapOf = (a: Time, b: Time): Time | null => {
  const from = later(a.from, b.from)
  const to = earlier(a.to, b.to)
  return Temporal.Instant.compare(from, to) < 0 ? { from, to } : null
}

/** In order, what touches made one. */
const joined = (times: readonly Time[]): Time[] =>
  times
    .toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))
    .reduce<Time[]>((done, time) => {
      const last = done.at(-1)
      if (last === undefined || Temporal.Instant.compare(time.from, last.to) > 0) return [...done, time]
      return [...done.slice(0, -1), { from: last.from, to: later(last.to, time.to) }]
    }, [])

/** What of a window none of them covers. */
const gapsIn = ({ from, to }: Time, covered: readonly Time[]): Time[] => {
  const ends = [from, ...covered.map((time) => time.to)]
  const begins = [...covered.map((time) => time.from), to]
  return ends.flatMap((start, at) => {
    const end = begins[at] ?? to
    return Temporal.Instant.compare(start, end) < 0 ? [{ from: start, to: end }] : []
  })
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b)
const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)
