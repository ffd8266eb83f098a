import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Calendar, Delay } from '#contract/calendar/shape.ts'
import { proposedCalendar, roundTheClock } from '../calendar/index.ts'
import { minutesBetween } from '../calendar/index.ts'
import type { CalendarTimeline } from '../calendar/index.ts'
import { readClocks, readElapsed } from './clock.ts'
import type { Clock } from './clock.ts'
import type { ClockFact } from './facts.ts'

const france: Calendar = {
  ...proposedCalendar('FR'),
  holidays: [
    { date: '2026-04-06', name: { fr: 'Lundi de Pâques' } },
    { date: '2026-05-25', name: { fr: 'Lundi de Pentecôte' } },
  ],
}
const office = always(france)
const p1 = { response: delay(15, 'minute'), resolution: delay(4, 'hour') }
const p2 = { response: delay(30, 'minute'), resolution: delay(8, 'hour') }
const p3 = { response: delay(2, 'hour'), resolution: delay(2, 'serviceDay') }

type Case = {
  readonly what: string
  readonly facts: ClockFact[]
  readonly now: string
  readonly response?: Expected
  readonly resolution?: Expected
}
type Expected = {
  readonly due?: string | null
  readonly state?: string
  readonly elapsed?: number
  readonly held?: number
  readonly breached?: string | null
  readonly stopped?: string | null
}

