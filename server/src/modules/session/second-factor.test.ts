import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientApi } from '#contract/client/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { organisationApi } from '#contract/organisation/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { aFactor, codeOf, cookieOf, pendingOf, signInAs } from '../../testing/factor.ts'
import { aClientPerson, anAdministrator, anAgent, password } from '../../testing/makers.ts'
import { rowsOf } from '../../testing/post.ts'
import { callerOf, startServer } from '../../testing/server.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const nobody = callerOf(server, null)

const giveCode = (pending: string, code: string, more: { trusts?: boolean } = {}) =>
  nobody.call(sessionApi.giveCode, { pending, code, ...more })

const eventsOf = async (id: string): Promise<string[]> =>
  (await admin.caller.get(journalApi.ofSubject, { subject: id })).items.map(({ event }) => event)

test('with a second factor, the right password alone opens nothing: the code does, and the journal says so', async () => {
  const agent = await anAgent(server)
  const { secret } = await aFactor(server, agent)
  const first = await signInAs(server, agent.email)
  assert.equal(first.status, 200)
  assert.deepEqual(Object.keys(first.body), ['pending'])
  assert.equal(first.headers['set-cookie'], undefined)
  const pending = await pendingOf(server, agent)
  const second = await giveCode(pending, codeOf(server, secret))
  assert.partialDeepStrictEqual(second.body, { person: { id: agent.id } })
  const cookie = cookieOf(second.headers, 'trousse_session') ?? ''
  assert.equal((await nobody.call(sessionApi.read, {}, { cookie })).status, 200)
  assert.equal(cookieOf(second.headers, 'trousse_device'), null)
  assert.deepEqual((await eventsOf(agent.id)).slice(-2), ['second-factor.set', 'session.opened'])
})

test('a token of a program asks for no code', async () => {
  const agent = await anAgent(server)
  await aFactor(server, agent)
  assert.equal((await agent.caller.call(recordApi.list, {})).status, 200)
})

test('a wrong password answers the same with and without a second factor', async () => {
  const [plain, guarded] = [await anAgent(server), await anAgent(server)]
  await aFactor(server, guarded)
  const refusalOf = async (email: string) => {
    const { status, body } = await nobody.call(sessionApi.signIn, { email, password: 'not the password' })
    return { status, body }
  }
  assert.deepEqual(await refusalOf(guarded.email), await refusalOf(plain.email))
  assert.deepEqual(await refusalOf(guarded.email), await refusalOf('nobody@example.test'))
})

test('a code is taken once: not again with another pending sign-in, not an older one, not twice at once', async () => {
  const agent = await anAgent(server)
  const { secret } = await aFactor(server, agent)
  const code = codeOf(server, secret)
  const [one, two, three] = [
    await pendingOf(server, agent),
    await pendingOf(server, agent),
    await pendingOf(server, agent),
  ]
  const both = await Promise.all([giveCode(one, code), giveCode(two, code)])
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 401],
  )
  assert.equal((await giveCode(three, code)).code, 'wrong_code')
  assert.equal((await giveCode(three, codeOf(server, secret, -1))).code, 'wrong_code')
  server.setNow('PT30S')
  assert.equal((await giveCode(three, codeOf(server, secret))).status, 200)
  assert.equal(
    (await giveCode(three, codeOf(server, secret, 1))).code,
    'link_expired',
    'a pending one works once',
  )
})

test('the code that confirmed the factor does not sign in a moment later', async () => {
  const agent = await anAgent(server)
  const { secret } = await agent.caller.get(sessionApi.beginSecondFactor, { password })
  const code = codeOf(server, secret)
  await agent.caller.get(sessionApi.confirmSecondFactor, { code })
  assert.equal((await giveCode(await pendingOf(server, agent), code)).code, 'wrong_code')
})

