import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { incidentApi } from '#contract/incident/api.ts'
import { indicatorApi } from '#contract/indicator/api.ts'
import type { IndicatorKey } from '#contract/indicator/formula.ts'
import { proposedCalendar, minutesBetween, publicHolidays } from '../calendar/index.ts'
import { connectOwner } from '#platform/database/cluster.ts'
import { recordApi } from '#contract/record/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, aClientPerson, anAgent, aService } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer('2026-01-05T08:00:00Z')
const desk = await anAgent(server, { roles: ['CS', 'RGS/AC'] })
const service = await aService(server)

type Act =
  | 'escalate'
  | 'restore'
  | 'not-yet'
  | 'settled'
  | 'hold'
  | 'resume'
  | 'cancel'
  | 'rate'
  | 'prioritise'
interface Step {
  act: Act
  /** Minutes after the act before. */
  after: number
}
interface Life {
  begins: number
  urgency: number
  steps: Step[]
}

const anyLife = fc.record({
  begins: fc.integer({ min: 0, max: 80 * 1440 }),
  urgency: fc.integer({ min: 1, max: 3 }),
  steps: fc.array(
    fc.record({
      act: fc.constantFrom<Act>(
        'escalate',
        'restore',
        'restore',
        'not-yet',
        'settled',
        'settled',
        'hold',
        'resume',
        'cancel',
        'rate',
        'prioritise',
      ),
      after: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 300, max: 20_000 })),
    }),
    { maxLength: 7 },
  ),
})

/** What a plain pen would note of one life; instants in minutes since the beginning. */
interface Noted {
  number: string
  priority: number | null
  recorded: number
  responded: number | null
  /** Running, waiting for the client or restored, from when on. */
  spells: { mode: 'running' | 'held' | 'stopped'; from: number }[]
  resolved: number | null
  closed: number | null
  isCancelled: boolean
  reopened: number
  rating: number | null
}

const beginning = Temporal.Instant.from('2026-01-05T08:00:00Z')
const instantOf = (minutes: number) => beginning.add({ minutes })

/** Lives one life by the product and notes by the way what it came to. */
const live = async (
  { begins, urgency, steps }: Life,
  requester: Awaited<ReturnType<typeof aClientPerson>>,
): Promise<Noted> => {
  let clock = begins
  server.setNow(instantOf(clock).toString())
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Panne',
    requesterId: requester.id,
    serviceId: service.id,
    urgency,
    impact: urgency,
    channel: 'email',
  })
  const noted: Noted = {
    number,
    priority: null,
    recorded: clock,
    responded: null,
    spells: [{ mode: 'running', from: clock }],
    resolved: null,
    closed: null,
    isCancelled: false,
    reopened: 0,
    rating: null,
  }
  const turn = (mode: 'running' | 'held' | 'stopped') => {
    if (noted.spells.at(-1)?.mode !== mode) noted.spells.push({ mode, from: clock })
  }
  const answer = () => (noted.responded ??= clock)
  let state: 'open' | 'held' | 'resolved' | 'closed' | 'cancelled' = 'open'
  for (const { act, after } of steps) {
    clock += after
    server.setNow(instantOf(clock).toString())
    const isOpen = state === 'open' || state === 'held'
    if (act === 'escalate' && isOpen) {
      const { step } = await desk.caller.get(recordApi.read, { number })
      if (step.id !== 'I05') continue
      await move(desk, number, 'escalate')
      answer()
      turn('running')
      state = 'open'
    } else if (act === 'restore' && isOpen) {
      await move(desk, number, 'solution-found', { solution: 'x' })
      answer()
      await move(desk, number, 'apply')
      await move(desk, number, 'resolve', { causeCode: 'hardware' })
      turn('stopped')
      noted.resolved = clock
      state = 'resolved'
    } else if (act === 'not-yet' && state === 'resolved') {
      await move(requester, number, 'not-yet', { comment: 'x' })
      turn('running')
      noted.resolved = null
      noted.reopened += 1
      state = 'open'
    } else if (act === 'settled' && state === 'resolved') {
      await move(requester, number, 'settled')
      const { step } = await desk.caller.get(recordApi.read, { number })
      if (step.id === 'I13') await move(desk, number, 'link-problem', { problemReason: 'x' })
      noted.closed = clock
      state = 'closed'
    } else if (act === 'hold' && state === 'open') {
      await move(desk, number, 'hold', { holdReason: 'client' })
      turn('held')
      state = 'held'
    } else if (act === 'resume' && state === 'held') {
      await move(desk, number, 'resume')
      turn('running')
      state = 'open'
    } else if (act === 'cancel' && isOpen) {
      await move(desk, number, 'cancel', { reason: 'x' })
      noted.isCancelled = true
      state = 'cancelled'
    } else if (act === 'rate' && state === 'closed' && noted.rating === null) {
      noted.rating = 1 + (after % 5)
      await requester.caller.get(recordApi.rate, { number, rating: noted.rating })
    } else if (act === 'prioritise' && isOpen) {
      await move(desk, number, 'prioritise', { urgency: 1 + (after % 3), impact: 1 + (after % 3) })
    }
  }
  const read = await desk.caller.get(recordApi.read, { number })
  noted.priority = 'priority' in read ? read.priority : null
  return noted
}

