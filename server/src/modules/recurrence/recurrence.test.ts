import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { recurrenceApi } from '#contract/recurrence/api.ts'
import { templateApi } from '#contract/template/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, aClientPerson, anAgent, aService, aSupplierPerson } from '../../testing/makers.ts'
import { rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-26T09:00:00Z')
const desk = await anAgent(server)
const client = await aClient(server)
const service = await aService(server)
const template = await desk.caller.get(templateApi.create, {
  name: 'Sauvegardes',
  content: {
    kind: 'REQ',
    title: 'Contrôler les sauvegardes',
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    checklist: [{ label: 'Lire le rapport', isRequired: true }],
  },
})
const daily = {
  name: 'Sauvegardes du matin',
  templateId: template.id,
  clientId: client.id,
  assigneeId: desk.id,
  rhythm: { every: 'day' as const, interval: 1 },
  startsOn: '2026-03-20',
}
const rule = await desk.caller.get(recurrenceApi.create, daily)
const turn = () => server.runSchedule('make-recurrent-tickets')
const latest = async (id = rule.id) =>
  (await desk.caller.get(recurrenceApi.read, { id })).latest.map(({ dueOn, number }) => [
    dueOn,
    number !== null,
  ])

test('a rule makes nothing for what is past, and says the next three days by the clock on the wall', async () => {
  await turn()
  assert.deepEqual(await latest(), [])
  assert.deepEqual(rule.next, [
    { dueOn: '2026-03-27', at: '2026-03-27T07:00:00Z' },
    { dueOn: '2026-03-28', at: '2026-03-28T07:00:00Z' },
    { dueOn: '2026-03-29', at: '2026-03-29T06:00:00Z' },
  ])
})

test('a ticket is made once for its day, like any other, and says which rule made it', async () => {
  server.setNow('2026-03-27T06:59:00Z')
  await turn()
  assert.deepEqual(await latest(), [])
  server.setNow('2026-03-27T07:00:00Z')
  await Promise.all([turn(), turn(), turn()])
  await turn()
  assert.deepEqual(await latest(), [['2026-03-27', true]])
  const made = await desk.caller.get(recurrenceApi.read, { id: rule.id })
  const number = made.latest[0]?.number ?? ''
  const ticket = await desk.caller.get(recordApi.read, { number })
  assert.partialDeepStrictEqual(ticket, {
    kind: 'REQ',
    title: 'Contrôler les sauvegardes',
    clientId: client.id,
    serviceId: service.id,
    assigneeId: desk.id,
    channel: 'recurrence',
    facts: { recurrence: { rule: rule.id, dueOn: '2026-03-27' } },
    checklist: [{ label: { fr: 'Lire le rapport' }, isRequired: true }],
  })
  const journal = await desk.caller.get(journalApi.ofRecord, { number })
  assert.ok(journal.items.some(({ event }) => event === 'record.recurred'))
  const { items } = await desk.caller.get(recordApi.list, { client: client.id })
  assert.equal(items.length, 1)
})

test('after a downtime the latest missed ticket is made, and says which were not', async () => {
  server.setNow('2026-03-31T12:00:00Z')
  await turn()
  assert.deepEqual(await latest(), [
    ['2026-03-31', true],
    ['2026-03-30', false],
    ['2026-03-29', false],
    ['2026-03-28', false],
    ['2026-03-27', true],
  ])
  const [first] = (await desk.caller.get(recurrenceApi.read, { id: rule.id })).latest
  const journal = await desk.caller.get(journalApi.ofRecord, { number: first?.number ?? '' })
  const said = journal.items.find(({ event }) => event === 'record.recurred')
  assert.deepEqual(said?.data?.['missed'], ['2026-03-28', '2026-03-29', '2026-03-30'])
})

test('what falls into a pause is not made, and an ended rule makes nothing', async () => {
  const before = (await latest()).length
  assert.equal((await desk.caller.get(recurrenceApi.pause, { id: rule.id, isPaused: true })).isPaused, true)
  server.setNow('2026-04-03T12:00:00Z')
  await turn()
  const resumed = await desk.caller.get(recurrenceApi.pause, { id: rule.id, isPaused: false })
  await turn()
  assert.equal((await latest()).length, before)
  assert.equal(resumed.next[0]?.dueOn, '2026-04-04')
  server.setNow('2026-04-04T06:00:00Z')
  await turn()
  assert.equal((await latest()).length, before + 1)
  await desk.caller.get(recurrenceApi.end, { id: rule.id })
  server.setNow('2026-04-06T06:00:00Z')
  await turn()
  assert.equal((await latest()).length, before + 1)
  assert.deepEqual((await desk.caller.get(recurrenceApi.list, {})).items, [])
})

test('a rule that cannot be followed keeps no other waiting, and loses none of its days', async () => {
  const weekly = {
    ...daily,
    name: 'Hebdo',
    rhythm: { every: 'week' as const, interval: 1, on: [2 as const] },
  }
  const broken = await desk.caller.get(recurrenceApi.create, weekly)
  const sound = await desk.caller.get(recurrenceApi.create, {
    ...weekly,
    name: 'Hebdo saine',
    assigneeId: null,
  })
  await rowsOf(server, `update recurrence set rhythm = '{"every":"never"}' where id = '${broken.id}'`)
  server.setNow('2026-04-07T06:00:00Z')
  await turn()
  assert.deepEqual(await latest(sound.id), [['2026-04-07', true]])
  await rowsOf(
    server,
    `update recurrence set rhythm = '${JSON.stringify(weekly.rhythm)}' where id = '${broken.id}'`,
  )
  await turn()
  assert.deepEqual(await latest(broken.id), [])
  server.setNow('2026-04-07T07:00:00Z')
  await turn()
  assert.deepEqual(await latest(broken.id), [['2026-04-07', true]])
})

test('a rule whose template does not fit the grid says why, tells its owner once, and makes the ticket once it fits', async () => {
  const content = { ...template.content, urgency: 5, impact: 3 }
  const ill = await desk.caller.get(templateApi.create, { name: 'Trop loin', content })
  const owed = await desk.caller.get(recurrenceApi.create, {
    ...daily,
    name: 'Hors grille',
    templateId: ill.id,
  })
  assert.equal(owed.trouble, null)
  const read = () => desk.caller.get(recurrenceApi.read, { id: owed.id })
  const told = async (someone = desk) =>
    (await someone.caller.get(notificationApi.list, {})).items
      .filter(({ event, cause }) => event === 'recurrence.failed' && cause['title'] === 'Hors grille')
      .map(({ cause }) => cause)
  server.setNow('2026-04-08T06:00:00Z')
  await turn()
  server.setNow('2026-04-08T07:00:00Z')
  await turn()
  assert.equal((await read()).trouble, 'grid')
  assert.deepEqual(await told(), [{ title: 'Hors grille', trouble: 'grid' }])
  assert.deepEqual(await told(await anAgent(server)), [])
  await desk.caller.get(templateApi.edit, { ...ill, content: { ...content, urgency: 3 } })
  server.setNow('2026-04-08T08:00:00Z')
  await turn()
  assert.equal((await read()).trouble, null)
  assert.deepEqual(await latest(owed.id), [['2026-04-08', true]])
  await desk.caller.get(recurrenceApi.end, { id: owed.id })
})

test('a rule that gives work to somebody who has left owes its ticket until somebody else is named', async () => {
  const leaver = await anAgent(server)
  const given = { ...daily, name: 'Pour qui part', assigneeId: leaver.id }
  const { id } = await desk.caller.get(recurrenceApi.create, given)
  await rowsOf(server, `update person set ended_at = '2026-04-08T09:00:00Z' where id = '${leaver.id}'`)
  server.setNow('2026-04-09T06:00:00Z')
  await turn()
  const stuck = await desk.caller.get(recurrenceApi.read, { id })
  assert.equal(stuck.trouble, 'assignee')
  await desk.caller.get(recurrenceApi.edit, { ...given, id, version: stuck.version, assigneeId: desk.id })
  await turn()
  assert.deepEqual(await latest(id), [['2026-04-09', true]])
  await desk.caller.get(recurrenceApi.end, { id })
})

test('what does not go together is refused by its name', async () => {
  const refused = async (given: object) => {
    const { code, body } = await desk.caller.call(recurrenceApi.create, { ...daily, name: 'x', ...given })
    return [code, Reflect.get(Object(Reflect.get(body, 'errors')?.[0]), 'path')]
  }
  assert.deepEqual(await refused({ endsOn: '2026-03-01' }), ['invalid_input', 'endsOn'])
  assert.deepEqual(await refused({ offDay: 'skip' }), ['invalid_input', 'offDay'])
  assert.deepEqual(await refused({ templateId: client.id }), ['invalid_input', 'templateId'])
  assert.deepEqual(await refused({ startsOn: '0001-01-01' }), ['invalid_input', 'startsOn'])
  assert.deepEqual(await refused({ rhythm: { every: 'week', interval: 1, on: [] } }), [
    'invalid_input',
    'rhythm.on',
  ])
  const stranger = await aClientPerson(server)
  assert.deepEqual(await refused({ assigneeId: stranger.id }), ['invalid_input', 'assigneeId'])
})

test('neither clients nor suppliers know of rules, nor by hand', async () => {
  const { attempt } = byHand(server)
  for (const someone of [await aClientPerson(server, { client }), await aSupplierPerson(server)]) {
    assert.equal((await someone.caller.call(recurrenceApi.list, {})).status, 403)
    assert.equal((await attempt(someone, 'select id from recurrence')).refusal, '42501')
    assert.equal((await attempt(someone, 'select due_on from recurrence_ticket')).refusal, '42501')
  }
})

test('who works no ticket reads rules, is told not to write them, and is refused', async () => {
  const top = await anAgent(server, { roles: ['D'] })
  assert.equal((await top.caller.get(recurrenceApi.list, {})).mayWrite, false)
  assert.equal((await desk.caller.get(recurrenceApi.list, {})).mayWrite, true)
  const written = await top.caller.call(recurrenceApi.create, { ...daily, name: 'Direction' })
  assert.equal(written.code, 'forbidden')
})
