import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { letterApi } from '#contract/letter/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
import { openVault } from '#platform/vault.ts'
import { aClientPerson, anAdministrator, anAgent, aService, type Someone } from '../../testing/makers.ts'
import { openPostOffice } from '../../testing/post-office.ts'
import { aMailbox } from '../../testing/post.ts'
import { callerOf, startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'
import { openAnswer, sealAnswer } from './links.ts'

const post = await openPostOffice()
const server = await startServer()
await aMailbox(server, { smtpHost: '127.0.0.1', smtpPort: post.port, smtpSecurity: 'none' })
const desk = await anAgent(server, { roles: ['CS', 'RGS/AC'] })
const service = await aService(server)
const nobody = callerOf(server, null)

/** A ticket that waits for its requester's word, and the token that the mail brought. */
const aQuestion = async (person: Someone, title = 'Boîte pleine') => {
  const { number } = await desk.caller.get(incidentApi.report, {
    title,
    requesterId: person.id,
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    channel: 'phone',
  })
  await solve(number)
  return { number, token: await mailedToken(number) }
}

const solve = async (number: string) => {
  await move(desk, number, 'solution-found', { solution: '<p>Purgée</p>', touchesControlledCi: false })
  await move(desk, number, 'apply')
  await move(desk, number, 'resolve', { causeCode: 'software' })
}

const mailedToken = async (number: string): Promise<string> => {
  const mails = await post.collect(server)
  const letter = mails.find(({ subject }) => subject.includes(number))
  return /\/reponse\/([\w.-]+)"/.exec(letter?.html ?? '')?.[1] ?? ''
}

const told = async (number: string) => {
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  return items
}

test('the link shows number, title and solution without signing in, and reading changes nothing', async () => {
  const person = await aClientPerson(server)
  const { number, token } = await aQuestion(person)
  const before = await told(number)
  for (let time = 0; time < 3; time++) {
    const answer = await nobody.get(letterApi.readAnswer, { token })
    assert.deepEqual(
      [answer.number, answer.title, answer.solution, answer.state, answer.answeredAt],
      [number, 'Boîte pleine', '<p>Purgée</p>', 'open', null],
    )
  }
  assert.deepEqual(await told(number), before)
})

test('“settled” is the requester’s own move; a second click says what was done and does nothing', async () => {
  const person = await aClientPerson(server)
  const { number, token } = await aQuestion(person)
  assert.equal((await nobody.get(letterApi.answer, { token, verdict: 'settled' })).state, 'settled')
  const moved = (await told(number)).findLast(({ data }) => data?.['move'] === 'settled')
  assert.equal(moved?.actor?.id, person.id)
  const again = await nobody.get(letterApi.answer, { token, verdict: 'not-yet', comment: 'En fait non' })
  assert.equal(again.state, 'settled')
  assert.notEqual((await desk.caller.get(recordApi.read, { number })).phase, 'active')
})

test('“not yet” brings the ticket back with the words as they were typed, and the next solution asks anew', async () => {
  const person = await aClientPerson(server)
  const { number, token } = await aQuestion(person)
  const comment = 'Toujours <script>alert(1)</script> rien & vide'
  assert.equal((await nobody.get(letterApi.answer, { token, verdict: 'not-yet', comment })).state, 'not-yet')
  assert.equal((await desk.caller.get(recordApi.read, { number })).phase, 'active')
  const said = (await told(number)).findLast(({ event }) => event === 'record.commented')
  assert.equal(said?.actor?.id, person.id)
  assert.match(
    String(said?.data?.['html']),
    /Toujours &lt;script&gt;alert\(1\)&lt;\/script&gt; rien &amp; vide/,
  )
  server.setNow('PT1H')
  await solve(number)
  const next = await mailedToken(number)
  assert.equal((await nobody.get(letterApi.readAnswer, { token: next })).state, 'open')
  assert.equal((await nobody.get(letterApi.answer, { token: next, verdict: 'settled' })).state, 'settled')
})

test('of many clicks at once one is done, and all say the same', async () => {
  const person = await aClientPerson(server)
  const { number, token } = await aQuestion(person)
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      nobody.get(letterApi.answer, {
        token,
        verdict: at % 2 === 0 ? 'settled' : 'not-yet',
        comment: 'un mot',
      }),
    ),
  )
  assert.equal(new Set(answers.map(({ state }) => state)).size, 1)
  const verdicts = (await told(number)).filter(({ data }) =>
    ['settled', 'not-yet'].includes(String(data?.['move'])),
  )
  assert.equal(verdicts.length, 1)
})