const holidays = await publicHolidays({ country: 'FR', region: undefined, years: [2026] })

test('the figures of a month are what a plain recount of all tickets says, for any histories', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyLife, { minLength: 6, maxLength: 12 }), async (lives) => {
      const client = await aClient(server)
      const requester = await aClientPerson(server, { client, level: 'contact' })
      const notes: Noted[] = []
      for (const one of lives.toSorted((a, b) => a.begins - b.begins)) notes.push(await live(one, requester))
      server.setNow('2026-06-15T08:00:00Z')
      for (const month of ['2026-01', '2026-02', '2026-03']) await compare(month, client, notes)
    }),
    { numRuns: Number(process.env['TROUSSE_RECOUNTS'] ?? 3) },
  )
})

const calendar = {
  ...proposedCalendar('FR'),
  holidays: holidays.map(({ date, name }) => ({ date, name })),
}
const timeline = [{ from: Temporal.Instant.fromEpochMilliseconds(0), calendar }]
const between = (from: number, to: number) => minutesBetween(timeline, instantOf(from), instantOf(to))

/** Minutes of one kind of spell until an instant. */
const minutesIn = ({ spells }: Noted, mode: 'running' | 'held', until: number): number => {
  let sum = 0
  for (const [index, spell] of spells.entries()) {
    const end = Math.min(spells[index + 1]?.from ?? until, until)
    if (spell.mode === mode && spell.from < end) sum += between(spell.from, end)
  }
  return Math.round(sum)
}

const median = (values: number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
const mean = (values: number[]) =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length
const share = (part: number, of: number) => (of < 5 ? null : part / of)

const compare = async (month: string, client: { id: string }, all: readonly Noted[]): Promise<void> => {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month)
  const start = Temporal.PlainDate.from(`${month}-01`).toZonedDateTime('Europe/Paris')
  const minutesTo = (at: Temporal.ZonedDateTime) => at.toInstant().since(beginning).total('minutes')
  const [from, until] = [minutesTo(start), minutesTo(start.add({ months: 1 }))]
  const isIn = (at: number | null): at is number => at !== null && at >= from && at < until
  const notes = all.filter(({ isCancelled }) => !isCancelled)

  const { items } = await desk.caller.get(indicatorApi.list, {
    from: `${month}-01`,
    to: `${month}-${daysInMonth}`,
    client: client.id,
  })
  const said = (key: IndicatorKey, group: number | null = null) => {
    const found = items.find((item) => item.key === key && item.group === group)
    return found ?? null
  }
  const same = (key: IndicatorKey, wanted: object, group: number | null = null) =>
    assert.partialDeepStrictEqual(said(key, group), wanted, `${month} ${key} ${group}`)

  const restored = notes.filter(({ resolved }) => isIn(resolved))
  for (const group of [null, ...new Set(restored.map(({ priority }) => priority))]) {
    const own = restored.filter(({ priority }) => group === null || priority === group)
    const net = own.map((one) => minutesIn(one, 'running', one.resolved ?? 0))
    const gross = own.map((one, index) => (net[index] ?? 0) + minutesIn(one, 'held', one.resolved ?? 0))
    near(said('incident-restoration', group)?.value ?? null, mean(net))
    near(said('incident-restoration', group)?.gross?.value ?? null, mean(gross))
    same(
      'incident-restoration',
      { n: own.length, median: median(net), worst: net.length === 0 ? null : Math.max(...net) },
      group,
    )
  }
  const closed = notes.filter(({ closed: at }) => isIn(at))
  const again = closed.filter(({ reopened }) => reopened > 0).length
  same('incident-reopened', { n: closed.length, numerator: again, value: share(again, closed.length) })
  const marks = closed.flatMap(({ rating }) => rating ?? [])
  same('incident-satisfaction', { n: marks.length, value: mean(marks), median: median(marks) })
  same('incident-answers', { n: closed.length, numerator: marks.length })
  const recorded = notes.filter((one) => isIn(one.recorded)).length
  same('incident-repetition', { n: recorded, numerator: 0, value: share(0, recorded) })
  const open = notes.filter((one) => one.recorded < until && modeAt(one, until) !== 'stopped')
  same('incident-backlog', { n: open.length, value: open.length })
  const ages = open.map((one) => minutesIn(one, 'running', until))
  same('incident-backlog-age', { n: open.length, value: median(ages) })
}

