import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeApi } from '#contract/change/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aSubmittedChange, aSubmittedEmergency } from '../../testing/changes.ts'
import { aClient, aClientPerson, anAdministrator, anAgent, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { attach, move } from '../../testing/world.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'], name: 'Camille Agent' })
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
const top = await anAgent(server, { roles: ['D'], name: 'Dominique Dirigeant' })
const standIn = await anAgent(server, { roles: ['CS'], name: 'Sasha Suppléante' })
const client = await aClient(server, { name: 'Boulangerie' })
const signatory = await aClientPerson(server, { client, level: 'signatory', name: 'Simone Signataire' })
const { attempt } = byHand(server)

type Decision = Partial<InputOf<typeof changeApi.decide>>
const submit = (given: Partial<InputOf<typeof changeApi.create>> = {}) =>
  aSubmittedChange({ by: desk, manager }, given)
const emergency = (given: Partial<InputOf<typeof changeApi.create>> = {}) =>
  aSubmittedEmergency({ by: desk, manager }, given)
const decide = (someone: Someone, number: string, given: Decision = {}) =>
  someone.caller.call(changeApi.decide, { number, decision: 'approve', ...given })
const stepOf = async (number: string) => (await admin.caller.get(recordApi.read, { number })).step.id
const roundOf = async (number: string) => {
  const { rounds } = await manager.caller.get(changeApi.approvals, { number })
  const [round] = rounds
  assert.ok(round !== undefined)
  return round
}
/** The bodies of what the journal keeps of one event. */
const told = async (number: string, event: string) => {
  const { items } = await admin.caller.get(journalApi.ofRecord, { number })
  return items
    .filter((entry) => entry.event === event)
    .map(({ data, actor }) => ({ ...data, by: actor?.name }))
}
const toDecide = async ({ caller }: Someone) => {
  const mine = await caller.get(recordApi.mine, {})
  assert.equal(mine.counts.toDecide, mine.toDecide.length)
  return mine.toDecide.map(({ number }) => number)
}
const away = { startsAt: '2026-03-02T08:00:00Z', endsAt: '2026-03-02T18:00:00Z' }
const oral = { name: 'Dominique Dirigeant', means: 'phone' as const, reference: 'appel de 9 h' }

test('what waits for my decision is on my work, by role, in its turn, and as a substitute while somebody is away', async () => {
  const number = await submit({ severity: 1, impact: 1, clientId: client.id })
  assert.deepEqual(await toDecide(manager), [number])
  assert.deepEqual(await toDecide(top), [], 'not yet the turn of top management')
  assert.deepEqual(await toDecide(desk), [])
  await decide(manager, number)
  assert.deepEqual(await toDecide(manager), [])
  assert.deepEqual(await toDecide(top), [number])
  assert.deepEqual(await toDecide(standIn), [])
  const { id } = await admin.caller.get(personApi.substitute, {
    personId: top.id,
    substituteId: standIn.id,
    ...away,
  })
  assert.deepEqual(await toDecide(standIn), [number])
  await admin.caller.call(personApi.endSubstitution, { id })
  assert.deepEqual(await toDecide(standIn), [])
  await decide(top, number)
  assert.deepEqual(await toDecide(top), [])
  const asked = await signatory.caller.get(changeApi.mine, {})
  assert.equal(asked.items.find((one) => one.number === number)?.asksDecision, true)
  await decide(signatory, number)
  await server.runReactions()
})

test('a submission that was edited, decided by another, or cancelled waits for nobody', async () => {
  const edited = await submit()
  const change = await manager.caller.get(changeApi.read, { number: edited })
  await manager.caller.get(changeApi.edit, {
    number: edited,
    version: 'version' in change ? change.version : 0,
    scope: 'Autre',
  })
  const cancelled = await submit()
  await move(manager, cancelled, 'cancel', { reason: 'Inutile' })
  const waiting = await submit()
  assert.deepEqual(await toDecide(manager), [waiting])
  await decide(manager, waiting)
  assert.deepEqual(await toDecide(manager), [])
})

test('a named substitute decides for who is away; the journal and the page say so, before and after nobody may', async () => {
  const number = await submit({ severity: 2, impact: 2, cost: 900_000 })
  await decide(manager, number)
  assert.equal((await decide(standIn, number)).status, 403)
  await admin.caller.get(personApi.substitute, { personId: top.id, substituteId: standIn.id, ...away })
  const seat = (await roundOf(number)).seats.find(({ role }) => role === 'D')
  assert.ok(
    seat?.people.some(({ name }) => name === standIn.name),
    'who stands in is named on the seat',
  )
  server.setNow('2026-03-02T19:00:00Z')
  assert.equal((await decide(standIn, number)).status, 403, 'who was away is back')
  server.setNow('2026-03-02T09:00:00Z')
  assert.equal((await decide(standIn, number)).status, 201)
  assert.equal(await stepOf(number), 'H08')
  const [, taken] = (await roundOf(number)).seats
  assert.deepEqual([taken?.basis, taken?.byName], ['substitute', standIn.name])
  const [, entry] = await told(number, 'change.decided')
  assert.deepEqual(
    [Reflect.get(Object(entry), 'basis'), Reflect.get(Object(entry), 'role'), entry?.by],
    ['substitute', 'D', standIn.name],
  )
})