const cases: Case[] = [
  {
    what: 'P1 at 16:50 on the Friday before a holiday Monday: answered by 17:05, restored by Tuesday 11:50',
    facts: opened('2026-05-22T16:50+02:00', p1),
    now: '2026-05-22T17:00+02:00',
    response: { due: '2026-05-22T17:05+02:00', state: 'running', elapsed: 10 },
    resolution: { due: '2026-05-26T11:50+02:00', state: 'running', elapsed: 10, held: 0 },
  },
  {
    what: 'P1 round the clock over the night that Paris skips an hour',
    facts: opened('2026-03-29T00:30+01:00', p1, always(roundTheClock('Europe/Paris'))),
    now: '2026-03-29T03:30+02:00',
    response: { due: '2026-03-29T00:45+01:00', state: 'breached', breached: '2026-03-29T00:45+01:00' },
    resolution: { due: '2026-03-29T05:30+02:00', state: 'running', elapsed: 120 },
  },
  {
    what: 'P1 round the clock over the night that Toronto repeats an hour',
    facts: opened('2026-11-01T00:30-04:00', p1, always(roundTheClock('America/Toronto'))),
    now: '2026-11-01T01:30-05:00',
    resolution: { due: '2026-11-01T03:30-05:00', state: 'running', elapsed: 120 },
  },
  {
    what: 'P1 over lunch',
    facts: opened('2026-03-02T11:00+01:00', p1),
    now: '2026-03-02T13:00+01:00',
    resolution: { due: '2026-03-02T16:30+01:00', elapsed: 90 },
  },
  {
    what: 'P3 in days of service',
    facts: opened('2026-03-02T10:00+01:00', p3),
    now: '2026-03-03T10:00+01:00',
    resolution: { due: '2026-03-04T10:00+01:00', elapsed: 450 },
  },
  {
    what: 'waiting for the client over night: the hour before closing and the hour after opening are given back',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p2),
      held('2026-03-02T17:00+01:00', 'client'),
      fact('resumed', '2026-03-03T10:00+01:00'),
    ],
    now: '2026-03-03T10:30+01:00',
    resolution: { due: '2026-03-03T11:30+01:00', state: 'running', elapsed: 420, held: 120 },
  },
  {
    what: 'waiting for the client outside service hours costs nothing',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p2),
      held('2026-03-02T18:30+01:00', 'client'),
      fact('resumed', '2026-03-03T08:30+01:00'),
    ],
    now: '2026-03-03T09:00+01:00',
    resolution: { due: '2026-03-03T09:30+01:00', elapsed: 450, held: 0 },
  },
  {
    what: 'while the client is waited for nothing is due',
    facts: [...opened('2026-03-02T09:00+01:00', p2), held('2026-03-02T17:00+01:00', 'client')],
    now: '2026-03-05T09:00+01:00',
    resolution: { due: null, state: 'paused', elapsed: 390, held: 960, breached: null },
  },
  {
    what: 'waiting for the supplier or for hardware does not pause',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p2),
      held('2026-03-02T10:00+01:00', 'supplier'),
      held('2026-03-02T15:00+01:00', 'hardware'),
    ],
    now: '2026-03-02T16:00+01:00',
    resolution: { due: '2026-03-03T09:30+01:00', state: 'running', elapsed: 330, held: 0 },
  },
  {
    what: 'a date agreed with the client is when it is due, also outside service hours',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p2),
      held('2026-03-02T10:00+01:00', 'agreed-date', '2026-03-14T10:00+01:00'),
    ],
    now: '2026-03-12T10:00+01:00',
    response: { state: 'breached' },
    resolution: { due: '2026-03-14T10:00+01:00', state: 'running', breached: null },
  },
  {
    what: 'a date agreed with the client holds after the work is taken up again',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p2),
      held('2026-03-02T10:00+01:00', 'agreed-date', '2026-03-13T10:00+01:00'),
      fact('resumed', '2026-03-12T10:00+01:00'),
    ],
    now: '2026-03-13T10:01+01:00',
    resolution: { due: '2026-03-13T10:00+01:00', state: 'breached', breached: '2026-03-13T10:00+01:00' },
  },
  {
    what: 'waiting for the client after a date was agreed moves that date',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p2),
      held('2026-03-02T10:00+01:00', 'agreed-date', '2026-03-13T10:00+01:00'),
      held('2026-03-12T09:00+01:00', 'client'),
      fact('resumed', '2026-03-12T11:00+01:00'),
    ],
    now: '2026-03-12T11:00+01:00',
    resolution: { due: '2026-03-13T12:00+01:00', state: 'running', held: 120 },
  },
  {
    what: 'an agreed date that passes while the client is waited for is due when the waiting ends',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p2),
      held('2026-03-02T10:00+01:00', 'agreed-date', '2026-03-04T23:00+01:00'),
      held('2026-03-04T18:00+01:00', 'client'),
      fact('resumed', '2026-03-05T20:00+01:00'),
    ],
    now: '2026-03-05T19:59+01:00',
    resolution: { due: '2026-03-05T20:00+01:00', held: 450 },
  },
  {
    what: 'a wait for the client that was noted after restoring does not outlive reopening',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p2),
      fact('resolved', '2026-03-02T10:00+01:00'),
      held('2026-03-02T11:00+01:00', 'client'),
      fact('reopened', '2026-03-02T14:00+01:00'),
    ],
    now: '2026-03-02T15:00+01:00',
    resolution: { state: 'running', elapsed: 120, held: 0 },
  },
  {
    what: 'answered and restored in time',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p1),
      fact('responded', '2026-03-02T09:10+01:00'),
      fact('resolved', '2026-03-02T10:00+01:00'),
      fact('ended', '2026-03-06T10:00+01:00'),
    ],
    now: '2026-04-01T10:00+02:00',
    response: { due: '2026-03-02T09:15+01:00', state: 'met', stopped: '2026-03-02T09:10+01:00', elapsed: 10 },
    resolution: {
      due: '2026-03-02T14:30+01:00',
      state: 'met',
      stopped: '2026-03-02T10:00+01:00',
      elapsed: 60,
    },
  },
  {
    what: 'restored at the very instant it was due is in time',
    facts: [...opened('2026-03-02T09:00+01:00', p1), fact('resolved', '2026-03-02T14:30+01:00')],
    now: '2026-03-03T09:00+01:00',
    resolution: { state: 'met', breached: null },
  },
  {
    what: 'at the very instant it is due and nothing was done it is breached',
    facts: opened('2026-03-02T09:00+01:00', p1),
    now: '2026-03-02T14:30+01:00',
    resolution: { state: 'breached', breached: '2026-03-02T14:30+01:00' },
  },
  {
    what: 'restoring answers too, and late is late for both',
    facts: [...opened('2026-03-02T09:00+01:00', p1), fact('resolved', '2026-03-02T15:00+01:00')],
    now: '2026-03-02T15:00+01:00',
    response: { state: 'met-late', breached: '2026-03-02T09:15+01:00', stopped: '2026-03-02T15:00+01:00' },
    resolution: { state: 'met-late', breached: '2026-03-02T14:30+01:00', elapsed: 270 },
  },
  {
    what: 'reopened goes on where it was: the days between do not count, and the answer stays given',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p1),
      fact('responded', '2026-03-02T09:05+01:00'),
      fact('resolved', '2026-03-02T10:00+01:00'),
      fact('reopened', '2026-03-05T09:00+01:00'),
    ],
    now: '2026-03-05T10:00+01:00',
    response: { state: 'met', elapsed: 5 },
    resolution: { due: '2026-03-05T12:00+01:00', state: 'running', elapsed: 120, stopped: null },
  },
  {
    what: 'restored late and reopened stays breached',
    facts: [
      ...opened('2026-03-02T09:00+01:00', p1),
      fact('resolved', '2026-03-02T15:00+01:00'),
      fact('reopened', '2026-03-05T09:00+01:00'),
    ],
    now: '2026-03-05T10:00+01:00',
    resolution: { due: '2026-03-02T14:30+01:00', state: 'breached', breached: '2026-03-02T14:30+01:00' },
  },
  {
    what: 'a higher priority recounts all the time from the start',
    facts: [...opened('2026-03-02T09:00+01:00', p3), targeted('2026-03-02T11:00+01:00', p1)],
    now: '2026-03-02T11:00+01:00',
    response: { due: '2026-03-02T09:15+01:00', state: 'breached', breached: '2026-03-02T11:00+01:00' },
    resolution: { due: '2026-03-02T14:30+01:00', state: 'running', elapsed: 120 },
  },
  {
    what: 'a lower priority moves what is due but does not erase the breach that happened',
    facts: [...opened('2026-03-02T09:00+01:00', p1), targeted('2026-03-02T16:00+01:00', p3)],
    now: '2026-03-02T16:00+01:00',
    resolution: { due: '2026-03-03T18:00+01:00', state: 'breached', breached: '2026-03-02T14:30+01:00' },
  },
  {
    what: 'a lower priority before it was due is no breach',
    facts: [...opened('2026-03-02T09:00+01:00', p1), targeted('2026-03-02T14:00+01:00', p3)],
    now: '2026-03-02T16:00+01:00',
    resolution: { due: '2026-03-03T18:00+01:00', state: 'running', breached: null },
  },
  {
    what: 'cancelled in time is neither met nor breached',
    facts: [...opened('2026-03-02T09:00+01:00', p1), fact('ended', '2026-03-02T09:10+01:00')],
    now: '2026-03-05T09:00+01:00',
    response: { state: 'none', breached: null },
    resolution: { state: 'none', stopped: '2026-03-02T09:10+01:00' },
  },
  {
    what: 'cancelled after the breach stays breached',
    facts: [...opened('2026-03-02T09:00+01:00', p1), fact('ended', '2026-03-03T09:10+01:00')],
    now: '2026-03-05T09:00+01:00',
    resolution: { state: 'breached', breached: '2026-03-02T14:30+01:00' },
  },
  {
    what: 'a record without a target has no clock',
    facts: [fact('started', '2026-03-02T09:00+01:00')],
    now: '2026-03-02T10:00+01:00',
    response: { due: null, state: 'none' },
    resolution: { due: null, state: 'none', elapsed: 0 },
  },
  {
    what: 'a service that never opens has nothing due',
    facts: opened(
      '2026-03-02T09:00+01:00',
      p1,
      always({ ...france, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }),
    ),
    now: '2026-03-05T10:00+01:00',
    resolution: { due: null, state: 'running', elapsed: 0 },
  },
  {
    what: 'nobody erases a breach by adding yesterday’s holiday',
    facts: opened('2026-03-02T09:00+01:00', p1, [
      ...office,
      {
        from: at('2026-03-03T08:00+01:00'),
        calendar: { ...france, holidays: [{ date: '2026-03-02', name: { fr: 'Fête inventée' } }] },
      },
    ]),
    now: '2026-03-03T10:00+01:00',
    resolution: { due: '2026-03-02T14:30+01:00', state: 'breached', breached: '2026-03-02T14:30+01:00' },
  },
  {
    what: 'a longer day that comes into force midway counts from then on',
    facts: opened('2026-03-02T16:00+01:00', p1, [
      ...office,
      {
        from: at('2026-03-02T17:00+01:00'),
        calendar: { ...france, week: { ...france.week, 1: [{ from: '08:00', to: '20:00' }] } },
      },
    ]),
    now: '2026-03-02T19:00+01:00',
    resolution: { due: '2026-03-02T20:00+01:00', elapsed: 180 },
  },
]

