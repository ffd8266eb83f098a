import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { dutyApi } from '#contract/duty/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { reportApi } from '#contract/report/api.ts'
import { searchApi } from '#contract/search/api.ts'
import { verificationApi } from '#contract/verification/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  aClient,
  aClientPerson,
  anAgent,
  aSupplier,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const { attempt } = byHand(server)
let boss: Someone
let manager: Someone
let desk: Someone
let client: { id: string }
let contact: Someone
let requester: Someone
let stranger: Someone

before(async () => {
  boss = await anAgent(server, { roles: ['D'], name: 'Dominique Dirigeante' })
  manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
  desk = await anAgent(server, { roles: ['CS'] })
  client = await aClient(server)
  contact = await aClientPerson(server, { client, level: 'contact' })
  requester = await aClientPerson(server, { client })
  stranger = await aClientPerson(server, { level: 'signatory' })
})

const begin = async (given: Partial<InputOf<typeof dutyApi.createRule>>): Promise<string> => {
  const rule = await manager.caller.get(dutyApi.createRule, {
    name: { fr: `Échéance ${given.process}` },
    process: 'duty',
    ownerRole: 'RGS/AC',
    rhythm: { every: 'year', interval: 1 },
    startsOn: '2027-01-01',
    evidence: { fr: 'Le compte rendu' },
    ...given,
  })
  return (await manager.caller.get(dutyApi.start, { id: rule.id })).number
}
const read = ({ caller }: Someone, number: string) => caller.get(recordApi.read, { number })
const stepOf = async (number: string) => (await read(manager, number)).step.id
const proofOf = async (number: string) =>
  (await manager.caller.get(dutyApi.list, {})).items.find((one) => one.number === number)
const refused = (code: string) => new RegExp(`"code":"${code}"`)

test('a plain duty is done by its role with minutes, and controlled by another; what is missing goes back', async () => {
  const number = await begin({ ownerRole: 'CS', name: { fr: 'Revue' } })
  assert.equal(await stepOf(number), 'E01S')
  await assert.rejects(move(manager, number, 'done', { proceedings: 'x' }), refused('forbidden'))
  await assert.rejects(move(desk, number, 'done'), refused('missing_fields'))
  await move(desk, number, 'done', { proceedings: 'Trois tickets relancés.' })
  await assert.rejects(move(desk, number, 'controlled'), refused('forbidden'))
  await move(manager, number, 'again', { reason: 'lesquels ?' })
  assert.equal(await stepOf(number), 'E01S')
  await move(desk, number, 'done', { proceedings: 'INC-1, INC-2 et INC-3 relancés.' })
  await move(manager, number, 'controlled')
  assert.partialDeepStrictEqual(await proofOf(number), {
    phase: 'closed',
    closedBy: 'Maxime Responsable',
    minutes: 'INC-1, INC-2 et INC-3 relancés.',
    isLate: false,
  })
})

for (const [role, step, controller] of [
  ['D', 'E01D', 'E02'],
  ['RGS/AC', 'E01', 'E02D'],
  ['RGS/RC', 'E01C', 'E02D'],
] as const) {
  test(`what ${role} does is controlled by somebody else`, async () => {
    const number = await begin({ ownerRole: role, name: { fr: `Revue ${role}` } })
    assert.equal(await stepOf(number), step)
    const doer =
      role === 'RGS/RC' ? await anAgent(server, { roles: ['RGS/RC'] }) : role === 'D' ? boss : manager
    await move(doer, number, 'done', { proceedings: 'Fait.' })
    assert.equal(await stepOf(number), controller)
  })
}

test('the policy review asks for top management’s own signature and ends with a baseline of the CMDB', async () => {
  const number = await begin({ process: 'configuration-policy', ownerRole: 'D' })
  const policy = { policy: 'Politique v2 du 2 mars, dossier Qualité' }
  await assert.rejects(move(manager, number, 'approve-policy', policy), refused('forbidden'))
  await assert.rejects(move(boss, number, 'approve-policy'), refused('missing_fields'))
  await move(boss, number, 'approve-policy', policy)
  await move(manager, number, 'plan-ready', { plan: 'PGC v3' })
  await move(manager, number, 'identified')
  await move(desk, number, 'recorded')
  await move(manager, number, 'incomplete', { reason: 'deux doublons' })
  await move(desk, number, 'recorded')
  await move(manager, number, 'complete')
  server.setNow('2026-03-02T10:00:00Z')
  await assert.rejects(move(manager, number, 'baseline'), refused('missing_fields'))
  assert.deepEqual((await manager.caller.get(configurationApi.listBaselines, {})).items, [])
  await move(manager, number, 'baseline', { proceedings: 'Politique inchangée.', baselineName: 'Revue 2026' })
  const { items } = await manager.caller.get(configurationApi.listBaselines, {})
  assert.partialDeepStrictEqual(items, [
    { name: 'Revue 2026', at: '2026-03-02T10:00:00Z', note: number, byName: 'Maxime Responsable' },
  ])
  assert.partialDeepStrictEqual(await proofOf(number), {
    phase: 'closed',
    baseline: { id: items[0]?.id, name: 'Revue 2026' },
  })
})

