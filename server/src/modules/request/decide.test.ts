import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { attachmentApi } from '#contract/attachment/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { attach, move } from '../../testing/world.ts'

/** What a client is asked to agree to: at what price, by whose hand, and what of it is confidential. */
const server = await startServer('2026-03-02T09:00:00Z')
const { attempt } = byHand(server)
let admin: Someone
let desk: Someone
let requester: Someone
let contact: Someone
let signatory: Someone
let other: Someone
let service: { id: string }

before(async () => {
  admin = await anAdministrator(server)
  desk = await anAgent(server, { roles: ['CS'] })
  const client = await aClient(server)
  requester = await aClientPerson(server, { client })
  contact = await aClientPerson(server, { client, level: 'contact' })
  signatory = await aClientPerson(server, { client, level: 'signatory' })
  other = await aClientPerson(server, { level: 'signatory' })
  service = await aService(server)
})

const aRequest = (given: Record<string, unknown> = {}) =>
  desk.caller.get(requestApi.submit, {
    title: 'Poste pour une arrivée',
    requesterId: requester.id,
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    ...given,
  })
const dear = { isOutOfContract: true, price: '1 250 € HT' }
const read = ({ caller }: Someone, number: string) => caller.call(recordApi.read, { number })
const priceOf = async (someone: Someone, number: string) => {
  const { body } = await read(someone, number)
  return 'price' in body ? body.price : undefined
}
const stepOf = async (number: string) => (await read(desk, number)).body.step.id

test('nobody is asked to accept a price that was not given: at the telephone, and when it is classified', async () => {
  const { id: serviceId } = service
  const whole = {
    title: 'x',
    requesterId: requester.id,
    serviceId,
    urgency: 3,
    impact: 3,
    isOutOfContract: true,
  }
  for (const price of [undefined, '', '   ']) {
    const { status, code, body } = await desk.caller.call(requestApi.submit, {
      ...whole,
      ...(price === undefined ? {} : { price }),
    })
    assert.ok(status === 422 || status === 400, code ?? '')
    assert.ok(JSON.stringify(body).includes('price'))
  }
  const { number } = await requester.caller.get(requestApi.submit, { title: 'Un écran', serviceId })
  const classified = { urgency: 3, impact: 3, isOutOfContract: true }
  const refused = await desk.caller.call(recordApi.move, { number, move: 'record', fields: classified })
  assert.deepEqual([refused.code, await stepOf(number)], ['missing_fields', 'Q01'])
  assert.ok(JSON.stringify(refused.body).includes('fields.price'))
  assert.equal((await move(desk, number, 'record', { ...classified, price: '90 €' })).step.id, 'Q02')
  assert.equal(await priceOf(requester, number), '90 €')
})

test('the price is shown to who asked and to who signs, not to a colleague who may read the rest', async () => {
  const { number } = await aRequest(dear)
  assert.equal(await priceOf(signatory, number), dear.price)
  assert.equal(await priceOf(requester, number), dear.price)
  assert.equal(await priceOf(contact, number), null)
  assert.equal((await read(other, number)).status, 404)
  const { items } = await signatory.caller.get(recordApi.list, {})
  assert.ok(!JSON.stringify(items).includes('1 250 €'))
})

test('the price that was accepted stands in the entry of the move, and who accepts does not change it', async () => {
  const { number } = await aRequest(dear)
  const changed = await signatory.caller.call(recordApi.move, {
    number,
    move: 'accept',
    fields: { price: '1 €' },
  })
  assert.equal(changed.code, 'invalid_input')
  await move(signatory, number, 'accept')
  const entryFor = async ({ caller }: Someone) => {
    const { items } = await caller.get(journalApi.ofRecord, { number })
    return items.findLast(({ event }) => event === 'record.moved')?.data?.['fields']
  }
  assert.deepEqual(await entryFor(desk), { price: dear.price })
  assert.deepEqual(await entryFor(signatory), { price: dear.price })
  assert.deepEqual(await entryFor(requester), { price: dear.price })
  assert.deepEqual(await entryFor(contact), {})
})

const said = { name: 'Mme Roy', means: 'email' as const, reference: 'courriel du 2 mars' }

test('what binds the client is agreed on its behalf with a writing alone, a file of that very request', async () => {
  const { number, moves } = await aRequest(dear)
  assert.deepEqual(
    moves.filter(({ isRecordMove }) => !isRecordMove).map(({ needsWriting }) => needsWriting),
    [true, true],
  )
  const accept = (attachment?: string) =>
    desk.caller.call(recordApi.move, {
      number,
      move: 'accept',
      onBehalfOf: { ...said, ...(attachment === undefined ? {} : { attachment }) },
    })
  assert.equal((await accept()).code, 'writing_required')
  const elsewhere = await aRequest()
  const foreign = await attach(server, desk, elsewhere.number, 'internal')
  assert.equal((await accept(foreign)).code, 'invalid_input')
  assert.equal((await accept('018f0000-0000-7000-8000-000000000000')).code, 'invalid_input')
  const gone = await attach(server, desk, number, 'internal')
  await admin.caller.get(attachmentApi.redact, { id: gone, reason: 'mot de passe' })
  assert.equal((await accept(gone)).code, 'invalid_input')
  assert.equal(await stepOf(number), 'Q02')
  const signed = await attach(server, desk, number, 'internal')
  assert.equal((await accept(signed)).status, 200)
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  const moved = items.findLast(({ event }) => event === 'record.moved')
  assert.deepEqual(moved?.data?.['onBehalfOf'], { ...said, attachment: signed })
  const visits = await attempt(desk, 'select step from record_visit where writing_id = $1', [signed])
  assert.deepEqual(visits.rows, [{ step: 'Q04' }])
})

