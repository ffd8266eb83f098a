import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Path } from '#contract/record/shape.ts'
import {
  aClient,
  aClientPerson,
  anAgent,
  anAdministrator,
  aService,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-02T09:00:00Z')
let desk: Someone
let service: { id: string }

before(async () => {
  await anAdministrator(server)
  desk = await anAgent(server, { roles: ['CS'] })
  service = await aService(server)
})

test('an incident recorded with service, urgency and impact begins at diagnosis', async () => {
  const client = await aClient(server)
  const incident = await desk.caller.get(incidentApi.report, {
    title: 'Plus de courriel',
    clientId: client.id,
    serviceId: service.id,
    urgency: 1,
    impact: 2,
  })
  assert.equal(incident.step.id, 'I05')
  assert.ok('priority' in incident)
  assert.equal(incident.priority, 2)
  assert.ok(incident.moves.some(({ id }) => id === 'solution-found'))
})

test('a caller whose trouble is known is helped with one form and one move', async () => {
  const person = await aClientPerson(server)
  const incident = await desk.caller.get(incidentApi.report, {
    title: 'Imprimante muette',
    requesterId: person.id,
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    channel: 'phone',
    solution: 'Redémarrer le service d’impression',
  })
  assert.equal(incident.step.id, 'I11')
  const closed = await desk.caller.get(recordApi.move, {
    number: incident.number,
    move: 'resolve',
    fields: { confirmedBy: 'voice', causeCode: 'software' },
  })
  assert.equal(closed.phase, 'closed')
  const { items } = await desk.caller.get(journalApi.ofRecord, { number: incident.number })
  const moved = items.find(({ event }) => event === 'record.moved')
  assert.deepEqual(
    Path.parse(moved?.data?.['path']).map(({ element, why }) => `${element} ${why}`),
    ['I11 moved', 'I12 confirmed-by-voice', 'IG8 decided', 'I14 self-passed'],
  )
})