test('a link that has expired, was tampered with or is of somebody who has left does nothing, and says so', async () => {
  const person = await aClientPerson(server)
  const { number, token } = await aQuestion(person)
  const middle = Math.floor(token.length / 2)
  const other64 = token[middle] === 'A' ? 'B' : 'A'
  const changed = token.slice(0, middle) + other64 + token.slice(middle + 1)
  for (const wrong of [changed, `v1.${'x'.repeat(100)}`, token.replace('v1.', ''), 'a'.repeat(30)]) {
    const { status, code } = await nobody.call(letterApi.answer, { token: wrong, verdict: 'settled' })
    assert.deepEqual([status, code], [404, 'not_found'], wrong)
  }
  assert.equal((await desk.caller.get(recordApi.read, { number })).phase, 'resolved')
  const { number: other, token: late } = await aQuestion(await aClientPerson(server), 'Trop tard')
  server.setNow('PT361H')
  const expired = await nobody.call(letterApi.readAnswer, { token: late })
  assert.deepEqual([expired.status, expired.code], [410, 'link_expired'])
  assert.equal(
    (await nobody.call(letterApi.answer, { token: late, verdict: 'settled' })).code,
    'link_expired',
  )
  assert.equal((await desk.caller.get(recordApi.read, { number: other })).phase, 'resolved')

  const leaver = await aClientPerson(server)
  const left = await aQuestion(leaver)
  const admin = await anAdministrator(server)
  await admin.caller.get(personApi.end, { id: leaver.id })
  assert.equal((await nobody.call(letterApi.readAnswer, { token: left.token })).code, 'link_expired')
})

test('a token opens what its mail was about and nothing else: no other move, no other ticket', async () => {
  const person = await aClientPerson(server)
  const stranger = await aClientPerson(server)
  const mine = await aQuestion(person)
  const response = await server.app.inject({
    method: 'POST',
    url: `${prefix}/answers/${mine.token}`,
    payload: { verdict: 'cancel', move: 'cancel' },
  })
  assert.equal(response.statusCode, 400)
  const row = await desk.caller.get(recordApi.read, { number: mine.number })
  // Even a token of our own making lets nobody see what is not his.
  const forged = sealAnswer(server.surroundings.vault, {
    recordId: row.id,
    personId: stranger.id,
    from: server.surroundings.clock(),
  })
  assert.equal((await nobody.call(letterApi.readAnswer, { token: forged })).code, 'not_found')
  assert.equal((await nobody.call(letterApi.answer, { token: forged, verdict: 'settled' })).code, 'not_found')
  assert.equal((await nobody.get(letterApi.readAnswer, { token: mine.token })).state, 'open')
})

test('what was decided elsewhere is over, or what the person has answered there', async () => {
  const person = await aClientPerson(server)
  const { number, token } = await aQuestion(person)
  await move(person, number, 'settled')
  assert.equal((await nobody.get(letterApi.readAnswer, { token })).state, 'settled')
  const other = await aQuestion(await aClientPerson(server))
  await move(desk, other.number, 'reopen', { reason: 'La panne est revenue' })
  const over = await nobody.get(letterApi.answer, { token: other.token, verdict: 'settled' })
  assert.equal(over.state, 'over')
  assert.equal((await desk.caller.get(recordApi.read, { number: other.number })).phase, 'active')
})

test('who tries secrets is stopped', async () => {
  const codes = []
  for (let time = 0; time < 40; time++)
    codes.push((await nobody.call(letterApi.readAnswer, { token: `v1.${'x'.repeat(60)}${time}` })).code)
  assert.ok(codes.includes('too_many_requests'))
})

test('no text opens as a claim but one that was sealed by us for this', () => {
  const vault = openVault({ secretKey: 'another key, long enough for a vault', data: '' })
  fc.assert(fc.property(fc.string(), (token) => openAnswer(vault, token) === null))
  assert.equal(openAnswer(vault, vault.seal('a b c', 'mailbox/1/password')), null)
})