test('who guesses is stopped, whatever address and however many pending sign-ins he comes with, even if right at last', async () => {
  const agent = await anAgent(server)
  const { secret } = await aFactor(server, agent)
  const pending = await pendingOf(server, agent)
  const right = codeOf(server, secret)
  const wrong = right === '000000' ? '000001' : '000000'
  const answers = await Promise.all(Array.from({ length: 12 }, () => giveCode(pending, wrong)))
  assert.equal(answers.filter(({ code }) => code === 'wrong_code').length, 6)
  assert.equal(answers.filter(({ code }) => code === 'too_many_requests').length, 6)
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/v1/session/code',
    remoteAddress: '198.51.100.77',
    payload: { pending: await pendingOf(server, agent), code: right },
  })
  assert.equal(response.statusCode, 429)
  server.setNow('PT6M')
  assert.equal((await giveCode(await pendingOf(server, agent), codeOf(server, secret))).status, 200)
})

test('a pending sign-in ends after ten minutes, and one that nobody gave is none', async () => {
  const agent = await anAgent(server)
  const { secret } = await aFactor(server, agent)
  const pending = await pendingOf(server, agent)
  assert.equal((await giveCode(`${pending.slice(0, -1)}_`, codeOf(server, secret))).code, 'link_expired')
  server.setNow('PT10M1S')
  assert.equal((await giveCode(pending, codeOf(server, secret))).code, 'link_expired')
})

test('ten recovery codes are shown once and kept as digests; each signs in once, even for two at once', async () => {
  const agent = await anAgent(server)
  const { recoveryCodes } = await aFactor(server, agent)
  const [first = '', second = ''] = recoveryCodes
  assert.equal(new Set(recoveryCodes).size, 10)
  const pendings = [await pendingOf(server, agent), await pendingOf(server, agent)]
  const both = await Promise.all(pendings.map((pending) => giveCode(pending, first.toLowerCase())))
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 401],
  )
  assert.equal((await agent.caller.get(sessionApi.readSecondFactor, {})).recoveryCodesLeft, 9)
  const other = await anAgent(server)
  await aFactor(server, other)
  assert.equal((await giveCode(await pendingOf(server, other), second)).code, 'wrong_code')
  const kept = await rowsOf(server, 'select * from recovery_code')
  for (const code of recoveryCodes) assert.ok(!JSON.stringify(kept).includes(code.replaceAll('-', '')))
})

test('new recovery codes need a code, and the old ones work no more', async () => {
  const agent = await anAgent(server)
  const { secret, recoveryCodes } = await aFactor(server, agent)
  assert.equal(
    (await agent.caller.call(sessionApi.renewRecoveryCodes, { code: '000000' })).code,
    'wrong_code',
  )
  const fresh = await agent.caller.get(sessionApi.renewRecoveryCodes, { code: codeOf(server, secret) })
  assert.equal((await giveCode(await pendingOf(server, agent), recoveryCodes[0] ?? '')).code, 'wrong_code')
  assert.equal((await giveCode(await pendingOf(server, agent), fresh.recoveryCodes[0] ?? '')).status, 200)
})

test('a factor begins with the password, counts once confirmed, and ends with a code', async () => {
  const agent = await anAgent(server)
  const { caller } = agent
  assert.equal((await caller.call(sessionApi.beginSecondFactor, {})).code, 'wrong_credentials')
  assert.equal(
    (await caller.call(sessionApi.beginSecondFactor, { password: 'not it' })).code,
    'wrong_credentials',
  )
  const abandoned = await caller.get(sessionApi.beginSecondFactor, { password })
  assert.ok('person' in (await signInAs(server, agent.email)).body, 'nothing is asked before the first code')
  const { secret, uri } = await caller.get(sessionApi.beginSecondFactor, { password })
  assert.ok(uri.startsWith('otpauth://totp/') && uri.includes(secret))
  const old = codeOf(server, abandoned.secret)
  assert.equal((await caller.call(sessionApi.confirmSecondFactor, { code: old })).code, 'wrong_code')
  await caller.get(sessionApi.confirmSecondFactor, { code: codeOf(server, secret) })
  assert.equal((await caller.call(sessionApi.beginSecondFactor, { password })).code, 'not_possible')
  server.setNow('PT1M')
  assert.equal((await caller.call(sessionApi.endSecondFactor, { code: '123456' })).code, 'wrong_code')
  await caller.get(sessionApi.endSecondFactor, { code: codeOf(server, secret) })
  assert.ok('person' in (await signInAs(server, agent.email)).body)
})

