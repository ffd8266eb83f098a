import { Weekday } from '#contract/calendar/shape.ts'
import type { Calendar, Spans } from '#contract/calendar/shape.ts'
import type { Words } from '#contract/words.ts'
import type { CalendarTimeline } from '../calendar/index.ts'

export type ClosedReason = 'night' | 'lunch' | 'weekend' | 'holiday' | 'exception'

export type ClosedStep = {
  readonly kind: 'closed'
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly why: ClosedReason
  /** Of the holiday, or the reason of the exception. */
  readonly name: Words | null
}

type Period = { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

/** A night beside a closed day is part of that closed day. */
export function closedSteps(period: Period, timeline: CalendarTimeline): ClosedStep[] {
  const pieces = closedPieces(period, timeline)
  const days = pieces.filter(({ why }) => why !== 'night')
  const named = days.length > 0 ? days : pieces.slice(0, 1)
  return named
    .filter((piece, position) => !isSameReason(piece, named[position - 1]))
    .map((piece, position, kept) => ({
      ...piece,
      from: position === 0 ? period.from : piece.from,
      to: kept[position + 1]?.from ?? period.to,
    }))
}

function isSameReason(a: ClosedStep, b: ClosedStep | undefined): boolean {
  return a.why === b?.why && a.name?.fr === b.name?.fr
}

/** One piece for each local date, cut where a new version of the calendar begins. */
function closedPieces({ from, to }: Period, timeline: CalendarTimeline): ClosedStep[] {
  const pieces: ClosedStep[] = []
  let reached = from
  while (isBefore(reached, to)) {
    const version = Math.max(
      timeline.findLastIndex((version) => !isBefore(reached, version.from)),
      0,
    )
    const calendar = timeline[version]?.calendar
    if (!calendar) return pieces
    const clock = reached.toZonedDateTimeISO(calendar.zone)
    const midnight = clock.add({ days: 1 }).startOfDay().toInstant()
    const change = timeline[version + 1]?.from ?? to
    const end = [midnight, change].reduce((end, at) => (isBefore(at, end) ? at : end), to)
    pieces.push({ kind: 'closed', from: reached, to: end, ...reasonAt(calendar, clock, end) })
    reached = end
  }
  return pieces
}

function reasonAt(
  calendar: Calendar,
  clock: Temporal.ZonedDateTime,
  end: Temporal.Instant,
): Pick<ClosedStep, 'why' | 'name'> {
  const date = clock.toPlainDate().toString()
  const closed = { from: timeOf(clock), to: endTimeOf(end.toZonedDateTimeISO(calendar.zone)) }
  const usual = calendar.week[weekdayOf(clock)]
  const exception = calendar.exceptions.find((day) => day.date === date)
  if (exception && (exception.spans.length === 0 || overlaps(usual, closed))) {
    return { why: 'exception', name: { fr: exception.reason } }
  }
  const holiday = exception ? undefined : calendar.holidays.find((day) => day.date === date)
  if (holiday) return { why: 'holiday', name: holiday.name }
  const spans = exception?.spans ?? usual
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return { why: 'weekend', name: null }
  return { why: first.from <= closed.from && closed.from < last.to ? 'lunch' : 'night', name: null }
}

function weekdayOf(clock: Temporal.ZonedDateTime): Weekday {
  return Weekday.parse(clock.dayOfWeek)
}

function overlaps(spans: Spans, { from, to }: { from: string; to: string }): boolean {
  return spans.some((span) => span.from < to && from < span.to)
}

function timeOf(clock: Temporal.ZonedDateTime): string {
  return clock.toPlainTime().toString({ smallestUnit: 'minute' })
}

function endTimeOf(clock: Temporal.ZonedDateTime): string {
  const time = timeOf(clock)
  return time === '00:00' ? '24:00' : time
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}