test('by hand no visit shows a writing of another record', async () => {
  const [one, two] = [await aRequest(), await aRequest()]
  const foreign = await attach(server, desk, two.number, 'internal')
  const { refusal } = await attempt(
    desk,
    `insert into record_visit (record_id, number, procedure_version_id, step, at, why, writing_id)
      select id, 0, procedure_version_id, 'Q07', scope.now(), 'record-move', $2 from record where number = $1`,
    [one.number, foreign],
  )
  assert.equal(refusal, '23503')
})

test('an approval that the contact may give needs no writing, but one that is shown is checked', async () => {
  const { number } = await aRequest({ needsApproval: true })
  const foreign = await attach(server, desk, (await aRequest()).number, 'internal')
  const onBehalfOf = { ...said, attachment: foreign }
  assert.equal(
    (await desk.caller.call(recordApi.move, { number, move: 'approve', onBehalfOf })).code,
    'invalid_input',
  )
  assert.equal((await move(desk, number, 'approve', {}, { onBehalfOf: said })).step.id, 'Q04')
})

const secret = { isConfidential: true, title: 'Départ de M. Zyx' }
const listOf = async ({ caller }: Someone) =>
  (await caller.get(recordApi.list, { limit: 200 })).items.map(({ number }) => number)

test('what is confidential is shown to who must decide, as long as it waits for that and no longer', async () => {
  const { number } = await aRequest({ ...secret, needsApproval: true })
  await desk.caller.get(recordApi.comment, { number, body: '<p>Entre nous</p>' })
  const file = await attach(server, desk, number, 'public')
  for (const someone of [contact, signatory]) {
    const { body } = await read(someone, number)
    assert.partialDeepStrictEqual(body, { number, title: secret.title, actions: [] })
    assert.deepEqual(
      body.moves.map(({ id }) => id),
      ['approve', 'refuse'],
    )
    assert.ok((await listOf(someone)).includes(number))
    for (const endpoint of [journalApi.ofRecord, attachmentApi.list])
      assert.equal((await someone.caller.call(endpoint, { number })).code, 'not_found', endpoint.path)
    assert.equal((await someone.caller.call(attachmentApi.download, { id: file })).code, 'not_found')
    assert.equal((await someone.caller.call(recordApi.comment, { number, body: 'x' })).code, 'not_found')
    const cancelled = await someone.caller.call(recordApi.move, {
      number,
      move: 'cancel',
      fields: { reason: 'x' },
    })
    assert.equal(cancelled.code, 'forbidden')
    await assert.rejects(attach(server, someone, number, 'public'), /answered 404/)
  }
  assert.equal((await read(other, number)).status, 404)
  server.setNow('PT1M')
  assert.equal((await move(contact, number, 'approve', {}, { comment: 'D’accord' })).step.id, 'Q04')
  server.setNow('PT1S')
  for (const someone of [contact, signatory]) {
    assert.equal((await read(someone, number)).status, 404)
    assert.ok(!(await listOf(someone)).includes(number))
  }
  assert.equal((await read(requester, number)).status, 200)
})

test('a confidential price is the signatory’s alone to see and to accept', async () => {
  const { number } = await aRequest({ ...secret, ...dear })
  assert.equal((await read(contact, number)).status, 404)
  assert.equal(await priceOf(signatory, number), dear.price)
  server.setNow('PT1M')
  await move(signatory, number, 'refuse', { reason: 'Trop cher' })
  server.setNow('PT1S')
  assert.equal((await read(signatory, number)).status, 404)
})

test('a colleague who decides nothing never sees it, nor does anyone before it waits for him', async () => {
  const colleague = await aClientPerson(server, { client: { id: requester.clientId ?? '' } })
  const waiting = await aRequest({ ...secret, needsApproval: true })
  const plain = await aRequest(secret)
  assert.equal((await read(colleague, waiting.number)).status, 404)
  for (const someone of [contact, signatory]) assert.equal((await read(someone, plain.number)).status, 404)
})

test('by hand who decides finds the record that waits, nothing said or sent on it, and cannot make it stay', async () => {
  const { number } = await aRequest({ ...secret, needsApproval: true })
  await desk.caller.get(recordApi.comment, { number, body: '<p>Entre nous</p>' })
  await attach(server, desk, number, 'public')
  const id = String(
    (await attempt(desk, 'select id from record where number = $1', [number])).rows[0]?.['id'],
  )
  const seen = async (text: string) => (await attempt(contact, text, [id])).rows.length
  assert.equal(await seen('select 1 from record where id = $1'), 1)
  assert.equal(await seen('select 1 from journal_entry where subject_id = $1'), 0)
  assert.equal(await seen('select 1 from attachment where record_id = $1'), 0)
  assert.equal((await attempt(contact, 'select 1 from procedure_step')).refusal, '42501')
  const hold = 'update record set consent_level = $2, consent_until = null where id = $1'
  for (const someone of [contact, requester])
    assert.equal((await attempt(someone, hold, [id, 'referent'])).refusal, '42501')
  const file = `insert into attachment (record_id, name, media_type, size, sha256, visibility, created_by, created_at)
    values ($1, 'x', 'x', 0, '', 'client', scope.person(), scope.now())`
  assert.equal((await attempt(contact, file, [id])).refusal, '42501')
  await move(desk, number, 'cancel', { reason: 'x' })
  server.setNow('PT1S')
  assert.equal(await seen('select 1 from record where id = $1'), 0)
})