const modeAt = ({ spells }: Noted, until: number) => spells.findLast(({ from }) => from < until)?.mode

const near = (one: number | null, other: number | null): void => {
  if (one === null || other === null) assert.equal(one, other)
  else assert.ok(Math.abs(one - other) < 1e-6, `${one} and ${other}`)
}

/** Deadlines against the clock itself: what the columns say is what the journal says. */
test('what stands beside a record is what its journal says', async () => {
  const owner = await connectOwner(server.ownerUrl)
  const read = async () =>
    (
      await owner.query(
        'select number, net_minutes, held_minutes, target_minutes, resolution_breached_at from record order by number',
      )
    ).rows
  server.setNow('2026-06-15T08:00:00Z')
  await server.runSchedule('fire-due')
  const written: unknown[] = await read()
  assert.ok(written.length > 10)
  await owner.query('update record set is_measured = false')
  await server.runSchedule('measure-clocks')
  assert.deepEqual(await read(), written)
  await owner.end()
})

test('what clocks count by is not redacted; where it was in former days, that record alone is without a target', async () => {
  server.setNow('2026-06-16T08:00:00Z')
  const owner = await connectOwner(server.ownerUrl)
  const [first, second] = [
    await desk.caller.get(incidentApi.report, { title: 'a', serviceId: service.id, urgency: 2, impact: 2 }),
    await desk.caller.get(incidentApi.report, { title: 'b', serviceId: service.id, urgency: 2, impact: 2 }),
  ]
  await move(desk, first.number, 'hold', { holdReason: 'client' })
  await move(desk, first.number, 'resume')
  for (const { number } of [first, second]) {
    await move(desk, number, 'solution-found', { solution: 'x' })
    await move(desk, number, 'apply')
    await move(desk, number, 'resolve', { causeCode: 'hardware' })
  }
  const { rows } = await owner.query(
    `select e.id, e.event from journal_entry e join record r on r.id = e.subject_id where r.number = $1
      and e.event in ('record.targeted', 'record.held')`,
    [first.number],
  )
  assert.deepEqual(
    [...new Set(rows.map(({ event }) => String(event)))].toSorted((a, b) => (a < b ? -1 : 1)),
    ['record.held', 'record.targeted'],
  )
  const { attempt } = byHand(server)
  for (const { id } of rows)
    assert.equal((await attempt(desk, `select redact($1, 'raison')`, [id])).refusal, '23514')

  await owner.query('delete from journal_body where entry_id = any($1)', [rows.map(({ id }) => id)])
  const measured = async () =>
    (
      await owner.query(
        'select number, target_minutes, is_measured from record where number = any($1) order by number',
        [[first.number, second.number]],
      )
    ).rows
  const [, before] = await measured()
  await owner.query('update record set is_measured = false')
  await server.runSchedule('measure-clocks')
  assert.deepEqual(await measured(), [
    { number: first.number, target_minutes: null, is_measured: true },
    before,
  ])
  assert.ok(before?.target_minutes > 0)
  await desk.caller.get(recordApi.explain, { number: first.number })
  await owner.end()
})
