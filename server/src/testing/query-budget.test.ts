import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { pathKeys, type Endpoint } from '#contract/endpoint.ts'
import { api } from '#contract/endpoints.ts'
import { changeApi } from '#contract/change/api.ts'
import { changeCalendarApi } from '#contract/change/calendar.ts'
import { clientApi } from '#contract/client/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { dutyApi } from '#contract/duty/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { licenceApi } from '#contract/licence/api.ts'
import { knowledgeApi } from '#contract/knowledge/api.ts'
import { letterApi } from '#contract/letter/api.ts'
import { interventionApi } from '#contract/intervention/api.ts'
import { personApi } from '#contract/person/api.ts'
import { potApi } from '#contract/pot/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { recurrenceApi } from '#contract/recurrence/api.ts'
import { reportApi } from '#contract/report/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { templateApi } from '#contract/template/api.ts'
import { verificationApi } from '#contract/verification/api.ts'
import { aClientPerson, aService, aSupplier, type Someone } from './makers.ts'
import { aMailbox, deliver, lastMail } from './post.ts'
import { importScene } from './import-scene.ts'
import { startServer } from './server.ts'
import { anEstate } from './software.ts'
import { aWorld, move } from './world.ts'

/**
 * How many statements an endpoint may send, the one that finds out who asks included. The table is committed: whoever
 * needs more says so there (`TROUSSE_BUDGET=write` writes what is needed now).
 */
const file = join(import.meta.dirname, 'query-budget.json')
const Budget = z.record(z.string(), z.int())
const isWriting = process.env['TROUSSE_BUDGET'] === 'write'
const budget = Budget.parse(JSON.parse(await readFile(file, 'utf8').catch(() => '{}')))
const spent = new Map<string, number>()

const server = await startServer()
const world = await aWorld(server)
const { desk, admin, a } = world
const mailbox = await aMailbox(server)
await deliver(server, mailbox, { from: 'quelquun@ailleurs.test' })
const mail = await lastMail(server)

const visit = await desk.caller.get(interventionApi.plan, {
  number: a.incident,
  plannedFrom: '2026-03-03T08:00:00Z',
  plannedUntil: '2026-03-03T09:00:00Z',
})

await admin.caller.get(potApi.create, {
  clientId: a.client.id,
  name: 'Forfait',
  minutes: 600,
  validFrom: '2026-01-01',
  renewal: 'monthly',
})
const template = await desk.caller.get(templateApi.create, { name: 'Gabarit', content: { kind: 'INC' } })
const aRecurrence = (name: string) =>
  desk.caller.get(recurrenceApi.create, {
    name,
    templateId: template.id,
    rhythm: { every: 'day', interval: 1 },
    startsOn: '2026-03-01',
  })
const recurrence = await aRecurrence('Récurrence')
const aDuty = (name: string) =>
  admin.caller.get(dutyApi.createRule, {
    name: { fr: name },
    process: 'duty',
    ownerRole: 'CS',
    rhythm: { every: 'year', interval: 1 },
    startsOn: '2027-01-01',
    evidence: { fr: 'Le compte rendu' },
  })
const duty = await aDuty('Revue')
await admin.caller.get(dutyApi.start, { id: duty.id })

const review = await admin.caller.get(dutyApi.createRule, {
  name: { fr: 'Revue des tendances' },
  process: 'trend-review',
  ownerRole: 'RGS/AC',
  rhythm: { every: 'year', interval: 1 },
  startsOn: '2027-01-01',
  evidence: { fr: 'Le rapport' },
})
const trendReview = await admin.caller.get(dutyApi.start, { id: review.id })
await move(admin, trendReview.number, 'gather', { periodFrom: '2026-03-01', periodTo: '2026-03-02' })

const imported = await importScene(server).run(desk, 'Nom;Type\nPC-IMPORT;workstation\n')
const aProblem = (title: string, incidents: string[]) =>
  desk.caller.get(problemApi.open, { title, incidents, level: 3 })
const problem = await aProblem('Cause', [a.incident])
const aKnownError = async (number: string) =>
  desk.caller.get(problemApi.writeKnownError, {
    number,
    symptom: 'Panne chez Alpha',
    workaround: 'Attendre',
    portal: true,
  })
await aKnownError(problem.number)
const anItem = (name: string) =>
  admin.caller.get(configurationApi.create, { name, type: 'workstation', clientId: a.client.id })
await anItem('Premier')
const campaign = await admin.caller.get(verificationApi.open, { name: 'Campagne' })
const {
  items: [issued],
} = await admin.caller.get(reportApi.issue, { clientIds: [a.client.id] })
const machine = await desk.caller.get(configurationApi.create, { type: 'workstation', name: 'Poste' })

