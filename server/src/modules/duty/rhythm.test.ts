import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { clientApi } from '#contract/client/api.ts'
import { dutyApi } from '#contract/duty/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { aClient, anAdministrator, anAgent, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

/** A Monday, ten o'clock in Paris. */
const server = await startServer('2026-03-02T09:00:00Z')
const turn = () => server.runSchedule('make-duties')
let boss: Someone
let manager: Someone
let desk: Someone
let client: { id: string }

before(async () => {
  boss = await anAgent(server, { roles: ['D'], name: 'Dominique Dirigeante' })
  manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
  desk = await anAgent(server, { roles: ['CS'] })
  client = await aClient(server)
})

const review = {
  name: { fr: 'Revue des tickets', en: 'Ticket review' },
  process: 'duty' as const,
  ownerRole: 'RGS/AC' as const,
  ownerId: null as string | null,
  rhythm: { every: 'week' as const, interval: 1, on: [1 as const] },
  startsOn: '2026-03-01',
  leadDays: 2,
  evidence: { fr: 'Ce qui a été relancé' },
}
const refusal = (code: string) => new RegExp(`"code":"${code}"`)
const read = (id: string) => manager.caller.get(dutyApi.readRule, { id })

test('the kit proposes by the size of the firm, and one report for each client', async () => {
  const { items } = await desk.caller.get(dutyApi.listPropositions, {})
  const keys = items.map(({ key }) => key)
  assert.deepEqual(
    [
      'ticket-review',
      'configuration-verification',
      'configuration-policy',
      'management-review',
      'internal-audit',
    ].filter((key) => !keys.includes(key)),
    [],
  )
  const report = items.find((one) => one.key === 'configuration-report' && one.clientId === client.id)
  assert.deepEqual(report?.rhythm, { every: 'month', interval: 6, on: { nth: 1, weekday: 4 } })
})

test('top management alone puts propositions in force, each once, whoever clicks twice at once', async () => {
  const chosen = [
    { key: 'configuration-policy', clientId: null },
    { key: 'configuration-report', clientId: client.id },
  ]
  await assert.rejects(manager.caller.get(dutyApi.adopt, { chosen }), refusal('forbidden'))
  await assert.rejects(
    boss.caller.get(dutyApi.adopt, { chosen: [{ key: 'configuration-report', clientId: null }] }),
    refusal('invalid_input'),
  )
  const answers = await Promise.allSettled([
    boss.caller.get(dutyApi.adopt, { chosen, isPaused: true }),
    boss.caller.get(dutyApi.adopt, { chosen, isPaused: true }),
  ])
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
  const { items, mayWrite, mayAdopt } = await manager.caller.get(dutyApi.listRules, {})
  assert.deepEqual([mayWrite, mayAdopt], [true, false])
  assert.deepEqual(items.map(({ process, isPaused }) => `${process} ${isPaused}`).toSorted(), [
    'configuration-policy true',
    'configuration-report true',
  ])
  const left = await boss.caller.get(dutyApi.listPropositions, {})
  assert.ok(!left.items.some(({ key, clientId }) => key === 'configuration-report' && clientId === client.id))
  // One that was withdrawn is not proposed again.
  for (const { id } of items) await manager.caller.get(dutyApi.endRule, { id })
  const after = await boss.caller.get(dutyApi.listPropositions, {})
  assert.deepEqual(after.items.length, left.items.length)
})

