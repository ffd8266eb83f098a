import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeApi } from '#contract/change/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { wholeChange } from '../../testing/changes.ts'
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

const server = await startServer()
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'], name: 'Camille Agent' })
const manager = await anAgent(server, { roles: ['RGS/AC'] })
const client = await aClient(server)
const requester = await aClientPerson(server, { client })
const service = await aService(server)

const ask = async (
  given: { needsApproval?: boolean; checklist?: { label: string; isRequired: boolean }[] } = {},
) => {
  const { number } = await desk.caller.get(requestApi.submit, {
    title: 'Ouvrir un port du pare-feu',
    clientId: client.id,
    requesterId: requester.id,
    serviceId: service.id,
    urgency: 2,
    impact: 2,
    ...given,
  })
  await desk.caller.get(recordApi.edit, {
    number,
    version: (await staffRead(number)).version,
    assigneeId: desk.id,
  })
  return number
}
const staffRead = async (number: string) => {
  const record = await admin.caller.get(recordApi.read, { number })
  assert.ok('waitsFor' in record)
  return record
}
const requalify = (someone: Someone, number: string) => someone.caller.call(changeApi.requalify, { number })
/** From the filter to the review. */
const carryOut = async (number: string) => {
  await move(manager, number, 'admit')
  await move(manager, number, 'classify', { changeType: 'normal', severity: 3, changeImpact: 3 })
  const { version } = await staffRead(number)
  const { reason, testPlan, backOutPlan, risk, window } = wholeChange
  await manager.caller.get(changeApi.edit, { number, version, reason, testPlan, backOutPlan, risk, window })
  for (const one of ['assess', 'submit']) await move(manager, number, one)
  await manager.caller.get(changeApi.decide, { number, decision: 'approve' })
  await move(manager, number, 'tests-accepted', { testResult: 'Tout passe' })
  await move(manager, number, 'success')
  await server.runReactions()
}

test('one click makes a change of a request; it waits, and the client confirms once the change is carried out', async () => {
  const number = await ask()
  assert.ok((await staffRead(number)).actions.includes('requalify-as-change'))
  const answer = await requalify(desk, number)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  const change = answer.body.number
  const opened = await staffRead(change)
  assert.deepEqual(
    [opened.kind, opened.title, opened.clientId, opened.requesterId, opened.step.id],
    ['CHG', 'Ouvrir un port du pare-feu', client.id, requester.id, 'H02'],
  )
  const waiting = await staffRead(number)
  assert.equal(waiting.waitsFor, change)
  assert.deepEqual(
    [waiting.links[0]?.number, waiting.links[0]?.kind, waiting.links[0]?.isOutgoing, opened.links[0]?.number],
    [change, 'resolved-by', true, number],
  )
  assert.ok(waiting.moves.every(({ isRecordMove }) => isRecordMove))
  assert.ok(!waiting.actions.includes('requalify-as-change'))
  const tried = await desk.caller.call(recordApi.move, { number, move: 'done' })
  assert.equal(tried.code, 'wrong_step', 'nobody says that it is done meanwhile')
  assert.equal((await requalify(desk, number)).code, 'not_possible', 'nor asks twice')
  for (const one of [number, change]) {
    const { items } = await admin.caller.get(journalApi.ofRecord, { number: one })
    const told = items.find(({ event }) => event === 'record.requalified')
    assert.deepEqual(told?.data, { from: number, into: change })
  }
  const theirs = await requester.caller.get(recordApi.read, { number })
  assert.equal(
    JSON.stringify(theirs).includes(change),
    false,
    'the client keeps its request and reads no more',
  )
  await carryOut(change)
  const after = await staffRead(number)
  assert.deepEqual([after.step.id, after.phase, after.waitsFor], ['Q06', 'resolved', null])
  await move(requester, number, 'settled')
  const done = await staffRead(number)
  assert.deepEqual([done.phase, done.outcome], ['closed', 'fulfilled'])
})

test('a change that is refused, or a list that is not ticked, gives the request back to who is on it', async () => {
  const refused = await ask()
  const { body } = await requalify(desk, refused)
  await move(manager, body.number, 'reject', { reason: 'Trop risqué' })
  await move(desk, body.number, 'notified')
  await server.runReactions()
  const back = await staffRead(refused)
  assert.deepEqual([back.step.id, back.waitsFor], ['Q04', null])
  assert.ok(back.moves.some(({ id }) => id === 'done'))
  const { items } = await desk.caller.get(notificationApi.list, {})
  assert.ok(items.some((one) => one.event === 'record.released' && one.number === refused))
  const listed = await ask({ checklist: [{ label: 'Prévenir l’utilisateur', isRequired: true }] })
  const { body: change } = await requalify(desk, listed)
  await carryOut(change.number)
  const open = await staffRead(listed)
  assert.deepEqual([open.step.id, open.waitsFor], ['Q04', null])
  await server.runReactions()
  assert.equal((await staffRead(listed)).step.id, 'Q04', 'a second time makes no difference')
})

test('what a client still has to agree to, an incident, or a request that is over makes no change', async () => {
  const asked = await ask({ needsApproval: true })
  assert.ok(!(await staffRead(asked)).actions.includes('requalify-as-change'))
  assert.equal((await requalify(desk, asked)).code, 'not_possible')
  const cancelled = await ask()
  await move(desk, cancelled, 'cancel', { reason: 'Plus besoin' })
  assert.equal((await requalify(desk, cancelled)).code, 'not_possible')
  assert.equal((await requalify(requester, await ask())).status, 403)
  const { body } = await requalify(desk, await ask())
  assert.equal((await requalify(desk, body.number)).status, 404, 'a change is no request')
})

test('a request that was cancelled while it waited stays so', async () => {
  const number = await ask()
  const { body } = await requalify(desk, number)
  await move(desk, number, 'cancel', { reason: 'Le client renonce' })
  await carryOut(body.number)
  const record = await staffRead(number)
  assert.equal(record.phase, 'cancelled')
})
