import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Calendar, Delay, Spans } from '#contract/calendar/shape.ts'
import { proposedCalendar, roundTheClock } from './proposition.ts'
import {
  advance,
  isOpenAt,
  minutesBetween,
  nextOpening,
  openStretches,
  serviceBetween,
  serviceDaysBetween,
} from './service-time.ts'
import type { CalendarTimeline } from './service-time.ts'

const easterMonday = { date: '2026-04-06', name: { fr: 'Lundi de Pâques' } }
const france: Calendar = { ...proposedCalendar('FR'), holidays: [easterMonday] }
const night = [{ from: '00:00', to: '06:00' }]

const always = (calendar: Calendar): CalendarTimeline => [{ from: at('2020-01-01T00:00Z'), calendar }]
const everyDay = (zone: string, spans: Spans): Calendar => ({
  ...roundTheClock(zone),
  week: { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans },
})

const advances: { what: string; calendar: Calendar; from: string; delay: Delay; due: string }[] = [
  {
    what: '4 hours over lunch',
    calendar: france,
    from: '2026-03-02T11:00+01:00',
    delay: { value: 4, unit: 'hour' },
    due: '2026-03-02T16:30+01:00',
  },
  {
    what: '15 minutes on the Friday before a holiday Monday',
    calendar: france,
    from: '2026-04-03T16:50+02:00',
    delay: { value: 15, unit: 'minute' },
    due: '2026-04-03T17:05+02:00',
  },
  {
    what: '4 hours on the Friday before a holiday Monday, into Tuesday',
    calendar: france,
    from: '2026-04-03T16:50+02:00',
    delay: { value: 4, unit: 'hour' },
    due: '2026-04-07T11:50+02:00',
  },
  {
    what: 'what ends with the day, at closing',
    calendar: france,
    from: '2026-03-02T14:00+01:00',
    delay: { value: 4, unit: 'hour' },
    due: '2026-03-02T18:00+01:00',
  },
  {
    what: 'from a Sunday, as if from Monday’s opening',
    calendar: france,
    from: '2026-03-01T10:00+01:00',
    delay: { value: 30, unit: 'minute' },
    due: '2026-03-02T09:30+01:00',
  },
  {
    what: 'on a holiday that an exception opens in the morning',
    calendar: {
      ...france,
      exceptions: [{ date: '2026-04-06', spans: [{ from: '10:00', to: '12:00' }], reason: 'Permanence' }],
    },
    from: '2026-04-06T08:00+02:00',
    delay: { value: 3, unit: 'hour' },
    due: '2026-04-07T10:00+02:00',
  },
  {
    what: '2 days of service from Monday 10:00 to Wednesday 10:00',
    calendar: france,
    from: '2026-03-02T10:00+01:00',
    delay: { value: 2, unit: 'serviceDay' },
    due: '2026-03-04T10:00+01:00',
  },
  {
    what: 'a day of service from Thursday 14:00 into a short Friday, by its own minutes',
    calendar: {
      ...france,
      exceptions: [{ date: '2026-03-06', spans: [{ from: '09:00', to: '12:30' }], reason: 'Inventaire' }],
    },
    from: '2026-03-05T14:00+01:00',
    delay: { value: 1, unit: 'serviceDay' },
    due: '2026-03-06T10:38+01:00',
  },
  {
    what: 'a day of service from opening to closing',
    calendar: france,
    from: '2026-03-05T09:00+01:00',
    delay: { value: 1, unit: 'serviceDay' },
    due: '2026-03-05T18:00+01:00',
  },
  {
    what: 'round the clock over the night that skips an hour in Paris',
    calendar: roundTheClock('Europe/Paris'),
    from: '2026-03-29T00:30+01:00',
    delay: { value: 4, unit: 'hour' },
    due: '2026-03-29T05:30+02:00',
  },
  {
    what: 'round the clock over the night that repeats an hour in Toronto',
    calendar: roundTheClock('America/Toronto'),
    from: '2026-11-01T00:30-04:00',
    delay: { value: 4, unit: 'hour' },
    due: '2026-11-01T03:30-05:00',
  },
  {
    what: 'nights on duty, when Paris skips an hour',
    calendar: everyDay('Europe/Paris', night),
    from: '2026-03-28T23:00+01:00',
    delay: { value: 4, unit: 'hour' },
    due: '2026-03-29T05:00+02:00',
  },
  {
    what: 'nights on duty, when Paris repeats an hour',
    calendar: everyDay('Europe/Paris', night),
    from: '2026-10-24T23:00+02:00',
    delay: { value: 4, unit: 'hour' },
    due: '2026-10-25T03:00+01:00',
  },
  {
    what: 'nights on duty, when Toronto skips an hour',
    calendar: everyDay('America/Toronto', night),
    from: '2026-03-07T23:00-05:00',
    delay: { value: 4, unit: 'hour' },
    due: '2026-03-08T05:00-04:00',
  },
  {
    what: 'a day of service that has 25 hours, in half',
    calendar: roundTheClock('Europe/Paris'),
    from: '2026-10-25T00:00+02:00',
    delay: { value: 0.5, unit: 'serviceDay' },
    due: '2026-10-25T11:30+01:00',
  },
]

