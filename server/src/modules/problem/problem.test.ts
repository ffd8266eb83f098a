import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { personApi } from '#contract/person/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { readPdf } from '#platform/file-text/pdf.ts'
import { searchApi } from '#contract/search/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
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

/** A Monday, ten o'clock in Paris. */
const monday = '2026-03-02T09:00:00Z'
const server = await startServer(monday)
let director: Someone
let manager: Someone
let desk: Someone
let client: { id: string }
let requester: Someone
let service: { id: string }

before(async () => {
  director = await anAgent(server, { roles: ['D'], name: 'Dominique Dirigeante' })
  manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
  desk = await anAgent(server, { roles: ['CS'] })
  client = await aClient(server)
  requester = await aClientPerson(server, { client })
  service = await aService(server)
})

const anIncident = (title: string, given: Record<string, unknown> = {}) =>
  desk.caller.get(incidentApi.report, {
    title,
    clientId: client.id,
    requesterId: requester.id,
    serviceId: service.id,
    urgency: 2,
    impact: 2,
    ...given,
  })
const read = (number: string) => manager.caller.get(problemApi.read, { number })
const record = async (number: string) => {
  const found = await manager.caller.get(recordApi.read, { number })
  assert.ok('facts' in found)
  return found
}
const eventsOf = async (number: string, event: string) =>
  (await manager.caller.get(journalApi.ofRecord, { number, limit: 200 })).items.filter(
    (entry) => entry.event === event,
  )
const analysis = {
  whys: ['Le certificat avait expiré', 'Personne ne suivait sa date'],
  branches: [
    {
      id: 'b1',
      name: 'Méthode',
      causes: [{ id: 'c1', text: 'Aucune échéance suivie', causes: [{ id: 's1', text: 'Pas de liste' }] }],
    },
  ],
  rootId: 'c1',
}
const known = { symptom: 'La messagerie refuse la connexion sécurisée', workaround: 'Passer par le webmail.' }

test('a problem from three incidents takes their client, service and items, and is linked to each', async () => {
  const item = await manager.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'SRV-MAIL',
    clientId: client.id,
  })
  const incidents = [
    await anIncident('Messagerie en panne', { cis: [item.number] }),
    await anIncident('Plus de messagerie'),
    await anIncident('Courrier bloqué'),
  ].map(({ number }) => number)
  const { number } = await desk.caller.get(problemApi.open, { title: 'Messagerie instable', incidents })
  assert.match(number, /^PRB-\d+$/)
  const opened = await record(number)
  assert.equal(opened.clientId, client.id)
  assert.equal(opened.serviceId, service.id)
  assert.equal(opened.step.id, 'P03')
  assert.equal(opened.priority, null)
  const found = await read(number)
  assert.equal(found.origin, 'incident')
  assert.deepEqual(found.incidents.map((one) => one.number).toSorted(), incidents.toSorted())
  const items = await manager.caller.get(configurationApi.ofRecord, { number })
  assert.deepEqual(
    items.items.map((one) => one.number),
    [item.number],
  )
  for (const incident of incidents) {
    const { facts, links } = await record(incident)
    assert.equal(facts['problem'], number)
    assert.deepEqual(
      links.map(({ kind, number: to }) => [kind, to]),
      [['caused-by', number]],
    )
  }
})

