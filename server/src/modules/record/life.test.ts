import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { OutputOf } from '#contract/endpoint.ts'
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
  aSupplier,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { attach, move } from '../../testing/world.ts'

/** A Monday, ten o'clock in Paris. */
const monday = '2026-03-02T09:00:00Z'
const server = await startServer(monday)
let boss: Someone
let desk: Someone
let manager: Someone
let client: { id: string }
let requester: Someone
let contact: Someone

before(async () => {
  boss = await anAdministrator(server)
  desk = await anAgent(server, { roles: ['CS'] })
  manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
  client = await aClient(server)
  requester = await aClientPerson(server, { client })
  contact = await aClientPerson(server, { client, level: 'contact' })
})

type Incident = OutputOf<typeof incidentApi.report>

/** An incident at its diagnosis, the first of its service; low enough that nothing escalates meanwhile. */
const anIncident = async (given: Record<string, unknown> = {}): Promise<Incident> => {
  server.setNow(monday)
  const service = await aService(server)
  return desk.caller.get(incidentApi.report, {
    title: 'Plus de réseau',
    requesterId: requester.id,
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    ...given,
  })
}

const read = (number: string, { caller }: Someone = desk) => caller.get(recordApi.read, { number })
const eventsOf = async (number: string) => {
  const { items } = await manager.caller.get(journalApi.ofRecord, { number })
  return items.map(({ event }) => event)
}
const entry = async (number: string, event: string) => {
  const { items } = await manager.caller.get(journalApi.ofRecord, { number })
  return items.findLast((item) => item.event === event)?.data
}

/** Solved and waiting for the client's word. */
const aResolved = async () => {
  const { number } = await anIncident()
  await move(desk, number, 'solution-found', { solution: 'Câble rebranché' })
  await move(desk, number, 'apply')
  await move(desk, number, 'resolve', { causeCode: 'hardware' })
  return number
}

test('the whole way: diagnosed, escalated, handed to a supplier, taken back, applied, confirmed, closed', async () => {
  const supplier = await aSupplier(server)
  const technician = await aSupplierPerson(server, { supplier })
  const { number } = await anIncident()
  const steps = [
    await move(desk, number, 'escalate'),
    await move(manager, number, 'delegate-supplier', { supplierId: supplier.id, reference: 'RMA-7' }),
    await move(technician, number, 'report-result', { supplierResult: 'Commutateur remplacé' }),
  ].map(({ step }) => step.id)
  server.setNow('PT1M')
  steps.push((await move(manager, number, 'keep-analysing')).step.id)
  steps.push((await move(manager, number, 'return-level-1')).step.id)
  steps.push((await move(desk, number, 'solution-found', { solution: 'Remplacé' })).step.id)
  steps.push((await move(desk, number, 'apply')).step.id)
  const resolved = await move(desk, number, 'resolve', { causeCode: 'hardware' })
  assert.deepEqual(steps, ['I06', 'I07', 'I08', 'I06', 'I05', 'I10', 'I11'])
  assert.equal(resolved.phase, 'resolved')
  const closed = await move(requester, number, 'settled')
  assert.partialDeepStrictEqual(closed, { phase: 'closed', solution: 'Remplacé' })
  const after = await read(number)
  assert.partialDeepStrictEqual(after, { phase: 'closed', outcome: 'resolved', level: 1 })
  assert.deepEqual(
    (await eventsOf(number)).filter((event) => /handed|taken|resolved|ended/.test(event)),
    ['record.handed-over', 'record.taken-back', 'record.resolved', 'record.ended'],
  )
})

test('a move that the step does not offer is refused, and so is one of another person’s', async () => {
  const { number } = await anIncident()
  for (const name of ['resolve', 'settled', 'nothing', 'delegate-supplier']) {
    assert.equal((await desk.caller.call(recordApi.move, { number, move: name })).code, 'wrong_step', name)
  }
  await move(desk, number, 'escalate')
  assert.equal((await desk.caller.call(recordApi.move, { number, move: 'return-level-1' })).code, 'forbidden')
})