for (const { what, facts, now, ...expected } of cases) {
  test(what, () => {
    const clocks = readClocks(facts, at(now))
    for (const name of ['response', 'resolution'] as const) {
      const wanted = expected[name] ?? {}
      assert.deepEqual(
        Object.entries(seen(clocks[name])).filter(([key]) => key in wanted),
        Object.entries(seen(clocks[name])).flatMap(([key]) =>
          Object.entries(wanted).flatMap(([wantedKey, value]) =>
            wantedKey === key ? [[key, inUtc(value)]] : [],
          ),
        ),
      )
    }
  })
}

test('shares of the target are instants of their own, before and after it is due', () => {
  const { resolution } = readClocks(opened('2026-03-02T09:00+01:00', p2), at('2026-03-02T09:00+01:00'))
  const share = (fraction: number) => resolution.at(fraction)?.toString()
  assert.equal(share(0), '2026-03-02T08:00:00Z')
  assert.equal(share(0.5), at('2026-03-02T14:30+01:00').toString())
  assert.equal(share(1), at('2026-03-03T09:30+01:00').toString())
  assert.equal(share(1.5), at('2026-03-03T15:00+01:00').toString())
})

test('shares of an agreed date are shares of the service time until then', () => {
  const facts = [
    ...opened('2026-03-02T09:00+01:00', p2),
    held('2026-03-02T10:00+01:00', 'agreed-date', '2026-03-06T09:00+01:00'),
  ]
  const { resolution } = readClocks(facts, at('2026-03-02T10:00+01:00'))
  assert.equal(resolution.cause, 'agreed-date')
  assert.equal(resolution.at(0.5)?.toString(), at('2026-03-03T18:00+01:00').toString())
  assert.equal(resolution.at(1)?.toString(), at('2026-03-06T09:00+01:00').toString())
})

