import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer as createHttp } from 'node:http'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { mailApi } from '#contract/mail/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { openMailbox } from '#platform/mail/read-mailbox.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  anAdministrator,
  anAgent,
  aClientPerson,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { aMailbox, rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'
import { imapAccountOf } from './accounts.ts'

/** Microsoft's part, as far as we speak with it: codes are redeemed once, refresh tokens change each time. */
const asked: URLSearchParams[] = []
let challenge = ''
const provider = createHttp((request, response) => {
  let body = ''
  request.on('data', (piece: Buffer) => (body += piece.toString()))
  request.on('end', () => {
    const form = new URLSearchParams(body)
    asked.push(form)
    const verifier = form.get('code_verifier') ?? ''
    const isRight =
      form.get('client_secret') === 'secret of the application' &&
      (form.get('grant_type') === 'refresh_token'
        ? form.get('refresh_token') === `refresh-${asked.length - 1}`
        : form.get('code') === 'the-code' &&
          createHash('sha256').update(verifier).digest('base64url') === challenge)
    response.writeHead(isRight ? 200 : 400, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(
        isRight
          ? {
              access_token: `access-${asked.length}`,
              refresh_token: `refresh-${asked.length}`,
              expires_in: 3600,
            }
          : {
              error: 'invalid_grant',
              error_description: 'AADSTS7000222: The provided client secret keys are expired.',
            },
      ),
    )
  })
})

/** An IMAP server that knows XOAUTH2 and an empty INBOX: Dovecot has no token to check without its provider. */
const imap = createServer((socket) => {
  socket.write('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready\r\n')
  socket.on('error', () => undefined)
  socket.on('data', (piece) => {
    for (const line of piece.toString().split('\r\n').filter(Boolean)) {
      const [tag = '', command = '', ...rest] = line.split(' ')
      if (/^authenticate$/i.test(command)) {
        const said = Buffer.from(rest[1] ?? '', 'base64').toString()
        const isRight = said === 'user=support@firme.test\u0001auth=Bearer access-2\u0001\u0001'
        socket.write(isRight ? `${tag} OK signed in\r\n` : `${tag} NO not you\r\n`)
      } else if (/^(select|examine)$/i.test(command)) {
        socket.write(
          `* FLAGS (\\Seen)\r\n* 0 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 1]\r\n${tag} OK [READ-WRITE] open\r\n`,
        )
      } else if (/^capability$/i.test(command))
        socket.write(`* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2\r\n${tag} OK done\r\n`)
      else if (/^logout$/i.test(command)) socket.end(`* BYE\r\n${tag} OK bye\r\n`)
      else if (/^list$/i.test(command)) socket.write(`* LIST () "/" "INBOX"\r\n${tag} OK done\r\n`)
      else socket.write(`${tag} OK done\r\n`)
    }
  })
})
const portOf = (server: { listen: typeof imap.listen; address: typeof imap.address }) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0)
    })
  })
const [loginPort, imapPort] = [await portOf(provider), await portOf(imap)]
after(() => {
  provider.close()
  provider.closeAllConnections()
  imap.close()
})

const server = await startServer()
const { attempt } = byHand(server)
server.surroundings.config.microsoftLogin = `http://127.0.0.1:${loginPort}`
const admin = await anAdministrator(server)
const mailbox = await aMailbox(server, {
  address: 'support@firme.test',
  kind: 'microsoft',
  imapHost: '127.0.0.1',
  imapPort,
  imapSecurity: 'none',
  oauthTenant: 'firme.test',
  oauthClientId: 'application',
  clientSecret: 'secret of the application',
  secretEndsOn: '2026-03-16',
})

test('a mailbox of Microsoft 365 is lent by its own page, with PKCE, and read by an access token that is fetched anew', async () => {
  const { url } = await admin.caller.get(mailApi.authoriseMailbox, mailbox)
  const query = new URL(url).searchParams
  assert.equal(query.get('code_challenge_method'), 'S256')
  assert.match(query.get('scope') ?? '', /IMAP\.AccessAsUser\.All/)
  challenge = query.get('code_challenge') ?? ''
  const attempt = query.get('state') ?? ''
  const forged = await admin.caller.call(mailApi.finishAuthorisation, {
    attempt: `${attempt}x`,
    code: 'the-code',
  })
  assert.equal(forged.code, 'link_expired')
  await admin.caller.get(mailApi.finishAuthorisation, { attempt, code: 'the-code' })
  const twice = await admin.caller.call(mailApi.finishAuthorisation, { attempt, code: 'the-code' })
  assert.equal(twice.code, 'link_expired')
  const chore = server.runChore('test-mailbox')
  await chore
  const { test: tried, secrets } = await admin.caller.get(mailApi.readMailbox, mailbox)
  assert.deepEqual(
    tried?.steps.slice(0, 5).map(({ step, state }) => `${step} ${state}`),
    ['authorised done', 'resolved done', 'connected done', 'signed-in done', 'folders done'],
  )
  assert.ok(secrets.includes('refresh-token') && !secrets.includes('code'))
  const [row] = await rowsOf<{ sealed: string }>(
    server,
    `select sealed from mailbox_secret where name = 'refresh-token'`,
  )
  assert.ok(row !== undefined && !row.sealed.includes('refresh'))
})

