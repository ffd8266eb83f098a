import type { Calendar, Delay, Spans } from '#contract/calendar/shape.ts'

export type CalendarVersion = { readonly from: Temporal.Instant; readonly calendar: Calendar }

/**
 * Sorted by `from`. Each instant counts by the version in force then; before the first one the first applies.
 * What is prepared for a calendar is kept as long as that object: hand in the same object, never a changed one.
 */
export type CalendarTimeline = readonly CalendarVersion[]

/** Open without a break, within one date and one version. */
export type OpenStretch = {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly minutes: number
  readonly serviceDays: number
  readonly version: number
}

/** Open when the clock on the wall shows a time within a span: a DST night repeats or skips what it repeats or skips. */
export function isOpenAt(timeline: CalendarTimeline, at: Temporal.Instant): boolean {
  const moment = at.epochMilliseconds
  return !stretchesIn(timeline, moment, moment + 1).next().done
}

/** `at` itself when open then; null when there is no opening within three years. */
export function nextOpening(timeline: CalendarTimeline, at: Temporal.Instant): Temporal.Instant | null {
  const from = at.epochMilliseconds
  for (const stretch of stretchesIn(timeline, from, from + horizon)) return instant(stretch.start)
  return null
}

/** Service minutes, to the millisecond; negative when `to` is before `from`. */
export function minutesBetween(
  timeline: CalendarTimeline,
  from: Temporal.Instant,
  to: Temporal.Instant,
): number {
  return serviceBetween(timeline, { from, to }, 'minute')
}

/** Each date with service hours counts one, spread over its own minutes. */
export function serviceDaysBetween(
  timeline: CalendarTimeline,
  from: Temporal.Instant,
  to: Temporal.Instant,
): number {
  return serviceBetween(timeline, { from, to }, 'serviceDay')
}

/** Service time in the unit asked for. */
export function serviceBetween(
  timeline: CalendarTimeline,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
  unit: Delay['unit'],
): number {
  const [start, end] = [from.epochMilliseconds, to.epochMilliseconds]
  if (end < start) return -serviceBetween(timeline, { from: to, to: from }, unit)
  if (unit !== 'serviceDay') return openIn(timeline, start, end) / unitLength(unit)
  let total = 0
  for (const stretch of stretchesIn(timeline, start, end))
    total += (stretch.end - stretch.start) / stretch.dateLength
  return total
}

/**
 * The first instant by which that much service time has passed since `from`: what ends with the day is due
 * at closing, not at the next opening. The value may be a fraction. Null when three years are not enough.
 */
export function advance(
  timeline: CalendarTimeline,
  from: Temporal.Instant,
  delay: Delay,
): Temporal.Instant | null {
  if (delay.value <= 0) return from
  const start = from.epochMilliseconds
  let left = delay.value
  for (const stretch of stretchesIn(timeline, start, start + horizon)) {
    const perUnit = delay.unit === 'serviceDay' ? stretch.dateLength : unitLength(delay.unit)
    const available = (stretch.end - stretch.start) / perUnit
    if (left <= available + tolerance) {
      return instant(Math.min(stretch.start + Math.round(left * perUnit), stretch.end))
    }
    left -= available
  }
  return null
}

export function openStretches(
  timeline: CalendarTimeline,
  from: Temporal.Instant,
  to: Temporal.Instant,
): OpenStretch[] {
  return Array.from(stretchesIn(timeline, from.epochMilliseconds, to.epochMilliseconds), (stretch) => ({
    from: instant(stretch.start),
    to: instant(stretch.end),
    minutes: (stretch.end - stretch.start) / minute,
    serviceDays: (stretch.end - stretch.start) / stretch.dateLength,
    version: stretch.version,
  }))
}

/** Inside, an instant is its epoch milliseconds; `dateLength` is all the service of the stretch's date. */
type Stretch = { start: number; end: number; dateLength: number }

const minute = 60_000
const day = 24 * 60 * minute
/** No deadline is sought further than this, so a closed calendar ends the search. */
const horizon = 3 * 366 * day
/** In minutes, hours or days: below what a millisecond is, above what fractions of a day add up to. */
const tolerance = 1e-9
/** Openings are prepared by blocks of so many UTC dates. */
const blockDays = 32

function unitLength(unit: 'minute' | 'hour'): number {
  return unit === 'hour' ? 60 * minute : minute
}

function instant(moment: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(moment)
}

function* stretchesIn(
  timeline: CalendarTimeline,
  from: number,
  to: number,
): Generator<Stretch & { version: number }> {
  for (const { opening, block, start, end, version } of blocksIn(timeline, from, to)) {
    for (const stretch of blockStretches(opening, block)) {
      if (stretch.end <= start) continue
      if (stretch.start >= end) break
      yield {
        start: Math.max(stretch.start, start),
        end: Math.min(stretch.end, end),
        dateLength: stretch.dateLength,
        version,
      }
    }
  }
}

/** Milliseconds of service; a block that lies within counts whole, so that years cost little more than days. */
function openIn(timeline: CalendarTimeline, from: number, to: number): number {
  let total = 0
  for (const { opening, block, start, end } of blocksIn(timeline, from, to)) {
    const isWhole = start <= block * blockDays * day && (block + 1) * blockDays * day <= end
    total += isWhole ? blockLength(opening, block) : lengthOf(blockStretches(opening, block), start, end)
  }
  return total
}

