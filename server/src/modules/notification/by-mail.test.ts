import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi, type Choice, type Preference } from '#contract/notification/api.ts'
import type { NoticeGroup } from '#contract/notification/say.ts'
import { recordApi } from '#contract/record/api.ts'
import { asWorker } from '#platform/worker.ts'
import {
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { byHand } from '../../testing/by-hand.ts'
import { openPostOffice } from '../../testing/post-office.ts'
import { aMailbox, allMails } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'
import { notify } from './index.ts'

const post = await openPostOffice()
const server = await startServer('2026-03-03T10:00:00Z')
await aMailbox(server, { smtpHost: '127.0.0.1', smtpPort: post.port, smtpSecurity: 'none' })
const desk = await anAgent(server, { roles: ['CS', 'RGS/AC'] })
const service = await aService(server)
const send = () => post.collect(server)

const aTicket = async (of: Someone, assignee: Someone | null = null) => {
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Panne <du> lundi',
    requesterId: of.id,
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    channel: 'api',
    ...(assignee === null ? {} : { assigneeId: assignee.id }),
  })
  return number
}

const prefer = async (
  someone: Someone,
  change: Partial<Preference>,
  groups: Partial<Record<NoticeGroup, Partial<Choice>>> = {},
) => {
  const now = await someone.caller.get(notificationApi.readPreference, {})
  const choices = { ...now.choices }
  for (const [group, choice] of Object.entries(groups))
    Object.assign(choices, { [group]: { ...Reflect.get(choices, group), ...choice } })
  return someone.caller.get(notificationApi.writePreference, { ...now, ...change, choices })
}

const breach = (someone: Someone, source: string, more: { isUrgent?: boolean } = {}) =>
  asWorker(server.surroundings, ({ db, now }) =>
    notify(db, {
      personIds: [someone.id],
      recordId: null,
      event: 'record.breached',
      cause: {},
      source,
      at: now,
      ...more,
    }),
  )

test('what a client says on my ticket comes by mail with a link; what a colleague says, and what I say, does not', async () => {
  const agent = await anAgent(server, { name: 'Alex Suit' })
  const person = await aClientPerson(server)
  const number = await aTicket(person, agent)
  const [assigned] = (await send()).filter(({ recipients }) => recipients.includes(agent.email))
  assert.equal(assigned?.subject, `[${number}] Un ticket vous est confié · Panne <du> lundi`)
  await person.caller.get(recordApi.comment, { number, body: '<p>Toujours <b>rien</b></p>' })
  await agent.caller.get(recordApi.comment, { number, body: 'Noté', visibility: 'internal' })
  await desk.caller.get(recordApi.comment, { number, body: 'Je regarde', visibility: 'internal' })
  const mails = (await send()).filter(({ recipients }) => recipients.includes(agent.email))
  assert.equal(mails.length, 1)
  assert.equal(mails[0]?.subject, `[${number}] Nouveau message · Panne <du> lundi`)
  assert.match(mails[0]?.text ?? '', /Toujours rien/)
  assert.match(mails[0]?.html ?? '', new RegExp(`href="http://localhost:3000/tickets/${number}"`))
  assert.match(mails[0]?.html ?? '', /Panne &lt;du&gt; lundi/)
  // To the client’s journal nothing of this belongs.
  const { items } = await person.caller.get(journalApi.ofRecord, { number })
  assert.ok(!items.some(({ event }) => event === 'record.mailed'))
})

test('who is given a ticket by somebody else is told, who takes it is not', async () => {
  const agent = await anAgent(server)
  const number = await aTicket(await aClientPerson(server))
  await send()
  const record = await agent.caller.get(recordApi.read, { number })
  await agent.caller.get(recordApi.edit, { number, version: record.version, assigneeId: agent.id })
  assert.deepEqual(await send(), [])
  const other = await anAgent(server)
  const now = await desk.caller.get(recordApi.read, { number })
  await desk.caller.get(recordApi.edit, { number, version: now.version, assigneeId: other.id })
  assert.deepEqual(
    (await send()).map(({ recipients }) => recipients),
    [[other.email]],
  )
})

test('Z#2157: no mail at midnight – a missed target waits for the morning, who is on call does not', async () => {
  const agent = await anAgent(server)
  await prefer(agent, {}, { late: { mail: 'at-once' } })
  server.setNow('2026-03-03T23:00:00Z')
  await breach(agent, 'midnight')
  assert.deepEqual(await send(), [])
  const [waiting] = (await allMails(server)).slice(-1)
  assert.deepEqual([waiting?.state, waiting?.dueAt], ['queued', '2026-03-04T06:00:00Z'])
  await breach(agent, 'on-call', { isUrgent: true })
  assert.equal((await send()).length, 1)
  server.setNow('2026-03-04T06:00:00Z')
  assert.equal((await send()).length, 1)
})