test('while an access token lasts it serves; when it has ended the refresh token that was kept last fetches another', async () => {
  const find = async () => {
    const { rows } = await server.surroundings.pool.connect().then(async (client) => {
      try {
        await client.query('begin; set local role worker')
        return await client.query('select * from mailbox')
      } finally {
        await client.query('rollback')
        client.release()
      }
    })
    return rows[0]
  }
  // The mailbox was changed when it was lent: what was fetched for the one before does not count.
  await imapAccountOf(server.surroundings, await find())
  const before = asked.length
  await imapAccountOf(server.surroundings, await find())
  assert.equal(asked.length, before)
  server.setNow('PT2H')
  const account = await imapAccountOf(server.surroundings, await find())
  assert.deepEqual(account.secret, { kind: 'token', value: `access-${before + 1}` })
  await assert.rejects(openMailbox(account))
})

test('administrators hear in time that a client secret is about to end', async () => {
  server.setNow('2026-03-09T08:00:00Z')
  await server.runSchedule('watch-mail-secrets')
  await server.runSchedule('watch-mail-secrets')
  const { items } = await admin.caller.get(notificationApi.list, {})
  const told = items.filter(({ event }) => event === 'mailbox.secret-ending')
  assert.deepEqual(
    told.map(({ cause }) => cause),
    [{ mailbox: 'Support', days: 7 }],
  )
})

test('secrets are answered to nobody, journaled nowhere, and kept by administrators alone', async () => {
  const secret = 'un mot de passe très secret'
  const { call } = admin.caller
  const made = await call(mailApi.createMailbox, {
    name: 'Autre',
    address: 'autre@firme.test',
    kind: 'imap',
    imapHost: 'x.test',
    password: secret,
  })
  assert.equal(made.status, 201)
  assert.ok(!JSON.stringify(made.body).includes(secret))
  const rows = await rowsOf<{ body: unknown }>(server, 'select body from journal_body')
  assert.ok(!JSON.stringify(rows).includes(secret))
  const sealed = await rowsOf<{ sealed: string }>(server, 'select sealed from mailbox_secret')
  assert.ok(!JSON.stringify(sealed).includes(secret))
  const agent = await anAgent(server)
  assert.equal(
    (await agent.caller.call(mailApi.createMailbox, { name: 'x', address: 'x@y.test', kind: 'door' })).code,
    'forbidden',
  )
  assert.equal((await agent.caller.call(mailApi.testMailbox, mailbox)).code, 'forbidden')
  const twin = await call(mailApi.createMailbox, {
    name: 'Jumelle',
    address: 'autre@firme.test',
    kind: 'door',
  })
  assert.equal(twin.code, 'already_exists')
})

test('by hand, in the database, neither a client nor a supplier nor the staff reads what is sealed, and outsiders no mail at all', async () => {
  const outsiders = [await aClientPerson(server), await aSupplierPerson(server)]
  const tables = [
    'mail',
    'mail_chunk',
    'mail_place',
    'mail_thread',
    'mailbox',
    'mailbox_secret',
    'mailbox_authorisation',
    'client_domain',
    'blocked_sender',
  ]
  const refusal = async (someone: Someone, text: string) => (await attempt(someone, text)).refusal
  for (const outsider of outsiders) {
    for (const table of tables)
      assert.equal(await refusal(outsider, `select 1 from ${table}`), '42501', `${outsider.name} ${table}`)
    assert.equal(await refusal(outsider, `select wake_mail('send-mail')`), '42501')
    assert.equal(await refusal(outsider, `select actor_of('${admin.id}', '2026-01-01')`), '42501')
  }
  assert.equal(await refusal(admin, 'select sealed from mailbox_secret'), '42501')
  assert.equal(await refusal(admin, `select actor_of('${admin.id}', '2026-01-01')`), '42501')
})
