import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathKeys, type Audience, type Endpoint } from '#contract/endpoint.ts'
import { api } from '#contract/endpoints.ts'
import { attachmentApi } from '#contract/attachment/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { searchApi } from '#contract/search/api.ts'
import type { Someone } from './makers.ts'
import { sampleOf } from './sample.ts'
import { startServer } from './server.ts'
import { attach, aWorld, move, secretWord, type House, type World } from './world.ts'

const server = await startServer()
const world: World = await aWorld(server)
const { a, b, desk, manager, technician, otherTechnician } = world

/** What nobody outside of a client may ever read: its ids, its people and the words in which its things are told. */
const peopleOf = ({ contact, requester, colleague }: House) => [contact, requester, colleague]
const idsOf = (house: House): string[] => [
  house.client.id,
  house.agreementId,
  ...Object.values(house.attachments),
  ...house.entries,
  ...house.recordIds,
  ...peopleOf(house).map(({ id }) => id),
]
const marksOf = (house: House): string[] => [
  ...idsOf(house),
  house.client.name,
  ...peopleOf(house).map(({ email }) => email),
]

const audienceOf = ({ clientId, supplierId }: Someone): Audience =>
  clientId !== null ? 'client' : supplierId !== null ? 'supplier' : 'staff'

const contract: Endpoint[] = Object.values(api).flatMap((module): Endpoint[] => Object.values(module))
const openTo = (someone: Someone) => contract.filter((endpoint) => endpoint.for.includes(audienceOf(someone)))
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`

/** Ends what the suite itself stands on. */
const harmful = new Set(['DELETE /session', 'POST /session/password'])
const numbersOf = ({ incident, request, confidential, change }: House) => [
  incident,
  request,
  confidential,
  change,
]

const ask = async ({ caller, token }: Someone, endpoint: Endpoint, input: Record<string, unknown>) => {
  if (endpoint.transport === 'multipart') {
    const form = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\na\r\n--x--\r\n'
    const { statusCode, body } = await server.app.inject({
      method: 'POST',
      url: `/api/v1${endpoint.path.replace('{number}', String(input['number']))}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=x' },
      payload: form,
    })
    return { status: statusCode, text: body }
  }
  const { status, body } = await caller.call(endpoint, input)
  return { status, text: JSON.stringify(body) }
}

/** Somebody asks for what is not his, in every way that the contract knows: it does not exist for him. */
const isHidden = async (someone: Someone, numbers: readonly string[], ids: readonly string[]) => {
  for (const endpoint of openTo(someone)) {
    const keys = pathKeys(endpoint.path)
    const key = ['number', 'id', 'subject'].find((each) => keys.includes(each))
    if (key === undefined) continue
    const sample = sampleOf(endpoint)
    const unknown = await ask(someone, endpoint, sample)
    for (const address of key === 'number' ? numbers : ids) {
      const answer = await ask(someone, endpoint, { ...sample, [key]: address })
      assert.equal(
        answer.status,
        404,
        `${nameOf(endpoint)} answers ${answer.status} for ${address}: ${answer.text}`,
      )
      assert.equal(answer.text, unknown.text, `${nameOf(endpoint)} tells ${address} from what is not there`)
    }
  }
}

const outsiders: [string, Someone][] = [
  ['the contact of another client', a.contact],
  ['a requester of another client', a.requester],
  ['a supplier that was handed nothing', otherTechnician],
]
for (const [who, someone] of outsiders) {
  test(`for ${who}, nothing of a client exists under any address of the contract`, async () => {
    await isHidden(someone, numbersOf(b), idsOf(b))
  })

  test(`for ${who}, no list, count, search or answer holds anything of a client`, async () => {
    for (const endpoint of openTo(someone)) {
      if (pathKeys(endpoint.path).length > 0 || harmful.has(nameOf(endpoint))) continue
      for (const input of inputsNaming(endpoint)) {
        const { status, text } = await ask(someone, endpoint, input)
        assert.ok(status < 500, `${nameOf(endpoint)}: ${text}`)
        const sent = JSON.stringify(input)
        const [leak] = marksOf(b).filter((mark) => text.includes(mark) && !sent.includes(mark))
        assert.equal(leak, undefined, `${nameOf(endpoint)} tells ${leak} when asked ${sent}: ${text}`)
      }
    }
  })
}

/** The endpoint's sample, empty, and with each of its keys naming something of client B. */
const inputsNaming = (endpoint: Endpoint): Record<string, unknown>[] => {
  const sample = sampleOf(endpoint)
  const named = Object.keys(sample).flatMap((key) =>
    [b.client.id, b.requester.id, b.incident, b.client.name, secretWord].map((value) => ({
      ...sample,
      [key]: value,
    })),
  )
  const alone = Object.keys(sample).flatMap((key) =>
    [b.client.id, b.requester.id, b.incident, b.client.name].map((value) => ({ [key]: value })),
  )
  return [{}, sample, ...named, ...alone]
}

test('who is meant to see a record sees it: the suite does not pass because nobody sees anything', async () => {
  for (const someone of [a.contact, a.requester]) {
    for (const number of [a.incident, a.request]) {
      assert.equal((await someone.caller.call(recordApi.read, { number })).status, 200)
      assert.notEqual((await someone.caller.get(journalApi.ofRecord, { number })).items.length, 0)
    }
    const { items } = await someone.caller.get(attachmentApi.list, { number: a.incident })
    assert.deepEqual(
      items.map(({ id }) => id),
      [a.attachments.public],
    )
  }
  assert.equal((await a.requester.caller.call(recordApi.read, { number: a.confidential })).status, 200)
  assert.equal((await technician.caller.call(recordApi.read, { number: world.handedOver })).status, 200)
})

