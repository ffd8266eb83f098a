import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutputOf } from '#contract/endpoint.ts'
import { attachmentApi } from '#contract/attachment/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { interventionApi } from '#contract/intervention/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import {
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { callerOf, startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const admin = await anAdministrator(server)
const desk = await anAgent(server, { name: 'Camille Roy' })
const colleague = await anAgent(server, { name: 'Marc Petit' })
const requester = await aClientPerson(server, { name: 'Léa Morin' })
const service = await aService(server)

const aRecord = (title = 'Plus de réseau au dépôt') =>
  desk.caller.get(incidentApi.report, {
    title,
    requesterId: requester.id,
    serviceId: service.id,
    urgency: 2,
    impact: 2,
  })

const morning = { plannedFrom: '2026-03-03T08:00:00Z', plannedUntil: '2026-03-03T09:30:00Z' }
const aVisit = async (more: { personIds?: string[]; place?: string } = {}) => {
  const { number } = await aRecord()
  return desk.caller.get(interventionApi.plan, { number, ...morning, place: '3 rue des Lices', ...more })
}
const stroke = [100, 200, 300, 120, 500, 260]
const eventsOf = async (someone: Someone, number: string) =>
  (await someone.caller.get(journalApi.ofRecord, { number })).items
    .map(({ event }) => event)
    .filter((event) => event.startsWith('intervention.'))

test('a visit is planned, started, noted, signed and finished; its minutes become time and its document is attached', async () => {
  const visit = await aVisit({ personIds: [desk.id, colleague.id] })
  assert.partialDeepStrictEqual(visit, { state: 'planned', place: '3 rue des Lices', version: 1 })
  assert.deepEqual(
    visit.people.map(({ name }) => name),
    ['Camille Roy', 'Marc Petit'],
  )
  const { id, number } = visit
  server.setNow('2026-03-03T10:00:00Z')
  await desk.caller.get(interventionApi.start, { id, at: '2026-03-03T08:05:00Z' })
  await desk.caller.get(interventionApi.note, {
    id,
    body: 'Commutateur remplacé – vérifié à l’œil',
    visibility: 'public',
    at: '2026-03-03T08:40:00Z',
  })
  await desk.caller.get(interventionApi.note, { id, body: 'Baie en désordre', at: '2026-03-03T08:41:00Z' })
  await desk.caller.get(interventionApi.sign, {
    id,
    name: 'Léa Morin',
    strokes: [stroke],
    at: '2026-03-03T09:00:00Z',
  })
  const parts = [
    { label: 'Commutateur 8 ports', quantity: 1, priceMinor: 8990 },
    { label: 'Câble (m)', quantity: 2.5, priceMinor: 120 },
  ]
  const done = await desk.caller.get(interventionApi.finish, {
    id,
    at: '2026-03-03T09:05:00Z',
    travelMinutes: 25,
    travelKm: 18,
    parts,
  })
  assert.partialDeepStrictEqual(done, {
    state: 'done',
    workMinutes: 60,
    travelKm: 18,
    parts,
    signedName: 'Léa Morin',
  })
  const record = await desk.caller.get(recordApi.read, { number })
  assert.partialDeepStrictEqual(record, { minutes: 120 })
  await server.runReactions()
  const { reportId } = await desk.caller.get(interventionApi.read, { id })
  assert.ok(reportId !== null, 'the document was written')
  const { items } = await requester.caller.get(attachmentApi.list, { number })
  assert.deepEqual(
    items.map(({ name, visibility }) => [name, visibility]),
    [
      [`signature-${number}.svg`, 'public'],
      [`bon-intervention-${number}-2026-03-03.pdf`, 'public'],
    ],
  )
  const pdf = await requester.caller.call(attachmentApi.download, { id: reportId })
  assert.match(pdf.body, /^%PDF-/)
  assert.deepEqual(await eventsOf(desk, number), [
    'intervention.planned',
    'intervention.started',
    'intervention.noted',
    'intervention.noted',
    'intervention.signed',
    'intervention.finished',
  ])
})

test('what a phone sends again, with its key or long after, happens once', async () => {
  const { id, number } = await aVisit()
  server.setNow('2026-03-03T12:00:00Z')
  const start = { id, at: '2026-03-03T11:00:00Z' }
  const note = { id, body: 'Deux fois', at: '2026-03-03T11:10:00Z' }
  const sign = { id, name: 'Léa', strokes: [stroke], at: '2026-03-03T11:20:00Z' }
  const finish = { id, at: '2026-03-03T11:30:00Z' }
  for (const key of ['one', 'one', 'other']) {
    const headers = (act: string) => ({ 'idempotency-key': `${act}-${key}` })
    for (const { status } of [
      await desk.caller.call(interventionApi.start, start, headers('start')),
      await desk.caller.call(interventionApi.note, note, headers('note')),
      await desk.caller.call(interventionApi.sign, sign, headers('sign')),
      await desk.caller.call(interventionApi.finish, finish, headers('finish')),
    ])
      assert.ok(status < 300)
  }
  const visit = await desk.caller.get(interventionApi.read, { id })
  assert.equal(visit.notes.length, 1)
  assert.deepEqual(await eventsOf(desk, number), [
    'intervention.planned',
    'intervention.started',
    'intervention.noted',
    'intervention.signed',
    'intervention.finished',
  ])
  assert.partialDeepStrictEqual(await desk.caller.get(recordApi.read, { number }), { minutes: 30 })
  await server.runReactions()
  await server.runReactions()
  assert.equal((await desk.caller.get(attachmentApi.list, { number })).items.length, 2)
  const other = await desk.caller.call(interventionApi.finish, { id, at: '2026-03-03T11:45:00Z' })
  assert.equal(other.code, 'not_possible', 'another end would lose the first')
})

test('a picture that a phone sends again with its key is attached once', async () => {
  const { number } = await aVisit()
  const send = () =>
    server.app.inject({
      method: 'POST',
      url: `/api/v1/records/${number}/attachments`,
      headers: {
        authorization: `Bearer ${desk.token}`,
        'content-type': 'multipart/form-data; boundary=x',
        'idempotency-key': 'picture-1',
      },
      payload:
        '--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\nabc\r\n--x--\r\n',
    })
  assert.deepEqual([(await send()).statusCode, (await send()).statusCode], [201, 201])
  assert.equal((await desk.caller.get(attachmentApi.list, { number })).items.length, 1)
})

test('a visit that the desk called off takes place if the one on the road had begun it', async () => {
  const { id } = await aVisit({ personIds: [colleague.id] })
  await desk.caller.get(interventionApi.cancel, { id, reason: 'Le client reporte' })
  const begun = await colleague.caller.get(interventionApi.start, { id, at: '2026-03-03T08:00:00Z' })
  assert.equal(begun.state, 'started')
})

test('a phone whose clock is fast records nothing in the future, and no end before the start', async () => {
  const { id } = await aVisit()
  server.setNow('2026-03-04T09:00:00Z')
  const begun = await desk.caller.get(interventionApi.start, { id, at: '2031-01-01T00:00:00Z' })
  assert.equal(begun.startedAt, '2026-03-04T09:00:00Z')
  const done = await desk.caller.get(interventionApi.finish, { id, at: '2026-03-04T08:00:00Z' })
  assert.partialDeepStrictEqual(done, { finishedAt: '2026-03-04T09:00:00Z', workMinutes: 0 })
})

test('who moves a visit starts from its present version, and the calendar’s sequence rises', async () => {
  const { id, version } = await aVisit()
  const moved = await desk.caller.get(interventionApi.edit, {
    id,
    version,
    plannedFrom: '2026-03-05T08:00:00Z',
    plannedUntil: '2026-03-05T09:00:00Z',
  })
  assert.equal(moved.version, version + 1)
  const stale = await colleague.caller.call(interventionApi.edit, { id, version, place: 'Ailleurs' })
  assert.equal(stale.code, 'stale_version')
  assert.partialDeepStrictEqual(stale.body, { current: { place: '3 rue des Lices' } })
  const reversed = await desk.caller.call(interventionApi.edit, {
    id,
    version: moved.version,
    plannedUntil: '2026-03-05T07:00:00Z',
  })
  assert.equal(reversed.code, 'rule_broken')
})

test('a client reads when somebody comes and what is meant for it, on its own records alone', async () => {
  const visit = await aVisit()
  const { id, number } = visit
  await desk.caller.get(interventionApi.note, { id, body: 'zyxinterne' })
  await desk.caller.get(interventionApi.note, { id, body: 'Tout est réglé', visibility: 'public' })
  const { items } = await requester.caller.get(interventionApi.ofRecord, { number })
  const [seen] = items
  assert.partialDeepStrictEqual(seen, {
    id,
    people: [{ name: 'Camille Roy' }],
    notes: [{ body: 'Tout est réglé' }],
  })
  const text = JSON.stringify([items, await requester.caller.get(journalApi.ofRecord, { number })])
  for (const inside of ['zyxinterne', desk.id, 'travelMinutes', 'workMinutes'])
    assert.ok(!text.includes(inside) || inside === desk.id, inside)
  assert.ok(!JSON.stringify(items).includes(desk.id))
  const stranger = await aClientPerson(server)
  assert.equal((await stranger.caller.call(interventionApi.ofRecord, { number })).status, 404)
  const supplier = await aSupplierPerson(server)
  assert.equal((await supplier.caller.call(interventionApi.ofRecord, { number })).status, 403)
  assert.equal((await requester.caller.call(interventionApi.start, { id })).status, 403)
})

test('only people of the provider are sent, and a colleague without a role may do the visit that he was sent to', async () => {
  const { number } = await aRecord()
  const refused = await desk.caller.call(interventionApi.plan, {
    number,
    ...morning,
    personIds: [requester.id],
  })
  assert.equal(refused.code, 'invalid_input')
  const plain = await anAgent(server, { roles: [], name: 'Sans rôle' })
  const own = await desk.caller.get(interventionApi.plan, { number, ...morning, personIds: [plain.id] })
  assert.equal((await plain.caller.get(interventionApi.start, { id: own.id })).state, 'started')
  const other = await desk.caller.get(interventionApi.plan, { number, ...morning })
  assert.equal((await plain.caller.call(interventionApi.start, { id: other.id })).code, 'forbidden')
})

const feedOf = async (url: string) => server.app.inject({ url: new URL(url).pathname })

test('a calendar address serves its person’s visits without signing in, until it is changed or closed', async () => {
  const someone = await anAgent(server, { name: 'Agenda' })
  const visit: OutputOf<typeof interventionApi.plan> = await aVisit({ personIds: [someone.id] })
  const { url } = await someone.caller.get(interventionApi.openFeed, {})
  const served = await feedOf(url)
  assert.equal(served.statusCode, 200)
  assert.match(String(served.headers['content-type']), /text\/calendar/)
  const text = served.body.replaceAll('\r\n ', '')
  for (const line of [
    `UID:${visit.id}@trousse`,
    'SEQUENCE:0',
    'DTSTART:20260303T080000Z',
    'DTEND:20260303T093000Z',
    'LOCATION:3 rue des Lices',
    'STATUS:CONFIRMED',
  ])
    assert.ok(text.includes(`${line}\r\n`), `${line} is missing in ${text}`)
  await desk.caller.get(interventionApi.cancel, { id: visit.id, reason: 'Reporté' })
  const later = (await feedOf(url)).body
  assert.ok(later.includes('SEQUENCE:1') && later.includes('STATUS:CANCELLED'))
  const next = await someone.caller.get(interventionApi.openFeed, {})
  assert.equal((await feedOf(url)).statusCode, 404, 'the address before works no more')
  await someone.caller.get(interventionApi.closeFeed, {})
  assert.equal((await feedOf(next.url)).statusCode, 404)
})

test('who tries calendar addresses is stopped', async () => {
  const codes: number[] = []
  for (let at = 0; at < 25; at++) {
    codes.push((await feedOf(`http://x/api/v1/calendar/${'a'.repeat(40)}${at}.ics`)).statusCode)
  }
  assert.ok(codes.includes(429) && codes.slice(0, 10).every((code) => code === 404))
  assert.equal((await callerOf(server, null).call(interventionApi.readFeed, {})).status, 401)
})

test('the planning of days shows visits, and where a person is twice', async () => {
  const busy = await anAgent(server, { name: 'Occupé' })
  const [one, two] = [
    await aVisit({ personIds: [busy.id] }),
    await aVisit({ personIds: [busy.id, admin.id] }),
  ]
  const planning = await desk.caller.get(interventionApi.planning, {
    from: '2026-03-02',
    to: '2026-03-08',
    person: busy.id,
  })
  assert.deepEqual(planning.items.map(({ id }) => id).toSorted(), [one.id, two.id].toSorted())
  assert.partialDeepStrictEqual(planning.clashes, [{ personId: busy.id, kind: 'twice' }])
  const year = await desk.caller.call(interventionApi.planning, { from: '2026-01-01', to: '2026-12-31' })
  assert.equal(year.code, 'invalid_input')
})
