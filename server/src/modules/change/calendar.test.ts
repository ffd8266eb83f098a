import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementApi } from '#contract/agreement/api.ts'
import { changeApi } from '#contract/change/api.ts'
import { changeCalendarApi } from '#contract/change/calendar.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { interventionApi } from '#contract/intervention/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { teamApi } from '#contract/team/api.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  type Someone,
} from '../../testing/makers.ts'
import { byHand } from '../../testing/by-hand.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'], name: 'Camille Agent' })
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
const client = await aClient(server, { name: 'Boulangerie' })
const other = await aClient(server, { name: 'Garage' })
const contact = await aClientPerson(server, { client, level: 'contact' })
const service = await aService(server, { name: 'Messagerie' })
const targets = [1, 2, 3, 4, 5].map((priority) => ({
  priority,
  response: { value: 1, unit: 'hour' as const },
  resolution: { value: 6, unit: 'hour' as const },
}))
await admin.caller.get(agreementApi.create, { clientId: client.id, serviceId: service.id, targets })

/** One day of work of March each, so that what one test plans is no conflict of another’s. */
const workDays = ['03', '04', '05', '06', '09', '10', '11', '12', '13', '16', '17', '18']
const anEvening = () => {
  const day = `2026-03-${workDays.shift()}`
  return (from: string, to: string) => ({ from: `${day}T${from}:00Z`, to: `${day}T${to}:00Z` })
}
const plan = async (given: Partial<InputOf<typeof changeApi.create>>, by: Someone = desk) => {
  const { number } = await by.caller.get(changeApi.create, {
    title: 'Remplacer le pare-feu',
    type: 'normal',
    severity: 3,
    impact: 3,
    reason: 'Il n’est plus maintenu',
    testPlan: 'Essai au labo',
    backOutPlan: 'Remettre l’ancien',
    risk: { untested: false },
    ...given,
  })
  return number
}
const anItem = (name: string, clientId: string | null = null) =>
  admin.caller.get(configurationApi.create, {
    name,
    type: 'server',
    clientId,
    attributes: { serial: `SN-${name}` },
    reason: 'relevé',
  })
/** A service is an item too. */
const numberOf = async (name: string) => {
  const { items } = await admin.caller.get(configurationApi.list, { q: name })
  return items[0]?.number ?? ''
}
const conflictsOf = async (number: string) => {
  const { items } = await desk.caller.get(changeCalendarApi.conflicts, { number })
  return items.map(({ kind, other: change, freeze, client: of, person, minutes }) =>
    [kind, change?.number, freeze?.name.fr, of?.name, person?.name, minutes]
      .filter((part) => part !== undefined && part !== null)
      .join(' '),
  )
}
const freeze = (given: Partial<InputOf<typeof changeCalendarApi.createFreeze>>, by: Someone = manager) =>
  by.caller.call(changeCalendarApi.createFreeze, {
    kind: 'freeze',
    name: { fr: 'Gel de fin d’année' },
    from: '2026-12-18T00:00:00Z',
    to: '2027-01-04T00:00:00Z',
    ...given,
  })

