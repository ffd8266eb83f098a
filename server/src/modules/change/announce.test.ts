import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeApi } from '#contract/change/api.ts'
import { changeCalendarApi } from '#contract/change/calendar.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { interventionApi } from '#contract/intervention/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, aClientPerson, anAdministrator, anAgent, aService } from '../../testing/makers.ts'
import { openPostOffice } from '../../testing/post-office.ts'
import { aMailbox } from '../../testing/post.ts'
import { callerOf, startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const post = await openPostOffice()
const server = await startServer()
await aMailbox(server, { smtpHost: '127.0.0.1', smtpPort: post.port, smtpSecurity: 'none' })
const admin = await anAdministrator(server)
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
const colleague = await anAgent(server, { roles: ['RGS/AC'], name: 'Sacha Responsable' })
const desk = await anAgent(server, { roles: ['CS'] })
const client = await aClient(server, { name: 'Boulangerie' })
const other = await aClient(server, { name: 'Garage' })
const contact = await aClientPerson(server, { client, level: 'contact', name: 'Rachid Référent' })
await aClientPerson(server, { client, level: 'signatory', name: 'Simone Signataire' })
const requester = await aClientPerson(server, { client })
const stranger = await aClientPerson(server, { client: other, level: 'contact' })
const service = await aService(server, { name: 'Messagerie' })
const nobody = callerOf(server, null)

const secretWord = 'zyxinterne'
const approved = async (given: Partial<InputOf<typeof changeApi.create>> = {}) => {
  const { number } = await manager.caller.get(changeApi.create, {
    title: 'Remplacer le pare-feu, enfin; avec \\ et virgules',
    type: 'normal',
    severity: 3,
    impact: 3,
    reason: secretWord,
    testPlan: secretWord,
    backOutPlan: secretWord,
    scope: secretWord,
    risk: { untested: false },
    clientId: client.id,
    serviceId: service.id,
    outageMinutes: 90,
    assigneeId: manager.id,
    window: { from: '2026-03-05T18:00:00Z', to: '2026-03-05T20:00:00Z' },
    ...given,
  })
  await submit(number)
  return number
}
const submit = async (number: string) => {
  const record = await manager.caller.get(changeApi.read, { number })
  assert.ok('missing' in record)
  for (const name of ['admit', 'assess', 'submit'])
    await manager.caller.call(recordApi.move, { number, move: name, fields: {} })
  const decided = await colleague.caller.call(changeApi.decide, { number, decision: 'approve' })
  assert.equal(decided.body.state, 'approved')
}
const versionOf = async (number: string) => {
  const change = await manager.caller.get(changeApi.read, { number })
  return 'version' in change ? change.version : 0
}
const standing = (number: string) => manager.caller.get(changeCalendarApi.announcements, { number })

test('contacts and signatories of the clients hit are told once, again when it moves, and when it is cancelled', async () => {
  const number = await approved()
  const before = await standing(number)
  assert.equal(before.next, 'planned')
  assert.deepEqual(
    before.people.map(({ name }) => name),
    ['Rachid Référent', 'Simone Signataire'],
  )
  const told = await manager.caller.get(changeCalendarApi.announce, {
    number,
    message: 'Merci <b>d’avance</b>',
  })
  assert.deepEqual([told.next, told.why, told.items[0]?.byName], [null, 'told', 'Maxime Responsable'])
  const again = await manager.caller.call(changeCalendarApi.announce, { number })
  assert.deepEqual([again.status, again.code], [409, 'not_possible'])
  const mails = await post.collect(server)
  assert.deepEqual(
    mails
      .map(({ html }) => /Bonjour ([^,]*),/.exec(html ?? '')?.[1] ?? '')
      .toSorted((a, b) => a.localeCompare(b)),
    ['Rachid Référent', 'Simone Signataire'],
  )
  assert.equal(mails[0]?.subject, 'Travaux prévus : Remplacer le pare-feu, enfin; avec \\ et virgules')
  assert.match(mails[0]?.html ?? '', /jeudi 5 mars 2026 à 19:00 – 21:00/)
  assert.match(mails[0]?.html ?? '', /interruption prévue d’environ 1 h 30/)
  assert.match(mails[0]?.html ?? '', /Merci &lt;b&gt;d’avance/)
  assert.doesNotMatch(JSON.stringify(mails), new RegExp(secretWord))

  const window = { from: '2026-03-06T18:00:00Z', to: '2026-03-06T20:00:00Z' }
  await manager.caller.get(changeApi.edit, { number, version: await versionOf(number), window })
  assert.equal((await standing(number)).why, 'not-approved', 'another window was not agreed to yet')
  await submit(number)
  assert.equal((await standing(number)).next, 'moved')
  await manager.caller.get(changeCalendarApi.announce, { number })
  const moved = await post.collect(server)
  assert.equal(moved.length, 2)
  assert.match(moved[0]?.subject ?? '', /^Travaux déplacés/)
  assert.match(moved[0]?.html ?? '', /vendredi 6 mars 2026/)

  await move(manager, number, 'cancel', { reason: 'plus besoin' })
  const cancelled = await post.collect(server)
  assert.equal(cancelled.length, 2, 'the product says it by itself')
  assert.match(cancelled[0]?.subject ?? '', /^Travaux annulés/)
  const { items, next } = await standing(number)
  assert.deepEqual(
    [items.map(({ kind, byName }) => [kind, byName]), next],
    [
      [
        ['planned', 'Maxime Responsable'],
        ['moved', 'Maxime Responsable'],
        ['cancelled', null],
      ],
      null,
    ],
  )
  const journal = await manager.caller.get(journalApi.ofRecord, { number })
  assert.equal(journal.items.filter(({ event }) => event === 'change.announced').length, 3)
})

test('nothing is announced before it is approved, to nobody, or about what is confidential', async () => {
  const window = { from: '2026-03-09T18:00:00Z', to: '2026-03-09T20:00:00Z' }
  const { number } = await desk.caller.get(changeApi.create, {
    title: 'x',
    type: 'normal',
    severity: 3,
    impact: 3,
    clientId: client.id,
    window,
  })
  assert.equal((await standing(number)).why, 'not-approved')
  const early = await desk.caller.call(changeCalendarApi.announce, { number })
  assert.deepEqual([early.status, early.code], [409, 'not_possible'])
  const internal = await approved({ clientId: null, serviceId: null, window })
  assert.equal((await standing(internal)).why, 'nobody')
  const hidden = await approved({ isConfidential: true, window })
  assert.equal((await standing(hidden)).why, 'nobody')
  assert.equal((await contact.caller.call(changeCalendarApi.announce, { number: hidden })).status, 403)
  const unannounced = await approved({ window })
  await move(manager, unannounced, 'cancel', { reason: 'x' })
  assert.equal((await post.collect(server)).length, 0, 'who was told nothing is told nothing')
})

test('of many clicks at once one announces', async () => {
  const number = await approved({ window: { from: '2026-03-10T18:00:00Z', to: '2026-03-10T20:00:00Z' } })
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => manager.caller.call(changeCalendarApi.announce, { number })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 409, 409, 409, 409],
  )
  assert.equal((await post.collect(server)).length, 2)
})

