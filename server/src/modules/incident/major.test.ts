import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { recordApi } from '#contract/record/api.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const monday = '2026-03-02T09:00:00Z'
const server = await startServer(monday)
let director: Someone
let desk: Someone
let manager: Someone

before(async () => {
  await anAdministrator(server)
  director = await anAgent(server, { roles: ['D'], name: 'Dominique Dirigeant' })
  desk = await anAgent(server, { roles: ['CS'] })
  manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
})

const read = (number: string, { caller }: Someone = desk) => caller.get(recordApi.read, { number })

const staffRead = async (number: string) => {
  const record = await read(number)
  assert.ok('children' in record)
  return record
}

/** Of the provider itself: its own service is down, whoever calls about it. */
const anOutage = async () => {
  server.setNow(monday)
  const service = await aService(server)
  return desk.caller.get(incidentApi.report, {
    title: 'Hébergement arrêté',
    serviceId: service.id,
    urgency: 1,
    impact: 1,
    channel: 'phone',
  })
}

const declare = (number: string) =>
  move(manager, number, 'declare-major', { reason: 'Tous les clients sont touchés', leaderId: manager.id })

test('the same incident goes on in the procedure of major incidents, to its review and its end', async () => {
  const { number } = await anOutage()
  const declared = await declare(number)
  assert.partialDeepStrictEqual(declared, {
    number,
    isMajor: true,
    step: { id: 'M02' },
    assigneeId: manager.id,
    judgedBy: { procedure: { key: 'major-incident' } },
  })
  await server.runReactions()
  const told = await director.caller.get(notificationApi.list, {})
  assert.ok(told.items.some((item) => item.number === number && item.event === 'record.declared-major'))

  await move(manager, number, 'ask-recovery', { reason: 'Rien ne répond' })
  assert.equal(
    (await move(director, number, 'do-not-activate', { reason: 'Bientôt rétabli' })).step.id,
    'M02',
  )
  await move(manager, number, 'restored', { solution: 'Alimentation remplacée' })
  await move(desk, number, 'resolve', { causeCode: 'hardware' })
  await move(desk, number, 'settled', {}, { onBehalfOf: { name: 'M. Côté', means: 'phone' } })
  await move(manager, number, 'link-problem', { openProblem: true })
  const missing = await manager.caller.call(recordApi.move, { number, move: 'review' })
  assert.equal(missing.code, 'missing_fields')
  const reviewed = await move(manager, number, 'review', { review: '<p>Chronologie</p>' })
  assert.partialDeepStrictEqual(reviewed, { phase: 'closed', isMajor: true })
})

test('only who runs incidents declares one major, and why is told', async () => {
  const { number } = await anOutage()
  const { code } = await desk.caller.call(recordApi.move, {
    number,
    move: 'declare-major',
    fields: { reason: 'x' },
  })
  assert.equal(code, 'forbidden')
  assert.equal(
    (await manager.caller.call(recordApi.move, { number, move: 'declare-major' })).code,
    'missing_fields',
  )
})

test('points of situation come every hour of service until the incident is restored', async () => {
  const { number } = await anOutage()
  await declare(number)
  for (const instant of ['2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z', '2026-03-02T13:30:00Z']) {
    server.setNow(instant)
    await server.runSchedule('fire-due')
    await server.runSchedule('fire-due')
  }
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  const reminders = items.filter(
    ({ event, data }) => event === 'record.reminded' && data?.['key'] === 'step-timer:M02T',
  )
  assert.deepEqual(
    reminders.map(({ at }) => at.slice(11, 16)),
    ['10:00', '11:00', '13:30'],
  )
})

test('25 callers of 12 clients are children of one incident, told and restored with it, and know of nobody else', async () => {
  const clients = await Promise.all(Array.from({ length: 12 }, () => aClient(server)))
  const callers: Someone[] = []
  for (let at = 0; at < 25; at++) {
    const client = clients[at % clients.length]
    callers.push(
      await aClientPerson(server, { ...(client === undefined ? {} : { client }), name: `Appelant ${at}` }),
    )
  }
  const { number } = await anOutage()
  const children: string[] = []
  for (const { id } of callers) {
    const child = await desk.caller.get(recordApi.attachCaller, { number, requesterId: id })
    assert.partialDeepStrictEqual(child, {
      parent: number,
      requesterId: id,
      title: 'Hébergement arrêté',
      priority: 1,
    })
    children.push(child.number)
  }
  await declare(number)
  await desk.caller.get(recordApi.comment, { number, body: 'Nous y travaillons tous' })
  await desk.caller.get(recordApi.comment, { number, body: 'secret du centre', visibility: 'internal' })
  for (const [at, someone] of callers.entries()) {
    const own = children[at] ?? ''
    const { items } = await someone.caller.get(recordApi.list, {})
    assert.deepEqual(
      items.map((item) => item.number),
      [own],
    )
    const words = JSON.stringify(await someone.caller.get(journalApi.ofRecord, { number: own }))
    assert.ok(words.includes('Nous y travaillons tous') && !words.includes('secret du centre'))
    assert.equal((await someone.caller.call(recordApi.read, { number })).status, 404)
    for (const other of callers.filter((one) => one !== someone)) assert.ok(!words.includes(other.id))
  }

  server.setNow('PT1H')
  await move(manager, number, 'restored', { solution: 'Alimentation remplacée' })
  await move(desk, number, 'resolve', { causeCode: 'hardware' }, { comment: 'Tout est rétabli' })
  for (const [at, child] of children.entries()) {
    const someone = callers[at] ?? desk
    const restored = await read(child, someone)
    assert.partialDeepStrictEqual(restored, {
      phase: 'resolved',
      solution: 'Alimentation remplacée',
      step: { id: 'I12' },
    })
    assert.ok(
      JSON.stringify(await someone.caller.get(journalApi.ofRecord, { number: child })).includes(
        'Tout est rétabli',
      ),
    )
  }
  const [first = '', second = ''] = children
  await move(callers[0] ?? desk, first, 'settled')
  const back = await move(callers[1] ?? desk, second, 'not-yet', {}, { comment: 'Pas chez moi' })
  assert.equal(back.phase, 'active')
  assert.equal((await read(number)).phase, 'resolved', 'one client’s answer is not another’s')
})

