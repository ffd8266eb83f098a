import assert from 'node:assert/strict'
import { test } from 'node:test'
import { artefactApi } from '#contract/artefact/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { startServer } from '../../testing/server.ts'
import { aWorld } from '../../testing/world.ts'

/** By hand, with the application's own login: models name other clients and what the desk does, and stay inside. */
const server = await startServer()
const { a, b, admin, desk, technician, otherTechnician, handedOver } = await aWorld(server)
const { attempt } = byHand(server)

const { latest, id: modelId } = await admin.caller.get(requestApi.createModel, {
  key: 'for-bravo',
  content: {
    name: { fr: 'Pour Bravo' },
    category: { fr: 'Matériel' },
    needsIdentityCheck: true,
    checklist: [{ label: { fr: 'zyxinterne' } }],
    offeredTo: { clients: [b.client.id], level: 'contact' },
  },
})
await admin.caller.get(artefactApi.approve, { id: latest?.id ?? '' })
const versionId = latest?.id ?? ''
const request = await b.contact.caller.get(requestApi.submit, { model: 'for-bravo' })

test('neither clients nor suppliers read a model as an artefact, whoever it is offered to', async () => {
  for (const someone of [a.contact, b.contact, b.requester, technician, otherTechnician]) {
    const artefacts = await attempt(someone, `select from artefact where kind = 'request-model'`)
    const versions = await attempt(someone, 'select from artefact_version where artefact_id = $1', [modelId])
    assert.deepEqual([artefacts.touched, versions.touched], [0, 0])
  }
})

test('the database offers a model to its clients from its level on, without what is inside', async () => {
  const offered = (someone: typeof a.contact) =>
    attempt(someone, `select key, content::text as content from offered_models(scope.now(), 'for-bravo')`)
  const { rows } = await offered(b.contact)
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['for-bravo'],
  )
  for (const word of ['zyxinterne', 'offeredTo', 'needsIdentityCheck', b.client.id])
    assert.ok(!String(rows[0]?.['content']).includes(word), word)
  assert.equal((await offered(b.requester)).touched, 0)
  assert.equal((await offered(a.contact)).touched, 0)
  assert.notEqual((await offered(technician)).refusal, null)
})

test('the checklist of a record is the desk’s alone', async () => {
  for (const someone of [b.contact, a.contact, technician]) {
    assert.equal((await attempt(someone, 'select from checklist_item')).refusal, '42501')
    const insert = `insert into checklist_item (record_id, position, label, is_required) values ($1, 9, '{"fr":"x"}', true)`
    assert.equal((await attempt(someone, insert, [request.id])).refusal, '42501')
  }
  const { rows } = await attempt(desk, 'select label from checklist_item where record_id = $1', [request.id])
  assert.equal(rows.length, 2)
})

test('how much is open on a record is told to nobody who does not see the record', async () => {
  const count = async (someone: typeof a.contact, id: string) => {
    const { rows } = await attempt(someone, 'select required from open_lines($1)', [id])
    return rows[0]?.['required']
  }
  assert.equal(await count(b.contact, request.id), 2)
  assert.equal(await count(a.contact, request.id), 0)
  assert.equal(await count(otherTechnician, request.id), 0)
  const { number } = await desk.caller.get(recordApi.addChecklistItem, {
    number: handedOver,
    label: { fr: 'x' },
    isRequired: true,
  })
  const { id } = await desk.caller.get(recordApi.read, { number })
  assert.equal(await count(technician, id), 1)
})

test('a client cannot start the checklist of a record that is not its own, nor pin a model on an incident', async () => {
  const own = await attempt(a.contact, 'select start_checklist($1)', [request.id])
  assert.equal(own.refusal, null)
  const { rows } = await attempt(desk, 'select from checklist_item where record_id = $1', [request.id])
  assert.equal(rows.length, 2)
  const pinned = await attempt(desk, 'update record set model_version_id = $1 where number = $2', [
    versionId,
    b.incident,
  ])
  assert.equal(pinned.refusal, '23514')
})

test('a line that was ticked says by whom, and a call back at which number', async () => {
  const { rows } = await attempt(
    desk,
    'select id, is_identity_check from checklist_item where record_id = $1',
    [request.id],
  )
  for (const { id } of rows)
    assert.equal(
      (await attempt(desk, 'update checklist_item set done_at = scope.now() where id = $1', [id])).refusal,
      '23514',
    )
  const call = rows.find(({ is_identity_check }) => is_identity_check === true)
  const unnamed = await attempt(
    desk,
    'update checklist_item set done_at = scope.now(), done_by = $2 where id = $1',
    [call?.['id'], desk.id],
  )
  assert.equal(unnamed.refusal, '23514')
})
