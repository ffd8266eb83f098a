import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import { problem as en } from '#contract/problem/en.ts'
import { recordApi } from '#contract/record/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  aClient,
  aClientPerson,
  anAgent,
  aService,
  aSupplier,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const { attempt } = byHand(server)
let manager: Someone
let desk: Someone
let ours: { id: string }
let theirs: { id: string }
let orme: Someone
let hetre: Someone
let service: { id: string }

before(async () => {
  manager = await anAgent(server, { roles: ['RGS/AC', 'CS'] })
  desk = await anAgent(server, { roles: ['CS'] })
  ours = await aClient(server)
  theirs = await aClient(server)
  orme = await aClientPerson(server, { client: ours, level: 'signatory' })
  hetre = await aClientPerson(server, { client: theirs, level: 'signatory' })
  service = await aService(server)
})

const secret = 'zyxcausesecrete'

const anIncident = (title: string, given: Record<string, unknown> = {}) =>
  desk.caller.get(incidentApi.report, {
    title,
    clientId: ours.id,
    requesterId: orme.id,
    serviceId: service.id,
    urgency: 2,
    impact: 2,
    ...given,
  })

const aKnownError = async (
  given: Partial<InputOf<typeof problemApi.writeKnownError>> = {},
  opened: Partial<InputOf<typeof problemApi.open>> = {},
) => {
  const { number } = await manager.caller.get(problemApi.open, {
    title: 'Imprimante qui se fige',
    level: 3,
    serviceId: service.id,
    ...opened,
  })
  const error = await manager.caller.get(problemApi.writeKnownError, {
    number,
    symptom: 'L’imprimante se fige après une longue impression',
    workaround: 'Éteindre l’imprimante.\nAttendre <dix> secondes.',
    cause: secret,
    ...given,
  })
  return { number, error }
}
const saidTo = async (someone: Someone, number: string) =>
  (await someone.caller.get(journalApi.ofRecord, { number, limit: 200 })).items.filter(
    ({ event }) => event === 'record.commented',
  )
const refused = (code: string) => new RegExp(`"code":"${code}"`)

test('a known error is proposed for its words, its items and its service, and says why', async () => {
  const item = await manager.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'IMP-1',
    clientId: ours.id,
  })
  const { number } = await aKnownError({}, { cis: [item.number] })
  const incident = await anIncident('Imprimante figée', { cis: [item.number] })
  const { items } = await desk.caller.get(problemApi.matches, { record: incident.number })
  const found = items.find((one) => one.number === number)
  assert.deepEqual(found?.why, ['text', 'ci', 'service'])
  assert.deepEqual(found?.cis, [item.number])
  const typed = await desk.caller.get(problemApi.matches, { title: 'imprimante se fige' })
  assert.deepEqual(typed.items.find((one) => one.number === number)?.why, ['text'])
  const other = await desk.caller.get(problemApi.matches, {
    title: 'Mot de passe perdu',
    service: service.id,
  })
  assert.equal(other.items.length, 0)
  await assert.rejects(desk.caller.get(problemApi.matches, {}), refused('invalid_input'))
  await assert.rejects(orme.caller.get(problemApi.matches, { title: 'imprimante' }), refused('forbidden'))
})

test('applied with one click it answers the client, links the incident, and does so once', async () => {
  const { number } = await aKnownError()
  const incident = (await anIncident('Impression bloquée')).number
  const use = { number, record: incident }
  assert.deepEqual(await desk.caller.get(problemApi.apply, use), { isNew: true })
  assert.deepEqual(await desk.caller.get(problemApi.apply, use), { isNew: false })
  const said = await saidTo(orme, incident)
  assert.equal(said.length, 1)
  const html = String(said[0]?.data?.['html'])
  assert.match(html, /Éteindre l’imprimante\.<br \/>Attendre &lt;dix&gt; secondes\./)
  assert.ok(!html.includes(secret))
  const row = await desk.caller.get(recordApi.read, { number: incident })
  assert.ok('links' in row && row.links.some((link) => link.number === number && link.kind === 'caused-by'))
  assert.ok('respondedAt' in row && row.respondedAt !== null)
  const { items } = await desk.caller.get(problemApi.matches, { record: incident })
  assert.equal(items.find((one) => one.number === number)?.isApplied, true)
  const closed = (await anIncident('Autre')).number
  await move(desk, closed, 'cancel', { reason: 'doublon' })
  await assert.rejects(desk.caller.get(problemApi.apply, { number, record: closed }), refused('not_possible'))
})

