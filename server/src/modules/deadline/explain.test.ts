import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Calendar, Delay } from '#contract/calendar/shape.ts'
import { proposedCalendar, roundTheClock } from '../calendar/index.ts'
import type { CalendarTimeline } from '../calendar/index.ts'
import { readClocks } from './clock.ts'
import { explainDeadline } from './explain.ts'
import type { DeadlineStep } from './explain.ts'
import type { ClockFact } from './facts.ts'

const france: Calendar = {
  ...proposedCalendar('FR'),
  holidays: [{ date: '2026-05-25', name: { fr: 'Lundi de Pentecôte' } }],
  exceptions: [{ date: '2026-05-15', spans: [], reason: 'Pont de l’Ascension' }],
}
const fourHours: Delay = { value: 4, unit: 'hour' }

test('P1 at 16:50 on the Friday before a holiday Monday is explained line by line', () => {
  const facts = opened('2026-05-22T16:50+02:00', fourHours)
  assert.deepEqual(told(explainDeadline(facts, 'resolution', at('2026-05-22T17:00+02:00'))), [
    'start 22T16:50, opens 22T16:50',
    'target 4 hour, P1',
    'counted 22T16:50–22T18:00 70',
    'closed 22T18:00–25T00:00 weekend',
    'closed 25T00:00–26T09:00 holiday Lundi de Pentecôte',
    'counted 26T09:00–26T11:50 170',
    'due 26T11:50',
  ])
})

test('lunch, night and the time the client was waited for are named', () => {
  const facts: ClockFact[] = [
    ...opened('2026-05-18T11:30+02:00', fourHours),
    { at: at('2026-05-18T15:00+02:00'), kind: 'held', reason: 'client' },
    { at: at('2026-05-18T17:00+02:00'), kind: 'resumed' },
  ]
  assert.deepEqual(told(explainDeadline(facts, 'resolution', at('2026-05-18T17:00+02:00'))), [
    'start 18T11:30, opens 18T11:30',
    'target 4 hour, P1',
    'counted 18T11:30–18T12:30 60',
    'closed 18T12:30–18T14:00 lunch',
    'counted 18T14:00–18T15:00 60',
    'held 18T15:00–18T17:00 client',
    'counted 18T17:00–18T18:00 60',
    'closed 18T18:00–19T09:00 night',
    'counted 19T09:00–19T10:00 60',
    'due 19T10:00',
  ])
})

test('a bridge is told by its reason, a start at night by its opening', () => {
  const facts = opened('2026-05-14T21:00+02:00', { value: 30, unit: 'minute' })
  assert.deepEqual(told(explainDeadline(facts, 'resolution', at('2026-05-14T21:00+02:00'))), [
    'start 14T21:00, opens 18T09:00',
    'target 30 minute, P1',
    'closed 14T21:00–16T00:00 exception Pont de l’Ascension',
    'closed 16T00:00–18T09:00 weekend',
    'counted 18T09:00–18T09:30 30',
    'due 18T09:30',
  ])
})

test('an exception is the reason only for hours that are usually open', () => {
  const short = [{ date: '2026-05-19', spans: [{ from: '09:00', to: '11:00' }], reason: 'Inventaire' }]
  const timeline = [{ from: at('2020-01-01T00:00Z'), calendar: { ...france, exceptions: short } }]
  const facts = opened('2026-05-18T17:00+02:00', fourHours, timeline)
  assert.deepEqual(told(explainDeadline(facts, 'resolution', at('2026-05-18T17:00+02:00'))), [
    'start 18T17:00, opens 18T17:00',
    'target 4 hour, P1',
    'counted 18T17:00–18T18:00 60',
    'closed 18T18:00–19T09:00 night',
    'counted 19T09:00–19T11:00 120',
    'closed 19T11:00–20T09:00 exception Inventaire',
    'counted 20T09:00–20T10:00 60',
    'due 20T10:00',
  ])
})

test('days that were resolved before they were reopened are left out and said', () => {
  const facts: ClockFact[] = [
    ...opened('2026-05-18T09:00+02:00', fourHours),
    { at: at('2026-05-18T10:00+02:00'), kind: 'resolved' },
    { at: at('2026-05-20T09:00+02:00'), kind: 'reopened' },
  ]
  const lines = told(explainDeadline(facts, 'resolution', at('2026-05-20T09:00+02:00')))
  assert.deepEqual(lines.slice(2, 5), [
    'counted 18T09:00–18T10:00 60',
    'stopped 18T10:00–20T09:00',
    'counted 20T09:00–20T12:00 180',
  ])
})

test('a date agreed with the client explains itself', () => {
  const facts: ClockFact[] = [
    ...opened('2026-05-18T09:00+02:00', fourHours),
    {
      at: at('2026-05-18T10:00+02:00'),
      kind: 'held',
      reason: 'agreed-date',
      until: at('2026-05-18T12:00+02:00'),
    },
  ]
  assert.deepEqual(told(explainDeadline(facts, 'resolution', at('2026-05-18T10:00+02:00'))), [
    'start 18T09:00, opens 18T09:00',
    'agreed 18T12:00',
    'counted 18T09:00–18T12:00 180',
    'due 18T12:00',
  ])
})