test('a client that an item of the provider carries something for is told as well', async () => {
  const machine = await admin.caller.get(configurationApi.create, {
    name: 'PARE-FEU-CLIENT',
    type: 'server',
    clientId: other.id,
    attributes: { serial: 'S1' },
    reason: 'relevé',
  })
  const window = { from: '2026-03-11T18:00:00Z', to: '2026-03-11T20:00:00Z' }
  const number = await approved({ clientId: null, serviceId: null, window, cis: [machine.number] })
  assert.deepEqual(
    (await standing(number)).people.map(({ id }) => id),
    [stranger.id],
  )
})

/** Line by line, unfolded (RFC 5545, 3.1). */
const linesOf = (text: string): string[] => {
  assert.ok(text.endsWith('\r\n') || text.endsWith('END:VCALENDAR'), 'ends whole')
  for (const line of text.split('\r\n'))
    assert.ok(Buffer.byteLength(line) <= 75, `folded at 75 octets: ${line}`)
  assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/, 'every line ends with CRLF')
  return text.replaceAll('\r\n ', '').split('\r\n')
}
const eventsOf = (text: string) => {
  const lines = linesOf(text)
  const starts = lines.flatMap((line, at) => (line === 'BEGIN:VEVENT' ? [at] : []))
  return starts.map((start) => {
    const own = lines.slice(start + 1, lines.indexOf('END:VEVENT', start))
    return Object.fromEntries(
      own.map((line) => [line.split(/[:;]/)[0] ?? '', line.slice(line.indexOf(':') + 1)]),
    )
  })
}
const feedAt = async (url: string) => {
  const secret = new URL(url).searchParams.get('secret') ?? ''
  return nobody.call(changeCalendarApi.feed, { secret })
}

