import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Delay } from '#contract/calendar/shape.ts'
import { EscalationLevels } from '#contract/escalation/shape.ts'
import { proposedCalendar } from '../calendar/index.ts'
import { readClocks } from './clock.ts'
import type { ClockFact } from './facts.ts'
import { proposedEscalationLevels } from './proposition.ts'
import { scheduleOf } from './schedule.ts'
import type { Deadline, ScheduleInput } from './schedule.ts'

const timeline = [{ from: at('2020-01-01T00:00Z'), calendar: proposedCalendar('FR') }]
const start = at('2026-03-02T09:00+01:00')
const targets: Record<number, [Delay, Delay]> = {
  1: [
    { value: 15, unit: 'minute' },
    { value: 4, unit: 'hour' },
  ],
  2: [
    { value: 30, unit: 'minute' },
    { value: 8, unit: 'hour' },
  ],
  4: [
    { value: 4, unit: 'hour' },
    { value: 5, unit: 'serviceDay' },
  ],
}

test('the proposed levels are valid', () => {
  assert.deepEqual(EscalationLevels.parse(proposedEscalationLevels), proposedEscalationLevels)
})

test('P1 tells the service manager and management at creation, and the client before it is late', () => {
  assert.deepEqual(told(schedule({ priority: 1 })), [
    'level-2 02T09:00',
    'H1 02T09:00',
    'H2 02T09:00',
    'response 02T09:15',
    'H3 02T12:00',
    'resolution 02T14:30',
  ])
})

test('P2 escalates by competence after 30 minutes, by authority at 50, 75 and 90 percent', () => {
  assert.deepEqual(told(schedule({ priority: 2 })), [
    'response 02T09:30',
    'level-2 02T09:30',
    'H1 02T14:30',
    'H2 02T16:30',
    'H3 02T17:42',
    'resolution 03T09:30',
  ])
})

test('P4 tells management only after it is late', () => {
  assert.deepEqual(told(schedule({ priority: 4 })), [
    'response 02T14:30',
    'level-2 02T18:00',
    'H3 06T14:15',
    'resolution 06T18:00',
    'H1 06T18:00',
    'H2 11T14:15',
  ])
})

test('level 3 comes due after its own time at level 2, and never again below', () => {
  const entry = { level: 2, enteredAt: at('2026-03-02T10:00+01:00') }
  const keys = told(schedule({ priority: 2, entry })).filter((line) => line.startsWith('level'))
  assert.deepEqual(keys, ['level-3 02T12:00'])
  const last = { level: 3, enteredAt: at('2026-03-02T10:00+01:00') }
  assert.ok(!told(schedule({ priority: 2, entry: last })).some((line) => line.startsWith('level')))
})

test('a major incident tells management at creation, whatever its priority', () => {
  assert.ok(told(schedule({ priority: 4, isMajor: true })).includes('H2 02T09:00'))
})

test('a priority that the levels do not know escalates nowhere', () => {
  assert.deepEqual(
    schedule({ priority: 9 }).map(({ key }) => key),
    ['response', 'resolution'],
  )
})

test('while the client is waited for only the reminder and what was already reached remain', () => {
  const facts: ClockFact[] = [
    { at: at('2026-03-02T15:00+01:00'), kind: 'held', reason: 'client', until: at('2026-03-05T10:00+01:00') },
  ]
  assert.deepEqual(told(schedule({ priority: 2, facts })), [
    'response 02T09:30',
    'level-2 02T09:30',
    'H1 02T14:30',
    'hold-reminder 05T10:00',
  ])
})

test('what was answered is no longer due', () => {
  const facts: ClockFact[] = [{ at: at('2026-03-02T09:10+01:00'), kind: 'responded' }]
  assert.ok(!schedule({ priority: 2, facts }).some(({ key }) => key === 'response'))
})

test('once resolved or closed only the timers of the step remain, in service time', () => {
  const step = {
    enteredAt: at('2026-03-05T16:00+01:00'),
    timeline,
    now: at('2026-03-05T16:00+01:00'),
    timers: [
      { id: 'silence', delay: { value: 3, unit: 'serviceDay' as const } },
      { id: 'remind', delay: { value: 3, unit: 'hour' as const } },
    ],
  }
  for (const kind of ['resolved', 'ended'] as const) {
    const facts: ClockFact[] = [{ at: at('2026-03-05T16:00+01:00'), kind }]
    assert.deepEqual(told(schedule({ priority: 2, facts, step })), [
      'step-timer:remind 06T10:00',
      'step-timer:silence 10T16:00',
    ])
  }
})

test('a repeating timer has its last turn and its next one, and makes up for none that was slept through', () => {
  const timers = [{ id: 'situation', delay: { value: 1, unit: 'hour' as const }, repeat: true }]
  const turns = (now: string) =>
    told(
      schedule({ priority: 1, step: { enteredAt: start, timeline, timers, now: at(now) } }).filter(
        ({ key }) => key.startsWith('step-timer'),
      ),
    )
  assert.deepEqual(turns('2026-03-02T09:30+01:00'), ['step-timer:situation 02T10:00'])
  assert.deepEqual(turns('2026-03-02T10:00+01:00'), [
    'step-timer:situation 02T10:00',
    'step-timer:situation 02T11:00',
  ])
  assert.deepEqual(turns('2026-03-02T17:45+01:00'), [
    'step-timer:situation 02T17:30',
    'step-timer:situation 03T09:30',
  ])
})

test('targets and levels are told once: since the opening, or since the level was entered', () => {
  const entered = at('2026-03-02T10:00+01:00')
  const once = schedule({ priority: 2, entry: { level: 2, enteredAt: entered } }).map(
    ({ key, onceSince }) => [key, onceSince?.toString()],
  )
  assert.deepEqual(Object.fromEntries(once), {
    response: start.toString(),
    resolution: start.toString(),
    'level-3': entered.toString(),
    H1: start.toString(),
    H2: start.toString(),
    H3: start.toString(),
  })
})

test('every cause is plain JSON that says what the deadline follows from', () => {
  const deadlines = schedule({ priority: 2 })
  for (const { cause } of deadlines) assert.deepEqual(JSON.parse(JSON.stringify(cause)), cause)
  assert.deepEqual(deadlines.find(({ key }) => key === 'resolution')?.cause, {
    value: 8,
    unit: 'hour',
    why: 'P2',
  })
  assert.deepEqual(deadlines.find(({ key }) => key === 'H2')?.cause, {
    level: 2,
    role: 'D',
    priority: 2,
    percent: 75,
    isMajor: false,
  })
})

function schedule({
  priority,
  facts = [],
  ...given
}: Partial<ScheduleInput> & { priority: number; facts?: ClockFact[] }): Deadline[] {
  const [response = null, resolution = null] = targets[priority] ?? targets[4] ?? []
  const story: ClockFact[] = [
    { at: start, kind: 'started' },
    { at: start, kind: 'targeted', response, resolution, timeline, cause: `P${priority}` },
    ...facts,
  ]
  return scheduleOf({
    clocks: readClocks(story, start),
    levels: proposedEscalationLevels,
    priority,
    isMajor: false,
    entry: { level: 1, enteredAt: start },
    openedAt: start,
    step: null,
    ...given,
  })
}

function told(deadlines: readonly Deadline[]): string[] {
  return deadlines.map(({ key, dueAt }) => {
    const clock = dueAt.toZonedDateTimeISO('Europe/Paris').toPlainDateTime().toString()
    return `${key} ${clock.slice(8, 16)}`
  })
}

function at(text: string): Temporal.Instant {
  return Temporal.Instant.from(text)
}