test('a duty opens ahead of its day, once, for who answers for its role, and is due by the end of that day', async () => {
  const rule = await manager.caller.get(dutyApi.createRule, { ...review, ownerId: manager.id })
  assert.deepEqual(rule.next.slice(0, 2), [
    { dueOn: '2026-03-09', at: '2026-03-07T06:00:00Z' },
    { dueOn: '2026-03-16', at: '2026-03-14T06:00:00Z' },
  ])
  server.setNow('2026-03-07T05:59:00Z')
  await turn()
  assert.deepEqual((await read(rule.id)).open, [])
  server.setNow('2026-03-07T06:00:00Z')
  await Promise.all([turn(), turn(), turn()])
  await turn()
  const { open } = await read(rule.id)
  const [first] = open
  assert.deepEqual(open, [{ number: first?.number, dueOn: '2026-03-09', isLate: false }])
  const ticket = await manager.caller.get(recordApi.read, { number: first?.number ?? '' })
  assert.partialDeepStrictEqual(ticket, {
    kind: 'ECH',
    title: 'Revue des tickets',
    assigneeId: manager.id,
    clientId: null,
    channel: 'recurrence',
    dueResolutionAt: '2026-03-09T23:00:00Z',
    step: { id: 'E01', role: 'RGS/AC' },
    facts: { duty: { rule: rule.id, dueOn: '2026-03-09' } },
  })
  const { items } = await manager.caller.get(journalApi.ofRecord, { number: ticket.number })
  assert.ok(items.some(({ event }) => event === 'duty.began'))
  const mine = await manager.caller.get(recordApi.mine, {})
  assert.ok(mine.waitingForMe.some(({ number }) => number === ticket.number))
  await server.runReactions()
  const { items: told } = await manager.caller.get(notificationApi.list, {})
  assert.ok(told.some(({ number, event }) => number === ticket.number && event === 'record.assigned'))
  await manager.caller.get(dutyApi.pauseRule, { id: rule.id, isPaused: true })
})

test('one that is not done by its day is late, on the list of who answers for it, and he is told', async () => {
  const { items } = await manager.caller.get(dutyApi.list, { state: 'open' })
  const number = items[0]?.number ?? ''
  assert.equal(items[0]?.isLate, false)
  server.setNow('2026-03-09T22:59:00Z')
  await server.runSchedule('fire-due')
  assert.ok(!(await manager.caller.get(recordApi.mine, {})).overdue.some((one) => one.number === number))
  server.setNow('2026-03-09T23:00:00Z')
  await server.runSchedule('fire-due')
  await server.runReactions()
  const mine = await manager.caller.get(recordApi.mine, {})
  assert.deepEqual(
    mine.overdue.filter((one) => one.number === number).map(({ assigneeId }) => assigneeId),
    [manager.id],
  )
  const { items: told } = await manager.caller.get(notificationApi.list, {})
  assert.ok(told.some((one) => one.number === number && one.event === 'record.breached'))
  const late = await manager.caller.get(dutyApi.list, { state: 'late' })
  assert.deepEqual(
    late.items.map((one) => [one.number, one.isLate]),
    [[number, true]],
  )
})

test('after a downtime the latest one alone is opened, and says which were missed', async () => {
  const rule = await manager.caller.get(dutyApi.createRule, {
    ...review,
    name: { fr: 'Sauvegardes' },
    ownerRole: 'CS',
    startsOn: '2026-03-10',
    leadDays: 0,
  })
  server.setNow('2026-04-01T09:00:00Z')
  await turn()
  const { open } = await read(rule.id)
  assert.deepEqual(
    open.map(({ dueOn }) => dueOn),
    ['2026-03-30'],
  )
  const { items } = await manager.caller.get(journalApi.ofRecord, { number: open[0]?.number ?? '' })
  const began = items.find(({ event }) => event === 'duty.began')
  assert.deepEqual(began?.data?.['missed'], ['2026-03-16', '2026-03-23'])
  await manager.caller.get(dutyApi.endRule, { id: rule.id })
  await assert.rejects(read('00000000-0000-7000-8000-000000000000'), refusal('not_found'))
  assert.deepEqual((await read(rule.id)).next, [])
})