test('what a move needs is named, and nothing is written where it is missing or wrong', async () => {
  const { number, version } = await anIncident()
  const missing = await desk.caller.call(recordApi.move, { number, move: 'solution-found' })
  assert.equal(missing.code, 'missing_fields')
  assert.partialDeepStrictEqual(missing.body, { errors: [{ path: 'fields.solution' }] })
  for (const fields of [
    { solution: 3 },
    { solution: 'x', title: 'autre' },
    { solution: 'x', toString: 'x' },
  ]) {
    const { code } = await desk.caller.call(recordApi.move, { number, move: 'solution-found', fields })
    assert.equal(code, 'invalid_input', JSON.stringify(fields))
  }
  assert.partialDeepStrictEqual(await read(number), { version, step: { id: 'I05' } })
})

test('« not yet » brings the incident back to diagnosis, counts a reopening and restarts the clock', async () => {
  const number = await aResolved()
  server.setNow('PT2H')
  const back = await move(requester, number, 'not-yet', {}, { comment: 'Toujours rien' })
  assert.partialDeepStrictEqual(back, { phase: 'active', step: { id: 'I05' } })
  assert.partialDeepStrictEqual(await read(number), { reopened: 1, resolvedAt: null, facts: {} })
  const explanation = await desk.caller.get(recordApi.explain, { number })
  assert.equal(explanation.resolution.state, 'running')
})

test('a client who says nothing for three working days has confirmed', async () => {
  const number = await aResolved()
  // Resolved on Monday at 10:00: three service days later it is Thursday at 10:00.
  server.setNow('2026-03-05T08:59:00Z')
  await server.runSchedule('fire-due')
  assert.equal((await read(number)).phase, 'resolved')
  server.setNow('2026-03-05T09:00:00Z')
  await server.runSchedule('fire-due')
  const closed = await read(number)
  assert.partialDeepStrictEqual(closed, { phase: 'closed', outcome: 'resolved' })
  const path = await desk.caller.get(recordApi.path, { number })
  assert.ok(path.visits.some(({ why }) => why === 'timer'))
  const version = 'version' in closed ? closed.version : 0
  await server.runSchedule('fire-due')
  assert.equal((await read(number)).version, version, 'nothing fires twice')
})

test('a client reopens within fifteen days of the closing, and not after', async () => {
  const number = await aResolved()
  await move(requester, number, 'settled')
  server.setNow('2026-03-17T09:00:00Z')
  const back = await move(requester, number, 'reopen', { reason: 'Revenu' })
  assert.partialDeepStrictEqual(back, {
    phase: 'active',
    step: { id: 'I05' },
    closedAt: null,
    resolvedAt: null,
  })
  assert.partialDeepStrictEqual(await read(number), { reopened: 1, outcome: null })

  const late = await aResolved()
  await move(requester, late, 'settled')
  server.setNow('2026-03-17T09:00:01Z')
  assert.equal(
    (await requester.caller.call(recordApi.move, { number: late, move: 'reopen', fields: { reason: 'x' } }))
      .code,
    'wrong_step',
  )
  assert.ok(!(await read(late, requester)).moves.some(({ id }) => id === 'reopen'))
})

test('a cancelled record is over: its clocks stop, and no move is left but the past', async () => {
  const { number } = await anIncident()
  const cancelled = await move(desk, number, 'cancel', { reason: 'Erreur de saisie' })
  assert.partialDeepStrictEqual(cancelled, { phase: 'cancelled', step: { id: 'cancelled', role: null } })
  assert.deepEqual(cancelled.moves, [])
  const { deadlines } = await desk.caller.get(recordApi.explain, { number })
  assert.deepEqual(
    deadlines.filter(({ firedAt }) => firedAt === null),
    [],
  )
})

