import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { mailApi } from '#contract/mail/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { readMessage, type Message } from '#platform/mail/parse.ts'
import { asWorker } from '#platform/worker.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  type Someone,
} from '../../testing/makers.ts'
import { aMailbox, allMails, deliver, lastMail, newId, rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'
import { queueMail, type OutgoingMail } from '../outbox/index.ts'

/** A server that takes our mail, or does what a test wants of it. */
const taken: Buffer[] = []
let answer: { code: number } | null = null
const post = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  onAuth: (_auth, _session, done) => done(null, { user: 'support' }),
  onRcptTo: (_address, _session, done) =>
    done(answer === null ? null : Object.assign(new Error('not now'), { responseCode: answer.code })),
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      taken.push(Buffer.concat(chunks))
      done()
    })
  },
})
const port = await new Promise<number>((resolve) => {
  const socket = post.listen(0, '127.0.0.1', () => {
    const bound = socket.address()
    resolve(typeof bound === 'object' && bound !== null ? bound.port : 0)
  })
})
after(() => new Promise<void>((resolve) => post.close(() => resolve())))

const server = await startServer()
const client = await aClient(server)
const mailbox = await aMailbox(server, { smtpHost: '127.0.0.1', smtpPort: port, smtpSecurity: 'none' })
const agent = await anAgent(server, { roles: ['CS', 'RGS/AC'] })
const service = await aService(server)

const report = (person: Someone, title: string) =>
  agent.caller.get(incidentApi.report, {
    title,
    requesterId: person.id,
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    channel: 'phone',
  })

const send = async (): Promise<Message[]> => {
  taken.length = 0
  await server.runReactions()
  await server.runChore('send-mail')
  return Promise.all(taken.map((raw) => readMessage(raw)))
}

const queue = (letter: Partial<OutgoingMail> & Pick<OutgoingMail, 'to' | 'source'>) =>
  asWorker(server.surroundings, (context) =>
    queueMail(context, {
      recordId: null,
      event: 'record.commented',
      subject: 'Essai',
      html: '<p>Essai</p>',
      isAutomatic: false,
      ...letter,
    }),
  )

test('every answer of the desk leaves once, in the conversation of the client, and its journal says so', async () => {
  const person = await aClientPerson(server, { client })
  const first = newId()
  await deliver(server, mailbox, { from: person.email, subject: 'Écran noir', messageId: first })
  const { number } = await lastMail(server)
  const [acknowledgement] = await send()
  assert.ok(acknowledgement !== undefined && number !== null)
  assert.deepEqual(acknowledgement.inReplyTo, [first])
  await agent.caller.get(recordApi.comment, { number, body: '<p>Avez-vous <b>redémarré</b> ?</p>' })
  await agent.caller.get(recordApi.comment, { number, body: 'Entre nous', visibility: 'internal' })
  await person.caller.get(recordApi.comment, { number, body: 'Oui' })
  const answers = await send()
  assert.equal(answers.length, 1)
  const [reply] = answers
  assert.equal(reply?.subject, `[${number}] Écran noir`)
  assert.match(reply.text, /Avez-vous redémarré \?/)
  assert.deepEqual(reply.inReplyTo, [acknowledgement.messageId])
  assert.deepEqual(reply.references, [first, acknowledgement.messageId])
  assert.deepEqual(await send(), [])
  const { items } = await agent.caller.get(journalApi.ofRecord, { number })
  const told = items.filter(({ event }) => event === 'record.mailed').map(({ data }) => data?.['messageId'])
  assert.deepEqual(told, [acknowledgement.messageId, reply.messageId])
})

test('a person is written to once about what happened once; without an address or a mailbox nobody is', async () => {
  const person = await aClientPerson(server, { client })
  const to = { personId: person.id }
  assert.notEqual(await queue({ to, source: 'happening-1' }), null)
  assert.equal(await queue({ to, source: 'happening-1' }), null)
  assert.notEqual(await queue({ to, source: 'happening-2' }), null)
  assert.equal(await queue({ to: { personId: client.id }, source: 'happening-3' }), null)
  await send()
})

test('a message takes files and an invitation with it, and waits until it is due', async () => {
  const person = await aClientPerson(server, { client })
  const calendar = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n'
  const letter = {
    to: { personId: person.id },
    source: 'with-files',
    dueAt: server.surroundings.clock().add({ minutes: 30 }),
    files: [
      {
        name: 'visite.ics',
        mediaType: 'text/calendar',
        bytes: Buffer.from(calendar),
        calendarMethod: 'REQUEST' as const,
      },
      { name: 'plan d’accès.txt', mediaType: 'text/plain', bytes: Buffer.from('au fond de la cour') },
    ],
  }
  await queue(letter)
  assert.equal(await queue(letter), null)
  assert.deepEqual(await send(), [])
  server.setNow('PT31M')
  const [message] = await send()
  const names = message?.files.map(({ name }) => name) ?? []
  assert.ok(names.includes('visite.ics') && names.includes('plan d’accès.txt'))
  const raw = String(taken[0])
  assert.match(raw, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i)
  assert.match(raw, /multipart\/alternative/)
})