test('a duty is begun by hand once at a time, however fast one clicks', async () => {
  const rule = await manager.caller.get(dutyApi.createRule, {
    ...review,
    name: { fr: 'Audit' },
    startsOn: '2026-09-01',
  })
  const begin = () => desk.caller.get(dutyApi.start, { id: rule.id })
  const answers = await Promise.allSettled([begin(), begin(), begin()])
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(begin(), refusal('not_possible'))
  const { open } = await read(rule.id)
  assert.deepEqual(
    open.map(({ dueOn }) => dueOn),
    ['2026-04-01'],
  )
  const number = open[0]?.number ?? ''
  await manager.caller.get(recordApi.move, { number, move: 'cancel', fields: { reason: 'trop tôt' } })
  await assert.rejects(begin(), refusal('already_exists'))
  const { items } = await manager.caller.get(dutyApi.list, { rule: rule.id })
  assert.partialDeepStrictEqual(items, [{ number, phase: 'cancelled', isLate: false }])
})

test('who was named and has left is told of as the trouble, and another one is owed the duty at once', async () => {
  const leaver = await anAgent(server, { roles: ['RGS/AC'], name: 'Paul Partant' })
  const named = {
    ...review,
    name: { fr: 'Contrôle' },
    ownerId: leaver.id,
    startsOn: '2026-04-02',
    leadDays: 0,
  }
  const rule = await manager.caller.get(dutyApi.createRule, named)
  const admin = await anAdministrator(server)
  await admin.caller.get(personApi.end, { id: leaver.id })
  server.setNow('2026-04-06T09:00:00Z')
  await turn()
  assert.equal((await read(rule.id)).trouble, 'owner')
  await server.runReactions()
  const { items } = await manager.caller.get(notificationApi.list, {})
  assert.equal(items.filter(({ event }) => event === 'duty.failed').length, 1)
  await assert.rejects(
    manager.caller.get(dutyApi.editRule, { ...named, id: rule.id, version: rule.version }),
    refusal('invalid_input'),
  )
  await manager.caller.get(dutyApi.editRule, { ...named, ownerId: null, id: rule.id, version: rule.version })
  await turn()
  assert.partialDeepStrictEqual(await read(rule.id), { trouble: null, open: [{ dueOn: '2026-04-06' }] })
})

test('a rule is written by who keeps the rhythm alone, and bad ones are refused whole', async () => {
  await assert.rejects(
    desk.caller.get(dutyApi.createRule, { ...review, name: { fr: 'X' } }),
    refusal('forbidden'),
  )
  await assert.rejects(
    manager.caller.get(dutyApi.createRule, { ...review, name: { fr: 'Y' }, process: 'configuration-report' }),
    refusal('invalid_input'),
  )
  const gone = await aClient(server)
  await (await anAdministrator(server)).caller.get(clientApi.end, { id: gone.id })
  await assert.rejects(
    manager.caller.get(dutyApi.createRule, { ...review, name: { fr: 'Z' }, clientId: gone.id }),
    refusal('invalid_input'),
  )
  const [existing] = (await manager.caller.get(dutyApi.listRules, {})).items
  assert.ok(existing)
  await assert.rejects(manager.caller.get(dutyApi.createRule, { ...review, name: existing.name }))
  await assert.rejects(
    manager.caller.get(dutyApi.editRule, { ...review, id: existing.id, version: existing.version + 7 }),
    refusal('stale_version'),
  )
})

test('the list of proofs goes on behind a cursor, and refuses a broken one', async () => {
  const all = await manager.caller.get(dutyApi.list, {})
  assert.ok(all.items.length >= 3)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await manager.caller.get(dutyApi.list, {
      limit: 1,
      ...(cursor === undefined ? {} : { cursor }),
    })
    seen.push(...items.map(({ number }) => number))
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
  assert.deepEqual(
    seen,
    all.items.map(({ number }) => number),
  )
  assert.deepEqual(
    (
      await manager.caller.get(dutyApi.list, { from: '2026-04-01', to: '2026-04-30', process: 'duty' })
    ).items.map(({ dueOn }) => dueOn),
    ['2026-04-06', '2026-04-01'],
  )
  const bad = Buffer.from('["x", "y"]').toString('base64url')
  await assert.rejects(manager.caller.get(dutyApi.list, { cursor: bad }), refusal('invalid_input'))
  await assert.rejects(
    manager.caller.get(dutyApi.list, { from: '2026-04-02', to: '2026-04-01' }),
    refusal('invalid_input'),
  )
})
