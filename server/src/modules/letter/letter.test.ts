import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { interventionApi } from '#contract/intervention/api.ts'
import { mailApi } from '#contract/mail/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import type { Message } from '#platform/mail/parse.ts'
import { react } from '#platform/worker.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  password,
  type Someone,
} from '../../testing/makers.ts'
import { openPostOffice } from '../../testing/post-office.ts'
import { aMailbox, allMails, deliver, rowsOf } from '../../testing/post.ts'
import { callerOf, startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'
import { letterReactions } from './reactions.ts'

const post = await openPostOffice()
const server = await startServer()
const mailbox = await aMailbox(server, { smtpHost: '127.0.0.1', smtpPort: post.port, smtpSecurity: 'none' })
const desk = await anAgent(server, { roles: ['CS', 'RGS/AC'] })
const service = await aService(server)
const send = () => post.collect(server)

const report = (person: Someone, title: string, more: Record<string, unknown> = {}) =>
  desk.caller.get(incidentApi.report, {
    title,
    requesterId: person.id,
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    channel: 'phone',
    ...more,
  })

const solve = async (number: string, solution = '<p>Le serveur a été <strong>relancé</strong>.</p>') => {
  await move(desk, number, 'solution-found', { solution, touchesControlledCi: false })
  await move(desk, number, 'apply')
  await move(desk, number, 'resolve')
}

const to = (mails: readonly Message[], { email }: Someone) =>
  mails.filter(({ recipients }) => recipients.includes(email))

test('what the portal brings is acknowledged at once, what the telephone brings a quarter of an hour later', async () => {
  const person = await aClientPerson(server)
  const { number } = await person.caller.get(incidentApi.report, {
    title: 'Plus de réseau',
    affected: 'me',
    canWork: 'no',
  })
  const [receipt, ...more] = await send()
  assert.equal(more.length, 0)
  assert.equal(receipt?.subject, `[${number}] Plus de réseau`)
  assert.match(receipt.text, new RegExp(`sous le numéro ${number}`))
  assert.match(receipt.html ?? '', new RegExp(`href="http://localhost:3000/portail/demandes/${number}"`))

  const called = await report(person, 'Par téléphone')
  assert.deepEqual(await send(), [])
  server.setNow('PT16M')
  assert.deepEqual(
    (await send()).map(({ subject }) => subject),
    [`[${called.number}] Par téléphone`],
  )
})

test('a call about a known trouble that is solved and closed on the telephone sends no mail at all', async () => {
  const person = await aClientPerson(server)
  const { number } = await report(person, 'Mot de passe oublié', { solution: 'Réinitialisé' })
  await server.runReactions()
  await move(desk, number, 'resolve', { confirmedBy: 'voice', causeCode: 'user' })
  assert.deepEqual(await send(), [])
  server.setNow('PT1H')
  assert.deepEqual(await send(), [])
  const [receipt] = (await allMails(server)).filter((one) => one.number === number)
  assert.deepEqual([receipt?.state, receipt?.why], ['dropped', 'overtaken'])
})

test('a solution asks whether it is settled; who says so is not written that it is closed', async () => {
  const person = await aClientPerson(server)
  const { number } = await report(person, 'Boîte pleine')
  server.setNow('PT16M')
  const [receipt] = await send()
  await solve(number)
  const [letter, ...more] = await send()
  assert.equal(more.length, 0)
  assert.match(letter?.text ?? '', /Le serveur a été relancé\./)
  assert.match(letter?.html ?? '', /href="http:\/\/localhost:3000\/reponse\/v1\.[\w-]+"/)
  assert.match(letter?.html ?? '', /href="http:\/\/localhost:3000\/reponse\/v1\.[\w-]+\?choix=pas-encore"/)
  assert.deepEqual(letter?.inReplyTo, [receipt?.messageId])
  await move(person, number, 'settled')
  const state = await desk.caller.get(recordApi.read, { number })
  if (state.moves.some(({ id }) => id === 'close'))
    await move(desk, number, 'close', { causeCode: 'software' })
  assert.deepEqual(await send(), [])
})

test('who leaves the question without an answer is written that it is closed, in three automatic mails at most', async () => {
  const person = await aClientPerson(server)
  const { number } = await report(person, 'Sans réponse')
  server.setNow('PT16M')
  await send()
  await solve(number)
  await send()
  server.setNow('PT240H')
  await server.runSchedule('fire-due')
  const after = await desk.caller.get(recordApi.read, { number })
  if (after.phase !== 'closed') await move(desk, number, 'close', { causeCode: 'software' })
  const [closing] = to(await send(), person)
  assert.match(closing?.text ?? '', new RegExp(`${number}.*est close`))
})

test('a question on hold is one mail with what was asked; without words it says that we wait', async () => {
  const person = await aClientPerson(server)
  const { number } = await report(person, 'Quel écran ?')
  server.setNow('PT16M')
  await send()
  await move(desk, number, 'hold', { holdReason: 'client' }, { comment: 'Lequel des <b>deux</b> ?' })
  const asked = await send()
  assert.equal(asked.length, 1)
  assert.match(
    asked[0]?.text ?? '',
    /il nous manque une réponse[\s\S]*Lequel des deux \?[\s\S]*Camille Agent/,
  )
  server.setNow('PT1M')
  await move(desk, number, 'resume')
  await move(desk, number, 'hold', { holdReason: 'client' })
  const [waiting, ...more] = await send()
  assert.equal(more.length, 0)
  assert.match(waiting?.text ?? '', /il nous manque une réponse/)
  await move(desk, number, 'resume')
  await move(desk, number, 'hold', { holdReason: 'hardware' })
  assert.deepEqual(await send(), [])
})

test('a visit is announced, its move and its end too; what is not told twice is told once', async () => {
  const person = await aClientPerson(server)
  const { number } = await report(person, 'Changer la borne')
  server.setNow('PT16M')
  await send()
  const from = server.surroundings.clock().add({ hours: 48 })
  const visit = await desk.caller.get(interventionApi.plan, {
    number,
    plannedFrom: from.toString(),
    plannedUntil: from.add({ hours: 1 }).toString(),
    place: 'Atelier',
  })
  const [planned] = await send()
  assert.match(planned?.text ?? '', /Lieu : Atelier\s+Qui vient : Camille Agent/)
  const moved = await desk.caller.get(interventionApi.edit, {
    id: visit.id,
    version: visit.version,
    plannedFrom: from.add({ hours: 2 }).toString(),
    plannedUntil: from.add({ hours: 3 }).toString(),
  })
  assert.match((await send())[0]?.subject ?? '', /déplacé/)
  // Only the way there has changed: nobody needs to hear of it.
  await desk.caller.get(interventionApi.edit, { id: visit.id, version: moved.version, travelMinutes: 30 })
  assert.deepEqual(await send(), [])
  await desk.caller.get(interventionApi.cancel, { id: visit.id, reason: 'Borne indisponible' })
  assert.match((await send())[0]?.subject ?? '', /annulé/)
})

test('who must decide is asked, with the price for who signs, and who asked is not', async () => {
  const client = await aClient(server)
  const [requester, contact, signatory] = [
    await aClientPerson(server, { client }),
    await aClientPerson(server, { client, level: 'contact' }),
    await aClientPerson(server, { client, level: 'signatory' }),
  ]
  const ask = (title: string) =>
    requester.caller.get(requestApi.submit, { title, serviceId: service.id, description: '<p>Pour Léa</p>' })
  const rights = await ask('Droits')
  const priced = await ask('Nouvel écran')
  await send()
  await move(desk, rights.number, 'record', { urgency: 3, impact: 3, needsApproval: true })
  await move(desk, priced.number, 'record', {
    urgency: 3,
    impact: 3,
    isOutOfContract: true,
    price: '200 €',
  })
  const mails = await send()
  assert.equal(to(mails, requester).length, 0)
  assert.deepEqual(
    to(mails, contact).map(({ subject }) => subject),
    [`[${rights.number}] Droits : votre accord est demandé`],
  )
  assert.equal(to(mails, signatory).length, 2)
  assert.match(to(mails, signatory)[1]?.text ?? '', /Pour Léa\s+Prix : 200 €/)
})

test('everybody who asked about a major incident hears of it and of what is said, each about his own ticket', async () => {
  const [first, second] = [await aClientPerson(server), await aClientPerson(server)]
  const { number } = await report(first, 'Tout est arrêté')
  await desk.caller.get(recordApi.attachCaller, { number, requesterId: second.id })
  server.setNow('PT16M')
  await send()
  await move(desk, number, 'declare-major', { reason: 'Tous touchés', leaderId: desk.id })
  const declared = await send()
  assert.deepEqual([to(declared, first).length, to(declared, second).length], [1, 1])
  assert.ok(!to(declared, second)[0]?.subject.includes(number))
  await desk.caller.get(recordApi.comment, { number, body: 'Le lien revient.' })
  const told = await send()
  assert.match(to(told, first)[0]?.text ?? '', /incident majeur[\s\S]*Le lien revient\./)
  assert.match(to(told, second)[0]?.text ?? '', /incident majeur[\s\S]*Le lien revient\./)
})

test('who asked twice about one major incident gets each word once, and what is said on one ticket alone as well', async () => {
  const [first, second] = [await aClientPerson(server), await aClientPerson(server)]
  const { number } = await report(first, 'Plus de réseau')
  const again = await report(first, 'Toujours rien')
  await desk.caller.get(recordApi.attachCaller, { number, ticket: again.number })
  for (let calls = 0; calls < 2; calls++)
    await desk.caller.get(recordApi.attachCaller, { number, requesterId: second.id })
  server.setNow('PT16M')
  await send()
  await move(desk, number, 'declare-major', { reason: 'Tous touchés', leaderId: desk.id })
  const declared = await send()
  assert.deepEqual([to(declared, first).length, to(declared, second).length], [1, 1])
  await desk.caller.get(recordApi.comment, { number, body: 'Le lien revient.' })
  const told = await send()
  assert.deepEqual([to(told, first).length, to(told, second).length], [1, 1])
  assert.ok(to(told, first)[0]?.subject.includes(number))
  server.setNow('PT1M')
  await desk.caller.get(recordApi.comment, { number: again.number, body: 'Le lien revient.' })
  assert.equal(to(await send(), first).length, 1)
})

test('#14661: one mail a person and event, however often a reaction runs, and what deserves its own mail is not lost', async () => {
  const person = await aClientPerson(server)
  const { number } = await report(person, 'Deux mots à la suite')
  server.setNow('PT16M')
  await send()
  await desk.caller.get(recordApi.comment, { number, body: 'Un' })
  await desk.caller.get(recordApi.comment, { number, body: 'Un' })
  const entries = await rowsOf<{ id: string; event: string }>(
    server,
    `select e.id, e.event from journal_entry e join record r on r.id = e.subject_id where r.number = $1 and e.event = 'record.commented'`,
    [number],
  )
  for (const { id } of [...entries, ...entries])
    await react({ entry: id, name: 'letter-said' }, letterReactions, server.surroundings)
  assert.equal((await send()).length, 2)
})

test('what the requester may not see is not written to him, and a machine’s mail is not acknowledged', async () => {
  const person = await aClientPerson(server)
  const { number } = await report(person, 'Confidences')
  server.setNow('PT16M')
  await send()
  await desk.caller.get(recordApi.comment, { number, body: 'zyxinterne', visibility: 'internal' })
  assert.deepEqual(await send(), [])
  await deliver(server, mailbox, {
    from: person.email,
    subject: 'Absent',
    headers: { 'Auto-Submitted': 'auto-replied' },
  })
  assert.deepEqual(await send(), [])
})

test('an invited person gets the link, the queue does not show it; replaced, it is not sent', async () => {
  const admin = await anAdministrator(server)
  const person = await aClientPerson(server)
  const { url } = await admin.caller.get(personApi.invite, { id: person.id })
  const [letter] = await send()
  assert.ok(letter?.html?.includes(`href="${url}"`))
  const queued = (await allMails(server)).findLast(({ event }) => event === 'person.invited')
  const shown = await desk.caller.get(mailApi.read, { id: queued?.id ?? '' })
  const secret = url.split('/').at(-1) ?? ''
  assert.ok(shown.html !== null && !shown.html.includes(secret))
  const rows = await rowsOf<{ found: boolean }>(
    server,
    `select exists (select from mail where html like '%' || $1 || '%') or exists (select from invitation where sealed like '%' || $1 || '%') as found`,
    [secret],
  )
  assert.deepEqual(rows, [{ found: false }])
  await callerOf(server, null).get(sessionApi.acceptInvitation, { secret, password })

  await admin.caller.get(personApi.invite, { id: person.id })
  await server.runReactions()
  await rowsOf(
    server,
    'update invitation set used_at = expires_at where person_id = $1 and used_at is null returning 1',
    [person.id],
  )
  assert.deepEqual(await send(), [])
  const dead = (await allMails(server)).findLast(({ event }) => event === 'person.invited')
  assert.equal(dead?.state, 'dead')
})
