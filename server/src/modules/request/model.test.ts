import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { artefactApi } from '#contract/artefact/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  aSupplier,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

/** Monday, in the morning. */
const server = await startServer('2026-03-02T09:00:00Z')
let admin: Someone
let desk: Someone
let requester: Someone
let contact: Someone
let signatory: Someone
let stranger: Someone
let service: { id: string }

type Content = InputOf<typeof requestApi.createModel>['content']

before(async () => {
  admin = await anAdministrator(server)
  desk = await anAgent(server, { roles: ['CS'] })
  const client = await aClient(server)
  requester = await aClientPerson(server, { client, name: 'Robin Roy' })
  contact = await aClientPerson(server, { client, level: 'contact' })
  signatory = await aClientPerson(server, { client, level: 'signatory' })
  stranger = await aClientPerson(server)
  service = await aService(server)
})

const words = (fr: string, en?: string) => ({ fr, ...(en === undefined ? {} : { en }) })
const plain = (): Content => ({
  name: words('Badge', 'Badge'),
  category: words('Matériel', 'Equipment'),
  serviceId: service.id,
})

let count = 0
/** A model that is in force; answers its key. */
const aModel = async (given: Partial<Content> = {}): Promise<{ key: string; id: string }> => {
  const key = `model-${(count += 1)}`
  const { id, latest } = await admin.caller.get(requestApi.createModel, {
    key,
    content: { ...plain(), ...given },
  })
  await admin.caller.get(artefactApi.approve, { id: latest?.id ?? '' })
  return { key, id }
}

const ask = (someone: Someone, model: string, fields: Record<string, unknown> = {}, more = {}) =>
  someone.caller.call(requestApi.submit, { model, fields, ...more })