for (const { what, calendar, from, delay, due } of advances) {
  test(`service time advances ${what}`, () => {
    assert.equal(advance(always(calendar), at(from), delay)?.toString(), at(due).toString())
  })
}

const lengths: { what: string; calendar: Calendar; from: string; to: string; minutes: number }[] = [
  {
    what: 'a day of Lord Howe that skips half an hour',
    calendar: roundTheClock('Australia/Lord_Howe'),
    from: '2026-10-04T00:00+10:30',
    to: '2026-10-05T00:00+11:00',
    minutes: 23.5 * 60,
  },
  {
    what: 'a night of Lord Howe that repeats half an hour',
    calendar: everyDay('Australia/Lord_Howe', night),
    from: '2026-04-04T12:00+11:00',
    to: '2026-04-05T12:00+10:30',
    minutes: 6.5 * 60,
  },
  {
    what: 'a span that begins within the skipped hour',
    calendar: everyDay('Europe/Paris', [{ from: '02:30', to: '05:00' }]),
    from: '2026-03-29T00:00+01:00',
    to: '2026-03-29T12:00+02:00',
    minutes: 120,
  },
  {
    what: 'a span that ends within the repeated hour, both times',
    calendar: everyDay('Europe/Paris', [{ from: '01:00', to: '02:30' }]),
    from: '2026-10-25T00:00+02:00',
    to: '2026-10-25T12:00+01:00',
    minutes: 120,
  },
  {
    what: 'a week of France with a holiday',
    calendar: france,
    from: '2026-04-04T00:00+02:00',
    to: '2026-04-11T00:00+02:00',
    minutes: 4 * 450,
  },
]

for (const { what, calendar, from, to, minutes } of lengths) {
  test(`service minutes are right for ${what}`, () => {
    assert.equal(minutesBetween(always(calendar), at(from), at(to)), minutes)
    assert.equal(minutesBetween(always(calendar), at(to), at(from)), -minutes)
  })
}

test('the next opening is now when open, else the next span', () => {
  const timeline = always(france)
  assert.equal(nextOpening(timeline, at('2026-04-03T18:00+02:00'))?.toString(), '2026-04-07T07:00:00Z')
  assert.equal(nextOpening(timeline, at('2026-04-03T12:30+02:00'))?.toString(), '2026-04-03T12:00:00Z')
  assert.equal(nextOpening(timeline, at('2026-04-03T10:15+02:00'))?.toString(), '2026-04-03T08:15:00Z')
})

test('a service that never opens has no deadline and no opening, and says so at once', () => {
  const closed = always(everyDay('Europe/Paris', []))
  const from = at('2026-03-02T09:00Z')
  assert.equal(advance(closed, from, { value: 1, unit: 'minute' }), null)
  assert.equal(advance(closed, from, { value: 1, unit: 'serviceDay' }), null)
  assert.equal(nextOpening(closed, from), null)
  assert.equal(minutesBetween(closed, from, at('2027-03-02T09:00Z')), 0)
  assert.equal(advance([], from, { value: 1, unit: 'minute' }), null)
})