test('a client’s calendar opens at a secret address with what concerns it, moved and cancelled too, and nothing internal', async () => {
  const client2 = await aClient(server, { name: 'Mairie' })
  const referent = await aClientPerson(server, { client: client2, level: 'contact' })
  const window = { from: '2026-03-28T23:30:00Z', to: '2026-03-29T02:30:00Z' }
  const number = await approved({ clientId: client2.id, window })
  const hidden = await approved({ clientId: client2.id, isConfidential: true, title: 'Secret', window })
  const { url } = await referent.caller.get(changeCalendarApi.openFeed, { id: client2.id })
  const first = await feedAt(url)
  assert.equal(first.status, 200)
  assert.match(String(first.headers['content-type']), /^text\/calendar/)
  assert.doesNotMatch(first.body, new RegExp(`${secretWord}|Maxime|${hidden}|Secret|tickets`))
  const [event, ...none] = eventsOf(first.body)
  assert.equal(none.length, 0)
  assert.equal(event?.['SUMMARY'], 'Remplacer le pare-feu\\, enfin\\; avec \\\\ et virgules')
  assert.deepEqual(
    [event?.['DTSTART'], event?.['DTEND'], event?.['SEQUENCE'], event?.['STATUS']],
    ['20260328T233000Z', '20260329T023000Z', '0', 'CONFIRMED'],
  )
  assert.match(
    event?.['DESCRIPTION'] ?? '',
    new RegExp(`^${number}\\\\nMessagerie\\\\nInterruption prévue : 90 min`),
  )
  server.setNow('PT1H')
  await manager.caller.get(changeApi.edit, {
    number,
    version: await versionOf(number),
    window: { from: '2026-03-30T18:00:00Z', to: '2026-03-30T20:00:00Z' },
  })
  const [moved] = eventsOf((await feedAt(url)).body)
  assert.deepEqual(
    [moved?.['UID'], moved?.['DTSTART'], moved?.['SEQUENCE'], moved?.['STATUS']],
    [event?.['UID'], '20260330T180000Z', '1', 'TENTATIVE'],
  )
  assert.ok(String(moved?.['DTSTAMP']) > String(event?.['DTSTAMP']))
  await manager.caller.get(changeApi.edit, { number, version: await versionOf(number), window: null })
  const [gone] = eventsOf((await feedAt(url)).body)
  assert.deepEqual(
    [gone?.['DTSTART'], gone?.['SEQUENCE'], gone?.['STATUS']],
    ['20260330T180000Z', '2', 'CANCELLED'],
  )
  await move(manager, number, 'cancel', { reason: 'x' })
  const [cancelled] = eventsOf((await feedAt(url)).body)
  assert.deepEqual([cancelled?.['SEQUENCE'], cancelled?.['STATUS']], ['3', 'CANCELLED'])
})