test('a new workaround goes to every open linked incident once; who had it hears nothing twice', async () => {
  const incidents = [await anIncident('Fige 1'), await anIncident('Fige 2'), await anIncident('Fige 3')].map(
    (one) => one.number,
  )
  const { number, error } = await aKnownError({}, { incidents })
  const [first = '', second = '', third = ''] = incidents
  await move(desk, third, 'cancel', { reason: 'doublon' })
  await desk.caller.get(problemApi.apply, { number, record: first })
  assert.deepEqual(await desk.caller.get(problemApi.push, { number }), { told: [second] })
  assert.deepEqual(await desk.caller.get(problemApi.push, { number }), { told: [] })
  // Written again as it was, it is no new one.
  const { symptom, workaround } = error
  const same = await manager.caller.get(problemApi.writeKnownError, { number, symptom, workaround })
  assert.equal(same.workaroundNumber, 1)
  const changed = await manager.caller.get(problemApi.writeKnownError, {
    number,
    symptom,
    workaround: 'Débrancher le câble.',
  })
  assert.equal(changed.workaroundNumber, 2)
  assert.equal(changed.cause, secret)
  const { told } = await desk.caller.get(problemApi.push, { number })
  assert.deepEqual(told.toSorted(), [first, second].toSorted())
  assert.equal((await saidTo(orme, first)).length, 2)
  assert.equal((await saidTo(orme, third)).length, 0)
})

test('merged into another ticket, an incident hands its problem on, and the workaround reaches who goes on', async () => {
  const { number } = await aKnownError()
  const [ended, goesOn] = [await anIncident('Elle se fige'), await anIncident('Imprimante figée, encore')]
  await manager.caller.get(problemApi.link, { number, incidents: [ended.number] })
  await move(desk, ended.number, 'merge', { into: goesOn.number })
  await server.runReactions()
  const { items } = await manager.caller.get(journalApi.ofRecord, { number, limit: 200 })
  assert.deepEqual(
    items.flatMap(({ event, data }) => (event === 'problem.incidents-linked' ? [data] : [])),
    [{ incidents: [ended.number] }, { incidents: [goesOn.number] }],
  )
  assert.deepEqual(await manager.caller.get(problemApi.push, { number }), { told: [goesOn.number] })
})

test('two who push at the same instant say it once', async () => {
  const incident = (await anIncident('Fige encore')).number
  const { number } = await aKnownError({}, { incidents: [incident] })
  const answers = await Promise.all([1, 2, 3].map(() => desk.caller.get(problemApi.push, { number })))
  assert.equal(answers.flatMap(({ told }) => told).length, 1)
  assert.equal((await saidTo(orme, incident)).length, 1)
})

test('who edits what somebody else wrote meanwhile is told, and nothing is lost', async () => {
  const { number, error } = await aKnownError()
  const write = (workaround: string) =>
    manager.caller.get(problemApi.writeKnownError, {
      number,
      symptom: error.symptom,
      workaround,
      version: error.version,
    })
  await write('Premier')
  await assert.rejects(write('Second'), refused('stale_version'))
  const analysis = { number, version: 0, whys: ['a'], branches: [], rootId: null }
  await manager.caller.get(problemApi.analyse, analysis)
  await assert.rejects(manager.caller.get(problemApi.analyse, analysis), refused('stale_version'))
  await assert.rejects(
    manager.caller.get(problemApi.analyse, { ...analysis, version: 1, rootId: 'nulle-part' }),
    refused('invalid_input'),
  )
})