test('ten days of service are told by whole days, with the holidays and without losing a minute', () => {
  const facts = opened('2026-05-12T11:00+02:00', { value: 10, unit: 'serviceDay' })
  const steps = explainDeadline(facts, 'resolution', at('2026-05-12T11:00+02:00'))
  assert.deepEqual(told(steps), [
    'start 12T11:00, opens 12T11:00',
    'target 10 serviceDay, P1',
    'counted 12T11:00–12T12:30 90',
    'closed 12T12:30–12T14:00 lunch',
    'counted 12T14:00–12T18:00 240',
    'closed 12T18:00–13T09:00 night',
    'counted 13T09:00–14T18:00 900',
    'closed 14T18:00–16T00:00 exception Pont de l’Ascension',
    'closed 16T00:00–18T09:00 weekend',
    'counted 18T09:00–22T18:00 2250',
    'closed 22T18:00–25T00:00 weekend',
    'closed 25T00:00–26T09:00 holiday Lundi de Pentecôte',
    'counted 26T09:00–27T18:00 900',
    'closed 27T18:00–28T09:00 night',
    'counted 28T09:00–28T11:00 120',
    'due 28T11:00',
  ])
  const counted = steps.filter((step) => step.kind === 'counted')
  const days = counted.reduce((sum, { serviceDays }) => sum + serviceDays, 0)
  assert.ok(Math.abs(days - 10) < 1e-6)
})

test('round the clock is one line, and a new version of the calendar begins another', () => {
  const calendar = roundTheClock('Europe/Paris')
  const timeline = [
    { from: at('2020-01-01T00:00Z'), calendar },
    { from: at('2026-05-19T12:00+02:00'), calendar: { ...calendar } },
  ]
  const facts = opened('2026-05-18T09:00+02:00', { value: 48, unit: 'hour' }, timeline)
  const counted = explainDeadline(facts, 'resolution', at('2026-05-18T09:00+02:00')).filter(
    (step) => step.kind === 'counted',
  )
  assert.deepEqual(
    counted.map(({ minutes, calendarVersionIndex }) => [minutes, calendarVersionIndex]),
    [
      [27 * 60, 0],
      [21 * 60, 1],
    ],
  )
})

test('without a target there is nothing to explain; without hours, no due instant', () => {
  const now = at('2026-05-20T09:00+02:00')
  assert.deepEqual(explainDeadline([{ at: now, kind: 'started' }], 'response', now), [])
  const never = { ...france, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }
  const facts = opened('2026-05-18T09:00+02:00', fourHours, [
    { from: at('2020-01-01T00:00Z'), calendar: never },
  ])
  const steps = explainDeadline(facts, 'resolution', now)
  assert.deepEqual(
    steps.map(({ kind }) => kind),
    ['start', 'target', 'closed'],
  )
})

test('law: the lines follow each other without a gap from the start to the due instant and add up to the target', () => {
  const minutes = fc.integer({ min: 0, max: 20_000 })
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 6000 }), minutes, (shift, value, pause) => {
      const start = at('2026-05-11T00:00Z').add({ minutes: shift })
      const facts: ClockFact[] = [
        ...opened(start.toString(), { value, unit: 'minute' }),
        { at: start.add({ minutes: 90 }), kind: 'held', reason: 'client' },
        { at: start.add({ minutes: 90 + pause }), kind: 'resumed' },
      ]
      const now = start.add({ minutes: 90 + pause })
      const steps = explainDeadline(facts, 'resolution', now)
      const counted = steps.filter((step) => step.kind === 'counted')
      assert.equal(
        counted.reduce((sum, step) => sum + step.minutes, 0),
        value,
      )
      assert.equal(steps.at(-1)?.kind, 'due')
      if (counted.some((step) => step.isMerged)) return
      const periods = steps.filter((step) => 'from' in step)
      let reached = start
      for (const { from, to } of periods) {
        assert.equal(from.toString(), reached.toString())
        reached = to
      }
      assert.equal(reached.toString(), readClocks(facts, now).resolution.dueAt?.toString())
    }),
  )
})

function told(steps: readonly DeadlineStep[]): string[] {
  return steps.map((step) => {
    if (step.kind === 'start')
      return `start ${wall(step.at)}, opens ${step.opensAt ? wall(step.opensAt) : 'never'}`
    if (step.kind === 'target') return `target ${step.delay.value} ${step.delay.unit}, ${step.cause}`
    if (step.kind === 'agreed') return `agreed ${wall(step.until)}`
    if (step.kind === 'due') return `due ${wall(step.at)}`
    const period = `${step.kind} ${wall(step.from)}–${wall(step.to)}`
    if (step.kind === 'counted') return `${period} ${step.minutes}`
    if (step.kind === 'held') return `${period} ${step.reason}`
    if (step.kind === 'stopped') return period
    return [period, step.why, ...(step.name ? [step.name.fr] : [])].join(' ')
  })
}

function wall(moment: Temporal.Instant): string {
  return moment.toZonedDateTimeISO('Europe/Paris').toPlainDateTime().toString().slice(8, 16)
}

function opened(
  when: string,
  resolution: Delay,
  timeline: CalendarTimeline = [{ from: at('2020-01-01T00:00Z'), calendar: france }],
): ClockFact[] {
  return [
    { at: at(when), kind: 'started' },
    { at: at(when), kind: 'targeted', response: resolution, resolution, timeline, cause: 'P1' },
  ]
}

function at(text: string): Temporal.Instant {
  return Temporal.Instant.from(text)
}
