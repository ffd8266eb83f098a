import { z } from 'zod'
import { Words } from '../words.ts'

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export const Weekday = z.literal([1, 2, 3, 4, 5, 6, 7])
export type Weekday = z.infer<typeof Weekday>

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/
const notATime = 'A time is written HH:MM, from 00:00 to 23:59 (an end may be 24:00)'

/** A stretch of service within one date, as the clock on the wall shows it: `from` is in, `to` is out. */
export const Span = z
  .object({
    from: z.string().regex(clockTime, notATime),
    to: z.string().refine((time) => time === '24:00' || clockTime.test(time), notATime),
  })
  .refine((span) => span.from < span.to, { path: ['to'], error: 'A span must end after it begins' })
export type Span = z.infer<typeof Span>

/** The spans of one date, in order; two may touch. None: closed. */
export const Spans = z.array(Span).superRefine((spans, context) => {
  for (const [position, span] of spans.entries()) {
    const before = spans[position - 1]
    if (!before || before.to <= span.from) continue
    const message = `Spans must be in order and must not overlap: ${span.from} comes before ${before.to}`
    context.addIssue({ code: 'custom', path: [position, 'from'], message })
  }
})
export type Spans = z.infer<typeof Spans>

const CalendarDate = z.iso.date({ error: 'A date is written YYYY-MM-DD and must exist' })

export const Holiday = z.object({ date: CalendarDate, name: Words })
export type Holiday = z.infer<typeof Holiday>

/** Replaces what its date would have been, a holiday too: a bridge has no span, a Saturday on duty has some. */
export const CalendarException = z.object({ date: CalendarDate, spans: Spans, reason: z.string().min(1) })
export type CalendarException = z.infer<typeof CalendarException>

/** When a service is given: a week, its holidays and its exceptions, on the clock of one place. */
export const Calendar = z.object({
  name: Words,
  zone: z.string().refine(isZone, { error: 'Not a time zone: one is named like Europe/Paris' }),
  week: z.object({ 1: Spans, 2: Spans, 3: Spans, 4: Spans, 5: Spans, 6: Spans, 7: Spans }),
  holidays: z.array(Holiday).superRefine(refuseSameDate),
  exceptions: z.array(CalendarException).superRefine(refuseSameDate),
})
export type Calendar = z.infer<typeof Calendar>

/** A day of service is one with service hours, whatever their length. */
export const Delay = z.object({ value: z.int().positive(), unit: z.enum(['minute', 'hour', 'serviceDay']) })
export type Delay = z.infer<typeof Delay>

function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

function refuseSameDate(days: readonly { date: string }[], context: z.core.$RefinementCtx): void {
  const seen = new Set<string>()
  for (const [position, { date }] of days.entries()) {
    if (seen.has(date)) {
      context.addIssue({ code: 'custom', path: [position, 'date'], message: `${date} is there twice` })
    }
    seen.add(date)
  }
}