test('a freeze is announced by who answers for changes, edited, ended, and all of it is in the journal', async () => {
  assert.equal((await freeze({}, desk)).status, 403)
  assert.equal((await freeze({}, contact)).status, 403)
  const made = await freeze({
    clientId: client.id,
    services: [service.id],
    kind: 'critical-period',
    name: { fr: 'Bilan' },
  })
  assert.equal(made.status, 201)
  const { id, version } = made.body
  assert.equal(made.body.services[0]?.name, 'Messagerie')
  const edited = await manager.caller.get(changeCalendarApi.editFreeze, {
    id,
    version,
    reason: 'Clôture des comptes',
    services: [],
  })
  assert.deepEqual([edited.reason, edited.services, edited.version], ['Clôture des comptes', [], 2])
  const late = await manager.caller.call(changeCalendarApi.editFreeze, { id, version, reason: 'x' })
  assert.deepEqual([late.status, late.code], [409, 'stale_version'])
  const upside = await manager.caller.call(changeCalendarApi.editFreeze, {
    id,
    version: 2,
    to: '2026-01-01T00:00:00Z',
  })
  assert.equal(upside.status, 422)
  assert.match(JSON.stringify(upside.body), /se termine après son début/)
  assert.equal((await freeze({ kind: 'critical-period' })).status, 400)
  const listed = await desk.caller.get(changeCalendarApi.freezes, { client: client.id })
  assert.deepEqual([listed.items.map((one) => one.id), listed.mayWrite], [[id], false])
  assert.deepEqual((await desk.caller.get(changeCalendarApi.freezes, { client: other.id })).items, [])
  await manager.caller.get(changeCalendarApi.endFreeze, { id })
  assert.equal((await manager.caller.call(changeCalendarApi.endFreeze, { id })).status, 404)
  assert.deepEqual((await desk.caller.get(changeCalendarApi.freezes, {})).items, [])
  const { items } = await admin.caller.get(journalApi.ofSubject, { subject: client.id })
  assert.deepEqual(
    items.map(({ event }) => event).filter((event) => event.startsWith('freeze.')),
    ['freeze.created', 'freeze.edited', 'freeze.ended'],
  )
})

test('no statement by hand writes a freeze but of who may, and no client or its person reads one', async () => {
  const { attempt } = byHand(server)
  const insert = `insert into change_freeze (kind, name, starts_at, ends_at, created_by, created_at)
    values ('freeze', '{"fr": "x"}', '2026-12-18', '2026-12-19', $1, '2026-03-01')`
  assert.equal((await attempt(desk, insert, [desk.id])).refusal, '42501')
  assert.equal((await attempt(contact, insert, [contact.id])).refusal, '42501')
  assert.equal((await attempt(manager, insert, [manager.id])).touched, 1)
  const { body } = await freeze({})
  const ended = `update change_freeze set ended_at = '2026-03-01' where id = $1`
  assert.equal((await attempt(desk, ended, [body.id])).touched, 0)
  assert.equal((await attempt(desk, 'delete from change_freeze', [])).refusal, '42501')
  for (const table of [
    'change_freeze',
    'change_freeze_service',
    'change_announcement',
    'change_announcement_person',
  ])
    assert.equal((await attempt(contact, `select from ${table}`)).refusal, '42501', table)
  await manager.caller.get(changeCalendarApi.endFreeze, { id: body.id })
})

test('two changes on one item, or on items of which one needs the other, at one time are in conflict, both ways', async () => {
  const at = anEvening()
  const [machine, host] = [await anItem('SRV-A'), await anItem('HOTE-A')]
  await admin.caller.get(configurationApi.relate, {
    from: machine.number,
    to: host.number,
    kind: 'depends-on',
  })
  const one = await plan({ window: at('18:00', '20:00'), cis: [machine.number] })
  const same = await plan({ window: at('19:00', '21:00'), cis: [machine.number] })
  const below = await plan({ window: at('19:30', '19:45'), cis: [host.number] })
  const after = await plan({ window: at('20:00', '22:00'), cis: [host.number] })
  assert.deepEqual(await conflictsOf(one), [`same-item ${same}`, `depends-on ${below}`])
  assert.deepEqual(await conflictsOf(below), [`carries ${one}`, `carries ${same}`])
  assert.deepEqual(await conflictsOf(after), [`carries ${same}`])
  await move(manager, same, 'cancel', { reason: 'plus besoin' })
  assert.deepEqual(await conflictsOf(one), [`depends-on ${below}`])
  assert.deepEqual(await conflictsOf(same), [], 'what is over is in nobody’s way')
})