const campaignOf = async (clientId: string) => {
  await desk.caller.get(configurationApi.create, { type: 'workstation', name: 'PC', clientId })
  return (await manager.caller.get(verificationApi.open, { name: 'Étage 1', clientId })).id
}

test('a campaign of one client proves nothing of another’s verification', async () => {
  const other = await aClient(server)
  const campaign = await campaignOf(other.id)
  await manager.caller.get(verificationApi.close, { id: campaign })
  const number = await begin({
    process: 'configuration-verification',
    clientId: client.id,
    name: { fr: 'Vérification C' },
  })
  await assert.rejects(
    move(manager, number, 'none', { itemsVerified: 0, campaign }),
    refused('invalid_input'),
  )
})

test('a verification without deviations goes straight to its minutes', async () => {
  const number = await begin({ process: 'configuration-verification', name: { fr: 'Vérification A' } })
  await assert.rejects(move(manager, number, 'none'), refused('missing_fields'))
  const campaign = await campaignOf(client.id)
  const refusedFor = async (given: Record<string, unknown>) =>
    assert.rejects(move(manager, number, 'none', { itemsVerified: 40, ...given }), refused('invalid_input'))
  await refusedFor({ campaign: 'VER-3' })
  await refusedFor({ campaign: crypto.randomUUID() })
  await refusedFor({ campaign, itemsVerified: 0 })
  await manager.caller.get(verificationApi.close, { id: campaign })
  await refusedFor({ campaign })
  await move(manager, number, 'none', { itemsVerified: 0, campaign })
  assert.equal(await stepOf(number), 'C11')
  await assert.rejects(move(manager, number, 'minuted'), refused('missing_fields'))
  await move(manager, number, 'minuted', { proceedings: '40 postes sur 40 conformes.' })
  assert.partialDeepStrictEqual(await proofOf(number), {
    itemsVerified: 0,
    deviations: 0,
    campaign: { id: campaign, name: 'Étage 1' },
    minutes: '40 postes sur 40 conformes.',
  })
})

test('an input error is corrected; what was modified without authority names its ticket, which is linked', async () => {
  const number = await begin({ process: 'configuration-verification', name: { fr: 'Vérification B' } })
  const { number: incident } = await desk.caller.get(incidentApi.report, { title: 'Un serveur inconnu' })
  await move(manager, number, 'deviations', { itemsVerified: 12 })
  await assert.rejects(
    move(manager, number, 'input-error', { deviations: 0, causes: 'x' }),
    refused('invalid_input'),
  )
  await move(manager, number, 'input-error', { deviations: 2, causes: 'Une saisie, un serveur ajouté.' })
  assert.equal(await stepOf(number), 'C04')
  await move(desk, number, 'still-unauthorised')
  await assert.rejects(
    move(manager, number, 'treated', { regularisation: 'INC-999999' }),
    refused('invalid_input'),
  )
  await assert.rejects(move(manager, number, 'treated', { regularisation: number }), refused('invalid_input'))
  await move(manager, number, 'treated', { regularisation: `voir ${incident.toLowerCase()}` })
  await move(manager, number, 'minuted', { proceedings: 'Deux écarts traités.' })
  assert.partialDeepStrictEqual(await proofOf(number), { deviations: 2, links: [incident], phase: 'closed' })
})

