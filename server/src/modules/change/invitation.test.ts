import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeApi } from '#contract/change/api.ts'
import { changeCalendarApi } from '#contract/change/calendar.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { aSubmittedChange } from '../../testing/changes.ts'
import { aClient, aClientPerson, anAgent } from '../../testing/makers.ts'
import { openPostOffice } from '../../testing/post-office.ts'
import { aMailbox, rowsOf } from '../../testing/post.ts'
import { callerOf, startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const post = await openPostOffice()
const server = await startServer('2026-03-02T09:00:00Z')
await aMailbox(server, { smtpHost: '127.0.0.1', smtpPort: post.port, smtpSecurity: 'none' })
const desk = await anAgent(server, { roles: ['CS'] })
const manager = await anAgent(server, { roles: ['RGS/AC'] })
const colleague = await anAgent(server, { roles: ['RGS/AC'] })
const client = await aClient(server, { name: 'Boulangerie' })
const contact = await aClientPerson(server, { client, level: 'contact' })

const secret = 'zyxinterne'
const decide = (number: string, decision: InputOf<typeof changeApi.decide>['decision']) =>
  colleague.caller.get(changeApi.decide, {
    number,
    decision,
    ...(decision === 'approve' ? {} : { comment: 'pas cette semaine' }),
  })
const approved = async (given: Partial<InputOf<typeof changeApi.create>> = {}) => {
  const number = await aSubmittedChange(
    { by: desk, manager },
    { severity: 3, impact: 3, reason: secret, clientId: client.id, ...given },
  )
  await decide(number, 'approve')
  return number
}
const versionOf = async (number: string) => {
  const change = await manager.caller.get(changeApi.read, { number })
  return 'version' in change ? change.version : 0
}
const setWindow = async (number: string, window: { from: string; to: string } | null) =>
  manager.caller.get(changeApi.edit, { number, version: await versionOf(number), window })
const announce = (number: string) => manager.caller.get(changeCalendarApi.announce, { number })
const submitAgain = async (number: string, moves = ['submit']) => {
  for (const name of moves) await move(manager, number, name)
}

let seen = 0
/** What left since the last look: a calendar in each message. */
const received = async () => {
  const mails = await post.collect(server)
  const letters = post.taken.map(String)
  const rows = await rowsOf<{ to: string; method: string; text: string }>(
    server,
    `select m.recipients[1] as to, f.calendar_method as method, convert_from(f.bytes, 'UTF8') as text
     from mail m join mail_file f on f.mail_id = m.id where m.direction = 'out' order by m.id`,
  )
  const fresh = rows.slice(seen)
  seen = rows.length
  assert.equal(mails.length, fresh.length)
  return fresh.map((row, at) => {
    const text = row.text.replaceAll(/\r\n[ \t]/g, '')
    const field = (name: string) => new RegExp(`\r\n${name}[:;]([^\r]*)`).exec(text)?.[1] ?? null
    assert.match(
      letters[at] ?? '',
      new RegExp(`Content-Type: text/calendar; charset=utf-8;\\s+method=${row.method}`, 'i'),
      'the calendar is a way of reading the message',
    )
    assert.doesNotMatch(text, new RegExp(`${secret}|ATTENDEE|/tickets/`))
    assert.equal(field('METHOD'), row.method)
    return {
      to: row.to,
      subject: mails[at]?.subject,
      method: row.method,
      organizer: field('ORGANIZER'),
      summary: field('SUMMARY'),
      description: field('DESCRIPTION'),
      uid: field('UID'),
      sequence: Number(field('SEQUENCE')),
      from: field('DTSTART'),
      status: field('STATUS'),
    }
  })
}
const only = async () => {
  const [one, ...more] = await received()
  assert.ok(one !== undefined && more.length === 0)
  return one
}

test('an announcement brings the calendar, which follows the window and is struck out when the change is called off', async () => {
  const number = await approved({ title: 'Remplacer le pare-feu', outageMinutes: 90 })
  await announce(number)
  const first = await only()
  assert.equal(first.to, contact.email)
  assert.deepEqual(
    [first.method, first.status, first.sequence, first.from, first.summary],
    ['PUBLISH', 'CONFIRMED', 0, '20260305T180000Z', 'Remplacer le pare-feu'],
  )
  assert.match(first.organizer ?? '', /CN="Support":mailto:support@provider\.test/i)
  assert.equal(first.description, `${number}\\nInterruption prévue : 90 min\\nconfirmé`)

  await setWindow(number, { from: '2026-03-06T18:00:00Z', to: '2026-03-06T20:00:00Z' })
  assert.deepEqual(await received(), [], 'another window is told once it is agreed to')
  await submitAgain(number)
  await decide(number, 'approve')
  await announce(number)
  const moved = await only()
  assert.deepEqual(
    [moved.uid, moved.method, moved.status, moved.sequence, moved.from],
    [first.uid, 'PUBLISH', 'CONFIRMED', 1, '20260306T180000Z'],
  )

  // A window that nobody was told of is not the one that is called off.
  await setWindow(number, { from: '2026-03-12T18:00:00Z', to: '2026-03-12T20:00:00Z' })
  await move(manager, number, 'cancel', { reason: 'plus besoin' })
  const gone = await only()
  assert.deepEqual(
    [gone.uid, gone.method, gone.status, gone.from],
    [first.uid, 'CANCEL', 'CANCELLED', '20260306T180000Z'],
  )
  assert.ok(gone.sequence > moved.sequence)
  assert.match(gone.description ?? '', /annulé$/)
})

test('a change that is put off leaves the calendars by itself, and comes back to them with the same window', async () => {
  const number = await approved()
  await announce(number)
  const first = await only()
  await manager.caller.get(changeApi.edit, {
    number,
    version: await versionOf(number),
    scope: 'aussi le VPN',
  })
  await submitAgain(number)
  await decide(number, 'adjourn')
  const off = await only()
  assert.deepEqual([off.method, off.status, off.from], ['CANCEL', 'CANCELLED', first.from])
  assert.match(off.subject ?? '', /^Travaux annulés/)
  const { items, why } = await manager.caller.get(changeCalendarApi.announcements, { number })
  assert.deepEqual([items.at(-1)?.kind, items.at(-1)?.byName, why], ['cancelled', null, 'not-approved'])
  await server.runReactions()
  assert.deepEqual(await received(), [])

  await submitAgain(number, ['assess', 'submit'])
  await decide(number, 'approve')
  await announce(number)
  const back = await only()
  assert.deepEqual(
    [back.uid, back.method, back.status, back.from],
    [first.uid, 'PUBLISH', 'CONFIRMED', first.from],
  )
  assert.ok(first.sequence < off.sequence && off.sequence < back.sequence)
  const { url } = await contact.caller.get(changeCalendarApi.openFeed, { id: client.id })
  const feed = await callerOf(server, null).call(changeCalendarApi.feed, {
    secret: new URL(url).searchParams.get('secret') ?? '',
  })
  assert.ok(
    feed.body
      .split('BEGIN:VEVENT')
      .some((event) => event.includes(`UID:${back.uid}`) && event.includes(`SEQUENCE:${back.sequence}\r\n`)),
    'who reads the feed has the same number',
  )
})

test('a window that is taken away is told, one that is moved by many small steps is told once', async () => {
  const number = await approved()
  await announce(number)
  await received()
  await setWindow(number, null)
  assert.equal((await only()).method, 'CANCEL')
  for (const day of ['09', '10', '11'])
    await setWindow(number, { from: `2026-03-${day}T18:00:00Z`, to: `2026-03-${day}T20:00:00Z` })
  await setWindow(number, null)
  assert.deepEqual(await received(), [], 'who was told that it is off is not told again')
  const other = await approved()
  await announce(other)
  const { sequence } = await only()
  for (const day of ['16', '17', '18'])
    await setWindow(other, { from: `2026-03-${day}T18:00:00Z`, to: `2026-03-${day}T20:00:00Z` })
  assert.deepEqual(await received(), [])
  await submitAgain(other)
  await decide(other, 'approve')
  await announce(other)
  const moved = await only()
  assert.deepEqual([moved.from, moved.sequence], ['20260318T180000Z', sequence + 3])
})