test('time since an instant leaves out what the client was waited for', () => {
  const facts = [
    ...opened('2026-03-02T09:00+01:00', p2),
    held('2026-03-02T10:00+01:00', 'client'),
    fact('resumed', '2026-03-02T11:00+01:00'),
  ]
  const { resolution } = readClocks(facts, at('2026-03-02T11:00+01:00'))
  assert.equal(
    resolution.after(at('2026-03-02T09:30+01:00'), delay(2, 'hour'))?.toString(),
    at('2026-03-02T12:30+01:00').toString(),
  )
})

test('the hold in force is told with its reminder, until work goes on or ends', () => {
  const facts = [
    ...opened('2026-03-02T09:00+01:00', p2),
    held('2026-03-02T10:00+01:00', 'supplier', '2026-03-04T10:00+01:00'),
  ]
  const now = at('2026-03-02T12:00+01:00')
  assert.deepEqual(readClocks(facts, now).hold, {
    reason: 'supplier',
    since: at('2026-03-02T10:00+01:00'),
    until: at('2026-03-04T10:00+01:00'),
  })
  assert.equal(readClocks([...facts, fact('resumed', '2026-03-02T11:00+01:00')], now).hold, null)
  assert.equal(readClocks([...facts, fact('resolved', '2026-03-02T11:00+01:00')], now).hold, null)
})