test('a merged record ends in the other one: its number, its words, files and watchers lead there', async () => {
  const kept = await anIncident({ title: 'Le vrai' })
  const double = await anIncident({ title: 'Le double' })
  await desk.caller.get(recordApi.comment, { number: double.number, body: 'Dit sur le double' })
  await attach(server, desk, double.number, 'public')
  await manager.caller.get(recordApi.watch, { number: double.number })
  await desk.caller.get(recordApi.merge, { number: double.number, into: kept.number, reason: 'doublon' })
  const found = await read(double.number)
  assert.equal(found.number, kept.number)
  assert.ok('watchers' in found && found.watchers.some(({ id }) => id === manager.id))
  const journal = await requester.caller.get(journalApi.ofRecord, { number: double.number })
  assert.ok(JSON.stringify(journal).includes('Dit sur le double'))
  const { items } = await desk.caller.get(recordApi.list, { q: 'double' })
  assert.ok(!items.some(({ number }) => number === double.number), 'a merged record is no longer listed')

  const third = await anIncident({ title: 'Le troisième' })
  await desk.caller.get(recordApi.merge, { number: kept.number, into: third.number })
  assert.equal((await read(double.number)).number, third.number, 'numbers lead on to the last one')
})

test('records of two clients are not merged, nor a record with itself', async () => {
  const one = await anIncident()
  const other = await anIncident({ requesterId: undefined, clientId: (await aClient(server)).id })
  const { code } = await desk.caller.call(recordApi.merge, { number: one.number, into: other.number })
  assert.equal(code, 'not_possible')
  assert.equal(
    (await desk.caller.call(recordApi.merge, { number: one.number, into: one.number })).code,
    'invalid_input',
  )
})

test('an incident that is a request goes on under a new number, counted once', async () => {
  const old = await anIncident({ title: 'Accès au partage' })
  await desk.caller.get(recordApi.comment, { number: old.number, body: 'Déjà dit' })
  await move(desk, old.number, 'requalify', { reason: 'C’est une demande' })
  const request = await read(old.number)
  assert.partialDeepStrictEqual(request, {
    kind: 'REQ',
    title: 'Accès au partage',
    requesterId: requester.id,
  })
  assert.match(request.number, /^REQ-/)
  const { items } = await desk.caller.get(recordApi.list, { q: 'partage' })
  assert.deepEqual(
    items.map(({ number }) => number),
    [request.number],
  )
  const journal = await requester.caller.get(journalApi.ofRecord, { number: request.number })
  assert.ok(JSON.stringify(journal).includes('Déjà dit'))
  await move(desk, request.number, 'requalify')
  assert.match((await read(old.number)).number, /^INC-/, 'the first number leads to the last one')
})

test('holds: only waiting for the client stops the clock, and the client’s word ends it', async () => {
  for (const [reason, isPaused] of [
    ['client', true],
    ['supplier', false],
    ['hardware', false],
  ] as const) {
    const { number, ...before } = await anIncident({ urgency: 2, impact: 2 })
    const held = await move(desk, number, 'hold', { holdReason: reason })
    assert.partialDeepStrictEqual(held, {
      held: reason,
      dueResolutionAt: isPaused ? null : before.dueResolutionAt,
    })
    server.setNow('PT1H')
    await requester.caller.get(recordApi.comment, { number, body: 'Voici' })
    const after = await read(number)
    assert.equal(after.held, isPaused ? null : reason, reason)
    const due = Temporal.Instant.from(String(before.dueResolutionAt))
    assert.equal(after.dueResolutionAt, (isPaused ? due.add({ hours: 1 }) : due).toString(), reason)
    if (!isPaused) assert.equal((await move(desk, number, 'resume')).held, null)
  }
})

test('a date agreed with the client is due then, and reminds of itself', async () => {
  const { number } = await anIncident({ assigneeId: undefined })
  await manager.caller.get(recordApi.watch, { number })
  assert.equal(
    (await desk.caller.call(recordApi.move, { number, move: 'hold', fields: { holdReason: 'agreed-date' } }))
      .code,
    'invalid_input',
  )
  const until = '2026-03-10T10:00:00Z'
  const held = await move(desk, number, 'hold', { holdReason: 'agreed-date', until })
  assert.equal(held.dueResolutionAt, until)
  server.setNow(until)
  await server.runSchedule('fire-due')
  await server.runReactions()
  const told = await manager.caller.get(notificationApi.list, {})
  assert.ok(told.items.some((item) => item.event === 'record.reminded' && item.number === number))
})

