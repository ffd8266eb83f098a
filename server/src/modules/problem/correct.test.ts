import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, anAdministrator, anAgent, aService } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const admin = await anAdministrator(server)
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
const desk = await anAgent(server, { roles: ['CS'] })
const client = await aClient(server)
const service = await aService(server)
const { attempt } = byHand(server)

const anIncident = (title: string, cis: string[] = []) =>
  desk.caller.get(incidentApi.report, {
    title,
    clientId: client.id,
    serviceId: service.id,
    urgency: 2,
    impact: 2,
    cis,
  })
const read = (number: string) => manager.caller.get(problemApi.read, { number })
const factsOf = async (number: string) => Object(await admin.caller.get(recordApi.read, { number })).facts
const told = async (number: string, event: string) =>
  (await admin.caller.get(journalApi.ofRecord, { number, limit: 200 })).items
    .filter((entry) => entry.event === event)
    .map(({ data }) => data)
const reason = 'Le serveur porte trois clients'

test('another level has other delays from the same beginning, with who changed it and why', async () => {
  const { number } = await manager.caller.get(problemApi.open, { title: 'Lenteurs du soir', level: 3 })
  const before = await read(number)
  assert.ok(before.actions.includes('reclassify'))
  server.setNow('PT2H')
  const after = await manager.caller.get(problemApi.reclassify, { number, level: 1, reason })
  const fresh = await manager.caller.get(problemApi.open, { title: 'Critique aussitôt', level: 1 })
  const critical = await read(fresh.number)
  assert.equal(after.level, 1)
  assert.equal(after.levelText?.level, 1)
  const length = (from: string, to: string | null) =>
    to === null ? null : Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total('minutes')
  assert.ok((length(before.causeDueAt ?? '', after.causeDueAt) ?? 0) < 0, 'due earlier than before')
  assert.equal(
    length(after.causeDueAt ?? '', critical.causeDueAt),
    120,
    'counted from when it was opened, not from when the level was changed',
  )
  const deadlines = Object(await admin.caller.get(recordApi.read, { number }))
  assert.equal(deadlines.dueResolutionAt, after.causeDueAt)
  const [entry] = await told(number, 'problem.reclassified')
  assert.deepEqual([entry?.['before'], entry?.['after'], entry?.['reason']], [3, 1, reason])
  assert.equal((await told(number, 'record.targeted')).length, 2)
  server.setNow('2026-03-02T09:00:00Z')
})

test('a level is not changed without a reason, without the right, to what it is, or before it was given', async () => {
  const { number } = await manager.caller.get(problemApi.open, { title: 'Pannes du lundi', level: 2 })
  const change = (given: object, by = manager) =>
    by.caller.call(problemApi.reclassify, { number, level: 3, reason, ...given })
  assert.equal((await change({}, desk)).status, 403)
  const seen = await desk.caller.get(problemApi.read, { number })
  assert.ok(!seen.actions.includes('reclassify'))
  assert.equal((await change({ reason: ' ' })).status, 400)
  assert.equal((await change({ level: 2 })).code, 'invalid_input')
  const open = await manager.caller.get(problemApi.open, { title: 'Pas encore classé' })
  assert.equal((await change({ number: open.number })).code, 'wrong_step')
  const incident = await anIncident('Un incident')
  assert.equal((await change({ number: incident.number })).status, 400, 'an incident has a priority')
  assert.equal((await read(number)).level, 2)
})

