import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessApi } from '#contract/access/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { mailApi } from '#contract/mail/api.ts'
import { organisationApi } from '#contract/organisation/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { aClient, aClientPerson, anAdministrator, anAgent } from '../../testing/makers.ts'
import { allMails, aMailbox, lastMail, mailedLink, rowsOf } from '../../testing/post.ts'
import { callerOf, startServer } from '../../testing/server.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const nobody = callerOf(server, null)

type Written = InputOf<typeof accessApi.askGuest>
const ordinary: Written = {
  email: 'passante@ailleurs.test',
  name: 'Paule Passante',
  subject: 'Écran noir',
  text: 'Depuis ce matin, plus rien.',
}

let networks = 0
const write = async (given: Partial<Written> = {}, from?: string) => {
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/v1/guest-requests',
    remoteAddress: from ?? `198.51.100.${(networks += 1)}`,
    payload: { ...ordinary, ...given },
  })
  await server.runChore('confirm-guests')
  return { status: response.statusCode, body: response.body }
}

const confirm = async (email: string) => {
  const secret = (await mailedLink(server, email)) ?? ''
  const answer = await nobody.call(accessApi.confirmGuest, { secret })
  await server.runChore('file-guests')
  await server.runChore('file-mail')
  return answer
}

test('the form is closed until the provider opens it, and needs a mailbox that sends', async () => {
  assert.equal((await write()).status, 404)
  const { version } = await admin.caller.get(organisationApi.read, {})
  await admin.caller.get(organisationApi.edit, { version, takesGuests: true })
  assert.equal((await write()).status, 404)
  await aMailbox(server)
  assert.equal((await nobody.get(organisationApi.status, {})).takesGuests, true)
})

test('somebody on file writes, confirms by the mailed link, and has a ticket of his own', async () => {
  const client = await aClientPerson(server)
  assert.equal((await write({ email: client.email, name: 'Sous un autre nom' })).status, 200)
  assert.deepEqual((await client.caller.get(recordApi.list, {})).items, [], 'nothing before the proof')
  const secret = (await mailedLink(server, client.email)) ?? ''
  for (let looks = 0; looks < 2; looks++)
    assert.equal((await nobody.call(accessApi.readGuest, { secret })).status, 200)
  assert.equal((await confirm(client.email)).status, 200)
  const { items } = await client.caller.get(recordApi.list, {})
  assert.deepEqual(
    items.map(({ title }) => title),
    ['Écran noir'],
  )
  const record = await admin.caller.get(recordApi.read, { number: items[0]?.number ?? '' })
  assert.partialDeepStrictEqual(record, { requesterId: client.id, channel: 'email' })
  assert.deepEqual(await rowsOf(server, 'select * from guest_request'), [])
})

test('somebody from a domain that a client has named becomes a person of that client', async () => {
  const client = await aClient(server)
  await admin.caller.get(mailApi.writeDomains, { id: client.id, domains: ['orme.test'] })
  await write({ email: 'Nouveau@Orme.test', name: 'Nour Veau' })
  await confirm('nouveau@orme.test')
  const mail = await lastMail(server)
  const record = await admin.caller.get(recordApi.read, { number: mail.number ?? '' })
  assert.partialDeepStrictEqual(record, { clientId: client.id, requesterName: 'Nour Veau' })
})

test('whoever nobody knows waits in the quarantine, and becomes a ticket when the desk admits him', async () => {
  const client = await aClient(server)
  await write()
  await confirm(ordinary.email)
  const mail = await lastMail(server)
  assert.partialDeepStrictEqual(mail, {
    state: 'quarantined',
    why: 'unknown-sender',
    sender: ordinary.email,
    senderName: 'Paule Passante',
    isAuthenticated: true,
  })
  await admin.caller.get(mailApi.admit, { id: mail.id, clientId: client.id, name: 'Paule Passante' })
  await server.runChore('file-mail')
  assert.equal((await lastMail(server)).state, 'filed')
})