test('each instant counts by the version in force then, the first also before its time', () => {
  const longer = { ...france, week: { ...france.week, 1: [{ from: '08:00', to: '20:00' }] } }
  const timeline = [
    { from: at('2026-03-01T00:00Z'), calendar: france },
    { from: at('2026-03-02T15:00+01:00'), calendar: longer },
  ]
  const [monday, tuesday] = [at('2026-03-02T00:00+01:00'), at('2026-03-03T00:00+01:00')]
  assert.equal(minutesBetween(timeline, monday, tuesday), 210 + 60 + 300)
  assert.equal(minutesBetween(timeline, at('2026-02-23T00:00+01:00'), at('2026-02-24T00:00+01:00')), 450)
  assert.deepEqual(
    openStretches(timeline, monday, tuesday).map(({ from, minutes, version }) => [
      String(from),
      minutes,
      version,
    ]),
    [
      ['2026-03-02T08:00:00Z', 210, 0],
      ['2026-03-02T13:00:00Z', 60, 0],
      ['2026-03-02T14:00:00Z', 300, 1],
    ],
  )
})

const zones = [
  'Europe/Paris',
  'America/Toronto',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'Africa/Casablanca',
  'UTC',
]
const quarter = fc.integer({ min: 0, max: 96 })
const anySpans = fc.uniqueArray(quarter, { maxLength: 6 }).map((marks): Spans => {
  const sorted = marks.sort((a, b) => a - b).map((mark) => wallTime(mark * 15))
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, pair) => ({
    from: sorted[2 * pair] ?? '',
    to: sorted[2 * pair + 1] ?? '',
  }))
})
const anyDate = fc
  .integer({ min: 0, max: 1000 })
  .map((days) => Temporal.PlainDate.from('2025-06-01').add({ days }).toString())
const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  name: fc.constant({ fr: 'Essai' }),
  zone: fc.constantFrom(...zones),
  week: fc.record({
    1: anySpans,
    2: anySpans,
    3: anySpans,
    4: anySpans,
    5: anySpans,
    6: anySpans,
    7: anySpans,
  }),
  holidays: fc
    .uniqueArray(anyDate, { maxLength: 20 })
    .map((dates) => dates.map((date) => ({ date, name: { fr: 'Férié' } }))),
  exceptions: fc.uniqueArray(fc.record({ date: anyDate, spans: anySpans, reason: fc.constant('Pont') }), {
    selector: ({ date }) => date,
    maxLength: 20,
  }),
})
const anyMinute = fc
  .integer({ min: 0, max: 1_000_000 })
  .map((minutes) => at('2025-06-15T00:00Z').add({ minutes }))
const anyTimeline: fc.Arbitrary<CalendarTimeline> = fc
  .array(fc.record({ from: anyMinute, calendar: anyCalendar }), { minLength: 1, maxLength: 3 })
  .map((versions) => versions.sort((a, b) => Temporal.Instant.compare(a.from, b.from)))
const anyUnit = fc.constantFrom<Delay['unit']>('minute', 'hour', 'serviceDay')
const anyDelay = fc.record({ value: fc.integer({ min: 1, max: 90 }), unit: anyUnit })

test('law: what passes from a to b and from b to c passes from a to c', () => {
  fc.assert(
    fc.property(
      anyTimeline,
      fc.tuple(anyMinute, anyMinute, anyMinute),
      anyUnit,
      (timeline, [a, b, c], unit) => {
        const parts =
          serviceBetween(timeline, { from: a, to: b }, unit) +
          serviceBetween(timeline, { from: b, to: c }, unit)
        assert.ok(Math.abs(parts - serviceBetween(timeline, { from: a, to: c }, unit)) < 1e-6)
      },
    ),
  )
})

test('law: the instant reached after an amount is the first by which that amount has passed', () => {
  fc.assert(
    fc.property(anyTimeline, anyMinute, anyDelay, (timeline, from, delay) => {
      const due = advance(timeline, from, delay)
      if (!due) return
      const millisecond = delay.unit === 'serviceDay' ? 1 / (15 * 60_000) : 1 / 60_000
      assert.ok(
        Math.abs(serviceBetween(timeline, { from, to: due }, delay.unit) - delay.value) <= millisecond,
      )
      const before = due.subtract({ milliseconds: 2 })
      assert.ok(serviceBetween(timeline, { from, to: before }, delay.unit) < delay.value)
    }),
  )
})