test('a freeze concerns what it is about: all, a client, a service by the configuration, never another client’s item', async () => {
  const at = anEvening()
  const span = at('00:00', '23:00')
  const [own, theirs, shared] = [
    await anItem('SRV-B', client.id),
    await anItem('SRV-C', other.id),
    await anItem('HYP-D'),
  ]
  for (const { number } of [own, theirs, shared])
    await admin.caller.get(configurationApi.relate, {
      from: await numberOf(service.name),
      to: number,
      kind: 'depends-on',
    })
  const window = at('18:00', '18:30')
  const [ofClient, ofOther, ofShared] = [
    await plan({ window, cis: [own.number] }),
    await plan({ window, cis: [theirs.number] }),
    await plan({ window, cis: [shared.number] }),
  ]
  const named = (list: string[]) => list.filter((line) => /^(freeze|critical)/.test(line))
  const { body: critical } = await freeze({
    ...span,
    kind: 'critical-period',
    clientId: client.id,
    name: { fr: 'Bilan' },
  })
  assert.deepEqual(named(await conflictsOf(ofClient)), ['critical-period Bilan Boulangerie'])
  assert.deepEqual(named(await conflictsOf(ofOther)), [])
  assert.deepEqual(named(await conflictsOf(ofShared)), ['critical-period Bilan Boulangerie'])
  const { body: ofService } = await freeze({ ...span, services: [service.id], name: { fr: 'Migration' } })
  assert.deepEqual(named(await conflictsOf(ofOther)), ['freeze Migration'])
  const unrelated = await plan({ window })
  assert.deepEqual(named(await conflictsOf(unrelated)), [])
  const { body: all } = await freeze({ ...span, name: { fr: 'Gel' } })
  assert.deepEqual(named(await conflictsOf(unrelated)), ['freeze Gel'])
  for (const { id } of [critical, ofService, all])
    await manager.caller.get(changeCalendarApi.endFreeze, { id })
  assert.deepEqual(named(await conflictsOf(ofClient)), [])
})

test('an outage within the agreed hours of a client is a conflict, one outside them is none', async () => {
  const at = anEvening()
  const given = { clientId: client.id, serviceId: service.id, outageMinutes: 30 }
  // Paris is an hour ahead of UTC in March.
  const inside = await plan({ ...given, window: at('10:00', '11:30') })
  assert.deepEqual(await conflictsOf(inside), ['inside-hours Boulangerie 90'])
  const outside = await plan({ ...given, window: at('20:00', '21:00') })
  assert.deepEqual(await conflictsOf(outside), [])
  const quiet = await plan({ ...given, outageMinutes: 0, window: at('21:00', '22:00') })
  assert.deepEqual(await conflictsOf(quiet), ['outside-hours Boulangerie 60'])
})

test('who goes on a visit for another ticket meanwhile is named, until the visit is called off', async () => {
  const at = anEvening()
  const { number: ticket } = await desk.caller.get(incidentApi.report, {
    title: 'Imprimante',
    clientId: client.id,
  })
  const visit = await desk.caller.get(interventionApi.plan, {
    number: ticket,
    plannedFrom: at('18:30', '19:00').from,
    plannedUntil: at('18:30', '19:00').to,
    personIds: [desk.id],
  })
  const number = await plan({ window: at('18:00', '20:00'), assigneeId: desk.id })
  const { items } = await desk.caller.get(changeCalendarApi.conflicts, { number })
  assert.deepEqual(
    items.map(({ kind, other: met, from, to }) => [kind, met?.number, from, to]),
    [['person-twice', ticket, at('18:30', '19:00').from, at('18:30', '19:00').to]],
  )
  const own = await plan({ window: at('18:00', '20:00'), assigneeId: manager.id })
  assert.deepEqual(await conflictsOf(own), [], 'somebody else’s visit is none')
  await desk.caller.get(interventionApi.cancel, { id: visit.id, reason: 'Réglé à distance' })
  assert.deepEqual(await conflictsOf(number), [])
})

test('who works on two changes at once, or is away, is named', async () => {
  const at = anEvening()
  const one = await plan({ window: at('18:00', '20:00'), assigneeId: desk.id })
  const two = await plan({ window: at('19:00', '21:00') })
  await desk.caller.get(changeApi.addTask, { number: two, kind: 'implement', label: 'y', ownerId: desk.id })
  assert.deepEqual(await conflictsOf(one), [`person-twice ${two} Camille Agent`])
  const { from, to } = at('12:00', '19:00')
  await desk.caller.get(teamApi.enterAbsence, {
    personId: desk.id,
    startsAt: from,
    endsAt: to,
    kind: 'leave',
  })
  assert.deepEqual(await conflictsOf(one), ['person-away Camille Agent', `person-twice ${two} Camille Agent`])
})