// On a clock that moves, sessions are noted as used.
const estate = await anEstate(server, a.client, { pause: 'PT0S' })
const installed = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`Logiciel ${at}`, '1.0']))
await estate.report('PARC-1', { 'Logiciel 0': '1.0' })
const { items: titles } = await desk.caller.get(licenceApi.listTitles, {})
const titleId = titles[0]?.id ?? ''
const aLicence = () =>
  admin.caller.get(licenceApi.follow, {
    id: titleId,
    type: 'licence',
    attributes: { metric: 'installation', quantity: 0 },
    reason: 'Achat',
  })
const licence = await aLicence()
const change = await admin.caller.get(changeApi.create, {
  title: 'Pare-feu',
  type: 'normal',
  severity: 1,
  impact: 1,
  clientId: a.client.id,
  reason: 'vieux',
  testPlan: 'essai',
  backOutPlan: 'retour',
  risk: { untested: false },
  window: { from: '2026-03-05T18:00:00Z', to: '2026-03-05T20:00:00Z' },
  cis: [machine.number],
  modifications: [{ action: 'modify', ci: machine.number, location: 'Bureau 2' }],
})
for (const move of ['admit', 'assess', 'submit'])
  await admin.caller.get(recordApi.move, { number: change.number, move })
await admin.caller.get(changeApi.decide, { number: change.number, decision: 'approve' })

let count = 0
// A driver has no other place where every statement passes.
const send = Reflect.get(Client.prototype, 'query')
Reflect.set(Client.prototype, 'query', function (this: Client, ...words: unknown[]) {
  const [first] = words
  const text = typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text') ?? '')
  if (!/^(begin|commit|rollback)/.test(text)) count += 1
  return Reflect.apply(send, this, words)
})

const statementsOf = async (someone: Someone, endpoint: Endpoint, input: Record<string, unknown>) => {
  // What is in force is read once and remembered.
  await someone.caller.call(endpoint, input)
  count = 0
  const { status, body } = await someone.caller.call(endpoint, input)
  assert.ok(status < 300, `${endpoint.method} ${endpoint.path} answered ${status}: ${JSON.stringify(body)}`)
  return count
}

const checkBudget = (name: string, statements: number): void => {
  spent.set(name, Math.max(spent.get(name) ?? 0, statements))
  if (isWriting) return
  const allowed = budget[name]
  assert.notEqual(allowed, undefined, `${name} has no budget yet: it needs ${statements}`)
  assert.ok(statements <= (allowed ?? 0), `${name} sends ${statements} statements, its budget is ${allowed}`)
}

const contract: Endpoint[] = Object.values(api).flatMap((module): Endpoint[] => Object.values(module))
const reads = contract.filter(({ method, transport }) => method === 'GET' && transport === 'json')