test('clients read what was published to them or to all, never the cause unless it was published', async () => {
  const inside = await aKnownError({ symptom: 'zyx interne' })
  const own = await aKnownError({ symptom: 'zyx pour nous', portal: true }, { clientId: ours.id })
  const other = await aKnownError({ symptom: 'zyx pour eux', portal: true, clients: [theirs.id] })
  const open = await aKnownError({ symptom: 'zyx pour tous', portal: true, clients: 'all' })
  const told = await aKnownError({
    symptom: 'zyx avec sa cause',
    portal: true,
    portalCause: true,
    clients: 'all',
  })
  assert.deepEqual(own.error.clients === 'all' ? 'all' : own.error.clients.map(({ id }) => id), [ours.id])
  const numbersOf = async (someone: Someone) =>
    (await someone.caller.get(problemApi.knownErrors, { q: 'zyx' })).items
      .map(({ number }) => number)
      .toSorted()
  assert.deepEqual(await numbersOf(orme), [own, open, told].map(({ number }) => number).toSorted())
  assert.deepEqual(await numbersOf(hetre), [other, open, told].map(({ number }) => number).toSorted())
  assert.equal((await numbersOf(desk)).length, 5)
  const items = (await orme.caller.get(problemApi.knownErrors, { q: 'zyx' })).items
  assert.deepEqual(
    items.map(({ number, cause }) => `${number} ${cause}`).toSorted(),
    [`${own.number} null`, `${open.number} null`, `${told.number} ${secret}`].toSorted(),
  )
  assert.ok(items.every((item) => !('title' in item)))
  // The problem itself stays unknown.
  for (const { number } of [inside, own, open])
    await assert.rejects(orme.caller.get(recordApi.read, { number }), refused('not_found'))
  // By hand, with the application's own login.
  for (const [someone, expected] of [
    [orme, [own, open, told]],
    [hetre, [other, open, told]],
  ] as const) {
    const { rows } = await attempt(someone, `select number from known_error where symptom like 'zyx%'`)
    assert.deepEqual(
      rows.map(({ number }) => String(number)).toSorted(),
      expected.map(({ number }) => number).toSorted(),
    )
    assert.equal((await attempt(someone, 'select cause from known_error')).refusal, '42501')
    assert.equal((await attempt(someone, `select 1 from record where kind = 'PRB'`)).rows.length, 0)
    assert.equal((await attempt(someone, 'select 1 from problem_analysis')).refusal, '42501')
    assert.equal((await attempt(someone, 'select 1 from known_error_use')).refusal, '42501')
    assert.equal((await attempt(someone, `update known_error set in_portal = true`)).refusal, '42501')
    const { rows: clients } = await attempt(someone, 'select client_id as id from known_error_client')
    assert.ok(clients.every(({ id }) => id === (someone === orme ? ours.id : theirs.id)))
    const { rows: found } = await attempt(someone, `select * from search_portal('imprimante fige', 50)`)
    const { rows: problems } = await attempt(
      desk,
      `select id from record where kind = 'PRB' and id = any($1)`,
      [found.map(({ subject_id }) => subject_id)],
    )
    assert.equal(problems.length, 0)
  }
  // Taken back from the portal, nobody outside reads it.
  const { symptom, workaround } = open.error
  await manager.caller.get(problemApi.writeKnownError, {
    number: open.number,
    symptom,
    workaround,
    portal: false,
  })
  assert.ok(!(await numbersOf(hetre)).includes(open.number))
})

test('a supplier that was handed a problem reads neither its analysis nor its known error, by hand either', async () => {
  const supplier = await aSupplier(server)
  const technician = await aSupplierPerson(server, { supplier })
  const { number } = await aKnownError()
  await manager.caller.get(problemApi.analyse, {
    number,
    version: 0,
    whys: [secret],
    branches: [],
    rootId: null,
  })
  await move(manager, number, 'ask-supplier', { supplierId: supplier.id, reference: 'R-1' })
  const { rows } = await attempt(technician, `select number from record where kind = 'PRB'`)
  assert.deepEqual(
    rows.map((row) => row['number']),
    [number],
  )
  for (const table of [
    'problem_analysis',
    'known_error',
    'known_error_client',
    'known_error_use',
    'problem_recurrence',
  ])
    assert.equal((await attempt(technician, `select * from ${table}`)).refusal, '42501')
})

test('a workaround is said in the language of whoever reported the incident', async () => {
  const reader = await aClientPerson(server, { client: ours, language: 'en' })
  const { number } = await aKnownError()
  const incident = await anIncident('The printer hangs', { requesterId: reader.id })
  await manager.caller.get(problemApi.apply, { number, record: incident.number })
  const [said] = await saidTo(reader, incident.number)
  assert.match(JSON.stringify(said?.data), new RegExp(en.message.lead.slice(0, 20)))
})

test('the list is filtered by client, service, item and state', async () => {
  const elsewhere = await aService(server)
  const item = await manager.caller.get(configurationApi.create, { type: 'workstation', name: 'IMP-9' })
  const { number } = await aKnownError(
    {},
    { clientId: theirs.id, serviceId: elsewhere.id, cis: [item.number] },
  )
  const numbers = async (filter: InputOf<typeof problemApi.knownErrors>) =>
    (await desk.caller.get(problemApi.knownErrors, filter)).items.map((one) => one.number)
  assert.deepEqual(await numbers({ service: elsewhere.id }), [number])
  assert.deepEqual(await numbers({ ci: item.number }), [number])
  assert.ok((await numbers({ client: theirs.id })).includes(number))
  assert.ok(!(await numbers({ client: ours.id, service: elsewhere.id })).includes(number))
  assert.deepEqual(await numbers({ state: 'accepted' }), [])
  const firstPage = await desk.caller.get(problemApi.knownErrors, { limit: 2 })
  const nextPage = await desk.caller.get(problemApi.knownErrors, {
    limit: 2,
    cursor: firstPage.nextCursor ?? '',
  })
  const seen = [...firstPage.items, ...nextPage.items].map((one) => one.number)
  assert.equal(new Set(seen).size, 4)
})
