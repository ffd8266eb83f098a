import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attachmentApi } from '#contract/attachment/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { mailApi } from '#contract/mail/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { aClient, aClientPerson, anAgent, anAdministrator } from '../../testing/makers.ts'
import { aMailbox, allMails, deliver, lastMail, newId } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const mailbox = await aMailbox(server)
const agent = await anAgent(server)

const said = async (number: string) => {
  const { items } = await agent.caller.get(journalApi.ofRecord, { number })
  return items.filter(({ event }) => event === 'record.commented').map(({ data }) => String(data?.['html']))
}

test('a mail of a known person becomes a ticket of that person, by the channel e-mail, with its files, and is acknowledged once', async () => {
  const client = await aClient(server)
  const person = await aClientPerson(server, { client, name: 'Noa Cliente' })
  const file = Buffer.from('contenu du fichier').toString('base64')
  const content = `--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nL'imprimante fume.\r\n--x\r\nContent-Type: application/pdf; name="note.pdf"\r\nContent-Disposition: attachment; filename="note.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--x--`
  await deliver(server, mailbox, {
    from: `Noa Cliente <${person.email}>`,
    subject: 'RE: TR: =?utf-8?q?Imprimante_en_d=C3=A9faut?=',
    body: { type: 'multipart/mixed; boundary=x', content },
  })
  const mail = await lastMail(server)
  assert.deepEqual([mail.state, mail.why], ['filed', 'report'])
  const record = await agent.caller.get(recordApi.read, { number: mail.number ?? '' })
  assert.partialDeepStrictEqual(record, {
    title: 'Imprimante en défaut',
    channel: 'email',
    requesterId: person.id,
    clientId: client.id,
  })
  const { items } = await agent.caller.get(attachmentApi.list, { number: record.number })
  assert.deepEqual(
    items.map(({ name, visibility }) => [name, visibility]),
    [['note.pdf', 'public']],
  )
  await server.runReactions()
  await server.runReactions()
  const answers = (await allMails(server)).filter(({ direction }) => direction === 'out')
  assert.equal(answers.length, 1)
  assert.partialDeepStrictEqual(answers[0], {
    state: 'queued',
    recipients: [person.email],
    subject: `[${record.number}] Imprimante en défaut`,
    isAutomatic: true,
  })
})

test('the same message is filed once, however often and in whichever mailbox it arrives', async () => {
  const { email } = await aClientPerson(server)
  const other = await aMailbox(server, { address: 'autre@provider.test' })
  const messageId = newId()
  const mail = { from: email, subject: 'Une seule fois', messageId }
  await deliver(server, mailbox, mail)
  await deliver(server, mailbox, mail)
  await deliver(server, other, {
    ...mail,
    headers: { Received: 'by another way', 'Delivered-To': 'autre@provider.test' },
  })
  const found = (await allMails(server)).filter((one) => one.messageId === messageId)
  assert.equal(found.length, 1)
  const { items } = await agent.caller.get(recordApi.list, { q: 'Une seule fois' })
  assert.equal(items.length, 1)
})

test('an answer by the ids of a message goes to its ticket, even without a number and when a message in between never passed here', async () => {
  const person = await aClientPerson(server)
  const first = newId()
  await deliver(server, mailbox, { from: person.email, subject: 'Sans référence', messageId: first })
  const { number } = await lastMail(server)
  const between = newId()
  await deliver(server, mailbox, {
    from: person.email,
    subject: 'Sans référence',
    inReplyTo: between,
    references: [first, between],
    text: 'Deuxième',
  })
  await deliver(server, mailbox, {
    from: person.email,
    subject: 'autre sujet',
    inReplyTo: between,
    text: 'Troisième',
  })
  const mails = (await allMails(server)).slice(-2)
  assert.deepEqual(
    mails.map((one) => [one.number, one.why]),
    [
      [number, 'comment'],
      [number, 'comment'],
    ],
  )
  assert.equal((await said(number ?? '')).length, 2)
})

test('the number in the subject leads to the ticket of who may see it, and to a new ticket for anyone else', async () => {
  const owner = await aClientPerson(server)
  const stranger = await aClientPerson(server)
  await deliver(server, mailbox, { from: owner.email, subject: 'Avec numéro' })
  const { number } = await lastMail(server)
  await deliver(server, mailbox, { from: owner.email, subject: `Re: [${number}] Avec numéro` })
  assert.equal((await lastMail(server)).number, number)
  await deliver(server, mailbox, { from: stranger.email, subject: `Re: [${number}] Avec numéro` })
  const other = await lastMail(server)
  assert.equal(other.why, 'report')
  assert.notEqual(other.number, number)
})

test('a colleague in copy who may not see the ticket opens no second one: the desk is asked, and what it attaches stays inside', async () => {
  const client = await aClient(server)
  const owner = await aClientPerson(server, { client })
  const colleague = await aClientPerson(server, { client })
  const first = newId()
  await deliver(server, mailbox, { from: owner.email, subject: 'En copie', messageId: first })
  const { number } = await lastMail(server)
  await deliver(server, mailbox, {
    from: colleague.email,
    subject: 'En copie',
    inReplyTo: first,
    text: 'Chez moi aussi',
  })
  const waiting = await lastMail(server)
  assert.deepEqual([waiting.state, waiting.why, waiting.number], ['quarantined', 'not-visible', number])
  await agent.caller.get(mailApi.attach, { id: waiting.id, number: number ?? '' })
  await server.runChore('file-mail')
  const filed = await agent.caller.get(mailApi.read, waiting)
  assert.deepEqual([filed.state, filed.why], ['filed', 'internal-note'])
  const { items } = await owner.caller.get(journalApi.ofRecord, { number: number ?? '' })
  assert.ok(!JSON.stringify(items).includes('Chez moi aussi'))
})

test('an unknown sender of a client’s domain becomes its person; one of a public provider waits for a person’s word', async () => {
  const admin = await anAdministrator(server)
  const client = await aClient(server)
  await admin.caller.get(mailApi.writeDomains, { id: client.id, domains: ['Atelier-Orme.test'] })
  const refused = await admin.caller.call(mailApi.writeDomains, { id: client.id, domains: ['gmail.com'] })
  assert.equal(refused.code, 'invalid_input')
  await deliver(server, mailbox, { from: 'Jo Nouveau <jo@atelier-orme.test>', subject: 'Premier contact' })
  const filed = await lastMail(server)
  const record = await agent.caller.get(recordApi.read, { number: filed.number ?? '' })
  assert.partialDeepStrictEqual(record, { clientId: client.id, requesterName: 'Jo Nouveau' })

  await deliver(server, mailbox, { from: 'Inconnu <qui@ailleurs.test>', subject: 'Qui suis-je' })
  const waiting = await lastMail(server)
  assert.deepEqual([waiting.state, waiting.why], ['quarantined', 'unknown-sender'])
  await agent.caller.get(mailApi.admit, { id: waiting.id, clientId: client.id, name: 'Quentin Inconnu' })
  await server.runChore('file-mail')
  const admitted = await agent.caller.get(mailApi.read, waiting)
  assert.deepEqual([admitted.state, admitted.why], ['filed', 'report'])

  await deliver(server, mailbox, { from: 'spam@ailleurs.test', subject: 'Achetez' })
  await agent.caller.get(mailApi.refuse, { ...(await lastMail(server)), blocks: true })
  await deliver(server, mailbox, { from: 'spam@ailleurs.test', subject: 'Achetez encore' })
  assert.equal((await lastMail(server)).why, 'blocked')
})