test('the level gives the delays by the version that is pinned, and its escalation tells whom it names', async () => {
  server.setNow(monday)
  const { number } = await desk.caller.get(problemApi.open, { title: 'Coupures du lien' })
  await move(manager, number, 'investigate', { level: 1, causeCategory: 'network' })
  const found = await read(number)
  assert.equal(found.level, 1)
  assert.equal(found.levelText?.label.fr, 'Critique')
  assert.equal(found.causeCategory, 'network')
  assert.equal((await record(number)).priority, 1)
  assert.equal(found.analysisBegunAt, monday)
  assert.ok(found.causeDueAt !== null)
  const why = await manager.caller.get(recordApi.explain, { number })
  assert.equal(why.source, 'level')
  assert.deepEqual(why.resolution.target, { value: 5, unit: 'serviceDay' })
  // At once, at 80 % and at 100 % of the delay for the cause.
  await server.runSchedule('fire-due')
  await server.runReactions()
  assert.equal((await eventsOf(number, 'record.escalated')).length, 1)
  const told = await director.caller.get(notificationApi.list, {})
  assert.ok(told.items.some((one) => one.event === 'record.escalated' && one.number === number))
  server.setNow('2026-03-12T09:00:00Z')
  await server.runSchedule('fire-due')
  const escalated = await eventsOf(number, 'record.escalated')
  assert.deepEqual(
    escalated.map(({ data }) => data?.['role']),
    ['D', 'RGS/AC', 'D'],
  )
  assert.equal((await eventsOf(number, 'record.breached')).length, 1)
})

test('the cause stops the clock, and the solution takes its time', async () => {
  server.setNow(monday)
  const { number } = await desk.caller.get(problemApi.open, { title: 'Sauvegarde lente', level: 2 })
  assert.equal((await record(number)).step.id, 'P04')
  await manager.caller.get(problemApi.analyse, { number, version: 0, ...analysis })
  server.setNow('2026-03-04T09:00:00Z')
  await assert.rejects(move(manager, number, 'cause-found'), /missing_fields/)
  await move(manager, number, 'cause-found', { cause: 'Disque saturé' })
  const found = await read(number)
  assert.equal(found.cause, 'Disque saturé')
  assert.equal(found.causeFoundAt, '2026-03-04T09:00:00Z')
  server.setNow('2026-05-04T09:00:00Z')
  await server.runSchedule('fire-due')
  assert.equal((await eventsOf(number, 'record.breached')).length, 0)
  assert.equal((await eventsOf(number, 'problem.analysed')).length, 1)
})

test('from the first incident to the end: cause, known error, correction, window, closing', async () => {
  server.setNow(monday)
  const first = await anIncident('Messagerie : connexion refusée')
  const { number } = await manager.caller.get(problemApi.open, {
    title: 'Certificat de messagerie',
    incidents: [first.number],
    level: 3,
  })
  await move(manager, number, 'cause-found', { cause: 'Certificat expiré' })
  await assert.rejects(move(manager, number, 'without-change'), /missing_fields/)
  await manager.caller.get(problemApi.writeKnownError, { number, ...known, cause: 'Certificat expiré' })
  await move(manager, number, 'without-change')
  assert.equal((await record(number)).step.id, 'P08b')
  await move(manager, number, 'fixed', { solution: 'Certificat renouvelé, échéance suivie' })
  const watched = await read(number)
  assert.equal(watched.verification?.until, '2026-04-01T09:00:00Z')
  assert.equal((await record(number)).phase, 'resolved')
  await assert.rejects(move(manager, number, 'effective'), /reason_required/)
  // It comes back on the same service, in other words for the same thing.
  server.setNow('2026-03-10T09:00:00Z')
  const again = await anIncident('La messagerie refuse la connexion')
  const unlike = await anIncident('Demande de souris')
  await server.runReactions()
  const { verification } = await read(number)
  assert.deepEqual(
    verification?.recurrences.map((one) => [one.number, one.reasons]),
    [[again.number, ['service']]],
  )
  assert.notEqual(unlike.number, again.number)
  await server.runReactions()
  assert.equal((await eventsOf(number, 'problem.recurred')).length, 1)
  // Not effective: back to the analysis, and the clock runs again.
  await move(manager, number, 'not-effective', { reason: 'Un poste avait l’ancien certificat' })
  assert.equal((await record(number)).step.id, 'P04')
  assert.ok((await read(number)).causeDueAt !== null)
  await move(manager, number, 'cause-found', { cause: 'Ancien certificat sur un poste' })
  await move(manager, number, 'without-change')
  await move(manager, number, 'fixed')
  server.setNow('2026-04-13T09:00:00Z')
  await server.runSchedule('fire-due')
  assert.equal((await eventsOf(number, 'record.reminded')).length, 1)
  await move(manager, number, 'effective')
  await move(desk, number, 'close')
  const ended = await record(number)
  assert.equal(ended.phase, 'closed')
  assert.equal(ended.outcome, 'solved')
  await server.runReactions()
  const [knownNow] = (await manager.caller.get(problemApi.knownErrors, { state: 'solved' })).items
  assert.equal(knownNow?.number, number)
  assert.equal(knownNow?.solution, 'Certificat renouvelé, échéance suivie')
  const told = await eventsOf(first.number, 'record.problem-ended')
  assert.equal(told.length, 1)
  assert.equal(told[0]?.visibility, 'internal')
})

