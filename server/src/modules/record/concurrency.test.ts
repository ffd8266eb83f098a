import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { anAdministrator, anAgent, aService, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer('2026-03-02T09:00:00Z')
let desk: Someone
let other: Someone

before(async () => {
  await anAdministrator(server)
  desk = await anAgent(server)
  other = await anAgent(server, { name: 'Une collègue' })
})

const anIncident = async () => {
  const service = await aService(server)
  return desk.caller.get(incidentApi.report, { title: 'Panne', serviceId: service.id, urgency: 3, impact: 3 })
}

test('of two who edit one record, the second is shown the first one’s version and loses nothing', async () => {
  const { number, version } = await anIncident()
  const answers = await Promise.all([
    desk.caller.call(recordApi.edit, { number, version, title: 'Le premier' }),
    other.caller.call(recordApi.edit, { number, version, title: 'Le second' }),
  ])
  const [won] = answers.filter(({ status }) => status === 200)
  const [lost] = answers.filter(({ status }) => status === 409)
  assert.equal(lost?.code, 'stale_version')
  assert.ok(won !== undefined && 'title' in won.body)
  assert.partialDeepStrictEqual(lost?.body, {
    current: { number, version: version + 1, title: won.body.title },
  })
  const again = await other.caller.call(recordApi.edit, { number, version: version + 1, title: 'Le second' })
  assert.equal(again.status, 200)
})

test('of two who make the same move at once one wins, and the other is told that it is no longer possible', async () => {
  for (const withVersion of [false, true]) {
    const { number, version } = await anIncident()
    const input = { number, move: 'escalate', ...(withVersion ? { version } : {}) }
    const answers = await Promise.all(
      [desk, other, desk, other].map(({ caller }) => caller.call(recordApi.move, input)),
    )
    assert.deepEqual(answers.map(({ status, code }) => `${status} ${code}`).toSorted(), [
      '200 null',
      '409 wrong_step',
      '409 wrong_step',
      '409 wrong_step',
    ])
    const { visits } = await desk.caller.get(recordApi.path, { number })
    assert.equal(visits.filter(({ step }) => step === 'I06').length, 1)
  }
})

test('a move that is still possible but was asked of an older state shows both', async () => {
  const { number, version } = await anIncident()
  await desk.caller.get(recordApi.edit, { number, version, title: 'Changé' })
  const { code, body } = await other.caller.call(recordApi.move, { number, move: 'escalate', version })
  assert.equal(code, 'stale_version')
  assert.partialDeepStrictEqual(body, { current: { title: 'Changé' } })
})

const key = (name: string) => ({ 'idempotency-key': name })

test('what is sent ten times at once with one key happens once, and ten are told the same', async () => {
  const service = await aService(server)
  const input = { title: 'Répété', serviceId: service.id, urgency: 3, impact: 3 }
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => desk.caller.call(incidentApi.report, input, key('once'))),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 201),
  )
  const numbers = new Set(answers.map(({ body }) => body.number))
  assert.equal(numbers.size, 1)
  const { count } = await desk.caller.get(recordApi.count, { q: 'Répété' })
  assert.equal(count, 1)
  const changed = await desk.caller.call(incidentApi.report, { ...input, title: 'Autre' }, key('once'))
  assert.equal(changed.status, 422)
  assert.equal(changed.code, 'repeat_mismatch')
})

test('a key is its person’s, and of what failed nothing is kept', async () => {
  const { number } = await anIncident()
  const mine = await desk.caller.call(recordApi.comment, { number, body: 'moi' }, key('same'))
  const yours = await other.caller.call(recordApi.comment, { number, body: 'toi' }, key('same'))
  assert.deepEqual([mine.status, yours.status], [201, 201])
  const failed = await desk.caller.call(recordApi.move, { number, move: 'apply' }, key('later'))
  assert.equal(failed.code, 'wrong_step')
  await move(desk, number, 'solution-found', { solution: 'x' })
  assert.equal((await desk.caller.call(recordApi.move, { number, move: 'apply' }, key('later'))).status, 200)
})

test('the same key on another record or another door is another request', async () => {
  const [one, two] = [await anIncident(), await anIncident()]
  const say = (number: string) => desk.caller.call(recordApi.comment, { number, body: 'x' }, key('door'))
  assert.equal((await say(one.number)).status, 201)
  assert.equal((await say(two.number)).status, 422)
  const time = await desk.caller.call(recordApi.addTime, { number: one.number, minutes: 5 }, key('door'))
  assert.equal(time.status, 422)
})

test('two who merge two records into each other do not wait for ever', async () => {
  const [one, two] = [await anIncident(), await anIncident()]
  const answers = await Promise.all([
    desk.caller.call(recordApi.merge, { number: one.number, into: two.number }),
    other.caller.call(recordApi.merge, { number: two.number, into: one.number }),
  ])
  const statuses = answers.map(({ status }) => status)
  assert.ok(statuses.includes(200), statuses.join())
  assert.ok(
    statuses.every((status) => status < 500),
    statuses.join(),
  )
})

test('links, moves and comments of twenty at once all arrive or say why', async () => {
  const records = await Promise.all([anIncident(), anIncident(), anIncident()])
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => {
      const number = records[at % 3]?.number ?? ''
      const to = records[(at + 1) % 3]?.number ?? ''
      if (at % 2 === 0) return desk.caller.call(recordApi.link, { number, to, kind: 'related-to' })
      return other.caller.call(recordApi.comment, { number, body: `mot ${at}` })
    }),
  )
  assert.ok(
    answers.every(({ status }) => status === 201 || status === 409),
    answers.map(({ status }) => status).join(),
  )
  assert.ok(answers.filter(({ status }) => status === 201).length >= 10)
})