const start = at('2026-03-23T00:00Z')
const anyMinutes = fc.integer({ min: 1, max: 4000 })
const anyTimeline = fc.constantFrom<CalendarTimeline>(
  office,
  always(proposedCalendar('CA-QC')),
  always(roundTheClock('America/Toronto')),
  [...office, { from: at('2026-03-25T13:00Z'), calendar: roundTheClock('Europe/Paris') }],
)
const anyTarget = fc.constantFrom(p1, p2, p3)
const anyStep = fc.constantFrom<
  'client' | 'supplier' | 'resumed' | 'resolved' | 'reopened' | 'targeted' | 'agreed'
>('client', 'supplier', 'resumed', 'resolved', 'reopened', 'targeted', 'agreed')
const anyLife = fc
  .tuple(
    anyTimeline,
    anyTarget,
    fc.array(fc.tuple(anyMinutes, anyStep, anyTarget, anyTimeline), { maxLength: 8 }),
  )
  .map(([timeline, target, steps]) => {
    const facts = opened(start.toString(), target, timeline)
    let moment = start
    for (const [minutes, step, target, timeline] of steps) {
      moment = moment.add({ minutes })
      const when = moment.toString()
      if (step === 'targeted') facts.push(targeted(when, target, timeline))
      else if (step === 'agreed') facts.push(held(when, 'agreed-date', moment.add({ hours: 50 }).toString()))
      else if (step === 'client' || step === 'supplier') facts.push(held(when, step))
      else facts.push(fact(step, when))
    }
    return facts
  })

test('law: waiting for the client for k service minutes moves what is due by exactly k', () => {
  fc.assert(
    fc.property(anyTimeline, anyTarget, anyMinutes, anyMinutes, (timeline, target, before, length) => {
      const facts = opened(start.toString(), target, timeline)
      const [from, to] = [start.add({ minutes: before }), start.add({ minutes: before + length })]
      const due = readClocks(facts, to).resolution.dueAt
      const paused = [...facts, held(from.toString(), 'client'), fact('resumed', to.toString())]
      const later = readClocks(paused, to).resolution
      assert.ok(due && later.dueAt)
      const isLate = Temporal.Instant.compare(due, from) <= 0
      if (target !== p3) {
        const waited = isLate ? 0 : minutesBetween(timeline, from, to)
        assert.equal(minutesBetween(timeline, due, later.dueAt), waited)
      }
      assert.equal(later.heldMinutes, minutesBetween(timeline, from, to))
    }),
  )
})

test('law: a breach once stated is stated in every longer story, at the same instant', () => {
  fc.assert(
    fc.property(anyLife, anyMinutes, (facts, minutes) => {
      let stated: string | undefined
      for (const [position, { at }] of facts.entries()) {
        const now = facts[position + 1]?.at.subtract({ milliseconds: 1 }) ?? at.add({ minutes })
        const { breachedAt, state } = readClocks(facts.slice(0, position + 1), now).resolution
        if (stated) assert.equal(breachedAt?.toString(), stated)
        if (breachedAt) assert.ok(state === 'breached' || state === 'met-late')
        stated = breachedAt?.toString()
      }
    }),
    { numRuns: 1000 },
  )
})

test('law: what a clock has run and waited is the same, with and without what was due', () => {
  fc.assert(
    fc.property(
      anyLife,
      anyMinutes,
      fc.constantFrom('response' as const, 'resolution' as const),
      (facts, minutes, name) => {
        const now = (facts.at(-1)?.at ?? start).add({ minutes })
        const { elapsedMinutes, heldMinutes } = readClocks(facts, now)[name]
        assert.deepEqual(readElapsed(facts, name, now), { elapsedMinutes, heldMinutes })
      },
    ),
  )
  assert.deepEqual(readElapsed([], 'resolution', start), { elapsedMinutes: 0, heldMinutes: 0 })
})