test('the address of a client is kept by who looks after it and by its own contacts; each new one ends the one before', async () => {
  const keep = (someone: typeof contact, id = client.id) =>
    someone.caller.call(changeCalendarApi.openFeed, { id })
  assert.equal((await keep(desk)).status, 403)
  assert.equal((await keep(requester)).status, 403)
  assert.equal((await keep(stranger)).status, 404)
  const one = await keep(manager)
  const two = await keep(contact)
  assert.deepEqual([one.status, two.status], [201, 201])
  assert.equal((await feedAt(one.body.url)).status, 404)
  assert.equal((await feedAt(two.body.url)).status, 200)
  const read = await desk.caller.get(changeCalendarApi.readFeed, { id: client.id })
  assert.deepEqual([read.createdAt !== null, read.mayKeep], [true, false])
  assert.equal((await stranger.caller.call(changeCalendarApi.readFeed, { id: client.id })).status, 404)
  await contact.caller.get(changeCalendarApi.closeFeed, { id: client.id })
  assert.equal((await feedAt(two.body.url)).status, 404)
  const { attempt } = byHand(server)
  const insert = `insert into client_calendar_feed values ($1, '\\x01', '2026-03-01', $2)`
  assert.equal((await attempt(stranger, insert, [client.id, stranger.id])).refusal, '42501')
  assert.equal((await attempt(requester, insert, [client.id, requester.id])).refusal, '42501')
  assert.equal((await attempt(desk, insert, [client.id, desk.id])).refusal, '42501')
  assert.equal((await attempt(contact, insert, [client.id, contact.id])).touched, 1)
  assert.equal((await attempt(contact, 'select digest from client_calendar_feed')).refusal, '42501')
})

test('a person’s calendar has the changes that he works on or decides on, beside his visits', async () => {
  const window = { from: '2026-04-01T18:00:00Z', to: '2026-04-01T20:00:00Z' }
  const number = await approved({ window })
  const { url } = await manager.caller.get(interventionApi.openFeed, {})
  const secret = /calendar\/([\w-]+)\.ics/.exec(url)?.[1] ?? ''
  const own = await nobody.call(changeCalendarApi.feed, { secret })
  assert.ok(eventsOf(own.body).some((event) => event['SUMMARY'] === `${number} · Boulangerie`))
  const visits = await nobody.call(interventionApi.feed, { secret: `${secret}.ics` })
  assert.ok(eventsOf(visits.body).some((event) => String(event['URL']).endsWith(`/tickets/${number}`)))
  const { url: theirs } = await desk.caller.get(interventionApi.openFeed, {})
  const none = await nobody.call(changeCalendarApi.feed, {
    secret: /calendar\/([\w-]+)\.ics/.exec(theirs)?.[1] ?? '',
  })
  assert.deepEqual([none.status, eventsOf(none.body).length], [200, 0])
  assert.equal((await nobody.call(changeCalendarApi.feed, { secret: 'x'.repeat(43) })).status, 404)
})

test('the schedule of one change and that of all approved ones leave as PDF, and the journal says so', async () => {
  const window = { from: '2026-04-02T18:00:00Z', to: '2026-04-02T20:00:00Z' }
  const number = await approved({ window })
  const papers = [
    await manager.caller.call(changeCalendarApi.scheduleOf, { number }),
    await manager.caller.call(changeCalendarApi.schedule, { from: '2026-03-01', to: '2026-04-30' }),
  ]
  for (const { status, headers, body } of papers) {
    assert.equal(status, 200)
    assert.match(String(headers['content-type']), /pdf/)
    assert.ok(body.startsWith('%PDF'))
  }
  const { items } = await manager.caller.get(journalApi.ofRecord, { number })
  assert.ok(items.some(({ event }) => event === 'change.schedule-exported'))
  const asked = await contact.caller.call(changeCalendarApi.scheduleOf, { number })
  assert.equal(asked.status, 403)
})