test('what may wait for the day’s message comes in one, and all of it', async () => {
  const agent = await anAgent(server)
  await prefer(agent, { dailyAt: '08:30' }, { late: { mail: 'daily' } })
  for (const source of ['daily-1', 'daily-2', 'daily-3']) {
    await breach(agent, source)
    await breach(agent, source)
  }
  assert.deepEqual(await send(), [])
  server.setNow('2026-03-04T07:31:00Z')
  const mails = await send()
  assert.equal(mails.length, 1)
  assert.equal(mails[0]?.subject, 'Votre récapitulatif du jour')
  assert.equal(mails[0]?.text.match(/Un délai est dépassé/g)?.length, 3)
  await breach(agent, 'daily-4')
  server.setNow('2026-03-05T07:31:00Z')
  assert.equal((await send()).length, 1)
})

test('a way that was switched off is not taken; out of the product a thing stays among all, read', async () => {
  const agent = await anAgent(server)
  await prefer(agent, {}, { late: { product: false, mail: 'off' } })
  await breach(agent, 'nowhere')
  assert.deepEqual(await send(), [])
  assert.equal((await agent.caller.get(notificationApi.list, { unread: 'true' })).items.length, 0)
  assert.equal((await agent.caller.get(notificationApi.list, {})).items.length, 1)
})

test('choices are one’s own: kept with their version, refused when malformed, closed to clients and suppliers', async () => {
  const agent = await anAgent(server)
  const first = await prefer(agent, { quietFrom: '21:00' })
  assert.deepEqual([first.version, first.quietFrom, first.choices.mentioned.mail], [1, '21:00', 'at-once'])
  const stale = await agent.caller.call(notificationApi.writePreference, { ...first, version: 0 })
  assert.equal(stale.code, 'stale_version')
  const wrong: InputOf<typeof notificationApi.writePreference> = { ...first, quietFrom: '25:00' }
  assert.equal((await agent.caller.call(notificationApi.writePreference, wrong)).code, 'invalid_input')
  for (const someone of [await aClientPerson(server), await aSupplierPerson(server)])
    assert.equal((await someone.caller.call(notificationApi.readPreference, {})).status, 403)
  const { attempt } = byHand(server)
  const other = await anAgent(server)
  const { rows } = await attempt(other, 'select person_id from notification_preference')
  assert.deepEqual(rows, [])
  const { refusal } = await attempt(
    other,
    `insert into notification_preference (person_id, choices, quiet_from, quiet_until, is_quiet_on_weekends, daily_at)
     values ('${agent.id}', '{}', '00:00', '00:00', false, '00:00')`,
  )
  assert.ok(refusal !== null && refusal !== undefined)
})

test('of two who write the same choices at once one is told of the other', async () => {
  const agent = await anAgent(server)
  const now = await agent.caller.get(notificationApi.readPreference, {})
  const results = await Promise.all(
    ['06:00', '06:30'].map((quietUntil) =>
      agent.caller.call(notificationApi.writePreference, { ...now, quietUntil }),
    ),
  )
  assert.deepEqual(
    results.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
})

test('top management gets the day and its seal by mail once, with the head that the database has', async () => {
  const admin = await anAdministrator(server)
  await server.runSchedule('mail-day')
  assert.deepEqual(await send(), [])
  await server.runSchedule('seal-day')
  await server.runSchedule('mail-day')
  await server.runSchedule('mail-day')
  const mails = (await send()).filter(({ subject }) => subject.startsWith('Résumé et scellé'))
  assert.deepEqual(
    mails.map(({ recipients }) => recipients),
    [[admin.email]],
  )
  const { faults, lastSeal } = await admin.caller.get(journalApi.verify, {})
  assert.deepEqual(faults, [])
  assert.ok(lastSeal !== null)
  const { attempt } = byHand(server)
  const { rows } = await attempt(
    admin,
    "select encode(hash, 'hex') as hash, entries from seal order by day desc limit 1",
  )
  const [seal] = rows
  assert.match(mails[0]?.text ?? '', new RegExp(`${String(seal?.['entries'])} faits`))
  assert.ok((mails[0]?.text ?? '').replaceAll(' ', '').includes(String(seal?.['hash'])))
})
