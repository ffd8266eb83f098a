import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
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
import { move } from '../../testing/world.ts'

const server = await startServer('2026-03-02T09:00:00Z')
let desk: Someone
let requester: Someone
let contact: Someone
let signatory: Someone
let service: { id: string }

before(async () => {
  await anAdministrator(server)
  desk = await anAgent(server, { roles: ['CS'] })
  const client = await aClient(server)
  requester = await aClientPerson(server, { client })
  contact = await aClientPerson(server, { client, level: 'contact' })
  signatory = await aClientPerson(server, { client, level: 'signatory' })
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

test('a plain request is fulfilled, confirmed by the client and closed', async () => {
  const { number, step } = await aRequest()
  assert.equal(step.id, 'Q04')
  assert.equal((await move(desk, number, 'done', { solution: 'Poste livré' })).phase, 'resolved')
  assert.partialDeepStrictEqual(await move(requester, number, 'settled'), {
    phase: 'closed',
    solution: 'Poste livré',
  })
  assert.partialDeepStrictEqual(await desk.caller.get(recordApi.read, { number }), { outcome: 'fulfilled' })
})

test('« not yet » brings it back to fulfilment', async () => {
  const { number } = await aRequest()
  await move(desk, number, 'done')
  const back = await move(requester, number, 'not-yet', {}, { comment: 'Il manque l’écran' })
  assert.partialDeepStrictEqual(back, { phase: 'active', step: { id: 'Q04' } })
})

test('a price out of contract is accepted by the signatory alone, or refused and the request is over', async () => {
  const { number, step } = await aRequest({ isOutOfContract: true, price: '450 €' })
  assert.equal(step.id, 'Q02')
  for (const someone of [requester, contact]) {
    assert.equal((await someone.caller.call(recordApi.move, { number, move: 'accept' })).code, 'forbidden')
    assert.deepEqual(
      (await someone.caller.get(recordApi.read, { number })).moves.filter(
        ({ isRecordMove }) => !isRecordMove,
      ),
      [],
    )
  }
  assert.equal((await move(signatory, number, 'accept')).step.id, 'Q04')

  const dear = await aRequest({ isOutOfContract: true, price: '450 €' })
  assert.equal(
    (await signatory.caller.call(recordApi.move, { number: dear.number, move: 'refuse' })).code,
    'missing_fields',
  )
  await move(signatory, dear.number, 'refuse', { reason: 'Trop cher' })
  await server.runReactions()
  const over = await desk.caller.get(recordApi.read, { number: dear.number })
  assert.partialDeepStrictEqual(over, { phase: 'cancelled', outcome: 'cancelled' })
})

test('rights are approved by the contact or the signatory, or on their behalf with who said so', async () => {
  const one = await aRequest({ needsApproval: true })
  assert.equal(one.step.id, 'Q03')
  assert.equal(
    (await requester.caller.call(recordApi.move, { number: one.number, move: 'approve' })).code,
    'forbidden',
  )
  assert.equal((await move(contact, one.number, 'approve')).step.id, 'Q04')
  const two = await aRequest({ needsApproval: true })
  assert.equal(
    (await desk.caller.call(recordApi.move, { number: two.number, move: 'approve' })).code,
    'missing_fields',
  )
  const onBehalfOf = { name: 'Mme Roy', means: 'email' as const, reference: 'courriel du 2 mars' }
  assert.equal((await move(desk, two.number, 'approve', {}, { onBehalfOf })).step.id, 'Q04')
})

test('a supplier fulfils what it was handed, and the desk takes it from there', async () => {
  const supplier = await aSupplier(server)
  const technician = await aSupplierPerson(server, { supplier })
  const { number } = await aRequest()
  await move(desk, number, 'delegate-supplier', { supplierId: supplier.id })
  assert.equal((await move(technician, number, 'report-result', { supplierResult: 'Livré' })).step.id, 'Q04')
})

test('a client asks for itself, cancels what is its own, and says nothing of contract or priority', async () => {
  const { number } = await requester.caller.get(requestApi.submit, {
    title: 'Un écran',
    serviceId: service.id,
    isOutOfContract: false,
    needsApproval: false,
    urgency: 1,
    impact: 1,
  })
  assert.partialDeepStrictEqual(await desk.caller.get(recordApi.read, { number }), {
    urgency: null,
    priority: null,
    facts: {},
  })
  const cancelled = await move(requester, number, 'cancel', { reason: 'Retrouvé' })
  assert.equal(cancelled.phase, 'cancelled')
  assert.deepEqual(cancelled.moves, [])
})
