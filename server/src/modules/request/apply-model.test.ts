import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { artefactApi } from '#contract/artefact/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
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

const server = await startServer('2026-03-02T09:00:00Z')
let admin: Someone
let desk: Someone
let requester: Someone
let contact: Someone
let service: { id: string }

before(async () => {
  admin = await anAdministrator(server)
  desk = await anAgent(server, { roles: ['CS'] })
  const client = await aClient(server)
  requester = await aClientPerson(server, { client, name: 'Robin Roy' })
  contact = await aClientPerson(server, { client, level: 'contact' })
  service = await aService(server)
})

const aModel = async (given: Partial<InputOf<typeof requestApi.createModel>['content']>): Promise<string> => {
  const key = `modele-${crypto.randomUUID().slice(0, 8)}`
  const { latest } = await admin.caller.get(requestApi.createModel, {
    key,
    content: {
      name: { fr: 'Droits' },
      category: { fr: 'Droits' },
      serviceId: service.id,
      urgency: 2,
      impact: 2,
      ...given,
    },
  })
  await admin.caller.get(artefactApi.approve, { id: latest?.id ?? '' })
  return key
}

const called = async (given: Partial<InputOf<typeof requestApi.submit>> = {}) => {
  const { number, version } = await desk.caller.get(requestApi.submit, {
    title: 'Accès au dossier Paie',
    requesterId: requester.id,
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    channel: 'phone',
    ...given,
  })
  return { number, version }
}
const read = async (number: string) => {
  const record = await desk.caller.get(recordApi.read, { number })
  assert.ok('judgedBy' in record)
  return record
}

test('a call that was taken in plain words is given its model: its answers, delay, checklist and approval hold from then on', async () => {
  const model = await aModel({
    questions: [{ key: 'folder', kind: 'text', label: { fr: 'Dossier' }, isRequired: true }],
    targets: {
      response: { value: 30, unit: 'minute' },
      resolution: { value: 90, unit: 'minute' },
    },
    checklist: [{ label: { fr: 'Ouvrir les droits' }, isRequired: true }],
    needsApproval: true,
  })
  const free = await called({ checklist: [{ label: 'Noter le poste', isRequired: false }] })
  const before = await read(free.number)
  assert.ok(before.actions.includes('apply-model'))
  assert.notEqual(before.step.id, 'Q03')
  const unanswered = await desk.caller.call(requestApi.applyModel, { ...free, model })
  assert.equal(unanswered.code, 'missing_fields')
  const given = { ...free, model, fields: { folder: 'Paie' } }
  await desk.caller.get(requestApi.applyModel, given)
  const after = await read(free.number)
  assert.equal(after.model?.key, model)
  assert.deepEqual(
    after.answers.map(({ key, value }) => [key, value]),
    [['folder', 'Paie']],
  )
  assert.equal(after.dueResolutionAt, '2026-03-02T10:30:00Z')
  // What the desk had said stays said.
  assert.deepEqual([after.title, after.urgency, after.impact], ['Accès au dossier Paie', 3, 3])
  assert.deepEqual(
    after.checklist.map(({ label }) => label.fr),
    ['Noter le poste', 'Ouvrir les droits'],
  )
  assert.equal(after.step.id, 'Q03')
  assert.ok(!after.actions.includes('apply-model'))
  const { items } = await desk.caller.get(journalApi.ofRecord, { number: free.number })
  assert.ok(items.some(({ event }) => event === 'record.modelled'))
  assert.equal((await desk.caller.call(requestApi.applyModel, given)).code, 'stale_version')
  const { version } = after
  assert.equal((await desk.caller.call(requestApi.applyModel, { ...given, version })).code, 'not_possible')
  await move(contact, free.number, 'approve')
  assert.notEqual((await read(free.number)).step.id, 'Q03')
})

test('what is decided on or done has no other model, nor has what is no request', async () => {
  const model = await aModel({})
  const done = await called()
  const { version } = await desk.caller.get(recordApi.move, {
    number: done.number,
    move: 'done',
    fields: { solution: 'Fait' },
  })
  const late = await desk.caller.call(requestApi.applyModel, { ...done, version, model })
  assert.equal(late.code, 'not_possible')
  const free = await called()
  assert.equal(
    (await desk.caller.call(requestApi.applyModel, { ...free, model: 'rien' })).code,
    'invalid_input',
  )
  assert.equal((await requester.caller.call(requestApi.applyModel, { ...free, model })).status, 403)
  const twice = await Promise.all(
    [1, 2].map(() => desk.caller.call(requestApi.applyModel, { ...free, model })),
  )
  assert.deepEqual(
    twice.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
})

test('its price is the model’s, unless the desk names another', async () => {
  const model = await aModel({ isOutOfContract: true, price: '100 €', needsApproval: true })
  const [first, second] = [await called(), await called()]
  await desk.caller.get(requestApi.applyModel, { ...first, model })
  await desk.caller.get(requestApi.applyModel, { ...second, model, price: '120 €' })
  assert.equal((await read(first.number)).facts['price'], '100 €')
  assert.equal((await read(second.number)).facts['price'], '120 €')
})
