import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementApi } from '#contract/agreement/api.ts'
import { changeApi } from '#contract/change/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aSubmittedChange, aSubmittedEmergency } from '../../testing/changes.ts'
import { aClient, aClientPerson, anAdministrator, anAgent, aService } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

/** Figure 21, emergencies: the client decides as well if its service stops outside the window agreed for that. */
const server = await startServer()
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'] })
const manager = await anAgent(server, { roles: ['RGS/AC'] })
const relation = await anAgent(server, { roles: ['RGS/RC'], name: 'Rita Relation' })
const top = await anAgent(server, { roles: ['D'] })
const client = await aClient(server, { name: 'Boulangerie' })
const other = await aClient(server, { name: 'Garage' })
const signatory = await aClientPerson(server, { client, level: 'signatory' })
const service = await aService(server, { name: 'Messagerie' })
const targets = [1, 2, 3, 4, 5].map((priority) => ({
  priority,
  response: { value: 1, unit: 'hour' as const },
  resolution: { value: 6, unit: 'hour' as const },
}))
for (const { id } of [client, other])
  await admin.caller.get(agreementApi.create, { clientId: id, serviceId: service.id, targets })
const { attempt } = byHand(server)

const day = { from: '2026-03-03T09:00:00Z', to: '2026-03-03T10:30:00Z' }
const night = { from: '2026-03-03T21:00:00Z', to: '2026-03-03T22:00:00Z' }
const emergency = (given: Partial<InputOf<typeof changeApi.create>>) =>
  aSubmittedEmergency({ by: desk, manager }, given)
const approvalsOf = (number: string) => manager.caller.get(changeApi.approvals, { number })
const seatsOf = async (number: string) => (await approvalsOf(number)).rounds[0]?.seats.map(({ role }) => role)
const stepOf = async (number: string) => (await admin.caller.get(recordApi.read, { number })).step.id
const at = { clientId: client.id, serviceId: service.id }

test('an outage in the hours agreed with the client calls its signatory; without one, or outside of them, top management alone decides', async () => {
  const cases: [Partial<InputOf<typeof changeApi.create>>, string[]][] = [
    [{ ...at, window: day, outageMinutes: 30 }, ['D', 'CL']],
    [{ ...at, window: night, outageMinutes: 30 }, ['D']],
    [{ ...at, window: day, outageMinutes: 0 }, ['D']],
    [{ ...at, window: day }, ['D']],
    [{ window: day, outageMinutes: 30 }, ['D']],
  ]
  for (const [given, seats] of cases)
    assert.deepEqual(await seatsOf(await emergency(given)), seats, JSON.stringify(given))
})

test('what is planned the same way without haste is decided on by the table alone', async () => {
  const number = await aSubmittedChange({ by: desk, manager }, { ...at, window: day, outageMinutes: 30 })
  assert.deepEqual(await seatsOf(number), ['RGS/AC'])
  assert.deepEqual((await approvalsOf(number)).rounds[0]?.outsideWindow, [])
})

test('it is said beforehand and on the submission why the client decides, and it goes on once both have', async () => {
  const { number } = await desk.caller.get(changeApi.create, {
    title: 'Serveur de messagerie tombé',
    type: 'emergency',
    severity: 2,
    impact: 2,
    backOutPlan: 'Redémarrer',
    ...at,
    window: day,
    outageMinutes: 30,
  })
  const why = [
    {
      role: 'CL' as const,
      client: { id: client.id, name: 'Boulangerie' },
      minutes: 90,
      from: day.from,
      to: day.to,
    },
  ]
  const before = (await approvalsOf(number)).wanted
  assert.deepEqual([before?.approvers, before?.rule, before?.outsideWindow], [['D', 'CL'], 'all', why])
  for (const move of ['admit', 'submit']) await manager.caller.get(recordApi.move, { number, move })
  const [round] = (await approvalsOf(number)).rounds
  assert.deepEqual([round?.rule, round?.outsideWindow], ['all', why])
  const { items } = await admin.caller.get(journalApi.ofRecord, { number })
  const submitted = items.find(({ event }) => event === 'change.submitted')
  assert.deepEqual(submitted?.data?.['outsideWindow'], why)
  await top.caller.get(changeApi.decide, { number, decision: 'approve' })
  assert.equal(await stepOf(number), 'HA', 'not without the client')
  const onBehalf = { name: 'Simone', means: 'phone' as const }
  const oral = await manager.caller.call(changeApi.decide, { number, decision: 'approve', onBehalf })
  assert.equal(oral.code, 'writing_required', 'nor by a word on the telephone')
  await signatory.caller.get(changeApi.decide, { number, decision: 'approve' })
  await server.runReactions()
  assert.equal(await stepOf(number), 'H08')
})

test('clients hit by an item that is not theirs are spoken for by who answers for them', async () => {
  const item = await admin.caller.get(configurationApi.create, {
    name: 'hôte commun',
    type: 'server',
    attributes: { serial: 'SN-commun' },
    reason: 'relevé initial',
  })
  const services = await admin.caller.get(configurationApi.list, { type: 'service' })
  await admin.caller.get(configurationApi.relate, {
    from: services.items.find(({ name }) => name === 'Messagerie')?.number ?? '',
    to: item.number,
    kind: 'depends-on',
  })
  const own = await emergency({ ...at, window: day, outageMinutes: 30, cis: [item.number] })
  assert.deepEqual((await seatsOf(own))?.toSorted(), ['CL', 'D', 'RGS/RC'])
  const ours = await emergency({ window: day, outageMinutes: 30, cis: [item.number] })
  assert.deepEqual(await seatsOf(ours), ['D', 'RGS/RC'])
  assert.deepEqual(
    (await approvalsOf(ours)).rounds[0]?.outsideWindow.map(({ client: { name }, role }) => [name, role]),
    [
      ['Boulangerie', 'RGS/RC'],
      ['Garage', 'RGS/RC'],
    ],
  )
  await top.caller.get(changeApi.decide, { number: ours, decision: 'approve' })
  await relation.caller.get(changeApi.decide, { number: ours, decision: 'approve' })
  assert.equal(await stepOf(ours), 'H08')
})

test('nothing that is said beside the table takes a seat away, or calls anybody else', async () => {
  const number = await emergency({ ...at, window: night })
  const { id } = Object(await admin.caller.get(recordApi.read, { number }))
  const submit = (outside: string) => attempt(manager, `select submit_change($1, $2)`, [id, outside])
  assert.equal((await submit('[{"role":"FT"}]')).refusal, '23514')
  assert.notEqual((await submit('{}')).refusal, null)
  const normal = await aSubmittedChange({ by: desk, manager }, at)
  const other = Object(await admin.caller.get(recordApi.read, { number: normal }))
  const tried = await attempt(manager, `select submit_change($1, '[{"role":"CL"}]')`, [other.id])
  assert.equal(tried.refusal, '23514', 'of emergencies alone')
})