test('the calendar shows changes, freezes, absences and closed days of a span, and what each is filtered by', async () => {
  const at = anEvening()
  const day = at('00:00', '01:00').from.slice(0, 10)
  const machine = await anItem('SRV-E')
  const number = await plan({
    window: at('18:00', '20:00'),
    clientId: client.id,
    serviceId: service.id,
    cis: [machine.number],
    assigneeId: manager.id,
    outageMinutes: 15,
  })
  const second = await plan({ window: at('19:00', '20:00'), cis: [machine.number] })
  const { body: frozen } = await freeze({ ...at('22:00', '23:00') })
  const span = { from: day, to: day }
  const seen = await desk.caller.get(changeCalendarApi.calendar, span)
  const changes = seen.items.flatMap((entry) => (entry.kind === 'change' ? [entry] : []))
  assert.deepEqual(
    changes.map((entry) => [entry.number, entry.state, entry.conflicts, entry.mayMove, entry.voids]),
    [
      [number, 'planned', ['same-item'], true, false],
      [second, 'planned', ['same-item'], true, false],
    ],
  )
  assert.equal(changes[0]?.service?.name, 'Messagerie')
  assert.deepEqual(
    seen.items.flatMap((entry) => (entry.kind === 'freeze' ? [entry.freeze.id] : [])),
    [frozen.id],
  )
  assert.deepEqual([seen.mayFreeze, seen.isCut], [false, false])
  const numbersFor = async (filter: object) => {
    const { items } = await desk.caller.get(changeCalendarApi.calendar, { ...span, ...filter })
    return items.flatMap((entry) => (entry.kind === 'change' ? [entry.number] : []))
  }
  assert.deepEqual(await numbersFor({ client: client.id }), [number])
  assert.deepEqual(await numbersFor({ service: service.id }), [number])
  assert.deepEqual(await numbersFor({ person: manager.id }), [number])
  assert.deepEqual(await numbersFor({ client: other.id }), [])
  const { items: hours } = await desk.caller.get(changeCalendarApi.calendar, { ...span, client: client.id })
  assert.ok(hours.some(({ kind }) => kind === 'hours'))
  const may = await desk.caller.get(changeCalendarApi.calendar, { from: '2026-05-01', to: '2026-05-31' })
  assert.ok(
    may.items.some((entry) => entry.kind === 'closed' && entry.day === '2026-05-01'),
    'a public holiday',
  )
  const moved = await manager.caller.get(changeApi.edit, {
    number,
    version: changes[0]?.version ?? 0,
    window: at('21:00', '22:00'),
  })
  assert.equal(moved.window?.from, at('21:00', '22:00').from)
  assert.deepEqual(await conflictsOf(second), [])
})

test('a span longer than a year, or upside down, is refused', async () => {
  for (const to of ['2027-03-02', '2026-02-01']) {
    const answer = await desk.caller.call(changeCalendarApi.calendar, { from: '2026-03-01', to })
    assert.equal(answer.status, 400)
  }
  assert.equal(
    (await desk.caller.call(changeCalendarApi.calendar, { from: '2026-03-01', to: '2027-03-01' })).status,
    200,
  )
})

test('what was in conflict when it was submitted stands in the journal', async () => {
  const at = anEvening()
  const { body } = await freeze({ ...at('00:00', '23:00'), name: { fr: 'Gel' } })
  const number = await plan({ window: at('18:00', '20:00') }, manager)
  await move(manager, number, 'admit')
  await move(manager, number, 'assess')
  await move(manager, number, 'submit')
  const { items } = await manager.caller.get(journalApi.ofRecord, { number })
  const submitted = items.find(({ event }) => event === 'change.submitted')
  assert.deepEqual(submitted?.data?.['conflicts'], ['freeze'])
  const day = at('00:00', '01:00').from.slice(0, 10)
  const seen = await desk.caller.get(changeCalendarApi.calendar, { from: day, to: day })
  const [entry] = seen.items.flatMap((one) => (one.kind === 'change' ? [one] : []))
  assert.deepEqual([entry?.state, entry?.voids], ['submitted', true])
  await manager.caller.get(changeCalendarApi.endFreeze, { id: body.id })
})