const asked = async (someone: Someone, model: string, fields: Record<string, unknown> = {}, more = {}) => {
  const { status, body } = await ask(someone, model, fields, more)
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const read = async (number: string) => {
  const found = await desk.caller.get(recordApi.read, { number })
  if (!('checklist' in found)) throw new Error('The desk reads a record whole.')
  return found
}
const check = (number: string, item: string, isDone = true, phone?: string) =>
  desk.caller.call(recordApi.checkItem, { number, item, isDone, ...(phone === undefined ? {} : { phone }) })

const questions: Content['questions'] = [
  { key: 'who', kind: 'text', label: words('Nom', 'Name'), isRequired: true },
  {
    key: 'door',
    kind: 'choice',
    label: words('Porte', 'Door'),
    isRequired: true,
    options: [
      { value: 'front', label: words('Entrée', 'Entrance') },
      { value: 'lab', label: words('Laboratoire', 'Laboratory') },
    ],
  },
  {
    key: 'why',
    kind: 'long-text',
    label: words('Pourquoi', 'Why'),
    isRequired: true,
    when: { field: 'door', test: 'is', value: 'lab' },
  },
]

test('the kit proposes eight models in French and English, and the desk finds them in the catalogue', async () => {
  const { items } = await desk.caller.get(requestApi.listModels, {})
  const keys = items.map(({ key }) => key).filter((key) => !key.startsWith('model-'))
  assert.deepEqual(keys.toSorted(), [
    'advice',
    'arrival',
    'departure',
    'equipment',
    'password',
    'rights',
    'software',
    'visit',
  ])
  for (const { name, category, questions: asked } of items) {
    assert.ok(name.en !== undefined && category.en !== undefined)
    for (const { label } of asked) assert.ok(label.en !== undefined, label.fr)
  }
})

test('a request by a model takes title, service, category, urgency and impact from it and says by which version it was made', async () => {
  const { key } = await aModel({ questions, titleFrom: 'who', urgency: 2, impact: 3 })
  const { number } = await asked(requester, key, { who: 'Jeanne Roy', door: 'lab', why: 'Mesures' })
  const made = await read(number)
  assert.partialDeepStrictEqual(made, {
    title: 'Badge – Jeanne Roy',
    serviceId: service.id,
    urgency: 2,
    impact: 3,
    model: { key, number: 1, isProposition: false },
    step: { id: 'Q04' },
  })
  assert.notEqual(made.categoryId, null)
  assert.deepEqual(
    made.answers.map(({ label, shown }) => [label.en, shown.en ?? shown.fr]),
    [
      ['Name', 'Jeanne Roy'],
      ['Door', 'Laboratory'],
      ['Why', 'Mesures'],
    ],
  )
})

test('an answer is compulsory only where its question is asked, and what was not asked is refused', async () => {
  const { key } = await aModel({ questions })
  const whole = { who: 'x', door: 'front' }
  assert.equal((await ask(requester, key, whole)).status, 201)
  const cases: [Record<string, unknown>, string, string][] = [
    [{ who: 'x', door: 'lab' }, 'missing_fields', 'fields.why'],
    [{ door: 'front' }, 'missing_fields', 'fields.who'],
    [{ ...whole, why: 'x' }, 'invalid_input', 'fields.why'],
    [{ ...whole, other: 'x' }, 'invalid_input', 'fields.other'],
    [{ ...whole, door: 'cellar' }, 'invalid_input', 'fields.door'],
    [{ ...whole, who: 'x'.repeat(301) }, 'invalid_input', 'fields.who'],
    [{ ...whole, who: { toString: 'x' } }, 'invalid_input', 'fields.who'],
    [{ ...whole, __proto__x: 1 }, 'invalid_input', 'fields.__proto__x'],
  ]
  for (const [fields, code, path] of cases) {
    const refused = await ask(requester, key, fields)
    assert.equal(refused.code, code, path)
    assert.ok(JSON.stringify(refused.body).includes(path), JSON.stringify(refused.body))
  }
})

test('a person of the client is named by id, one of another client is refused', async () => {
  const { key } = await aModel({
    questions: [{ key: 'whom', kind: 'person', label: words('Pour qui'), isRequired: true }],
  })
  const { number } = await asked(contact, key, { whom: { id: requester.id } })
  assert.equal((await read(number)).answers[0]?.shown.fr, 'Robin Roy')
  assert.equal((await ask(contact, key, { whom: { id: stranger.id } })).code, 'invalid_input')
  // A requester is not told who else is on file: a name is enough.
  assert.equal((await ask(requester, key, { whom: { name: 'Sacha' } })).status, 201)
})

test('its own delays count instead of those of the grid, and the explanation says so', async () => {
  const hours = (value: number) => ({ value, unit: 'hour' as const })
  const { key } = await aModel({ targets: { response: hours(1), resolution: hours(3) } })
  const { number } = await asked(requester, key)
  const explained = await desk.caller.get(recordApi.explain, { number })
  assert.equal(explained.source, 'model')
  assert.deepEqual(explained.resolution.target, hours(3))
  assert.ok(explained.resolution.steps.some(({ kind, cause }) => kind === 'target' && cause === 'model'))
  // Ten o'clock in Paris, and lunch from noon to half past one.
  const { dueResolutionAt } = await read(number)
  assert.equal(String(dueResolutionAt), '2026-03-02T13:30:00Z')
  // Another urgency makes another priority; the delay that was ordered stays.
  await move(desk, number, 'prioritise', { urgency: 1, impact: 1 })
  assert.equal(String((await read(number)).dueResolutionAt), '2026-03-02T13:30:00Z')
})

test('a newer version of the model changes nothing for requests made by the older one', async () => {
  const { key, id } = await aModel({ questions, checklist: [{ label: words('Un') }] })
  const { number } = await asked(requester, key, { who: 'x', door: 'front' })
  server.setNow('2026-03-02T09:05:00Z')
  const draft = await admin.caller.get(artefactApi.draft, { id, content: { ...plain(), checklist: [] } })
  await admin.caller.get(artefactApi.approve, { id: draft.id })
  const after = await read(number)
  assert.deepEqual([after.model?.number, after.checklist.length, after.answers.length], [1, 1, 2])
  const { number: next } = await asked(requester, key)
  const later = await read(next)
  assert.deepEqual([later.model?.number, later.checklist.length, later.answers.length], [2, 0, 0])
})

test('« Fait » waits for the compulsory lines, ticked with who and when, and the journal knows', async () => {
  const { key } = await aModel({
    checklist: [{ label: words('Graver', 'Engrave') }, { label: words('Essayer'), isRequired: false }],
  })
  const { number } = await asked(requester, key)
  const [first, second] = (await read(number)).checklist
  const refused = await desk.caller.call(recordApi.move, { number, move: 'done' })
  assert.equal(refused.code, 'checklist_open')
  assert.equal((await read(number)).step.id, 'Q04')
  assert.equal((await check(number, first?.id ?? '')).status, 200)
  assert.partialDeepStrictEqual((await read(number)).checklist, [
    { isRequired: true, doneBy: desk.name, doneAt: '2026-03-02T09:05:00Z' },
    { isRequired: false, doneBy: null },
  ])
  await check(number, first?.id ?? '', false)
  assert.equal((await desk.caller.call(recordApi.move, { number, move: 'done' })).code, 'checklist_open')
  await check(number, first?.id ?? '')
  assert.equal((await move(desk, number, 'done')).phase, 'resolved')
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  assert.deepEqual(
    items.filter(({ event }) => event === 'record.line-checked').map(({ data }) => data?.['isDone']),
    [true, false, true],
  )
  await move(requester, number, 'settled')
  assert.equal((await check(number, second?.id ?? '')).code, 'not_possible')
})

test('rights wait for a call back at the number on file, before anything leaves the desk', async () => {
  const { key } = await aModel({ needsIdentityCheck: true, isConfirmationWaived: true })
  const { number } = await asked(requester, key)
  const supplier = await aSupplier(server)
  for (const name of ['done', 'delegate-supplier']) {
    const fields = name === 'done' ? {} : { supplierId: supplier.id }
    const refused = await desk.caller.call(recordApi.move, { number, move: name, fields })
    assert.equal(refused.code, 'identity_unchecked', name)
  }
  const [line] = (await read(number)).checklist
  assert.equal((await check(number, line?.id ?? '')).code, 'no_number_on_file')
  const { version } = await admin.caller.get(personApi.read, { id: requester.id })
  await admin.caller.get(personApi.edit, { id: requester.id, version, phone: '+33 1 02 03 04 05' })
  assert.equal((await check(number, line?.id ?? '', true, '06 99 99 99 99')).code, 'not_the_number_on_file')
  assert.equal((await check(number, line?.id ?? '', true, '01 02 03 04 05')).status, 200)
  assert.partialDeepStrictEqual((await read(number)).checklist, [
    { isIdentityCheck: true, phone: '+33 1 02 03 04 05', doneBy: desk.name },
  ])
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  assert.equal(
    items.findLast(({ event }) => event === 'record.line-checked')?.data?.['phone'],
    '+33 1 02 03 04 05',
  )
  // Confirmation waived by the model: done is closed.
  assert.equal((await move(desk, number, 'done')).phase, 'closed')
})

test('a price out of contract is the model’s, and the signatory accepts it', async () => {
  const { key } = await aModel({ isOutOfContract: true, price: '90 € HT' })
  const { number } = await asked(requester, key, {}, { isOutOfContract: false })
  const waiting = await read(number)
  assert.deepEqual([waiting.step.id, waiting.facts['price']], ['Q02', '90 € HT'])
  assert.equal((await move(signatory, number, 'accept')).step.id, 'Q04')
  const approved = await aModel({ needsApproval: true })
  assert.equal((await asked(requester, approved.key)).step.id, 'Q03')
})

test('a line can be added to any ticket, an incident too, and holds it back when compulsory', async () => {
  const { key } = await aModel()
  const { number } = await asked(requester, key)
  await desk.caller.get(recordApi.addChecklistItem, {
    number,
    label: words('Photographier'),
    isRequired: true,
  })
  assert.equal((await desk.caller.call(recordApi.move, { number, move: 'done' })).code, 'checklist_open')
  const forbidden = await requester.caller.call(recordApi.addChecklistItem, { number, label: words('x') })
  assert.equal(forbidden.status, 403)
})

test('a model is offered to the clients and from the level that it says, and to nobody else', async () => {
  const [clientId] = [requester.clientId ?? '']
  const own = await aModel({ offeredTo: { clients: [clientId], level: 'requester' } })
  const high = await aModel({ offeredTo: { clients: 'all', level: 'contact' } })
  const hidden = await aModel({ offeredTo: { clients: 'none', level: 'requester' } })
  const offered = async (someone: Someone) => {
    const { items } = await someone.caller.get(requestApi.listModels, {})
    return [own, high, hidden].map(({ key }) => items.some((item) => item.key === key))
  }
  assert.deepEqual(await offered(requester), [true, false, false])
  assert.deepEqual(await offered(contact), [true, true, false])
  assert.deepEqual(await offered(stranger), [false, false, false])
  assert.deepEqual(await offered(desk), [true, true, true])
  assert.equal((await ask(stranger, own.key)).code, 'invalid_input')
  assert.equal((await ask(requester, high.key)).code, 'invalid_input')
  const { items } = await requester.caller.get(requestApi.listModels, {})
  for (const item of items) {
    for (const inside of ['checklist', 'offeredTo', 'urgency', 'needsIdentityCheck'])
      assert.ok(!(inside in item), inside)
  }
})

test('a model with a fault is refused when it is written, with the place of the fault', async () => {
  const text = { kind: 'text' as const, label: words('x') }
  const bad: [Partial<Content>, string][] = [
    [{ isOutOfContract: true }, 'price'],
    [
      {
        questions: [
          { ...text, key: 'a' },
          { ...text, key: 'a' },
        ],
      },
      'questions.1.key',
    ],
    [
      { questions: [{ ...text, key: 'a', when: { field: 'b', test: 'is', value: true } }] },
      'questions.0.when',
    ],
    [{ questions: [{ key: 'a', kind: 'choice', label: words('x') }] }, 'questions.0.options'],
    [{ titleFrom: 'nothing' }, 'titleFrom'],
  ]
  for (const [given, path] of bad) {
    const { status, body } = await admin.caller.call(requestApi.createModel, {
      content: { ...plain(), ...given },
    })
    assert.equal(status, 400)
    assert.ok(JSON.stringify(body).includes(path), `${path}: ${JSON.stringify(body)}`)
  }
  assert.equal((await desk.caller.call(requestApi.createModel, { content: plain() })).code, 'forbidden')
})

test('without a model a title is needed, and answers belong to a model', async () => {
  assert.equal((await requester.caller.call(requestApi.submit, {})).code, 'invalid_input')
  const { code } = await requester.caller.call(requestApi.submit, { title: 'x', fields: { a: 1 } })
  assert.equal(code, 'invalid_input')
  assert.equal((await ask(requester, 'nothing-like-it')).code, 'invalid_input')
})