test('a requester does not know of a colleague’s records', async () => {
  await isHidden(a.colleague, numbersOf(a), [
    ...Object.values(a.attachments),
    a.requester.id,
    a.contact.id,
    ...a.entries,
  ])
  const { items } = await a.colleague.caller.get(recordApi.list, {})
  assert.deepEqual(items, [])
  assert.deepEqual(await a.colleague.caller.get(recordApi.count, {}), { count: 0, isCapped: false })
  assert.deepEqual(await a.colleague.caller.get(searchApi.find, { q: 'Panne chez Alpha' }), { items: [] })
})

test('a confidential record does not exist for the contact', async () => {
  await isHidden(a.contact, [a.confidential], [])
  const { items } = await a.contact.caller.get(recordApi.list, {})
  assert.ok(!items.some(({ number }) => number === a.confidential))
  for (const q of ['Secret', a.confidential]) {
    const found = await a.contact.caller.get(searchApi.find, { q })
    assert.ok(!found.items.some(({ address }) => address === a.confidential))
  }
})

test('what a client reports is its own, whomever it names', async () => {
  const made = await a.requester.caller.get(incidentApi.report, {
    title: 'Chez un autre',
    clientId: b.client.id,
    requesterId: b.requester.id,
    assigneeId: desk.id,
    urgency: 1,
    impact: 1,
  })
  assert.partialDeepStrictEqual(made, { clientId: a.client.id, requesterId: a.requester.id })
  const seen = await desk.caller.get(recordApi.read, { number: made.number })
  assert.partialDeepStrictEqual(seen, { assigneeId: null, priority: null })
})

test('a supplier sees what it was handed, since it was handed and until it was taken back', async () => {
  const { incident, request, confidential } = b
  await isHidden(
    technician,
    [request, confidential, ...numbersOf(a)],
    [...idsOf(a), ...Object.values(b.attachments)],
  )
  const { items } = await technician.caller.get(recordApi.list, {})
  assert.deepEqual(
    items.map(({ number }) => number),
    [incident],
  )
  await desk.caller.get(recordApi.comment, { number: incident, body: 'Pour vous', visibility: 'supplier' })
  const given = await attach(server, desk, incident, 'supplier')
  const words = await technician.caller.get(journalApi.ofRecord, { number: incident })
  assert.deepEqual(
    words.items.map(({ event }) => event),
    ['record.handed-over', 'record.commented', 'record.attached'],
  )
  assert.ok(!JSON.stringify(words).includes('Bonjour'))
  const { text } = await ask(technician, recordApi.read, { number: incident })
  for (const mark of [b.client.id, b.requester.id, b.requester.name]) assert.ok(!text.includes(mark), mark)

  server.setNow('PT1H')
  await move(technician, incident, 'report-result', {}, { comment: 'Pièce remplacée' })
  const client = await b.contact.caller.get(journalApi.ofRecord, { number: incident })
  assert.ok(!JSON.stringify(client).includes('Pièce remplacée'), 'a supplier’s word reached the client')
  server.setNow('PT1S')
  await isHidden(technician, [incident], [given])

  await move(manager, incident, 'keep-analysing')
  await move(manager, incident, 'delegate-supplier', { supplierId: world.otherSupplier.id })
  await isHidden(technician, [incident], [given])
  const others = await otherTechnician.caller.get(journalApi.ofRecord, { number: incident })
  assert.ok(!JSON.stringify(others).includes('Pour vous'), 'one supplier reads what was said to another')
})

test('no client and no supplier ever reads an internal comment or file', async () => {
  for (const someone of [a.contact, a.requester, b.contact, b.requester, technician, otherTechnician]) {
    for (const endpoint of openTo(someone).filter(({ method }) => method === 'GET')) {
      const sample = sampleOf(endpoint)
      const keys = pathKeys(endpoint.path)
      const addresses = [...numbersOf(a), ...numbersOf(b), ...Object.values(a.attachments), ...a.entries]
      // Without a place for it, each address would be the same question again.
      for (const address of keys.length === 0 ? [''] : addresses) {
        const input = Object.fromEntries(keys.map((key) => [key, address]))
        for (const rest of [{}, { q: secretWord }, { ...sample, q: secretWord }]) {
          const { text } = await ask(someone, endpoint, { ...rest, ...input })
          assert.ok(!text.includes(secretWord), `${nameOf(endpoint)} tells ${someone.name}: ${text}`)
        }
      }
    }
    for (const id of [a.attachments.internal, b.attachments.internal]) {
      assert.equal((await someone.caller.call(attachmentApi.download, { id })).status, 404)
    }
  }
  assert.deepEqual(await a.contact.caller.get(searchApi.find, { q: secretWord }), { items: [] })
})

test('what the desk alone decides is not told to the client in its journal', async () => {
  const { items } = await a.contact.caller.get(journalApi.ofRecord, { number: a.incident })
  const text = JSON.stringify(items)
  for (const inside of ['"priority"', '"urgency"', '"impact"', '"categoryId"', 'supplierId', 'causeCode']) {
    assert.ok(!text.includes(inside), inside)
  }
})