test('the answer is the same whoever is known, and so is the confirmation, which repeats nothing that was typed', async () => {
  const client = await aClientPerson(server)
  const stranger = {
    email: 'inconnue@ailleurs.test',
    name: 'achetez-ici',
    subject: 'pub-pub',
    text: 'pub-pub',
  }
  const [known, unknown] = [await write({ ...stranger, email: client.email }), await write(stranger)]
  assert.deepEqual(unknown, known)
  assert.notEqual(await mailedLink(server, client.email), null)
  const sealed = await rowsOf<{ html: string; subject: string }>(
    server,
    `select html, subject from mail where direction = 'out'`,
  )
  assert.ok(!JSON.stringify(sealed).includes('pub-pub') && !JSON.stringify(sealed).includes('achetez'))
})

test('a link is confirmed once, even by two at once, not after a day, and not altered', async () => {
  await write({ email: 'deux@ailleurs.test' })
  const secret = (await mailedLink(server, 'deux@ailleurs.test')) ?? ''
  const altered = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`
  assert.equal((await nobody.call(accessApi.confirmGuest, { secret: altered })).code, 'link_expired')
  const both = await Promise.all([1, 2].map(() => nobody.call(accessApi.confirmGuest, { secret })))
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 410],
  )
  const count = async () => (await allMails(server)).filter(({ direction }) => direction === 'in').length
  const before = await count()
  await Promise.all([server.runChore('file-guests'), server.runChore('file-guests')])
  assert.equal(await count(), before + 1)
  await write({ email: 'tard@ailleurs.test' })
  server.setNow('PT24H1M')
  assert.equal((await confirm('tard@ailleurs.test')).code, 'link_expired')
})

test('HTML that was typed stays text, and a header is smuggled into no message', async () => {
  const client = await aClientPerson(server)
  const text = '<script>alert(1)</script><b>gras</b> & <img src=x onerror=alert(1)>'
  await write({ email: client.email, subject: '<i>objet</i>', text })
  await confirm(client.email)
  const { items } = await client.caller.get(recordApi.list, {})
  const record = await client.caller.get(recordApi.read, { number: items[0]?.number ?? '' })
  assert.equal(record.title, '<i>objet</i>')
  assert.ok('description' in record && record.description.includes('&lt;script&gt;'), JSON.stringify(record))
  assert.ok(!/<(script|b|img)\b/.test(record.description))
  for (const bad of ['a\r\nBcc: x@y.test', 'a\u0000b'])
    for (const key of ['name', 'subject']) assert.equal((await write({ [key]: bad })).status, 400)
})

test('who fills the hidden field is thanked, and nothing is kept or sent', async () => {
  const before = (await allMails(server)).length
  const answer = await write({ email: 'robot@ailleurs.test', website: 'https://spam.test' })
  assert.equal(answer.status, 200)
  assert.equal((await allMails(server)).length, before)
  assert.deepEqual(await rowsOf(server, `select * from guest_request where address like 'robot%'`), [])
})

test('what is too large is refused, who floods is stopped, and no address is filled', async () => {
  assert.equal((await write({ text: 'x'.repeat(10_001) })).status, 400)
  assert.equal((await write({ name: 'x'.repeat(101) })).status, 400)
  const flood = await Promise.all(
    Array.from({ length: 8 }, (_, at) => write({ email: `f${at}@ailleurs.test` }, '203.0.113.8')),
  )
  assert.equal(flood.filter(({ status }) => status === 429).length, 3)
  for (let tries = 0; tries < 6; tries++)
    assert.equal((await write({ email: 'victime@ailleurs.test' })).status, 200)
  const sent = (await allMails(server)).filter(({ recipients }) =>
    recipients.includes('victime@ailleurs.test'),
  )
  assert.equal(sent.length, 3)
})

test('the provider’s own people and blocked senders get no other way in by the form', async () => {
  const agent = await anAgent(server)
  await write({ email: agent.email })
  await confirm(agent.email)
  const mail = await lastMail(server)
  assert.equal(mail.state, 'filed')
  await rowsOf(server, `insert into blocked_sender (address, at) values ('bloquee@ailleurs.test', now())`)
  await write({ email: 'bloquee@ailleurs.test' })
  await confirm('bloquee@ailleurs.test')
  assert.partialDeepStrictEqual(await lastMail(server), { state: 'refused', why: 'blocked' })
})