test('the secret is sealed: the database alone yields no code, and it opens for no other person', async () => {
  const [agent, other] = [await anAgent(server), await anAgent(server)]
  const { secret } = await aFactor(server, agent)
  const otherFactor = await aFactor(server, other)
  const rows = await rowsOf<{ sealed: string }>(server, 'select sealed from second_factor')
  assert.ok(
    rows.length > 1 && rows.every(({ sealed }) => sealed.startsWith('v1.') && !sealed.includes(secret)),
  )
  await rowsOf(
    server,
    'update second_factor set sealed = (select sealed from second_factor where person_id = $1) where person_id = $2',
    [agent.id, other.id],
  )
  const { status } = await giveCode(await pendingOf(server, other), codeOf(server, secret))
  assert.equal(status, 500, 'a secret that was moved is no secret of his')
  assert.notEqual(otherFactor.secret, secret)
})

test('a trusted browser is asked no code for thirty days, is listed, and is trusted no more once ended', async () => {
  const agent = await anAgent(server)
  const { secret } = await aFactor(server, agent)
  const { headers } = await giveCode(await pendingOf(server, agent), codeOf(server, secret), { trusts: true })
  const cookie = cookieOf(headers, 'trousse_device') ?? ''
  assert.ok(String(headers['set-cookie']).includes('HttpOnly'))
  assert.ok('person' in (await signInAs(server, agent.email, { cookie })).body)
  const other = await anAgent(server)
  await aFactor(server, other)
  assert.ok(
    'pending' in (await signInAs(server, other.email, { cookie })).body,
    'it is trusted for its owner alone',
  )
  assert.ok('pending' in (await signInAs(server, agent.email, { cookie: `${cookie}x` })).body)
  const { items } = await agent.caller.get(sessionApi.listDevices, {})
  assert.equal(items.length, 1)
  const [device = { id: '' }] = items
  assert.equal((await other.caller.call(sessionApi.endDevice, device)).status, 404)
  await agent.caller.get(sessionApi.endDevice, { id: device.id })
  assert.ok('pending' in (await signInAs(server, agent.email, { cookie })).body)
  assert.equal((await agent.caller.call(sessionApi.endDevice, { id: device.id })).status, 404)
  server.setNow('PT1M')
  const again = await giveCode(await pendingOf(server, agent), codeOf(server, secret), { trusts: true })
  const fresh = cookieOf(again.headers, 'trousse_device') ?? ''
  server.setNow('PT719H59M')
  assert.ok('person' in (await signInAs(server, agent.email, { cookie: fresh })).body)
  server.setNow('PT1M')
  assert.ok('pending' in (await signInAs(server, agent.email, { cookie: fresh })).body)
  assert.deepEqual(
    (await eventsOf(agent.id)).filter((event) => event.startsWith('trusted-device')),
    ['trusted-device.added', 'trusted-device.ended', 'trusted-device.added'],
  )
})

test('a new password ends the trust', async () => {
  const agent = await anAgent(server)
  const { secret } = await aFactor(server, agent)
  const { headers } = await giveCode(await pendingOf(server, agent), codeOf(server, secret), { trusts: true })
  const cookie = cookieOf(headers, 'trousse_device') ?? ''
  await agent.caller.get(sessionApi.changePassword, { current: password, password })
  assert.ok('pending' in (await signInAs(server, agent.email, { cookie })).body)
})