test('an accepted known error waits for its review date, and then for top management', async () => {
  server.setNow(monday)
  const { number } = await manager.caller.get(problemApi.open, { title: 'Pilote ancien', level: 4 })
  await move(manager, number, 'ask-ruling', { reason: 'Le fabricant ne corrige plus' })
  const accept = (reviewOn: string) =>
    move(director, number, 'accept-risk', { reviewOn, reason: 'Matériel remplacé en juin', ...known })
  await assert.rejects(accept('2026-03-01'), /invalid_input/)
  await accept('2026-06-01')
  const waiting = await record(number)
  assert.equal(waiting.step.id, 'P10')
  assert.equal(waiting.closedAt, null)
  const error = (await read(number)).knownError
  assert.equal(error?.state, 'accepted')
  assert.equal(error?.reviewOn, '2026-06-01')
  server.setNow('2026-05-31T12:00:00Z')
  await server.runSchedule('fire-due')
  assert.equal((await record(number)).step.id, 'P10')
  server.setNow('2026-06-01T06:01:00Z')
  await server.runSchedule('fire-due')
  assert.equal((await record(number)).step.id, 'P07')
  // Another time it wants another date.
  await assert.rejects(move(director, number, 'accept-risk', { reason: 'Encore' }), /missing_fields/)
  await move(director, number, 'carry-on')
  assert.equal((await read(number)).knownError?.state, 'open')
  assert.equal((await record(number)).step.id, 'P04')
})

test('the step of an incident opens a problem, links to one that exists, or says why there is none', async () => {
  server.setNow(monday)
  const atProblem = async (title: string) => {
    const { number } = await anIncident(title, { urgency: 1, impact: 1 })
    await move(desk, number, 'solution-found', { solution: 'Redémarré', isWorkaround: true })
    await move(desk, number, 'apply')
    await move(desk, number, 'resolve', { confirmedBy: 'voice' })
    assert.equal((await record(number)).step.id, 'I13')
    return number
  }
  const first = await atProblem('Serveur figé')
  await assert.rejects(move(manager, first, 'link-problem'), /missing_fields/)
  await assert.rejects(move(manager, first, 'link-problem', { problem: 'PRB-99999' }), /invalid_input/)
  await assert.rejects(move(manager, first, 'link-problem', { problem: 'à ouvrir' }), /invalid_input/)
  await move(manager, first, 'link-problem', { openProblem: true })
  const problem = String((await record(first)).facts['problem'])
  assert.deepEqual(
    (await read(problem)).incidents.map(({ number }) => number),
    [first],
  )
  const second = await atProblem('Serveur figé encore')
  await move(manager, second, 'link-problem', { problem })
  assert.equal((await read(problem)).incidents.length, 2)
  const third = await atProblem('Serveur figé au sous-sol')
  await move(manager, third, 'link-problem', { problemReason: 'Coupure voulue' })
  assert.equal((await record(third)).facts['problem'], undefined)
})

