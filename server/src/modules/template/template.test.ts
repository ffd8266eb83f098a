import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { templateApi } from '#contract/template/api.ts'
import { aClientPerson, anAgent, aService } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const desk = await anAgent(server)
const service = await aService(server)

test('a template is written, edited with its version, withdrawn, and told to no client', async () => {
  const content = { kind: 'INC' as const, title: 'Imprimante en panne', serviceId: service.id, urgency: 2 }
  const made = await desk.caller.get(templateApi.create, { name: 'Imprimante', content })
  assert.partialDeepStrictEqual(made.content, { ...content, impact: null, checklist: [] })
  assert.equal(
    (await desk.caller.call(templateApi.create, { name: 'IMPRIMANTE', content })).code,
    'already_exists',
  )
  const { id, version } = made
  const edited = {
    id,
    version,
    name: 'Imprimante',
    content: { ...content, description: '<p onclick=1>x</p>' },
  }
  assert.equal((await desk.caller.get(templateApi.edit, edited)).content.description, '<p>x</p>')
  assert.equal((await desk.caller.call(templateApi.edit, edited)).code, 'stale_version')
  const client = await aClientPerson(server)
  assert.equal((await client.caller.call(templateApi.list, {})).status, 403)
  await desk.caller.get(templateApi.end, { id })
  assert.deepEqual((await desk.caller.get(templateApi.list, {})).items, [])
})

test('who works no ticket reads templates, is told not to write them, and is refused', async () => {
  const top = await anAgent(server, { roles: ['D'] })
  assert.equal((await top.caller.get(templateApi.list, {})).mayWrite, false)
  assert.equal((await desk.caller.get(templateApi.list, {})).mayWrite, true)
  const content = { kind: 'INC' as const, title: 'x', serviceId: service.id }
  assert.equal((await top.caller.call(templateApi.create, { name: 'Direction', content })).code, 'forbidden')
})

test('an incident may bring a checklist along, and is not resolved while its compulsory lines are open', async () => {
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Imprimante en panne',
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    channel: 'phone',
    solution: 'Redémarrée',
    checklist: [
      { label: 'Vérifier le papier', isRequired: true },
      { label: 'Noter le compteur', isRequired: false },
    ],
  })
  const resolve = () =>
    desk.caller.call(recordApi.move, {
      number,
      move: 'resolve',
      fields: { confirmedBy: 'voice', causeCode: 'hardware' },
    })
  assert.equal((await resolve()).code, 'checklist_open')
  const record = await desk.caller.get(recordApi.read, { number })
  const lines = 'checklist' in record ? record.checklist : []
  assert.deepEqual(
    lines.map(({ label, isRequired }) => [label.fr, isRequired]),
    [
      ['Vérifier le papier', true],
      ['Noter le compteur', false],
    ],
  )
  await desk.caller.get(recordApi.checkItem, { number, item: lines[0]?.id ?? '', isDone: true })
  assert.equal((await resolve()).body.phase, 'closed')
})

test('a client brings no checklist', async () => {
  const client = await aClientPerson(server)
  const { status, body } = await client.caller.call(incidentApi.report, {
    title: 'x',
    checklist: [{ label: 'x', isRequired: true }],
  })
  assert.equal(status, 201)
  const record = await desk.caller.get(recordApi.read, { number: body.number })
  assert.deepEqual('checklist' in record ? record.checklist : null, [])
})