test('an administrator takes away a lost factor, with a reason; an agent does not, nobody his own, nobody twice', async () => {
  const agent = await anAgent(server)
  const client = await aClientPerson(server)
  for (const someone of [agent, client]) await aFactor(server, someone)
  const reset = { id: client.id, reason: 'Téléphone perdu' }
  assert.equal((await agent.caller.call(personApi.resetSecondFactor, reset)).code, 'forbidden')
  assert.equal((await client.caller.call(personApi.resetSecondFactor, reset)).code, 'forbidden')
  const own = { id: admin.id, reason: 'Le mien' }
  assert.equal((await admin.caller.call(personApi.resetSecondFactor, own)).code, 'forbidden')
  assert.equal((await admin.caller.get(personApi.read, client)).hasSecondFactor, true)
  assert.equal((await admin.caller.get(personApi.resetSecondFactor, reset)).hasSecondFactor, false)
  assert.equal((await admin.caller.call(personApi.resetSecondFactor, reset)).code, 'not_possible')
  assert.ok('person' in (await signInAs(server, client.email)).body)
  assert.ok((await eventsOf(client.id)).includes('second-factor.reset'))
})

test('an invitation to who has a factor sets the new password only once the code was given', async () => {
  const agent = await anAgent(server)
  const { secret } = await aFactor(server, agent)
  const { url } = await admin.caller.get(personApi.invite, agent)
  const chosen = 'une autre phrase de passe'
  const { body } = await nobody.call(sessionApi.acceptInvitation, {
    secret: url.split('/').at(-1) ?? '',
    password: chosen,
  })
  if (!('pending' in body)) throw new Error('no code was asked')
  const withOld = await nobody.call(sessionApi.signIn, { email: agent.email, password })
  assert.equal(withOld.status, 200, 'the old one still counts')
  assert.equal((await giveCode(body.pending, codeOf(server, secret))).status, 200)
  assert.equal((await nobody.call(sessionApi.signIn, { email: agent.email, password })).status, 401)
  assert.equal((await nobody.call(sessionApi.signIn, { email: agent.email, password: chosen })).status, 200)
})

test('where it is required, the provider’s people set it up before anything else is answered; clients and programs go on', async () => {
  const agent = await anAgent(server)
  const client = await aClientPerson(server)
  const { version } = await admin.caller.get(organisationApi.read, {})
  assert.equal(
    (await agent.caller.call(organisationApi.edit, { version, requiresSecondFactor: true })).code,
    'forbidden',
  )
  const edited = await admin.caller.get(organisationApi.edit, { version, requiresSecondFactor: true })
  const { body, headers } = await signInAs(server, agent.email)
  assert.partialDeepStrictEqual(body, { person: { mustEnrol: true } })
  const cookie = cookieOf(headers, 'trousse_session') ?? ''
  const refused = await nobody.call(recordApi.list, {}, { cookie })
  assert.equal(refused.code, 'second_factor_required')
  assert.equal(
    (await nobody.call(clientApi.create, { name: 'X' }, { cookie })).code,
    'second_factor_required',
  )
  assert.equal(
    (await nobody.call(sessionApi.createToken, { name: 'way around' }, { cookie })).code,
    'second_factor_required',
  )
  assert.equal((await agent.caller.call(recordApi.list, {})).status, 200, 'a program goes on')
  const ofClient = await signInAs(server, client.email)
  const clientCookie = cookieOf(ofClient.headers, 'trousse_session') ?? ''
  assert.equal((await nobody.call(recordApi.list, {}, { cookie: clientCookie })).status, 200)
  const { body: begun } = await nobody.call(sessionApi.beginSecondFactor, { password }, { cookie })
  const code = codeOf(server, begun.secret)
  assert.equal((await nobody.call(sessionApi.confirmSecondFactor, { code }, { cookie })).status, 200)
  assert.equal((await nobody.call(recordApi.list, {}, { cookie })).status, 200)
  await admin.caller.get(organisationApi.edit, { version: edited.version, requiresSecondFactor: false })
})
