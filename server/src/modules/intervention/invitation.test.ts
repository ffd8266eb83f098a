import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { interventionApi } from '#contract/intervention/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { aClient, aClientPerson, anAgent, type Someone } from '../../testing/makers.ts'
import { aMailbox, deliver, lastMail, rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const mailbox = await aMailbox(server)
const client = await aClient(server, { name: 'Arnaud' })
const requester = await aClientPerson(server, { client })
const desk = await anAgent(server, { name: 'Camille' })
const nina = await anAgent(server, { name: 'Nina' })
const { number } = await desk.caller.get(incidentApi.report, {
  title: 'Baie réseau',
  requesterId: requester.id,
})
const plan = {
  plannedFrom: '2026-03-05T08:00:00Z',
  plannedUntil: '2026-03-05T10:00:00Z',
  place: '3, rue du Port',
}
const visit = await desk.caller.get(interventionApi.plan, { number, ...plan, personIds: [nina.id] })
const again = () => desk.caller.get(interventionApi.read, { id: visit.id })

interface Sent {
  to: string
  method: string
  name: string
  text: string
}
let seen = 0
/** What was queued since the last look, by address. */
const queued = async (): Promise<Sent[]> => {
  await server.runReactions()
  const rows = await rowsOf<Sent>(
    server,
    `select m.recipients[1] as to, f.calendar_method as method, f.name, convert_from(f.bytes, 'UTF8') as text
     from mail m join mail_file f on f.mail_id = m.id where m.direction = 'out' order by m.id`,
  )
  const fresh = rows.slice(seen)
  seen = rows.length
  return fresh
    .map((row) => ({ ...row, text: row.text.replaceAll(/\r\n[ \t]/g, '') }))
    .toSorted((a, b) => (a.to < b.to ? -1 : 1))
}
const methods = (sent: readonly Sent[]) => new Map(sent.map(({ to, method }) => [to, method]))

test('those who go and the one who asked are invited, by the mailbox, with everything a calendar needs', async () => {
  const sent = await queued()
  assert.deepEqual(
    methods(sent),
    new Map(
      [requester, nina]
        .map(({ email }) => email)
        .toSorted()
        .map((email) => [email, 'REQUEST']),
    ),
  )
  const [{ text, name } = { text: '', name: '' }] = sent
  assert.equal(name, 'invitation.ics')
  for (const line of [
    'METHOD:REQUEST',
    `UID:${visit.id}@trousse`,
    'SEQUENCE:0',
    'DTSTART:20260305T080000Z',
    'DTEND:20260305T100000Z',
    'STATUS:CONFIRMED',
  ])
    assert.ok(text.includes(`${line}\r\n`), `${line} in ${text}`)
  assert.match(text, /ORGANIZER;CN="Support":mailto:support@provider\.test/i)
  assert.equal([...text.matchAll(/ATTENDEE;[^\r]*RSVP=TRUE[^\r]*/g)].length, 2)
  assert.ok(text.toLowerCase().includes(`mailto:${nina.email}`))
  await server.runReactions()
  assert.deepEqual(await queued(), [])
})

const answer = (someone: Someone, said: string, { sequence = 0, uid = `${visit.id}@trousse` } = {}) =>
  deliver(server, mailbox, {
    from: someone.email,
    subject: `Accepted: [${number}] Baie réseau`,
    headers: { 'Authentication-Results': 'mx.provider.test; dmarc=pass header.from=example.test' },
    body: {
      type: 'text/calendar; charset=utf-8; method=REPLY',
      content: `BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:${uid}\nSEQUENCE:${sequence}\nATTENDEE;PARTSTAT=${said};CN=x:mailto:\n ${someone.email}\nSUMMARY:x\nDTSTART:20260305T080000Z\nEND:VEVENT\nEND:VCALENDAR`,
    },
  })

test('who accepts or declines by the calendar is noted on the visit, and says nothing on the ticket', async () => {
  await answer(nina, 'ACCEPTED')
  const mail = await lastMail(server)
  assert.deepEqual([mail.state, mail.why, mail.number], ['filed', 'calendar-answer', number])
  await answer(requester, 'DECLINED')
  assert.deepEqual((await again()).answers, [
    { name: 'Claude Client', answer: 'declined' },
    { name: 'Nina', answer: 'accepted' },
  ])
  await answer(requester, 'ACCEPTED')
  await answer(requester, 'ACCEPTED')
  assert.deepEqual((await again()).answers[0], { name: 'Claude Client', answer: 'accepted' })
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  assert.equal(items.filter(({ event }) => event === 'intervention.answered').length, 3)
  assert.equal(items.filter(({ event }) => event === 'record.commented').length, 0)
})

test('a stranger’s answer, and one to another visit, are no answers', async () => {
  const stranger = await aClientPerson(server)
  await answer(stranger, 'DECLINED')
  assert.notEqual((await lastMail(server)).why, 'calendar-answer')
  await answer(requester, 'DECLINED', { uid: `${requester.id}@trousse` })
  assert.notEqual((await lastMail(server)).why, 'calendar-answer')
  await answer(requester, 'DECLINED', { uid: "' or true --@trousse" })
  assert.notEqual((await lastMail(server)).why, 'calendar-answer')
  assert.deepEqual(
    (await again()).answers.map(({ answer: said }) => said),
    ['accepted', 'accepted'],
  )
})

test('a visit that moves is sent anew, who no longer goes is told so, and answers to the old plan are gone', async () => {
  const { version } = await again()
  await desk.caller.get(interventionApi.edit, {
    id: visit.id,
    version,
    plannedFrom: '2026-03-05T09:00:00Z',
    personIds: [desk.id],
  })
  const sent = await queued()
  assert.deepEqual(
    methods(sent),
    new Map(
      [
        [requester.email, 'REQUEST'] as const,
        [desk.email, 'REQUEST'] as const,
        [nina.email, 'CANCEL'] as const,
      ].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  )
  assert.ok(sent.every(({ text }) => text.includes('SEQUENCE:1\r\n')))
  assert.deepEqual((await again()).answers, [])
  await answer(requester, 'DECLINED', { sequence: 0 })
  assert.deepEqual((await again()).answers, [])
  const { version: next } = await again()
  await desk.caller.get(interventionApi.edit, { id: visit.id, version: next, travelMinutes: 20 })
  assert.deepEqual(await queued(), [])
})

test('a visit that is called off leaves the calendars', async () => {
  await desk.caller.get(interventionApi.cancel, { id: visit.id, reason: 'Plus besoin' })
  const sent = await queued()
  assert.deepEqual(
    sent.map(({ method }) => method),
    ['CANCEL', 'CANCEL'],
  )
  assert.ok(
    sent.every(({ text }) => text.includes('STATUS:CANCELLED\r\n') && text.includes('SEQUENCE:2\r\n')),
  )
})

test('what has begun already is not announced', async () => {
  await desk.caller.get(interventionApi.plan, {
    number,
    ...plan,
    plannedFrom: '2026-03-02T08:00:00Z',
  })
  assert.deepEqual(await queued(), [])
})