test('for the client’s signatory one decides with a writing on this very change, and never without', async () => {
  const number = await submit({ severity: 2, impact: 1, clientId: client.id })
  await decide(top, number)
  const onBehalf = { name: signatory.name, means: 'email' as const, reference: 'message du 2 mars' }
  const seat = (await roundOf(number)).seats.find(({ role }) => role === 'CL')?.seat
  for (const given of [{ onBehalf }, { onBehalf, seat }]) {
    const refused = await decide(manager, number, given)
    assert.deepEqual([refused.status, refused.code], [422, 'writing_required'])
  }
  const elsewhere = await attach(server, desk, await submit(), 'internal')
  const wrong = await decide(manager, number, { onBehalf: { ...onBehalf, attachment: elsewhere } })
  assert.equal(wrong.code, 'rule_broken', 'a file of another change shows nothing')
  const attachment = await attach(server, desk, number, 'internal')
  const by = await attempt(
    signatory,
    `select decide_change($1, $2::smallint, 'approve', '', 'writing', null, $3, null)`,
    [number, seat, attachment],
  )
  assert.notEqual(by.refusal, null, 'the client itself decides in its own name')
  assert.equal(await stepOf(number), 'HA')
  assert.equal((await decide(desk, number, { onBehalf: { ...onBehalf, attachment } })).status, 201)
  assert.equal(await stepOf(number), 'H08')
  const taken = (await roundOf(number)).seats.find(({ role }) => role === 'CL')
  assert.deepEqual(
    [taken?.basis, taken?.byName, taken?.onBehalf?.name],
    ['writing', desk.name, signatory.name],
  )
  const entry = (await told(number, 'change.decided')).at(-1)
  assert.equal(Reflect.get(Object(entry), 'attachment'), attachment)
  assert.equal(Reflect.get(Object(entry), 'basis'), 'writing')
  const again = await decide(signatory, number)
  assert.equal(again.code, 'wrong_step', 'who was spoken for is not asked again')
})

test('an oral agreement that is denied before the work voids the submission, and the change is planned anew', async () => {
  const number = await emergency()
  await decide(manager, number, { onBehalf: oral })
  assert.equal(await stepOf(number), 'H08')
  assert.deepEqual(await toDecide(top), [number], 'to be signed')
  const bare = await decide(top, number, { decision: 'adjourn', comment: 'x' })
  assert.equal(bare.code, 'invalid_input')
  assert.equal((await decide(top, number, { decision: 'refuse', comment: 'Jamais dit' })).status, 201)
  const round = await roundOf(number)
  assert.equal(round.state, 'voided')
  assert.equal(round.seats[0]?.signed?.isConfirmed, false)
  assert.equal(await stepOf(number), 'H05')
  const [signed] = await told(number, 'change.signed')
  assert.deepEqual(signed, {
    round: 1,
    seat: 1,
    isConfirmed: false,
    comment: 'Jamais dit',
    by: top.name,
  })
  assert.deepEqual(await told(number, 'change.approval-voided'), [
    { round: 1, reason: 'Jamais dit', cause: 'denied', by: top.name },
  ])
  assert.deepEqual(await toDecide(top), [])
  assert.equal((await decide(top, number)).code, 'wrong_step', 'nor is it signed afterwards')
  await server.runReactions()
  const { items } = await manager.caller.get(notificationApi.list, {})
  assert.ok(items.some((one) => one.event === 'change.signed' && one.number === number))
  await move(manager, number, 'submit')
  assert.equal((await roundOf(number)).state, 'open')
  await decide(top, number)
  assert.equal(await stepOf(number), 'H08')
})

test('denied after the work, the change goes back to its review: it is taken back, or agreed to afterwards, and both words stay', async () => {
  for (const end of ['backed-out', 'implemented'] as const) {
    const number = await emergency()
    await decide(manager, number, { onBehalf: oral })
    await move(manager, number, 'tests-accepted', { testResult: 'Tout passe' })
    await move(manager, number, 'success')
    await move(manager, number, 'conclude', { review: 'Service rétabli', objective: 'met' })
    assert.equal(await stepOf(number), 'H13')
    assert.equal((await decide(top, number, { decision: 'refuse', comment: 'Pas d’accord' })).status, 201)
    assert.equal((await roundOf(number)).state, 'refused')
    assert.equal(await stepOf(number), 'H12')
    const conclude = { review: 'Service rétabli', objective: 'met' }
    const concluding = await manager.caller.call(recordApi.move, {
      number,
      move: 'conclude',
      fields: conclude,
    })
    assert.equal(concluding.code, 'agreement_denied', 'nothing says that it was done with an approval')
    if (end === 'implemented') {
      assert.equal((await decide(manager, number)).code, 'wrong_step', 'not by another')
      assert.equal((await decide(top, number, { comment: 'Va pour cette fois' })).status, 201)
      assert.equal((await decide(top, number)).code, 'wrong_step', 'nor twice')
      assert.equal((await roundOf(number)).state, 'approved')
      await move(manager, number, 'conclude', conclude)
    } else {
      const again = await decide(top, number, { decision: 'refuse', comment: 'Toujours pas' })
      assert.equal(again.code, 'already_exists')
      await move(manager, number, 'back-out', { ...conclude, reason: 'Sans accord' })
      await move(manager, number, 'backed-out')
      await move(manager, number, 'conclude', { review: 'Défait', objective: 'missed' })
    }
    await move(desk, number, 'close')
    const done = await admin.caller.get(recordApi.read, { number })
    assert.equal('outcome' in done && done.outcome, end)
    assert.deepEqual(
      (await told(number, 'change.signed')).map((entry) => Reflect.get(Object(entry), 'isConfirmed')),
      end === 'implemented' ? [false, true] : [false],
    )
  }
})