/** What each reading needs, beyond itself. */
const inputs: Record<string, Record<string, unknown>> = {
  'GET /records/{number}': { number: a.incident },
  'GET /records/{number}/journal': { number: a.incident },
  'GET /records/{number}/attachments': { number: a.incident },
  'GET /records/{number}/articles': { number: a.incident },
  'GET /articles/{number}': { number: 'ART-1' },
  'GET /articles/{number}/versions': { number: 'ART-1' },
  'GET /article-suggestions': { title: 'Panne chez Alpha' },
  'GET /records/{number}/explanation': { number: a.incident },
  'GET /records/{number}/path': { number: a.incident },
  'GET /records/{number}/interventions': { number: a.incident },
  'GET /records/{number}/hour-pot': { number: a.incident },
  'GET /recurrences/{id}': { id: recurrence.id },
  'GET /duty-rules/{id}': { id: duty.id },
  'GET /interventions': { from: '2026-03-02', to: '2026-03-08' },
  'GET /interventions/{id}': { id: visit.id },
  'GET /on-call': { from: '2026-03-02', to: '2026-03-08' },
  'GET /on-call/statement': { month: '2026-03' },
  'GET /time': { from: '2026-03-02', to: '2026-03-08' },
  'GET /imports/{id}': { id: imported.id },
  'GET /imports/{id}/lines': { id: imported.id },
  'GET /imports/{id}/undo': { id: imported.id },
  'GET /problems/{number}': { number: problem.number },
  'GET /trends': { from: '2026-03-01', to: '2026-03-02' },
  'GET /trends/incidents': { from: '2026-03-01', to: '2026-03-02', key: world.service.id },
  'GET /trend-reviews/{number}': { number: trendReview.number },
  'GET /indicators': { from: '2026-03-01', to: '2026-03-31' },
  'GET /indicators/{key}/cases': { key: 'incident-backlog-age', from: '2026-03-01', to: '2026-03-31' },
  'GET /known-error-matches': { record: a.incident },
  'GET /similar-records': { title: 'Panne chez Alpha' },
  'GET /search': { q: 'Panne' },
  'GET /people/{id}': { id: a.requester.id },
  'GET /clients/{id}': { id: a.client.id },
  'GET /clients/{id}/configuration-report': { id: a.client.id },
  'GET /configuration-reports/{id}': { id: issued?.id },
  'GET /verifications/{id}': { id: campaign.id },
  'GET /cis/{number}/campaigns': { number: 'CI-1' },
  'GET /clients/{id}/domains': { id: a.client.id },
  'GET /mailboxes/{id}': { id: mailbox.id },
  'GET /mails/{id}': { id: mail.id },
  'GET /brands/{id}': { id: a.client.id },
  'GET /suppliers/{id}': { id: world.supplier.id },
  'GET /services/{id}': { id: world.service.id },
  'GET /agreements/{id}': { id: a.agreementId },
  'GET /artefacts/{id}': { id: a.agreementId },
  'GET /journal/{subject}': { subject: a.client.id },
  'GET /procedures/{key}': { key: 'incident' },
  'GET /procedures/{key}/traffic': { key: 'incident' },
  'GET /changes/{number}': { number: change.number },
  'GET /changes/{number}/impact': { number: change.number },
  'GET /changes/{number}/modifications': { number: change.number },
  'GET /changes/{number}/approvals': { number: change.number },
  'GET /changes/{number}/incidents': { number: change.number },
  'GET /changes/{number}/conflicts': { number: change.number },
  'GET /changes/{number}/announcements': { number: change.number },
  'GET /calendar': { from: '2026-03-01', to: '2026-03-31' },
  'GET /clients/{id}/calendar-feed': { id: a.client.id },
  'GET /cis/{number}/inventory': { number: machine.number },
  'GET /cis/{number}/installations': { number: machine.number },
  'GET /cis/{number}/titles': { number: licence.number },
  'GET /licences/{number}': { number: licence.number },
  'GET /software-titles/{id}': { id: titleId },
  'GET /software-titles/{id}/installations': { id: titleId },
  'GET /holidays': { country: 'FR', from: 2026, to: 2026 },
  'GET /calendar-proposition': { country: 'FR' },
}
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`

const anArticle = (title: string) =>
  desk.caller.get(knowledgeApi.create, { content: { title: { fr: title }, body: { fr: '<p>mot</p>' } } })

/** Thirty more of everything that lists show. */
const addMany = async () => {
  const client = { id: a.client.id }
  for (let at = 0; at < 30; at++) {
    const person =
      at % 3 === 0 ? await aClientPerson(server, { client, name: `Personne ${at}` }) : a.requester
    await desk.caller.get(incidentApi.report, {
      title: `Panne numéro ${at}`,
      requesterId: person.id,
      serviceId: world.service.id,
      assigneeId: desk.id,
      urgency: 1 + (at % 3),
      impact: 2,
    })
    await desk.caller.get(recordApi.comment, { number: a.incident, body: `mot ${at}` })
    await desk.caller.get(problemApi.link, {
      number: problem.number,
      incidents: [
        (await desk.caller.get(incidentApi.report, { title: 'Encore', clientId: a.client.id })).number,
      ],
    })
    await anItem(`Poste ${at}`)
    await admin.caller.get(changeApi.create, {
      title: `Changement ${at}`,
      type: 'normal',
      severity: 2,
      impact: 2,
      clientId: a.client.id,
      window: { from: '2026-03-05T18:00:00Z', to: '2026-03-05T20:00:00Z' },
      cis: [machine.number],
    })
    await admin.caller.get(changeCalendarApi.createFreeze, {
      kind: 'freeze',
      name: { fr: `Gel ${at}` },
      clientId: a.client.id,
      from: '2026-03-05T18:00:00Z',
      to: '2026-03-05T20:00:00Z',
    })
    await deliver(server, mailbox, { from: `inconnu${at}@ailleurs.test` })
    await desk.caller.get(recordApi.addTime, { number: a.incident, minutes: 1 + at })
    await desk.caller.get(interventionApi.plan, {
      number: a.incident,
      plannedFrom: '2026-03-03T08:00:00Z',
      plannedUntil: '2026-03-03T09:00:00Z',
    })
    if (at % 10 === 0) await estate.report(`PARC-${at}`, installed)
    if (at % 5 === 0)
      await Promise.all([
        anArticle(`Panne ${at}`),
        aService(server),
        aProblem(`Cause ${at}`, [a.incident]).then(({ number }) => aKnownError(number)),
        aRecurrence(`Récurrence ${at}`),
        aDuty(`Revue ${at}`),
        aLicence(),
        aSupplier(server),
        admin.caller.get(verificationApi.open, { name: `Campagne ${at}` }),
        admin.caller.get(reportApi.issue, { clientIds: [a.client.id] }),
        admin.caller.get(clientApi.create, { name: `Autre ${at}` }),
      ])
  }
}

const few = new Map<string, number>()
const measured = () =>
  reads.flatMap((endpoint) => {
    const input = inputs[nameOf(endpoint)] ?? {}
    if (pathKeys(endpoint.path).some((key) => input[key] === undefined)) return []
    const people: [string, Someone][] = []
    if (endpoint.for.includes('staff')) people.push(['', admin])
    if (
      endpoint.for.includes('client') &&
      (!endpoint.for.includes('staff') || endpoint.path.startsWith('/records') || endpoint.path === '/search')
    )
      // A requester has no page of the company.
      people.push([' as client', endpoint.path.startsWith('/company') ? a.contact : a.requester])
    return people.map(([suffix, someone]) => ({ name: nameOf(endpoint) + suffix, endpoint, input, someone }))
  })

before(async () => {
  await anArticle('Panne chez tous')
  for (const { name, endpoint, input, someone } of measured())
    few.set(name, await statementsOf(someone, endpoint, input))
  await addMany()
})

for (const { name, endpoint, input, someone } of measured()) {
  test(`${name} keeps to its budget, however much there is to show`, async () => {
    const statements = await statementsOf(someone, endpoint, input)
    checkBudget(name, statements)
    assert.equal(statements, few.get(name), 'more rows, more statements: one a row')
  })
}

const writes: [string, Endpoint, () => Promise<Record<string, unknown>>][] = [
  [
    'an incident of the desk',
    incidentApi.report,
    async () => ({
      title: 'x',
      serviceId: world.service.id,
      requesterId: a.requester.id,
      urgency: 2,
      impact: 2,
    }),
  ],
  [
    'a request',
    requestApi.submit,
    async () => ({ title: 'x', serviceId: world.service.id, urgency: 3, impact: 3 }),
  ],
  [
    'a request by a model',
    requestApi.submit,
    async () => ({ model: 'advice', serviceId: world.service.id, fields: { subject: 'x', details: 'y' } }),
  ],
  ['a line ticked', recordApi.checkItem, async () => aLine()],
  ['a move', recordApi.move, async () => ({ number: await anIncident(), move: 'escalate' })],
  [
    'a hold',
    recordApi.move,
    async () => ({ number: await anIncident(), move: 'hold', fields: { holdReason: 'client' } }),
  ],
  ['a comment', recordApi.comment, async () => ({ number: await anIncident(), body: 'x' })],
  ['an edit', recordApi.edit, async () => ({ number: await anIncident(), version: 1, title: 'y' })],
  [
    'a visit planned',
    interventionApi.plan,
    async () => ({
      number: await anIncident(),
      plannedFrom: '2026-03-03T08:00:00Z',
      plannedUntil: '2026-03-03T09:00:00Z',
    }),
  ],
  [
    'a letter',
    letterApi.write,
    async () => ({ topic: 'visit', language: 'fr', subject: 'x', body: '<p>{{date}}</p>', version: 0 }),
  ],
  [
    'a problem from two incidents',
    problemApi.open,
    async () => ({ title: 'x', incidents: [await anIncident(), await anIncident()], level: 2 }),
  ],
  [
    'a workaround said on an incident',
    problemApi.apply,
    async () => ({ number: problem.number, record: await anIncident() }),
  ],
  ['minutes', recordApi.addTime, async () => ({ number: await anIncident(), minutes: 5 })],
  [
    'a person',
    personApi.create,
    async () => ({ name: 'x', roles: ['CL'], clientId: a.client.id, clientLevel: 'requester' }),
  ],
]
/** Nobody has ticked it yet. */
const aLine = async () => {
  const number = await anIncident()
  const record = await desk.caller.get(recordApi.addChecklistItem, { number, label: { fr: 'x' } })
  return { number, item: 'checklist' in record ? record.checklist[0]?.id : '', isDone: true }
}
const anIncident = async () => {
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'x',
    serviceId: world.service.id,
    urgency: 3,
    impact: 3,
    channel: 'phone',
  })
  return number
}

for (const [what, endpoint, inputOf] of writes) {
  test(`${nameOf(endpoint)}: ${what} keeps to its budget`, async () => {
    const input = await inputOf()
    count = 0
    const { status, body } = await admin.caller.call(endpoint, input)
    const statements = count
    assert.ok(status < 300, JSON.stringify(body))
    checkBudget(`${nameOf(endpoint)}: ${what}`, statements)
  })
}

test('the table has no line for what is gone', async () => {
  if (isWriting) {
    const sorted = Object.fromEntries([...spent].toSorted(([one], [other]) => one.localeCompare(other)))
    await writeFile(file, `${JSON.stringify(sorted, null, 2)}\n`)
    return
  }
  assert.deepEqual(
    Object.keys(budget).filter((name) => !spent.has(name)),
    [],
  )
})