test('moving a record ends its hold', async () => {
  const { number } = await anIncident()
  await move(desk, number, 'hold', { holdReason: 'client' })
  assert.equal((await move(desk, number, 'escalate')).held, null)
  assert.ok((await eventsOf(number)).includes('record.resumed'))
})

test('an internal word neither answers the client nor ends a hold', async () => {
  const { number } = await anIncident({ channel: 'email' })
  await desk.caller.get(recordApi.comment, { number, body: 'entre nous', visibility: 'internal' })
  assert.partialDeepStrictEqual(await read(number), { respondedAt: null })
  await desk.caller.get(recordApi.comment, { number, body: 'Bonjour' })
  assert.partialDeepStrictEqual(await read(number), { respondedAt: monday })
})

test('minutes come by comment, by hand and by the timer, one timer a person', async () => {
  const one = await anIncident()
  const two = await anIncident()
  await desk.caller.get(recordApi.comment, { number: one.number, body: 'fait', minutes: 5 })
  await desk.caller.get(recordApi.addTime, { number: one.number, minutes: 10, note: 'trajet' })
  await desk.caller.get(recordApi.startTimer, { number: one.number })
  server.setNow('PT12M')
  await desk.caller.get(recordApi.startTimer, { number: two.number })
  assert.partialDeepStrictEqual(await read(one.number), { minutes: 27 })
  server.setNow('PT10S')
  const stopped = await Promise.all([1, 2].map(() => desk.caller.get(recordApi.stopTimer, {})))
  assert.deepEqual(
    stopped.map(({ minutes }) => minutes).toSorted((a, b) => a - b),
    [0, 1],
  )
  assert.partialDeepStrictEqual(await read(two.number), { minutes: 1 })
  assert.deepEqual(await desk.caller.get(recordApi.readTimer, {}), { number: null, startedAt: null })
})

test('watchers are colleagues: a client’s person would hear of internal words', async () => {
  const { number } = await anIncident()
  const { code } = await desk.caller.call(recordApi.watch, { number, personId: requester.id })
  assert.equal(code, 'invalid_input')
  await desk.caller.get(recordApi.watch, { number, personId: manager.id })
  await desk.caller.get(recordApi.comment, { number, body: 'regarde', visibility: 'internal' })
  await server.runReactions()
  const told = await manager.caller.get(notificationApi.list, { unread: 'true' })
  assert.ok(told.items.some((item) => item.number === number && item.event === 'record.commented'))
  await desk.caller.get(recordApi.unwatch, { number, personId: manager.id })
  assert.partialDeepStrictEqual(await read(number), { watchers: [] })
})

test('work is given to the provider’s people, and a requester belongs to the record’s client', async () => {
  const { number, version } = await anIncident()
  const stranger = await aClientPerson(server)
  const edit = (fields: Record<string, unknown>) =>
    desk.caller.call(recordApi.edit, { number, version, ...fields })
  assert.equal((await edit({ assigneeId: requester.id })).code, 'invalid_input')
  assert.equal((await edit({ requesterId: stranger.id })).code, 'invalid_input')
  assert.equal(
    (await desk.caller.call(incidentApi.report, { title: 'x', assigneeId: contact.id })).code,
    'invalid_input',
  )
  assert.equal((await edit({ assigneeId: manager.id })).status, 200)
})

test('links are seen from both ends', async () => {
  const one = await anIncident()
  const two = await anIncident()
  await desk.caller.get(recordApi.link, { number: one.number, to: two.number, kind: 'caused-by' })
  for (const [number, other, isOutgoing] of [
    [one.number, two.number, true],
    [two.number, one.number, false],
  ] as const) {
    assert.partialDeepStrictEqual(await read(number), {
      links: [{ kind: 'caused-by', number: other, isOutgoing }],
    })
  }
})