test('a client sees its report when it is handed over, and neither before nor from a requester’s or another’s chair', async () => {
  const name = { fr: 'Rapport zéphyr' }
  const number = await begin({ process: 'configuration-report', clientId: client.id, name })
  const found = async ({ caller }: Someone) =>
    (await caller.get(recordApi.list, {})).items.some((one) => one.number === number)
  const searched = async ({ caller }: Someone) =>
    (await caller.get(searchApi.find, { q: 'zéphyr' })).items.some(({ address }) => address === number)
  const byId = (await read(manager, number)).id
  for (const someone of [contact, requester, stranger]) {
    await assert.rejects(read(someone, number), refused('not_found'))
    assert.equal(await found(someone), false)
    assert.equal(await searched(someone), false)
    assert.deepEqual((await attempt(someone, 'select id from record where id = $1', [byId])).rows, [])
    assert.deepEqual((await attempt(someone, 'select sees_record($1) as it', [byId])).rows, [{ it: false }])
    assert.deepEqual((await attempt(someone, "select subject_id from search_portal('zéphyr', 10)")).rows, [])
    assert.equal((await attempt(someone, 'select 1 from duty_rule')).refusal, '42501')
    assert.equal((await attempt(someone, 'select 1 from duty_record')).refusal, '42501')
    const taken = "update record set consent_level = 'referent' where id = $1"
    assert.equal((await attempt(someone, taken, [byId])).refusal, '42501')
  }
  const { items: issued } = await manager.caller.get(reportApi.issue, { clientIds: [client.id] })
  const [report] = issued
  assert.ok(report)
  await move(manager, number, 'hand-over', {
    proceedings: 'Parc stable, marge faible : ne pas le dire.',
    report: report.id,
  })
  assert.equal(await stepOf(number), 'C12')
  assert.equal(await found(contact), true)
  assert.equal(await searched(contact), true)
  for (const someone of [requester, stranger]) {
    await assert.rejects(read(someone, number), refused('not_found'))
    assert.equal(await found(someone), false)
    assert.deepEqual((await attempt(someone, 'select id from record where id = $1', [byId])).rows, [])
  }
  const seen = await read(contact, number)
  assert.deepEqual(
    seen.moves.map(({ id, isMine }) => [id, isMine]),
    [['acknowledge', true]],
  )
  const journal = await contact.caller.get(journalApi.ofRecord, { number })
  assert.doesNotMatch(JSON.stringify([seen, journal]), /marge faible/)
  const bodies = await attempt(contact, 'select body::text from journal_body')
  assert.doesNotMatch(JSON.stringify(bodies.rows), /marge faible/)
  await contact.caller.get(reportApi.answer, {
    id: report.id,
    verdict: 'wrong',
    comment: 'Un portable manque.',
  })
  assert.equal(await stepOf(number), 'C12')
  await contact.caller.get(reportApi.answer, {
    id: report.id,
    verdict: 'right',
    comment: 'Le portable de Léa est parti.',
  })
  assert.partialDeepStrictEqual(await proofOf(number), {
    phase: 'closed',
    closedBy: 'Claude Client',
    report: { id: report.id, at: report.at },
  })
  assert.equal(await found(contact), true)
})

test('a report of another client is not handed over, and a step taken by hand leaves nothing to acknowledge twice', async () => {
  const other = await aClient(server)
  const { items } = await manager.caller.get(reportApi.issue, { clientIds: [client.id, other.id] })
  const of = (id: string) => items.find(({ clientId }) => clientId === id)?.id ?? ''
  const number = await begin({
    process: 'configuration-report',
    clientId: client.id,
    name: { fr: 'Rapport trois' },
  })
  const handOver = (report: string) => move(manager, number, 'hand-over', { proceedings: 'Remis.', report })
  await assert.rejects(handOver(of(other.id)), refused('invalid_input'))
  await handOver(of(client.id))
  await move(contact, number, 'acknowledge')
  await contact.caller.get(reportApi.answer, { id: of(client.id), verdict: 'right' })
  assert.equal((await proofOf(number))?.phase, 'closed')
})

test('the desk acknowledges for the client by saying who said so', async () => {
  const number = await begin({
    process: 'configuration-report',
    clientId: client.id,
    name: { fr: 'Rapport deux' },
  })
  await move(manager, number, 'hand-over', { proceedings: 'Remis.' })
  await assert.rejects(move(desk, number, 'acknowledge'), refused('missing_fields'))
  await move(desk, number, 'acknowledge', {}, { onBehalfOf: { name: 'Mme Le Goff', means: 'phone' } })
  assert.equal((await proofOf(number))?.phase, 'closed')
})

test('a duty is neither merged nor handed to a supplier', async () => {
  const number = await begin({ name: { fr: 'Seule' } })
  const { number: incident } = await desk.caller.get(incidentApi.report, { title: 'Panne' })
  await assert.rejects(desk.caller.get(recordApi.merge, { number, into: incident }), refused('not_possible'))
  await assert.rejects(
    desk.caller.get(recordApi.merge, { number: incident, into: number }),
    refused('not_possible'),
  )
  const supplier = await aSupplier(server)
  const technician = await aSupplierPerson(server, { supplier })
  const { id } = await read(manager, number)
  const handed = `insert into handover (record_id, supplier_id, from_at) values ($1, $2, $3)`
  const { Pool } = await import('pg')
  const owner = new Pool({ connectionString: server.ownerUrl })
  await owner.query(handed, [id, supplier.id, '2026-03-01T00:00:00Z'])
  await owner.end()
  assert.deepEqual((await attempt(technician, 'select id from record where id = $1', [id])).rows, [])
  assert.deepEqual((await attempt(technician, 'select sees_record($1) as it', [id])).rows, [{ it: false }])
})