test('what gathers under one source leaves as one message, and what comes after it has left is not lost in it', async () => {
  const person = await aClientPerson(server, { client })
  const gathered = (text: string) =>
    queue({
      to: { personId: person.id },
      source: 'daily',
      html: `<p>${text}</p>`,
      isGathered: true,
      dueAt: server.surroundings.clock().add({ minutes: 1 }),
    })
  assert.equal(await gathered('un'), await gathered('deux'))
  server.setNow('PT2M')
  const [message, ...more] = await send()
  assert.equal(more.length, 0)
  assert.match(message?.text ?? '', /un\s+deux/)
  assert.equal(await gathered('trois'), null)
})

test('at most three automatic mails leave about one ticket', async () => {
  const person = await aClientPerson(server, { client })
  const { id } = await report(person, 'Trois au plus')
  const results = []
  for (const source of ['a', 'b', 'c', 'd']) {
    results.push(
      await queue({
        to: { personId: person.id },
        recordId: id,
        source: `three-${source}`,
        isAutomatic: true,
      }),
    )
  }
  assert.deepEqual(
    results.map((one) => one !== null),
    [true, true, true, false],
  )
  await send()
})

test('what a server refuses for now is tried again later and then given up, visibly; a person tries it anew or drops it', async () => {
  const person = await aClientPerson(server, { client })
  const id = (await queue({ to: { personId: person.id }, source: 'delayed' })) ?? ''
  answer = { code: 451 }
  for (let attempt = 1; attempt <= 8; attempt++) {
    assert.deepEqual(await send(), [])
    const mail = await agent.caller.get(mailApi.read, { id })
    assert.deepEqual([mail.state, mail.attempts], attempt < 8 ? ['queued', attempt] : ['dead', 8])
    assert.match(mail.detail ?? '', /not now/)
    server.setNow('PT9H')
  }
  answer = null
  await agent.caller.get(mailApi.retry, { id })
  assert.equal((await send()).length, 1)
  assert.equal((await agent.caller.get(mailApi.read, { id })).state, 'sent')

  const other = (await queue({ to: { personId: person.id }, source: 'refused' })) ?? ''
  answer = { code: 550 }
  await send()
  answer = null
  const dead = await agent.caller.get(mailApi.read, { id: other })
  assert.deepEqual([dead.state, dead.why], ['dead', 'refused-by-server'])

  const third = (await queue({ to: { personId: person.id }, source: 'dropped' })) ?? ''
  await agent.caller.get(mailApi.drop, { id: third, reason: 'écrit par erreur' })
  assert.deepEqual(await send(), [])
  assert.equal((await agent.caller.call(mailApi.drop, { id: third, reason: 'encore' })).code, 'not_possible')
})

test('an account that does not work holds its messages back without wearing out their attempts', async () => {
  const person = await aClientPerson(server, { client })
  const admin = await anAdministrator(server)
  const now = await admin.caller.get(mailApi.readMailbox, mailbox)
  await admin.caller.get(mailApi.editMailbox, { id: mailbox.id, version: now.version, smtpPort: 1 })
  const id = (await queue({ to: { personId: person.id }, source: 'held-back' })) ?? ''
  await send()
  const held = await agent.caller.get(mailApi.read, { id })
  assert.deepEqual([held.state, held.attempts], ['queued', 0])
  const health = await agent.caller.get(mailApi.health, {})
  assert.match(health.mailboxes[0]?.sendFault ?? '', /ECONNREFUSED/)
  await admin.caller.get(mailApi.editMailbox, { id: mailbox.id, version: now.version + 1, smtpPort: port })
  server.setNow('PT3M')
  assert.equal((await send()).length, 1)
})

test('a message of ours that comes back marks itself, its ticket and tells the desk', async () => {
  const person = await aClientPerson(server, { client })
  const { number } = await report(person, 'Adresse morte')
  await agent.caller.get(recordApi.comment, { number, body: 'Bonjour' })
  const [sent] = await send()
  const content = `--l\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--l\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; ${person.email}\r\nAction: failed\r\nStatus: 5.1.1\r\n--l\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${sent?.messageId}>\r\n--l--`
  await deliver(server, mailbox, {
    from: 'mailer-daemon@ailleurs.test',
    headers: { 'Return-Path': '<>' },
    body: { type: 'multipart/report; report-type=delivery-status; boundary=l', content },
  })
  const bounce = await lastMail(server)
  assert.deepEqual([bounce.state, bounce.why, bounce.number], ['filed', 'bounce', number])
  const { items } = await agent.caller.get(mailApi.list, { record: number, state: 'bounced' })
  assert.equal(items.length, 1)
  await server.runReactions()
  const { items: told } = await agent.caller.get(notificationApi.list, {})
  assert.ok(told.some((one) => one.event === 'record.mail-bounced' && one.number === number))
})