test('a supplier contributes to the diagnosis and reads no more than it was handed', async () => {
  server.setNow(monday)
  const supplier = await aSupplier(server)
  const technician = await aSupplierPerson(server, { supplier })
  const { number } = await manager.caller.get(problemApi.open, { title: 'Routeur qui redémarre', level: 2 })
  await manager.caller.get(problemApi.analyse, { number, version: 0, ...analysis })
  await assert.rejects(technician.caller.get(recordApi.read, { number }), /not_found/)
  await move(manager, number, 'ask-supplier', { supplierId: supplier.id, reference: 'R-1' })
  const seen = await technician.caller.get(recordApi.read, { number })
  assert.equal('facts' in seen, false)
  await assert.rejects(technician.caller.get(problemApi.read, { number }), /forbidden/)
  const due = (await record(number)).dueResolutionAt
  await move(technician, number, 'report-result', { supplierResult: 'Micrologiciel défectueux' })
  assert.equal((await record(number)).step.id, 'P04')
  // Its move counts by the level as ours do.
  assert.equal((await record(number)).dueResolutionAt, due)
})

test('a change that no procedure carries is answered by hand, and one that failed leads back', async () => {
  server.setNow(monday)
  const { number } = await manager.caller.get(problemApi.open, { title: 'Disque saturé', level: 3 })
  await move(manager, number, 'cause-found', { cause: 'Journaux jamais purgés' })
  await move(manager, number, 'by-change', known)
  await assert.rejects(move(manager, number, 'return'), /missing_fields/)
  await move(manager, number, 'return', { link: 'RFC-7', outcome: 'backed-out' })
  assert.equal((await record(number)).step.id, 'P06')
  await move(manager, number, 'by-change')
  await assert.rejects(move(manager, number, 'return'), /missing_fields/)
  await move(manager, number, 'return', { link: 'RFC-8', outcome: 'implemented' })
  assert.equal((await record(number)).step.id, 'P09')
})

test('problems are found by their words and by their number, by the provider’s people alone', async () => {
  const { number } = await manager.caller.get(problemApi.open, { title: 'Ventilateur zyxbruyant' })
  await server.runReactions()
  for (const q of ['zyxbruyant', number]) {
    const mine = await desk.caller.get(searchApi.find, { q })
    assert.ok(mine.items.some((hit) => hit.address === number))
    const theirs = await requester.caller.get(searchApi.find, { q })
    assert.equal(theirs.items.length, 0)
  }
})

test('the report is a PDF in either language, whatever was written', async () => {
  server.setNow(monday)
  const incident = await anIncident('Panne <b>&amp;</b> #let x')
  const { number } = await manager.caller.get(problemApi.open, {
    title: 'Titre $ #import "x" <script>',
    incidents: [incident.number],
    level: 1,
  })
  await manager.caller.get(problemApi.analyse, {
    number,
    version: 0,
    ...analysis,
    whys: ['# rien', '$x$ ≤ 3 \\'],
    branches: [...analysis.branches, { id: 'b2', name: '<svg onload="x">', causes: [] }],
  })
  await manager.caller.get(problemApi.writeKnownError, { number, ...known })
  for (const language of ['fr', 'en'] as const) {
    await manager.caller.get(personApi.editSelf, { language })
    const { statusCode, headers, rawPayload } = await server.app.inject({
      url: `${prefix}/problems/${number}/report.pdf`,
      headers: { authorization: `Bearer ${manager.token}` },
    })
    assert.equal(statusCode, 200)
    assert.equal(headers['content-type'], 'application/pdf')
    assert.equal(rawPayload.subarray(0, 5).toString(), '%PDF-')
    const text = await readPdf(new Uint8Array(rawPayload), 100_000)
    assert.match(text, language === 'fr' ? /Rapport de problème/ : /Problem report/)
    assert.match(text, /Titre \$ #import "x" <script>/)
    assert.match(text, new RegExp(incident.number))
    assert.match(text, /Aucune échéance suivie/)
  }
})