test('law: a later start or a larger amount is never due sooner', () => {
  fc.assert(
    fc.property(anyTimeline, anyMinute, anyDelay, fc.nat({ max: 5000 }), (timeline, from, delay, minutes) => {
      const due = advance(timeline, from, delay)
      const later = advance(timeline, from.add({ minutes }), delay)
      const larger = advance(timeline, from, { ...delay, value: delay.value + 1 })
      if (due && later) assert.ok(Temporal.Instant.compare(due, later) <= 0)
      if (due && larger) assert.ok(Temporal.Instant.compare(due, larger) < 0)
    }),
  )
})

test('law: round the clock is plain subtraction', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), anyMinute, anyMinute, (zone, a, b) => {
      const minutes = (b.epochMilliseconds - a.epochMilliseconds) / 60_000
      assert.equal(minutesBetween(always(roundTheClock(zone)), a, b), minutes)
    }),
  )
})

test('law: minute by minute, open is what the clock on the wall says, and minutes are what was open', () => {
  const changes = [
    '2025-10-26T00:00Z',
    '2025-11-02T03:00Z',
    '2026-03-08T04:00Z',
    '2026-03-29T00:00Z',
    '2026-04-04T12:00Z',
  ]
  fc.assert(
    fc.property(
      anyCalendar,
      fc.constantFrom(...changes),
      fc.integer({ min: -900, max: 900 }),
      (calendar, change, shift) => {
        const timeline = always(calendar)
        const from = at(change).add({ minutes: shift })
        let open = 0
        for (let minutes = 0; minutes < 600; minutes++) {
          const isOpen = isOpenByTheWall(calendar, from.add({ minutes }))
          assert.equal(isOpenAt(timeline, from.add({ minutes })), isOpen)
          if (isOpen) open++
        }
        assert.equal(minutesBetween(timeline, from, from.add({ minutes: 600 })), open)
      },
    ),
    { numRuns: 60 },
  )
})

test('law: over months, what passes is the sum of the stretches that were open, and of its parts', () => {
  fc.assert(
    fc.property(
      anyTimeline,
      anyMinute,
      fc.nat({ max: 500_000 }),
      fc.nat({ max: 500_000 }),
      (timeline, from, first, second) => {
        const between = from.add({ minutes: first })
        const to = between.add({ minutes: second })
        const open = openStretches(timeline, from, to).reduce((sum, { minutes }) => sum + minutes, 0)
        const whole = minutesBetween(timeline, from, to)
        assert.ok(Math.abs(whole - open) < 1e-6)
        const parts = minutesBetween(timeline, from, between) + minutesBetween(timeline, between, to)
        assert.ok(Math.abs(whole - parts) < 1e-6)
      },
    ),
  )
})

test('law: every date with service hours counts one, whatever its length', () => {
  fc.assert(
    fc.property(anyCalendar, anyDate, (calendar, date) => {
      const midnight = Temporal.PlainDate.from(date).toZonedDateTime(calendar.zone)
      const [from, to] = [midnight.toInstant(), midnight.add({ days: 1 }).startOfDay().toInstant()]
      const expected = minutesBetween(always(calendar), from, to) > 0 ? 1 : 0
      assert.ok(Math.abs(serviceDaysBetween(always(calendar), from, to) - expected) < 1e-9)
    }),
  )
})

/** Written apart from the code under test: no cache, no offsets, only the wall clock. */
function isOpenByTheWall(calendar: Calendar, moment: Temporal.Instant): boolean {
  const clock = moment.toZonedDateTimeISO(calendar.zone)
  const date = clock.toPlainDate().toString()
  const exception = calendar.exceptions.find((day) => day.date === date)
  const isHoliday = calendar.holidays.some((day) => day.date === date)
  const week = Object.values(calendar.week)[clock.dayOfWeek - 1] ?? []
  const time = clock.toPlainTime().toString().slice(0, 5)
  const spans = exception?.spans ?? (isHoliday ? [] : week)
  return spans.some((span) => span.from <= time && time < span.to)
}

function wallTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function at(text: string): Temporal.Instant {
  return Temporal.Instant.from(text)
}
