import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessApi } from '#contract/access/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { mailApi } from '#contract/mail/api.ts'
import { organisationApi } from '#contract/organisation/api.ts'
import { personApi } from '#contract/person/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { aFactor, codeOf, cookieOf } from '../../testing/factor.ts'
import { aClientPerson, anAdministrator, anAgent, password } from '../../testing/makers.ts'
import { allMails, aMailbox, mailedLink, rowsOf } from '../../testing/post.ts'
import { callerOf, startServer } from '../../testing/server.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const nobody = callerOf(server, null)

test('before a mailbox sends, no link is offered', async () => {
  assert.equal((await nobody.get(organisationApi.status, {})).mailsLinks, false)
  await aMailbox(server)
  assert.equal((await nobody.get(organisationApi.status, {})).mailsLinks, true)
})

let networks = 0
/** Each from a network of its own, unless said. */
const ask = async (email: string, purpose: 'sign-in' | 'password' = 'sign-in', from?: string) => {
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/v1/sign-in-links',
    remoteAddress: from ?? `198.51.100.${(networks += 1)}`,
    payload: { email, purpose },
  })
  await server.runChore('send-sign-in-links')
  return { status: response.statusCode, body: response.body }
}

const linkFor = async (email: string, purpose: 'sign-in' | 'password' = 'sign-in'): Promise<string> => {
  await ask(email, purpose)
  const secret = await mailedLink(server, email)
  if (secret === null) throw new Error(`No link left for ${email}.`)
  return secret
}

const eventsOf = async (id: string): Promise<string[]> =>
  (await admin.caller.get(journalApi.ofSubject, { subject: id })).items.map(({ event }) => event)

test('a link signs in once, in any browser, and opening its page uses nothing up', async () => {
  const client = await aClientPerson(server)
  const secret = await linkFor(client.email)
  for (let looks = 0; looks < 3; looks++)
    assert.equal((await nobody.get(accessApi.readLink, { secret })).purpose, 'sign-in')
  const both = await Promise.all([1, 2].map(() => nobody.call(accessApi.takeLink, { secret })))
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 410],
  )
  const opened = both.find(({ status }) => status === 200)
  const cookie = cookieOf(opened?.headers ?? {}, 'trousse_session') ?? ''
  assert.partialDeepStrictEqual((await nobody.call(sessionApi.read, {}, { cookie })).body, {
    person: { id: client.id },
  })
  assert.equal((await nobody.call(accessApi.readLink, { secret })).code, 'link_expired')
  assert.deepEqual((await eventsOf(client.id)).slice(-2), ['session.link-sent', 'session.opened'])
})

test('an address that nobody has is answered the same, and nothing is sent or kept', async () => {
  const agent = await anAgent(server)
  const known = await ask(agent.email)
  const before = (await allMails(server)).length
  const unknown = await ask('personne@nulle-part.test')
  assert.deepEqual(unknown, known)
  assert.equal(known.status, 200)
  assert.equal((await allMails(server)).length, before)
  assert.deepEqual(await rowsOf(server, 'select * from sign_in_wish'), [])
  const gone = await anAgent(server)
  await admin.caller.get(personApi.end, gone)
  assert.deepEqual(await ask(gone.email), known)
  assert.equal(await mailedLink(server, gone.email), null)
})

test('a link ends after fifteen minutes, one that was altered is none, and none outlives its person', async () => {
  const agent = await anAgent(server)
  const secret = await linkFor(agent.email)
  const altered = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`
  assert.equal((await nobody.call(accessApi.takeLink, { secret: altered })).code, 'link_expired')
  server.setNow('PT15M1S')
  assert.equal((await nobody.call(accessApi.takeLink, { secret })).code, 'link_expired')
  const fresh = await linkFor(agent.email)
  await admin.caller.get(personApi.end, agent)
  assert.equal((await nobody.call(accessApi.takeLink, { secret: fresh })).code, 'link_expired')
})

test('who has a second factor is asked for it after the link, too', async () => {
  const agent = await anAgent(server)
  const factor = await aFactor(server, agent)
  const { body, headers } = await nobody.call(accessApi.takeLink, { secret: await linkFor(agent.email) })
  if (!('pending' in body)) throw new Error('no code was asked')
  assert.equal(headers['set-cookie'], undefined)
  const code = codeOf(server, factor.secret)
  assert.equal((await nobody.call(sessionApi.giveCode, { pending: body.pending, code })).status, 200)
})

test('after a link, a new password is chosen without the old one: once, within a quarter of an hour, in that session alone', async () => {
  const agent = await anAgent(server)
  const { headers } = await nobody.call(accessApi.takeLink, {
    secret: await linkFor(agent.email, 'password'),
  })
  const cookie = cookieOf(headers, 'trousse_session') ?? ''
  const chosen = 'une phrase toute neuve'
  assert.equal((await agent.caller.call(sessionApi.changePassword, { password: chosen })).status, 401)
  assert.equal((await nobody.call(sessionApi.changePassword, { password: chosen }, { cookie })).status, 200)
  assert.equal((await nobody.call(sessionApi.signIn, { email: agent.email, password: chosen })).status, 200)
  assert.equal((await nobody.call(sessionApi.signIn, { email: agent.email, password })).status, 401)
  assert.equal((await nobody.call(sessionApi.changePassword, { password }, { cookie })).status, 401)
  const late = await nobody.call(accessApi.takeLink, { secret: await linkFor(agent.email, 'password') })
  server.setNow('PT15M1S')
  const lateCookie = cookieOf(late.headers, 'trousse_session') ?? ''
  assert.equal(
    (await nobody.call(sessionApi.changePassword, { password }, { cookie: lateCookie })).status,
    401,
  )
})

test('neither the desk nor an administrator reads a link in the mail, nor does the database hold one', async () => {
  const agent = await anAgent(server)
  const secret = await linkFor(agent.email)
  const { items } = await admin.caller.get(mailApi.list, { limit: 1 })
  const [newest] = items
  assert.deepEqual(newest?.recipients, [agent.email])
  const read = await admin.caller.get(mailApi.read, { id: newest?.id ?? '' })
  const raw = await admin.caller.call(mailApi.raw, { id: newest?.id ?? '' })
  for (const text of [JSON.stringify(read), raw.body]) {
    assert.ok(text.length > 50)
    assert.ok(!text.includes(secret) && !text.includes('/lien/'))
  }
  const tables = await rowsOf(
    server,
    'select m::text from mail m union all select s::text from mail_sealed s',
  )
  assert.ok(!JSON.stringify(tables).includes(secret))
})

test('who insists is refused, and a mailbox is filled by nobody, from however many networks', async () => {
  const agent = await anAgent(server)
  const answers = []
  for (let tries = 0; tries < 5; tries++) answers.push(await ask(agent.email, 'sign-in', '203.0.113.5'))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 429, 429],
  )
  for (let tries = 0; tries < 10; tries++) assert.equal((await ask(agent.email)).status, 200)
  const sent = (await allMails(server)).filter(({ recipients }) => recipients.includes(agent.email))
  assert.equal(sent.length, 6)
  const many = await Promise.all(
    Array.from({ length: 25 }, (_, at) => ask(`essai${at}@nulle-part.test`, 'sign-in', '203.0.113.6')),
  )
  assert.equal(many.filter(({ status }) => status === 429).length, 5)
})

test('what has run out is let go', async () => {
  await linkFor((await anAgent(server)).email)
  server.setNow('PT49H')
  await server.runSchedule('forget-access')
  for (const table of ['sign_in_link', 'pending_sign_in'])
    assert.deepEqual(await rowsOf(server, `select * from ${table}`), [], table)
})