test('those who wrote before it was known to be one trouble keep their tickets, which are classified and restored with it', async () => {
  const client = await aClient(server)
  const [first, second] = [
    await aClientPerson(server, { client, name: 'Elle a écrit' }),
    await aClientPerson(server, { client, name: 'Lui aussi' }),
  ]
  const { number } = await anOutage()
  const ask = (someone: Someone) =>
    someone.caller.get(incidentApi.report, { title: 'Rien ne répond', channel: 'portal' })
  const hers = await ask(first)
  const his = await ask(second)
  const attach = (ticket: string, to = number) =>
    desk.caller.call(recordApi.attachCaller, { number: to, ticket })
  const adopted = await desk.caller.get(recordApi.attachCaller, { number, ticket: hers.number })
  assert.partialDeepStrictEqual(adopted, {
    number: hers.number,
    title: 'Rien ne répond',
    parent: number,
    clientId: client.id,
    priority: 1,
  })
  assert.equal((await attach(hers.number)).status, 201, 'twice is once')
  const { children } = await staffRead(number)
  assert.deepEqual(
    children.map(({ requesterName }) => requesterName),
    ['Elle a écrit'],
  )

  assert.equal((await attach(number)).code, 'invalid_input', 'nothing is its own child')
  assert.equal((await attach(his.number, hers.number)).code, 'not_possible', 'no child of a child')
  assert.equal((await attach('INC-999999')).status, 404)
  assert.equal((await first.caller.call(recordApi.attachCaller, { number, ticket: his.number })).status, 403)

  const other = await anOutage()
  await desk.caller.get(recordApi.attachCaller, { number: other.number, ticket: his.number })
  await desk.caller.get(recordApi.attachCaller, { number, ticket: other.number })
  assert.equal((await staffRead(his.number)).parent, number, 'a family is one level deep')
  await move(desk, number, 'solution-found', { solution: 'Alimentation remplacée' })
  await move(desk, number, 'apply')
  await move(desk, number, 'resolve', { causeCode: 'hardware' })
  for (const one of [hers, his, other]) assert.equal((await read(one.number)).phase, 'resolved')
  assert.equal((await attach(his.number)).code, 'not_possible', 'what is over is not attached')
})

test('a child of a child is not made, and neither is one of what is over', async () => {
  const { number } = await anOutage()
  const child = await desk.caller.get(recordApi.attachCaller, { number, caller: 'Mme Nguyen' })
  const attach = (to: string) => desk.caller.call(recordApi.attachCaller, { number: to, caller: 'x' })
  assert.equal((await attach(child.number)).code, 'not_possible')
  await move(desk, child.number, 'cancel', { reason: 'erreur' })
  assert.equal((await attach(child.number)).code, 'not_possible')
  assert.equal((await desk.caller.call(recordApi.attachCaller, { number })).code, 'invalid_input')
})

test('P1 of unknown cause, the third of a service, and a workaround ask for a problem before closing', async () => {
  const client = await aClient(server)
  const service = await aService(server)
  server.setNow(monday)
  const solved = async (given: object, fields: object = {}) => {
    const { number } = await desk.caller.get(incidentApi.report, {
      title: 'Encore',
      clientId: client.id,
      serviceId: service.id,
      channel: 'phone',
      urgency: 3,
      impact: 3,
      ...given,
    })
    await move(desk, number, 'solution-found', { solution: 'x' })
    await move(desk, number, 'apply')
    return move(desk, number, 'resolve', { causeCode: 'hardware', confirmedBy: 'voice', ...fields })
  }
  assert.equal((await solved({ urgency: 1, impact: 1 }, { causeCode: 'unknown' })).step.id, 'I13')
  assert.equal((await solved({})).phase, 'closed')
  assert.equal((await solved({})).step.id, 'I13', 'the third in thirty days')
  const other = await aService(server)
  assert.equal((await solved({ serviceId: other.id }, { isWorkaround: true })).step.id, 'I13')
  const third = await solved({})
  const closed = await move(manager, third.number, 'link-problem', {
    problemReason: 'Matériel en fin de vie',
  })
  assert.equal(closed.phase, 'closed')
})
