import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { agreementApi } from '#contract/agreement/api.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import { Calendar } from '#contract/calendar/shape.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { connectOwner } from '#platform/database/cluster.ts'
import {
  aClient,
  anAdministrator,
  anAgent,
  aService,
  aSupplier,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

/** A Monday, ten o'clock in Paris; service from 9:00 to 12:30 and from 14:00 to 18:00. */
const monday = '2026-03-02T09:00:00Z'
const server = await startServer(monday)
const small = await startServer(monday)
let boss: Someone
let director: Someone
let desk: Someone
let manager: Someone

before(async () => {
  boss = await anAdministrator(server)
  director = await anAgent(server, { roles: ['D'], name: 'Dominique Dirigeant' })
  desk = await anAgent(server, { roles: ['CS'] })
  manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
})

const anIncident = async (given: Record<string, unknown> = {}) => {
  server.setNow(monday)
  const service = await aService(server)
  return desk.caller.get(incidentApi.report, {
    title: 'Panne',
    serviceId: service.id,
    channel: 'phone',
    ...given,
  })
}
const p1 = { urgency: 1, impact: 1 }
const p2 = { urgency: 1, impact: 2 }

const read = (number: string) => desk.caller.get(recordApi.read, { number })
const at = async (instant: string) => {
  server.setNow(instant)
  await server.runSchedule('fire-due')
  await server.runReactions()
}
const entries = async (number: string, event: string) => {
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  return items.filter((item) => item.event === event)
}
const escalations = async (number: string) =>
  (await entries(number, 'record.escalated')).map(
    ({ at: when, data }) => `${when.slice(8, 16)} ${String(data?.['key'])}`,
  )
const toldOf = async ({ caller }: Someone, number: string) => {
  const { items } = await caller.get(notificationApi.list, { limit: 200 })
  return items
    .filter((item) => item.number === number)
    .map(({ event, cause }) => (typeof cause['key'] === 'string' ? cause['key'] : event))
}

test('P2 escalates by competence after half an hour, by authority at 50, 75 and 90 percent, each once', async () => {
  const { number } = await anIncident(p2)
  for (const instant of [
    '2026-03-02T09:29:00Z',
    '2026-03-02T09:30:00Z',
    '2026-03-02T14:29:00Z',
    '2026-03-02T14:30:00Z',
    '2026-03-02T16:30:00Z',
    '2026-03-03T08:42:00Z',
    '2026-03-03T09:30:00Z',
    '2026-03-04T09:30:00Z',
  ]) {
    await at(instant)
  }
  assert.deepEqual(await escalations(number), [
    '02T09:30 level-2',
    '02T14:30 H1',
    '02T16:30 H2',
    '03T08:42 H3',
  ])
  assert.equal((await entries(number, 'record.breached')).length, 1)
  assert.partialDeepStrictEqual(await read(number), { breached: true })
  assert.deepEqual(await toldOf(manager, number), ['H1', 'level-2'])
})

test('what was told stays told when a hold moves the clock', async () => {
  const { number } = await anIncident(p2)
  await at('2026-03-02T14:30:00Z')
  await move(desk, number, 'hold', { holdReason: 'client' })
  await at('2026-03-02T16:00:00Z')
  await move(desk, number, 'resume')
  await at('2026-03-06T16:00:00Z')
  assert.deepEqual((await escalations(number)).map((line) => line.slice(9)).toSorted(), [
    'H1',
    'H2',
    'H3',
    'level-2',
  ])
})

test('what was told stays told when another priority gives it another time', async () => {
  const { number } = await anIncident(p2)
  await at('2026-03-03T09:30:00Z')
  await move(manager, number, 'prioritise', { urgency: 2, impact: 2 })
  await at('2026-03-12T09:30:00Z')
  const told = (await escalations(number)).map((line) => line.slice(9))
  assert.deepEqual(told.toSorted(), ['H1', 'H2', 'H3', 'level-2'])
  assert.equal((await entries(number, 'record.breached')).length, 1)
})

test('the time of the second level counts from when it got the record', async () => {
  const { number } = await anIncident(p2)
  server.setNow('2026-03-02T10:00:00Z')
  await move(desk, number, 'escalate')
  const { deadlines } = await desk.caller.get(recordApi.explain, { number })
  // Two hours for the second level from 11:00 in Paris, over lunch.
  assert.equal(deadlines.find(({ key }) => key === 'level-3')?.dueAt, '2026-03-02T13:30:00Z')
})

test('what was restored in time is not late while it waits for its confirmation; what nobody restored is', async () => {
  const [restored, open] = [await anIncident(p2), await anIncident(p2)]
  const { number } = restored
  await move(desk, number, 'solution-found', { solution: 'Redémarré' })
  await move(desk, number, 'apply')
  const done = await move(desk, number, 'resolve', { causeCode: 'hardware' })
  assert.equal(done.phase, 'resolved')
  server.setNow('2026-03-12T09:00:00Z')
  const late = async (breached: 'true' | 'false') =>
    (await desk.caller.get(recordApi.list, { breached, limit: 200 })).items.map((item) => item.number)
  const [behind, inTime] = [await late('true'), await late('false')]
  assert.ok(behind.includes(open.number) && !inTime.includes(open.number))
  assert.ok(!behind.includes(number) && inTime.includes(number))
})

test('that the supplier is next is told to the service manager, never to a supplier', async () => {
  const technician = await aSupplierPerson(server, { supplier: await aSupplier(server) })
  const { number } = await anIncident(p2)
  await move(desk, number, 'escalate')
  await at('2026-03-02T14:00:00Z')
  assert.ok((await toldOf(manager, number)).includes('level-3'))
  assert.deepEqual((await technician.caller.get(notificationApi.list, {})).items, [])
})

test('top management hears at once of P1 and majors, of the rest once a day', async () => {
  const quiet = await anIncident(p2)
  const loud = await anIncident(p1)
  await at('2026-03-02T16:30:00Z')
  assert.deepEqual(await toldOf(director, quiet.number), [])
  assert.ok((await toldOf(director, loud.number)).includes('H2'))

  server.setNow('2026-03-03T06:00:00Z')
  await server.runSchedule('tell-digest')
  await server.runSchedule('tell-digest')
  const { items } = await director.caller.get(notificationApi.list, {})
  const digests = items.filter(({ cause }) => 'numbers' in cause)
  assert.equal(digests.length, 1)
  assert.ok(JSON.stringify(digests[0]?.cause).includes(quiet.number))
  assert.ok(!JSON.stringify(digests[0]?.cause).includes(`"${loud.number}"`))
})

test('where one person holds both levels, the step by competence is written down and told to nobody', async () => {
  const alone = await anAdministrator(small)
  small.setNow(monday)
  const service = await aService(small)
  const { number } = await alone.caller.get(incidentApi.report, {
    title: 'Seul',
    serviceId: service.id,
    ...p2,
  })
  small.setNow('2026-03-02T14:30:00Z')
  await small.runSchedule('fire-due')
  await small.runReactions()
  const { items } = await alone.caller.get(journalApi.ofRecord, { number })
  const told = items.filter(({ event }) => event === 'record.escalated')
  assert.deepEqual(
    told.map(({ data }) => [data?.['key'], data?.['isLogged']]),
    [
      ['level-2', true],
      ['H1', false],
    ],
  )
  const list = await alone.caller.get(notificationApi.list, {})
  assert.deepEqual(
    list.items.map(({ cause }) => cause['key']),
    ['H1'],
  )
})

test('what fails is put off and keeps nobody else waiting', async () => {
  const { number } = await anIncident({ ...p2, title: 'Autre' })
  const broken = await anIncident({ ...p2, title: 'Cassé' })
  await owner(
    `update deadline set cause = '{}', key = 'step-timer:I05' where key = 'level-2' and record_id = '${broken.id}'`,
  )
  await owner(`create function stumble() returns trigger language plpgsql as $$ begin
    if new.key = 'step-timer:I05' and new.fired_at is not null then raise exception 'stumbled'; end if; return new; end $$;
    create trigger stumble before update on deadline for each row execute function stumble()`)
  await at('2026-03-02T09:30:00Z')
  assert.deepEqual(await escalations(number), ['02T09:30 level-2'])
  await owner('drop trigger stumble on deadline; drop function stumble')
})

const owner = async (text: string) => {
  const client = await connectOwner(server.ownerUrl)
  await client.query(text)
  await client.end()
}

const targets = (hours: number) =>
  [1, 2, 3, 4].map((priority) => ({
    priority,
    response: { value: 1, unit: 'hour' as const },
    resolution: { value: hours, unit: 'hour' as const },
  }))

test('an agreement that changes is for what is opened afterwards: what a record used stays pinned', async () => {
  const client = await aClient(server)
  const service = await aService(server)
  server.setNow(monday)
  const about = { clientId: client.id, serviceId: service.id }
  const report = () =>
    desk.caller.get(incidentApi.report, { title: 'Convenu', channel: 'phone', ...about, ...p2 })
  const without = await report()
  await boss.caller.get(agreementApi.create, { ...about, targets: targets(2) })
  server.setNow('PT1M')
  const first = await report()
  await boss.caller.get(agreementApi.create, { ...about, targets: targets(1) })
  server.setNow('PT1M')
  const second = await report()
  const due = async (number: string) => {
    await desk.caller.get(recordApi.comment, { number, body: 'rien de neuf' })
    await move(manager, number, 'prioritise', { urgency: 1, impact: 2, reason: 'revu' })
    const { dueResolutionAt } = await read(number)
    return dueResolutionAt
  }
  const { judgedBy, ...rest } = { judgedBy: null, ...(await read(without.number)) }
  assert.partialDeepStrictEqual(judgedBy, { agreement: null })
  assert.equal(rest.dueResolutionAt, '2026-03-03T09:30:00Z')
  assert.equal(await due(without.number), '2026-03-03T09:30:00Z')
  assert.equal(await due(first.number), '2026-03-02T11:01:00Z')
  assert.equal(await due(second.number), '2026-03-02T10:02:00Z')
})

const levels = (labels: string[]) => labels.map((fr, index) => ({ value: index + 1, label: { fr } }))
const four = ['Très haute', 'Haute', 'Moyenne', 'Basse']

test('a client’s own grid of four by four is judged by its own cells, another client’s is not', async () => {
  const client = await aClient(server)
  const service = await aService(server)
  server.setNow(monday)
  const content = {
    urgencies: levels(four),
    impacts: levels(four),
    priorities: levels(four).map(({ value, label }) => ({ value, label })),
    cells: [1, 2, 3, 4].map((impact) => [1, 2, 3, 4].map((urgency) => Math.ceil((impact + urgency) / 2))),
    targets: targets(8),
  }
  const grid = await boss.caller.get(artefactApi.create, {
    kind: 'priority-grid',
    name: { fr: 'Grille du client' },
    clientId: client.id,
    content,
  })
  await boss.caller.get(artefactApi.approve, { id: grid.latest?.id ?? '' })
  const about = { clientId: client.id, serviceId: service.id }
  await boss.caller.get(agreementApi.create, { ...about, gridId: grid.id, targets: targets(3) })
  for (const impact of [1, 2, 3, 4]) {
    for (const urgency of [1, 2, 3, 4]) {
      const made = await desk.caller.get(incidentApi.report, {
        title: 'x',
        channel: 'phone',
        urgency,
        impact,
        ...about,
      })
      const expected = content.cells[impact - 1]?.[urgency - 1]
      assert.partialDeepStrictEqual(made, { priority: expected, dueResolutionAt: '2026-03-02T13:30:00Z' })
    }
  }
  const other = { clientId: (await aClient(server)).id, serviceId: service.id, urgency: 4, impact: 4 }
  assert.equal((await desk.caller.call(incidentApi.report, { title: 'x', ...other })).code, 'invalid_input')
})

test('a supplier’s move is timed by what the client agreed to, its own grid included', async () => {
  const [client, service, supplier] = [await aClient(server), await aService(server), await aSupplier(server)]
  const technician = await aSupplierPerson(server, { supplier })
  server.setNow(monday)
  const about = { clientId: client.id, serviceId: service.id }
  await boss.caller.get(agreementApi.create, { ...about, targets: targets(3) })
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'x',
    channel: 'phone',
    ...p2,
    ...about,
  })
  await move(desk, number, 'escalate')
  await move(manager, number, 'delegate-supplier', { supplierId: supplier.id })
  await move(technician, number, 'report-result')
  assert.partialDeepStrictEqual(await read(number), { dueResolutionAt: '2026-03-02T13:30:00Z' })
})

