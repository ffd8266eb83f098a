import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { indicatorApi } from '#contract/indicator/api.ts'
import { IndicatorKey } from '#contract/indicator/formula.ts'
import { formulas } from '#contract/indicator/formulas.ts'
import { recordApi } from '#contract/record/api.ts'
import { connectOwner } from '#platform/database/cluster.ts'
import { aClient, aClientPerson, anAgent, aService, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

/** Monday 2 March 2026, nine o'clock in Paris. Hours of service: 9:00–12:30 and 14:00–18:00 on working days. */
const server = await startServer('2026-03-02T08:00:00Z')
const desk = await anAgent(server, { roles: ['CS'] })
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
const service = await aService(server)
const other = await aService(server)

const march = { from: '2026-03-01', to: '2026-03-31' }
const april = { from: '2026-04-01', to: '2026-04-30' }

/** A client of its own for each history, so that no history sees another. */
const aHistory = async () => {
  const client = await aClient(server)
  const requester = await aClientPerson(server, { client, level: 'contact' })
  const report = async (given: Record<string, unknown> = {}) => {
    const { number } = await desk.caller.get(incidentApi.report, {
      title: 'Panne',
      requesterId: requester.id,
      serviceId: service.id,
      urgency: 1,
      impact: 1,
      channel: 'email',
      ...given,
    })
    return number
  }
  const figures = async (month: { from: string; to: string } = march) => {
    const { items } = await manager.caller.get(indicatorApi.list, { ...month, client: client.id })
    return (key: IndicatorKey, group: number | null = null) => {
      const found = items.find((item) => item.key === key && item.group === group)
      assert.ok(found, `${key} ${group}`)
      return found
    }
  }
  const cases = async (key: IndicatorKey, month: { from: string; to: string } = march, more: object = {}) =>
    (await manager.caller.get(indicatorApi.cases, { key, ...month, client: client.id, ...more })).items
  return { client, requester, report, figures, cases }
}

const at = (instant: string) => server.setNow(instant)
const solve = (number: string) => move(desk, number, 'solution-found', { solution: 'Redémarré' })
const restore = async (number: string) => {
  await solve(number)
  await move(desk, number, 'apply')
  await move(desk, number, 'resolve', { causeCode: 'hardware' })
}
/** Said by who has the case, until it is over. */
const close = async (requester: Someone, number: string) => {
  await move(requester, number, 'settled')
  const { step } = await manager.caller.get(recordApi.read, { number })
  if (step.id === 'I13' || step.id === 'M07')
    await move(manager, number, 'link-problem', { problemReason: 'isolé' })
}
/** From the report to its closing, at the times given. */
const live = async (
  { report, requester }: Pick<Awaited<ReturnType<typeof aHistory>>, 'report' | 'requester'>,
  [reported, restored]: [string, string],
  given: Record<string, unknown> = {},
) => {
  at(reported)
  const number = await report(given)
  at(restored)
  await restore(number)
  await close(requester, number)
  return number
}

test('time to restore is service hours by priority: mean, median, worst, with and without waits for the client', async () => {
  const { report, figures, cases, requester } = await aHistory()
  // An hour of a Monday morning.
  at('2026-03-02T08:00:00Z')
  const first = await report()
  at('2026-03-02T09:00:00Z')
  await restore(first)
  // Restored after an hour; the next day the client says that it is not, and half an hour more is needed.
  at('2026-03-10T08:00:00Z')
  const third = await report({ urgency: 3, impact: 3 })
  at('2026-03-10T09:00:00Z')
  await restore(third)
  at('2026-03-11T08:00:00Z')
  await move(requester, third, 'not-yet', { comment: 'Toujours en panne' })
  at('2026-03-11T08:30:00Z')
  await restore(third)
  // From Friday 17:00; the client is waited for from 17:30 to Monday 10:00, over the night that skips an hour; restored at 11:00.
  at('2026-03-27T16:00:00Z')
  const second = await report()
  at('2026-03-27T16:30:00Z')
  await move(desk, second, 'hold', { holdReason: 'client' })
  at('2026-03-30T08:00:00Z')
  await move(desk, second, 'resume')
  at('2026-03-30T09:00:00Z')
  await restore(second)
  at('2026-04-02T08:00:00Z')
  const figure = await figures()
  // 60 and 30 + 60; with the waits, 60 and 90 + 30 + 60.
  assert.partialDeepStrictEqual(figure('incident-restoration', 1), {
    n: 2,
    value: 75,
    median: 75,
    worst: 90,
    gross: { value: 120, median: 120, worst: 180 },
    target: { kind: 'agreed', value: 240 },
    isMet: true,
  })
  const [low] = (await cases('incident-restoration')).filter(({ ref }) => ref === third)
  assert.partialDeepStrictEqual(low, { value: 90, gross: 90 })
  assert.partialDeepStrictEqual(figure('incident-restoration', low?.group ?? 0), {
    n: 1,
    value: 90,
    worst: 90,
  })
  assert.equal(figure('incident-restoration').n, 3)
  assert.deepEqual(
    (await cases('incident-restoration', march, { group: '1' })).map(({ ref, value, gross }) => [
      ref,
      value,
      gross,
    ]),
    [
      [second, 90, 180],
      [first, 60, 60],
    ],
  )
  assert.equal((await figures(april))('incident-restoration').rolling.n, 3)
})

test('of nothing nothing is said, of fewer than five no percentage: the cases are listed', async () => {
  const few = await aHistory()
  const nothing = await few.figures()
  for (const key of IndicatorKey.options) {
    const { value, isMet, n, cases } = nothing(key)
    const isCount = formulas[key].counts === 'all'
    assert.deepEqual([value, isMet, n, cases], [isCount ? 0 : null, null, 0, []], key)
  }
  const answered = async (minutes: number) => {
    at('2026-03-02T08:00:00Z')
    const number = await few.report()
    at(`2026-03-02T08:${String(minutes).padStart(2, '0')}:00Z`)
    await move(desk, number, 'escalate')
    return number
  }
  // Within fifteen minutes, at their very end, and one minute late.
  const numbers = [await answered(10), await answered(15), await answered(16), await answered(5)]
  at('2026-04-02T08:00:00Z')
  const four = (await few.figures())('incident-response')
  assert.partialDeepStrictEqual(four, { n: 4, numerator: 3, value: null, isMet: null })
  assert.deepEqual(
    new Map(four.cases.map(({ ref, isHit }) => [ref, isHit])),
    new Map(numbers.map((number, index) => [number, index !== 2])),
  )
  await answered(1)
  at('2026-04-02T08:00:00Z')
  assert.partialDeepStrictEqual((await few.figures())('incident-response'), {
    n: 5,
    numerator: 4,
    value: 0.8,
    isMet: false,
  })
})

test('overdue are those restored late and those still open past due, whoever looked; a relaxed target erases no breach', async () => {
  const { report, figures, cases } = await aHistory()
  at('2026-03-02T08:00:00Z')
  const [inTime, late, open, relaxed, waiting] = [
    await report(),
    await report(),
    await report(),
    await report(),
    await report(),
  ]
  at('2026-03-02T08:20:00Z')
  await move(desk, waiting, 'hold', { holdReason: 'client' })
  // Four hours of service end at 14:30.
  at('2026-03-02T13:30:00Z')
  await restore(inTime)
  at('2026-03-02T13:31:00Z')
  await restore(late)
  await move(manager, relaxed, 'prioritise', { urgency: 3, impact: 3 })
  at('2026-03-03T08:00:00Z')
  await restore(relaxed)
  at('2026-03-20T08:00:00Z')
  const now = (await figures())('incident-overdue')
  assert.partialDeepStrictEqual(now, { n: 4, numerator: 3, value: null })
  // Due once the client has answered, and never judged before.
  assert.ok(!now.cases.some(({ ref }) => ref === waiting))
  const hits = (await cases('incident-overdue')).filter(({ isHit }) => isHit).map(({ ref }) => ref)
  assert.deepEqual(new Set(hits), new Set([late, open, relaxed]))
  await server.runSchedule('fire-due')
  assert.partialDeepStrictEqual((await figures())('incident-overdue'), { n: 4, numerator: 3 })
})

test('what was cancelled or merged was nothing; a month is one of the firm’s zone', async () => {
  const { report, figures, cases } = await aHistory()
  at('2026-03-31T21:59:59Z')
  const last = await report()
  at('2026-03-31T22:00:00Z')
  const first = await report()
  const [twice, never] = [await report(), await report()]
  await desk.caller.get(recordApi.merge, { number: twice, into: first })
  await move(desk, never, 'cancel', { reason: 'Erreur de saisie' })
  at('2026-05-02T08:00:00Z')
  const inMonth = async (month: typeof march) =>
    (await cases('incident-repetition', month)).map(({ ref }) => ref)
  assert.deepEqual(await inMonth(march), [last])
  assert.deepEqual(await inMonth(april), [first])
  assert.equal((await figures(april))('incident-repetition').rolling.n, 2)
})

test('reopened and misclassified are counted among the closed, and only what was replaced after diagnosis had begun', async () => {
  const history = await aHistory()
  const { figures, cases, requester, report } = history
  const edit = async (number: string, change: Record<string, unknown>) => {
    const { version } = await desk.caller.get(recordApi.read, { number })
    await desk.caller.get(recordApi.edit, { number, version, ...change })
  }
  for (let n = 0; n < 3; n++) await live(history, ['2026-03-02T08:00:00Z', '2026-03-02T08:30:00Z'])
  at('2026-03-03T08:00:00Z')
  const again = await report()
  await restore(again)
  await move(requester, again, 'not-yet', { comment: 'Non' })
  await restore(again)
  await close(requester, again)
  at('2026-03-04T08:00:00Z')
  const moved = await report()
  at('2026-03-04T08:05:00Z')
  await edit(moved, { serviceId: other.id })
  await restore(moved)
  await close(requester, moved)
  // Not classified yet: naming another service is no correction.
  at('2026-03-05T08:00:00Z')
  const named = await report({ urgency: undefined, impact: undefined })
  at('2026-03-05T08:05:00Z')
  await edit(named, { serviceId: other.id })
  await move(desk, named, 'classify', { urgency: 3, impact: 3 })
  await restore(named)
  await close(requester, named)
  // Still open: in neither.
  await report()
  at('2026-04-02T08:00:00Z')
  const figure = await figures()
  assert.partialDeepStrictEqual(figure('incident-reopened'), {
    n: 6,
    numerator: 1,
    value: 1 / 6,
    isMet: false,
  })
  assert.partialDeepStrictEqual(figure('incident-misclassified'), { n: 6, numerator: 1 })
  const hit = async (key: IndicatorKey) =>
    (await cases(key)).filter(({ isHit }) => isHit).map(({ ref }) => ref)
  assert.deepEqual(await hit('incident-reopened'), [again])
  assert.deepEqual(await hit('incident-misclassified'), [moved])
  assert.partialDeepStrictEqual(figure('incident-repetition'), {
    n: 7,
    numerator: 0,
    value: 0,
    isMet: true,
  })
})

test('the backlog is looked at when the month ends, as it was then', async () => {
  const { figures, report, requester, cases } = await aHistory()
  at('2026-03-02T08:00:00Z')
  const old = await report()
  // Restored in March, and opened again in April: not in March’s backlog.
  at('2026-03-20T08:00:00Z')
  const back = await report()
  await restore(back)
  // Open from Monday 30 March 9:00; the client is waited for on the 31st from 9:00 to 11:00.
  at('2026-03-30T07:00:00Z')
  const waited = await report({ urgency: 3, impact: 3 })
  at('2026-03-31T07:00:00Z')
  await move(desk, waited, 'hold', { holdReason: 'client' })
  at('2026-03-31T09:00:00Z')
  await move(desk, waited, 'resume')
  at('2026-04-01T08:00:00Z')
  await move(requester, back, 'not-yet', { comment: 'Non' })
  await restore(old)
  at('2026-04-10T08:00:00Z')
  const figure = await figures()
  assert.equal(figure('incident-backlog').value, 2)
  assert.deepEqual(new Set(figure('incident-backlog').cases.map(({ ref }) => ref)), new Set([old, waited]))
  // P1 of four hours, never restored in March.
  assert.partialDeepStrictEqual(figure('incident-backlog-overdue'), {
    n: 1,
    numerator: 1,
    value: 1,
    isMet: false,
  })
  // Of the second: 450 on the 30th, 450 less 120 on the 31st. Of the first: 22 working days of 450.
  const ages = await cases('incident-backlog-age')
  assert.deepEqual(
    new Map(ages.map(({ ref, value, gross }) => [ref, [value, gross]])),
    new Map([
      [waited, [780, 900]],
      [old, [22 * 450, 22 * 450]],
    ]),
  )
  assert.partialDeepStrictEqual(figure('incident-backlog-age'), {
    n: 2,
    value: (780 + 9900) / 2,
    worst: 9900,
    gross: { median: 5400, worst: 9900 },
  })
  assert.deepEqual(figure('incident-backlog').rolling.months.at(-1), { month: '2026-03', value: 2, n: 2 })
  assert.equal((await figures(april))('incident-backlog').value, 2)
})

test('a major incident is reviewed within five working days of its restoration', async () => {
  const { figures, report, requester, cases } = await aHistory()
  const major = async (restored: string, reviewed: string | null) => {
    at('2026-03-05T08:00:00Z')
    const number = await report()
    await move(manager, number, 'declare-major', { reason: 'Tout est arrêté', leaderId: manager.id })
    at(restored)
    await move(manager, number, 'restored', { solution: 'Redémarré' })
    await move(desk, number, 'resolve', { causeCode: 'hardware' })
    await close(requester, number)
    if (reviewed === null) return number
    at(reviewed)
    await move(manager, number, 'review', { review: 'Tenue' })
    return number
  }
  // Friday 17:00: until the Friday after, 17:00.
  const inTime = await major('2026-03-06T16:00:00Z', '2026-03-13T16:00:00Z')
  const late = await major('2026-03-06T16:00:00Z', '2026-03-13T16:01:00Z')
  const never = await major('2026-03-06T16:00:00Z', null)
  await major('2026-03-27T16:00:00Z', null)
  at('2026-03-30T08:00:00Z')
  const figure = await figures()
  assert.equal(figure('incident-major').value, 4)
  assert.partialDeepStrictEqual(figure('incident-major-review'), {
    n: 3,
    numerator: 1,
    value: null,
    // All of them is what is asked: one that is not decides.
    isMet: false,
  })
  assert.deepEqual(
    new Map((await cases('incident-major-review')).map(({ ref, isHit }) => [ref, isHit])),
    new Map([
      [inTime, true],
      [late, false],
      [never, false],
    ]),
  )
})

test('marks are a mean with the median and the lowest, and how many answered stands beside', async () => {
  const history = await aHistory()
  const numbers: string[] = []
  for (let n = 0; n < 5; n++)
    numbers.push(await live(history, ['2026-03-02T08:00:00Z', '2026-03-02T08:30:00Z']))
  for (const [index, rating] of [5, 5, 2].entries())
    await history.requester.caller.get(recordApi.rate, { number: numbers[index] ?? '', rating })
  at('2026-04-02T08:00:00Z')
  const figure = await history.figures()
  assert.partialDeepStrictEqual(figure('incident-satisfaction'), {
    n: 3,
    value: 4,
    median: 5,
    worst: 2,
    isMet: true,
  })
  assert.partialDeepStrictEqual(figure('incident-answers'), { n: 5, numerator: 3, value: 0.6, isMet: null })
})

test('figures are for the provider’s people; a month is a whole one that has begun; pages go on where they stopped', async () => {
  const { requester, report, client } = await aHistory()
  assert.equal((await requester.caller.call(indicatorApi.list, {})).status, 403)
  assert.equal((await requester.caller.call(indicatorApi.cases, { key: 'incident-backlog' })).status, 403)
  at('2026-03-10T08:00:00Z')
  for (const given of [
    { from: '2026-03-02' },
    { from: '2026-03-01', to: '2026-03-30' },
    { from: '2026-02-01', to: '2026-03-31' },
    { from: '2026-04-01' },
    { from: '1970-01-01' },
  ])
    assert.equal(
      (await manager.caller.call(indicatorApi.list, given)).code,
      'invalid_input',
      JSON.stringify(given),
    )
  assert.equal((await manager.caller.get(indicatorApi.list, {})).from, '2026-02-01')
  assert.equal((await manager.caller.get(indicatorApi.list, march)).isRunning, true)
  const numbers = new Set<string>()
  for (let n = 0; n < 7; n++) numbers.add(await report())
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const answer = await manager.caller.get(indicatorApi.cases, {
      key: 'incident-repetition',
      ...march,
      client: client.id,
      limit: '3',
      ...(cursor === undefined ? {} : { cursor }),
    })
    seen.push(...answer.items.map(({ ref }) => ref))
    cursor = answer.nextCursor ?? undefined
  } while (cursor !== undefined)
  assert.deepEqual([seen.length, new Set(seen)], [7, numbers])
  assert.equal(
    (await manager.caller.call(indicatorApi.cases, { key: 'incident-backlog', ...march, cursor: 'x' })).code,
    'invalid_input',
  )
})

test('records from before clocks were measured are measured from their journal, and say the same', async () => {
  const { figures, report } = await aHistory()
  at('2026-03-02T08:00:00Z')
  const number = await report()
  at('2026-03-02T13:31:00Z')
  await restore(number)
  at('2026-04-02T08:00:00Z')
  const before = await figures()
  const owner = await connectOwner(server.ownerUrl)
  await owner.query(`update record set net_minutes = null, held_minutes = null, target_minutes = null,
    response_breached_at = null, resolution_breached_at = null, is_measured = false`)
  await owner.end()
  assert.ok((await manager.caller.get(indicatorApi.list, march)).unmeasured > 0)
  assert.equal((await figures())('incident-restoration').n, 0)
  await server.runSchedule('measure-clocks')
  assert.equal((await manager.caller.get(indicatorApi.list, march)).unmeasured, 0)
  const after = await figures()
  for (const key of IndicatorKey.options)
    if (formulas[key].looked !== 'now') assert.deepEqual(after(key), before(key), key)
  assert.partialDeepStrictEqual(after('incident-overdue'), { n: 1, numerator: 1 })
})