test('a client’s step is taken for it only by saying who said so, and the journal keeps it', async () => {
  const number = await aResolved()
  const refused = await desk.caller.call(recordApi.move, { number, move: 'settled' })
  assert.equal(refused.code, 'missing_fields')
  const onBehalfOf = { name: 'Mme Roy', means: 'phone' as const, at: monday, reference: 'appel 12' }
  await move(desk, number, 'settled', {}, { onBehalfOf })
  assert.deepEqual((await entry(number, 'record.moved'))?.['onBehalfOf'], onBehalfOf)
})

test('who takes a step of his own takes it for nobody else', async () => {
  const number = await aResolved()
  await move(requester, number, 'settled', {}, { onBehalfOf: { name: 'Le dirigeant', means: 'letter' } })
  assert.equal((await entry(number, 'record.moved'))?.['onBehalfOf'], null)
})

test('only top management puts a record elsewhere against its procedure, with a reason that stays', async () => {
  const { number } = await anIncident()
  const wanted = { number, step: 'I11', reason: 'Panne générale' }
  for (const someone of [desk, manager]) {
    assert.equal((await someone.caller.call(recordApi.override, wanted)).code, 'forbidden')
  }
  assert.equal((await boss.caller.call(recordApi.override, { ...wanted, reason: ' ' })).code, 'invalid_input')
  assert.equal((await boss.caller.call(recordApi.override, { ...wanted, step: 'I77' })).code, 'invalid_input')
  const put = await boss.caller.get(recordApi.override, wanted)
  assert.equal(put.step.id, 'I11')
  assert.partialDeepStrictEqual(await entry(number, 'record.overridden'), {
    from: 'I05',
    to: 'I11',
    reason: 'Panne générale',
  })
  const { visits } = await desk.caller.get(recordApi.path, { number })
  assert.equal(visits.at(-1)?.why, 'override')
})

test('a priority against the grid wants a right and a reason, and shows both', async () => {
  const { number } = await anIncident()
  const call = ({ caller }: Someone, fields: Record<string, unknown>) =>
    caller.call(recordApi.move, { number, move: 'prioritise', fields })
  assert.equal((await call(desk, { priority: 1, reason: 'VIP' })).code, 'forbidden')
  assert.equal((await call(manager, { priority: 1 })).code, 'reason_required')
  assert.equal((await call(manager, { priority: 9, reason: 'x' })).code, 'invalid_input')
  const raised = await call(manager, { priority: 1, reason: 'Paie du mois' })
  assert.partialDeepStrictEqual(raised.body, { priority: 1, priorityReason: 'Paie du mois' })
  // 10:00 in Paris, four hours of service over lunch.
  assert.partialDeepStrictEqual(raised.body, { dueResolutionAt: '2026-03-02T14:30:00Z' })
  const byGrid = await call(desk, { urgency: 2, impact: 3 })
  assert.partialDeepStrictEqual(byGrid.body, { priority: 4, priorityReason: null })
})

test('a lower priority afterwards does not undo a target that was missed', async () => {
  const { number } = await anIncident({ urgency: 1, impact: 1 })
  server.setNow('2026-03-02T15:00:00Z')
  await server.runSchedule('fire-due')
  const late = await move(manager, number, 'prioritise', { urgency: 3, impact: 3 })
  assert.partialDeepStrictEqual(late, { priority: 5, breached: true })
})

test('another service afterwards does not undo a target that was missed', async () => {
  const { number } = await anIncident({ urgency: 1, impact: 1 })
  server.setNow('2026-03-02T15:00:00Z')
  const other = await aService(server)
  const { version } = await read(number)
  const moved = await desk.caller.get(recordApi.edit, { number, version, serviceId: other.id })
  assert.partialDeepStrictEqual(moved, { breached: true })
})

test('rated once it is over, by its client', async () => {
  const number = await aResolved()
  assert.equal((await requester.caller.call(recordApi.rate, { number, rating: 5 })).code, 'not_possible')
  await move(requester, number, 'settled')
  await requester.caller.get(recordApi.rate, { number, rating: 4, comment: 'Rapide' })
  assert.partialDeepStrictEqual(await read(number, requester), { rating: 4 })
})