function lengthOf(stretches: readonly Stretch[], start: number, end: number): number {
  return stretches.reduce(
    (sum, stretch) => sum + Math.max(0, Math.min(stretch.end, end) - Math.max(stretch.start, start)),
    0,
  )
}

/** The prepared blocks that a time meets, and from when to when each version counts. */
function* blocksIn(
  timeline: CalendarTimeline,
  from: number,
  to: number,
): Generator<{ opening: Opening; block: number; start: number; end: number; version: number }> {
  for (const [version, { calendar, from: inForce }] of timeline.entries()) {
    const next = timeline[version + 1]
    const start = version === 0 ? from : Math.max(from, inForce.epochMilliseconds)
    const end = next ? Math.min(to, next.from.epochMilliseconds) : to
    if (start >= end) continue
    const opening = openingOf(calendar)
    for (let block = blockOf(start); block * blockDays * day < end; block++)
      yield { opening, block, start, end, version }
  }
}

/** A calendar made ready: spans as milliseconds since midnight, dates as days since 1970-01-01. */
type Opening = {
  zone: string
  week: readonly LocalSpan[][]
  dates: ReadonlyMap<number, LocalSpan[]>
  blocks: Map<number, Stretch[]>
  lengths: Map<number, number>
}
type LocalSpan = { from: number; to: number }

const openings = new WeakMap<Calendar, Opening>()

function openingOf(calendar: Calendar): Opening {
  const known = openings.get(calendar)
  if (known) return known
  const { zone, week, holidays, exceptions } = calendar
  const opening = {
    zone,
    week: [week[1], week[2], week[3], week[4], week[5], week[6], week[7]].map(localSpans),
    dates: new Map([
      ...holidays.map(({ date }): [number, LocalSpan[]] => [dateNumber(date), []]),
      ...exceptions.map(({ date, spans }): [number, LocalSpan[]] => [dateNumber(date), localSpans(spans)]),
    ]),
    blocks: new Map(),
    lengths: new Map(),
  }
  openings.set(calendar, opening)
  return opening
}

function localSpans(spans: Spans): LocalSpan[] {
  return spans.map(({ from, to }) => ({ from: sinceMidnight(from), to: sinceMidnight(to) }))
}

function sinceMidnight(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minute
}

function dateNumber(date: string): number {
  return Temporal.Instant.from(`${date}T00:00Z`).epochMilliseconds / day
}

function blockOf(moment: number): number {
  return Math.floor(moment / (blockDays * day))
}

function blockStretches(opening: Opening, block: number): Stretch[] {
  const known = opening.blocks.get(block)
  if (known) return known
  const [first, end] = [block * blockDays, (block + 1) * blockDays]
  const offsets = offsetsOf(opening.zone, block)
  const stretches: Stretch[] = []
  for (let date = first - 1; date <= end; date++) {
    for (const stretch of dateStretches(opening, date, offsets)) {
      const clipped = { start: Math.max(stretch.start, first * day), end: Math.min(stretch.end, end * day) }
      if (clipped.start < clipped.end) stretches.push({ ...stretch, ...clipped })
    }
  }
  stretches.sort((a, b) => a.start - b.start)
  opening.blocks.set(block, stretches)
  return stretches
}

function blockLength(opening: Opening, block: number): number {
  const known = opening.lengths.get(block)
  if (known !== undefined) return known
  const length = lengthOf(blockStretches(opening, block), -Infinity, Infinity)
  opening.lengths.set(block, length)
  return length
}

function dateStretches(opening: Opening, date: number, offsets: Offset[]): Stretch[] {
  const spans = opening.dates.get(date) ?? opening.week[(((date + 3) % 7) + 7) % 7] ?? []
  const stretches = spans.flatMap((span) =>
    offsets
      .map((offset) => ({
        start: Math.max(date * day + span.from - offset.shift, offset.from),
        end: Math.min(date * day + span.to - offset.shift, offset.to),
      }))
      .filter(({ start, end }) => start < end),
  )
  const dateLength = stretches.reduce((sum, { start, end }) => sum + end - start, 0)
  return stretches.map((stretch) => ({ ...stretch, dateLength }))
}

/** Between two changes of the zone's clock: wall time = UTC + shift. */
type Offset = { from: number; to: number; shift: number }

const offsetsByZone = new Map<string, Map<number, Offset[]>>()

function offsetsOf(zone: string, block: number): Offset[] {
  const blocks = offsetsByZone.get(zone) ?? new Map<number, Offset[]>()
  offsetsByZone.set(zone, blocks)
  const offsets = blocks.get(block) ?? readOffsets(zone, block)
  blocks.set(block, offsets)
  return offsets
}

/** With three days to spare on each side: the whole of each date that touches the block, wherever the zone. */
function readOffsets(zone: string, block: number): Offset[] {
  const end = ((block + 1) * blockDays + 3) * day
  const offsets: Offset[] = []
  let clock = instant((block * blockDays - 3) * day).toZonedDateTimeISO(zone)
  while (clock.epochMilliseconds < end) {
    const change = clock.getTimeZoneTransition('next')
    const to = Math.min(change?.epochMilliseconds ?? end, end)
    offsets.push({ from: clock.epochMilliseconds, to, shift: clock.offsetNanoseconds / 1e6 })
    if (!change) break
    clock = change
  }
  return offsets
}