test('thanks reopen nothing, another answer asks the desk, a merged number leads on, an old one begins anew', async () => {
  const person = await aClientPerson(server, { client })
  const { number } = await report(person, 'Cycle')
  await move(agent, number, 'solution-found', { solution: 'redémarré', touchesControlledCi: false })
  await move(agent, number, 'apply')
  await move(agent, number, 'resolve')
  const answerWith = async (text: string, to = number) => {
    await deliver(server, mailbox, { from: person.email, subject: `RE: [${to}] Cycle`, text })
    return lastMail(server)
  }
  assert.equal((await answerWith('Merci beaucoup !')).why, 'thanks')
  assert.equal((await answerWith('Merci, mais la panne est revenue.')).why, 'after-resolution')
  assert.equal((await agent.caller.get(recordApi.read, { number })).phase, 'resolved')
  await server.runReactions()
  const { items } = await agent.caller.get(notificationApi.list, {})
  assert.equal(items.filter((one) => one.event === 'record.answered-late' && one.number === number).length, 1)

  const successor = await report(person, 'Successeur')
  const merged = await report(person, 'Fusionné')
  await agent.caller.get(recordApi.merge, { number: merged.number, into: successor.number })
  assert.equal((await answerWith('Et encore ceci', merged.number)).number, successor.number)

  await move(person, number, 'settled')
  const atProblem = await agent.caller.get(recordApi.read, { number })
  if (atProblem.moves.some(({ id }) => id === 'link-problem')) {
    await move(agent, number, 'link-problem', { problemReason: 'isolé' })
  }
  await move(agent, number, 'close', { causeCode: 'software' })
  server.setNow('PT24H')
  assert.equal((await answerWith('La même panne.')).why, 'after-closure')
  server.setNow('PT480H')
  const anew = await answerWith('Un mois après, la même panne.')
  assert.equal(anew.why, 'report')
  assert.notEqual(anew.number, number)
  const links = (
    await rowsOf<{ kind: string }>(
      server,
      `select l.kind from record_link l join record r on r.id = l.from_id where r.number = $1`,
      [anew.number],
    )
  ).map(({ kind }) => kind)
  assert.deepEqual(links, ['related-to'])
})

test('a colleague writes by mail: an answer, a note for colleagues alone, and nothing without proof of who he is', async () => {
  const person = await aClientPerson(server, { client })
  const { number } = await report(person, 'Par courriel')
  const headers = { 'Authentication-Results': 'mx.provider.test; dmarc=pass header.from=example.test' }
  const subject = `[${number}] Par courriel`
  await deliver(server, mailbox, { from: agent.email, subject, headers, text: 'Nous arrivons.' })
  await deliver(server, mailbox, {
    from: agent.email,
    subject,
    headers,
    text: '#interne\nLe client exagère.',
  })
  await deliver(server, mailbox, { from: agent.email, subject, text: 'Je suis un imposteur.' })
  await deliver(server, mailbox, { from: agent.email, subject, text: 'Par la porte.' }, { isAdmitted: true })
  const mails = (await allMails(server)).filter(({ direction }) => direction === 'in').slice(-4)
  assert.deepEqual(
    mails.map(({ why }) => why),
    ['comment', 'internal-note', 'not-authenticated', 'comment'],
  )
  const { items } = await person.caller.get(journalApi.ofRecord, { number })
  const seen = JSON.stringify(items)
  assert.ok(seen.includes('Nous arrivons') && !seen.includes('exagère') && !seen.includes('imposteur'))
  const sent = await send()
  assert.ok(
    sent.some(({ text, recipients }) => recipients.includes(person.email) && text.includes('Nous arrivons.')),
  )
  assert.ok(!sent.some(({ text }) => text.includes('exagère')))
})

test('what was removed from the journal is not kept in the mail that brought or carried it', async () => {
  const person = await aClientPerson(server, { client })
  const first = newId()
  await deliver(server, mailbox, { from: person.email, subject: 'Secret', messageId: first })
  await deliver(server, mailbox, {
    from: person.email,
    subject: 'Secret',
    inReplyTo: first,
    text: 'Mon mot de passe est zyx',
  })
  const mail = await lastMail(server)
  const [row] = await rowsOf<{ entry_id: string }>(server, 'select entry_id from mail where id = $1', [
    mail.id,
  ])
  const admin = await anAdministrator(server)
  await admin.caller.get(journalApi.redact, { id: row?.entry_id ?? '', reason: 'mot de passe' })
  await server.runReactions()
  assert.equal((await agent.caller.get(mailApi.read, mail)).html, null)
  assert.equal((await agent.caller.call(mailApi.raw, mail)).status, 404)
})

test('after twelve months the original goes, its result stays', async () => {
  const person = await aClientPerson(server, { client })
  await deliver(server, mailbox, { from: person.email, subject: 'Ancien' })
  const mail = await lastMail(server)
  server.setNow('PT8784H')
  await server.runSchedule('forget-raw-mail')
  const later = await agent.caller.get(mailApi.read, mail)
  assert.deepEqual([later.state, later.hasRaw, later.number], ['filed', false, mail.number])
})