test('law: what is due follows from the facts alone, whatever the time is now', () => {
  fc.assert(
    fc.property(anyLife, anyMinutes, (facts, minutes) => {
      const last = facts.at(-1)?.at ?? start
      const [early, late] = [start, last.add({ minutes })].map((now) => readClocks(facts, now))
      assert.equal(early?.resolution.dueAt?.toString(), late?.resolution.dueAt?.toString())
      assert.equal(early?.response.dueAt?.toString(), late?.response.dueAt?.toString())
    }),
  )
})

test('law: a fact that changes nothing changes no answer', () => {
  fc.assert(
    fc.property(anyLife, fc.nat({ max: 8 }), anyMinutes, (facts, position, minutes) => {
      const [first, second] = [facts[position], facts[position + 1]]
      if (first?.kind !== 'held' || first.reason === 'agreed-date') return
      const middle = first.at.add({ minutes })
      const moment = second && Temporal.Instant.compare(second.at, middle) < 0 ? second.at : middle
      const again = { ...first, at: moment }
      const cut = [...facts.slice(0, position + 1), again, ...facts.slice(position + 1)]
      const now = start.add({ hours: 1000 })
      assert.deepEqual(told(readClocks(cut, now).resolution), told(readClocks(facts, now).resolution))
    }),
    { numRuns: 500 },
  )
})

test('law: what counted and what was waited for are all the service time until it stopped', () => {
  fc.assert(
    fc.property(anyTimeline, anyTarget, anyMinutes, anyMinutes, anyMinutes, (timeline, target, a, b, c) => {
      const [from, to, end] = [a, a + b, a + b + c].map((minutes) => start.add({ minutes }).toString())
      assert.ok(from && to && end)
      const facts = [
        ...opened(start.toString(), target, timeline),
        held(from, 'client'),
        fact('resumed', to),
        fact('resolved', end),
      ]
      const { elapsedMinutes, heldMinutes } = readClocks(facts, at(end).add({ hours: 99 })).resolution
      assert.equal(elapsedMinutes + heldMinutes, minutesBetween(timeline, start, at(end)))
    }),
  )
})

function seen(clock: Clock) {
  return {
    due: clock.dueAt?.toString() ?? null,
    state: clock.state,
    elapsed: clock.elapsedMinutes,
    held: clock.heldMinutes,
    breached: clock.breachedAt?.toString() ?? null,
    stopped: clock.stoppedAt?.toString() ?? null,
  }
}

function told({ at, after, ...clock }: Clock) {
  return JSON.stringify({ ...clock, half: at(0.5), later: after(start, delay(3, 'hour')) })
}

function inUtc(value: string | number | null): string | number | null {
  return typeof value === 'string' && value.includes('T') ? at(value).toString() : value
}

function always(calendar: Calendar): CalendarTimeline {
  return [{ from: at('2020-01-01T00:00Z'), calendar }]
}

type Target = { readonly response: Delay; readonly resolution: Delay }

function opened(when: string, target: Target, timeline: CalendarTimeline = office): ClockFact[] {
  return [fact('started', when), targeted(when, target, timeline)]
}

function targeted(when: string, target: Target, timeline: CalendarTimeline = office): ClockFact {
  return { at: at(when), kind: 'targeted', ...target, timeline, cause: 'priority' }
}

function held(
  when: string,
  reason: 'client' | 'agreed-date' | 'supplier' | 'hardware',
  until?: string,
): ClockFact {
  return { at: at(when), kind: 'held', reason, until: until === undefined ? undefined : at(until) }
}

function fact(
  kind: 'started' | 'responded' | 'resumed' | 'resolved' | 'reopened' | 'ended',
  when: string,
): ClockFact {
  return { at: at(when), kind }
}

function delay(value: number, unit: Delay['unit']): Delay {
  return { value, unit }
}

function at(text: string): Temporal.Instant {
  return Temporal.Instant.from(text)
}