test('an incident linked by mistake is taken back with a reason: both say so, and neither goes by it any more', async () => {
  const [mistaken, right] = [await anIncident('Imprimante muette'), await anIncident('Messagerie lente')]
  const incidents = [mistaken.number, right.number]
  const { number } = await manager.caller.get(problemApi.open, { title: 'File saturée', level: 3, incidents })
  await manager.caller.get(problemApi.writeKnownError, {
    number,
    symptom: 'La file se remplit',
    workaround: 'Vider la file',
  })
  assert.equal((await read(number)).knownError?.incidents, 2)
  const unlink = (given: object = {}) =>
    manager.caller.call(problemApi.unlink, {
      number,
      incident: mistaken.number,
      reason: 'Autre cause',
      ...given,
    })
  assert.equal((await unlink({ reason: '' })).status, 400)
  const { status, body } = await unlink()
  assert.equal(status, 200)
  assert.deepEqual(
    body.incidents.map((one) => one.number),
    [right.number],
  )
  assert.equal((await read(number)).knownError?.incidents, 1)
  assert.deepEqual(await told(number, 'problem.incident-unlinked'), [
    { incident: mistaken.number, reason: 'Autre cause' },
  ])
  assert.deepEqual(await told(mistaken.number, 'record.unlinked'), [
    { kind: 'caused-by', to: number, reason: 'Autre cause' },
  ])
  assert.equal(Reflect.get(Object(await factsOf(mistaken.number)), 'problem'), undefined)
  assert.equal(Reflect.get(Object(await factsOf(right.number)), 'problem'), number)
  const pushed = await manager.caller.get(problemApi.push, { number })
  assert.deepEqual(pushed.told, [right.number], 'the workaround goes to those that are linked')
  assert.equal((await unlink()).code, 'not_possible', 'once')
  await manager.caller.get(problemApi.link, { number, incidents: [mistaken.number] })
  assert.equal(
    Reflect.get(Object(await factsOf(mistaken.number)), 'problem'),
    number,
    'and may be linked anew',
  )
})

test('an incident of two problems keeps the other one', async () => {
  const incident = await anIncident('Deux causes')
  const opened = [
    await manager.caller.get(problemApi.open, { title: 'Première', incidents: [incident.number] }),
    await manager.caller.get(problemApi.open, { title: 'Seconde', incidents: [incident.number] }),
  ]
  const [first, second] = opened.map(({ number }) => number)
  await manager.caller.get(problemApi.unlink, { number: first ?? '', incident: incident.number, reason })
  assert.equal(Reflect.get(Object(await factsOf(incident.number)), 'problem'), second)
})

test('in the window, a recurrence noted for the link alone goes with it; one on the same item stays', async () => {
  const item = await admin.caller.get(configurationApi.create, {
    name: 'relais',
    type: 'server',
    attributes: { serial: 'SN-relais' },
    reason: 'relevé',
  })
  const { number } = await manager.caller.get(problemApi.open, {
    title: 'Relais bloqué',
    level: 3,
    cis: [item.number],
  })
  await move(manager, number, 'cause-found', { cause: 'Disque plein' })
  await manager.caller.get(problemApi.writeKnownError, {
    number,
    symptom: 'Rien ne part',
    workaround: 'Redémarrer',
  })
  await move(manager, number, 'without-change')
  await move(manager, number, 'fixed', { solution: 'Purger chaque nuit' })
  server.setNow('PT24H')
  const linked = await anIncident('Tout autre chose')
  const same = await anIncident('Encore lui', [item.number])
  await manager.caller.get(problemApi.link, { number, incidents: [linked.number, same.number] })
  await server.runReactions()
  const noted = async () =>
    Object.fromEntries(
      ((await read(number)).verification?.recurrences ?? []).map((one) => [
        one.number,
        one.reasons.toSorted(),
      ]),
    )
  assert.deepEqual(await noted(), { [linked.number]: ['known-error'], [same.number]: ['ci', 'known-error'] })
  for (const incident of [linked.number, same.number])
    await manager.caller.get(problemApi.unlink, { number, incident, reason })
  assert.deepEqual(await noted(), { [same.number]: ['ci'] })
  server.setNow('2026-03-02T09:00:00Z')
})

test('no other link is taken back, by nobody', async () => {
  const [one, two] = [await anIncident('Un'), await anIncident('Deux')]
  await manager.caller.get(recordApi.link, { number: one.number, to: two.number, kind: 'related-to' })
  const deleted = await attempt(manager, `delete from record_link where kind <> 'caused-by'`)
  assert.deepEqual([deleted.refusal, deleted.touched], [null, 0])
  const strange = await attempt(manager, `update problem_recurrence set at = scope.now()`)
  assert.equal(strange.refusal, '42501')
})