const calendarArtefact = async () => {
  const { items } = await boss.caller.get(artefactApi.list, { kind: 'calendar' })
  const found = items.find(({ key }) => key === 'default')
  const { content } = await boss.caller.get(artefactApi.readVersion, { id: found?.inForce?.id ?? '' })
  return { id: found?.id ?? '', calendar: Calendar.parse(content) }
}

/** A new version of the service hours, in force from now on. */
const putInForce = async (change: (calendar: Calendar) => Calendar) => {
  const { id, calendar } = await calendarArtefact()
  server.setNow('PT1M')
  const version = await boss.caller.get(artefactApi.draft, { id, content: change(calendar) })
  await boss.caller.get(artefactApi.approve, { id: version.id })
  await server.runReactions()
  await server.runSchedule('fire-due')
}

test('a new version of the calendar moves what open records are due, and leaves closed ones', async () => {
  const { number, ...before } = await anIncident({ urgency: 2, impact: 2 })
  assert.equal(before.dueResolutionAt, '2026-03-04T09:00:00Z')
  await putInForce((calendar) => ({
    ...calendar,
    holidays: [...calendar.holidays, { date: '2026-03-03', name: { fr: 'Journée de la firme' } }],
  }))
  const after = await read(number)
  assert.equal(after.dueResolutionAt, '2026-03-05T09:00:00Z')
  assert.equal(after.version, before.version, 'nobody edited it')
  const { resolution } = await desk.caller.get(recordApi.explain, { number })
  assert.ok(JSON.stringify(resolution.steps).includes('Journée de la firme'))
})

test('nobody erases a breach by adding yesterday’s holiday', async () => {
  server.setNow('2026-03-09T09:00:00Z')
  const service = await aService(server)
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Tard',
    serviceId: service.id,
    channel: 'phone',
    ...p1,
  })
  await at('2026-03-10T09:00:00Z')
  const late = await read(number)
  assert.partialDeepStrictEqual(late, { breached: true, dueResolutionAt: '2026-03-09T14:30:00Z' })
  await putInForce((calendar) => ({
    ...calendar,
    holidays: [...calendar.holidays, { date: '2026-03-09', name: { fr: 'Hier' } }],
  }))
  assert.partialDeepStrictEqual(await read(number), {
    breached: true,
    dueResolutionAt: '2026-03-09T14:30:00Z',
  })
})
