import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { dutyApi } from '#contract/duty/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { trendApi } from '#contract/trend/api.ts'
import { Dimension, type TrendReview } from '#contract/trend/shape.ts'
import { personApi } from '#contract/person/api.ts'
import { readPdf } from '#platform/file-text/pdf.ts'
import { prefix } from '#platform/http/surroundings.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  aClient,
  aClientPerson,
  anAgent,
  aService,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer('2024-03-01T09:00:00Z')
const { attempt } = byHand(server)
let director: Someone
let manager: Someone
let desk: Someone
let requester: Someone
let faulty: string
let payroll: { id: string }

/** A small generator whose numbers are the same everywhere. */
let seed = 20_260_302
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}
const oneOf = <Thing>(things: readonly Thing[]): Thing => {
  const found = things[Math.floor(random() * things.length)]
  assert.ok(found !== undefined)
  return found
}

const things = [
  'imprimante',
  'écran',
  'clavier',
  'téléphone',
  'tableur',
  'scanner',
  'dossier',
  'badge',
  'agenda',
  'souris',
]
const troubles = [
  'ne répond',
  'clignote',
  'grésille',
  'disparu',
  'ralenti',
  'tombé',
  'refuse',
  'introuvable',
  'figé',
  'chauffe',
  'vide',
  'déréglé',
]
const months = 24

interface Tale {
  at: Temporal.ZonedDateTime
  title: string
  serviceId: string
  cis: string[]
  client: number
}

const monthStart = (month: number) =>
  Temporal.ZonedDateTime.from('2024-03-01T08:00[Europe/Paris]').add({ months: month })
const moment = (month: number) => {
  const start = monthStart(month)
  const hours = start.until(start.add({ months: 1 }), { largestUnit: 'hours' }).hours
  return start.add({ minutes: Math.floor(random() * (hours - 12) * 60) })
}

before(async () => {
  director = await anAgent(server, { roles: ['D'], name: 'Dominique Dirigeante' })
  manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
  desk = await anAgent(server, { roles: ['CS'] })
  const clients = [await aClient(server), await aClient(server), await aClient(server), await aClient(server)]
  const [first] = clients
  requester = await aClientPerson(server, first === undefined ? {} : { client: first })
  const services = [
    await aService(server),
    await aService(server),
    await aService(server),
    await aService(server),
  ]
  payroll = await aService(server, { name: 'Paie' })
  const items: string[] = []
  for (let n = 0; n < 20; n++) {
    const item = await manager.caller.get(configurationApi.create, {
      type: 'workstation',
      name: `POSTE-${n}`,
    })
    items.push(item.number)
  }
  faulty = items[7] ?? ''
  const tales: Tale[] = []
  const tell = (month: number, given: Partial<Tale> = {}) =>
    tales.push({
      at: moment(month),
      title: `${oneOf(things)} ${oneOf(troubles)} ${oneOf(things)}`,
      serviceId: oneOf(services).id,
      cis: random() < 0.4 ? [oneOf(items)] : [],
      client: Math.floor(random() * 4),
      ...given,
    })
  const said = [
    'VPN coupé après la mise à jour',
    'Mise à jour : plus de VPN, coupé',
    'Le VPN est coupé depuis sa mise à jour',
  ]
  // Planted: an item, what is said, and each February's payroll, which is no trend.
  for (let n = 0; n < 7; n++) tell(23, { cis: [faulty] })
  for (let n = 0; n < 7; n++) tell(23, { title: oneOf(said), cis: [] })
  for (const february of [11, 23])
    for (let n = 0; n < 8; n++)
      tell(february, { serviceId: payroll.id, title: `Bulletin annuel ${oneOf(troubles)}`, cis: [] })
  for (let month = 0; month < months; month += 3) tell(month, { serviceId: payroll.id })
  // As many each month, so that nothing rises but what was planted.
  for (let month = 0; month < months; month++) {
    const left =
      25 -
      tales.filter(
        ({ at }) => at.until(monthStart(month)).sign <= 0 && at.until(monthStart(month + 1)).sign > 0,
      ).length
    for (let n = 0; n < left; n++) tell(month)
  }
  assert.equal(tales.length, 600)
  for (const { at, client, ...report } of tales.toSorted((a, b) =>
    Temporal.ZonedDateTime.compare(a.at, b.at),
  )) {
    server.setNow(at.toInstant().toString())
    await desk.caller.get(incidentApi.report, {
      ...report,
      clientId: clients[client]?.id ?? null,
      urgency: 3,
      impact: 3,
    })
  }
  server.setNow('2026-03-04T09:00:00Z')
})

const february = { from: '2026-02-01', to: '2026-02-28' }
const trendsBy = (by: Dimension) => manager.caller.get(trendApi.list, { ...february, by })

test('of 600 incidents with three planted recurrences, the item and the title are found, the season is not claimed', async () => {
  const byItem = await trendsBy('ci')
  const item = byItem.lines.find(({ name }) => name.fr.startsWith(`${faulty} `))
  assert.equal(item?.verdict, 'rises')
  assert.ok(item.n >= 7 && (item.expected ?? 99) < 3 && (item.chance ?? 1) < 0.01)
  assert.ok((item.recurs ?? 0) >= 7)

  const byText = await trendsBy('text')
  const vpn = byText.lines.find(({ key }) => key.split(' ').includes('vpn'))
  assert.partialDeepStrictEqual(vpn, { verdict: 'rises', n: 7, standsOut: true })

  const byService = await trendsBy('service')
  const season = byService.lines.find(({ key }) => key === payroll.id)
  assert.partialDeepStrictEqual(season, { verdict: 'seasonal', n: 8, standsOut: false })
  const bulletins = byText.lines.find(({ key }) => key.split(' ').includes('bulletin'))
  assert.equal(bulletins?.standsOut, false)
})

test('nothing else is claimed to rise, whichever way one counts, nor in any month before', async () => {
  const planted = new Set<string>()
  for (const by of Dimension.options)
    for (const { verdict, name } of (await trendsBy(by)).lines)
      if (verdict === 'rises') planted.add(`${by} ${name.fr.split(' ')[0]}`)
  assert.deepEqual(
    [...planted].filter((one) => !one.startsWith('text')),
    [`ci ${faulty}`],
  )
  let claims = 0
  for (let month = 12; month < 22; month++) {
    const from = monthStart(month).toPlainDate()
    const to = from.add({ months: 1 }).subtract({ days: 1 })
    for (const by of ['service', 'ci', 'client', 'text'] as const) {
      const { lines } = await manager.caller.get(trendApi.list, {
        from: from.toString(),
        to: to.toString(),
        by,
      })
      claims += lines.filter(({ verdict }) => verdict === 'rises').length
    }
  }
  assert.ok(claims <= 1, `${claims} claims in forty looks at noise`)
})

test('lines are sorted, shares add up, and what belongs to no group is said beside', async () => {
  const trends = await trendsBy('service')
  const ns = trends.lines.map(({ n }) => n)
  assert.deepEqual(
    ns,
    ns.toSorted((a, b) => b - a),
  )
  assert.ok(Math.abs((trends.lines.at(-1)?.cumulative ?? 0) - 1) < 1e-9)
  assert.equal(ns.reduce((sum, n) => sum + n, 0) + trends.without, trends.total)
  assert.equal(trends.past.length, 6)
  assert.deepEqual(trends.yearBefore, { from: '2025-02-01', to: '2025-02-28' })
  const items = await trendsBy('ci')
  assert.ok(items.without > 0 && items.without < items.total)
})

test('behind each line stand its incidents, and each by the same filter', async () => {
  for (const by of ['service', 'ci', 'ciType', 'client', 'text'] as const) {
    const { lines } = await trendsBy(by)
    const [line] = lines
    assert.ok(line)
    const { items } = await manager.caller.get(trendApi.incidents, { ...february, by, key: line.key })
    assert.equal(items.length, line.n, by)
  }
  const { items } = await manager.caller.get(trendApi.incidents, { ...february, by: 'ci', key: 'nothing' })
  assert.deepEqual(items, [])
})

test('several who called for one fault are one incident; for each client it is one', async () => {
  server.setNow('2026-03-03T09:00:00Z')
  const parent = await desk.caller.get(incidentApi.report, {
    title: 'Réseau coupé partout',
    urgency: 1,
    impact: 1,
  })
  for (let n = 0; n < 3; n++)
    await desk.caller.get(recordApi.attachCaller, {
      number: parent.number,
      requesterId: requester.id,
      caller: `Appel ${n}`,
    })
  server.setNow('2026-03-04T09:00:00Z')
  const march = { from: '2026-03-03', to: '2026-03-03' }
  assert.equal((await manager.caller.get(trendApi.list, march)).total, 1)
  const { lines } = await manager.caller.get(trendApi.list, { ...march, by: 'client' })
  assert.deepEqual(
    lines.map(({ key, n }) => [key, n]),
    [[requester.clientId, 1]],
  )
})

test('a period that is none, or has not begun, or is endless is refused with its name', async () => {
  for (const [given, path] of [
    [{ from: '2026-02-10', to: '2026-02-01' }, 'to'],
    [{ from: '2027-01-01', to: '2027-02-01' }, 'to'],
    [{ from: '2010-01-01', to: '2026-01-01' }, 'from'],
    [{ from: '0001-01-01' }, 'from'],
  ] as const) {
    const { status, body } = await manager.caller.call(trendApi.list, given)
    assert.equal(status, 400, JSON.stringify(given))
    assert.match(JSON.stringify(body), new RegExp(`"${path}"`))
  }
  const empty = await manager.caller.get(trendApi.list, { from: '2001-01-01', to: '2001-01-31' })
  assert.deepEqual([empty.total, empty.lines.length, empty.past.length], [0, 0, 0])
})

let rule: { id: string }
const beginReview = async (): Promise<string> => {
  rule ??= await manager.caller.get(dutyApi.createRule, {
    name: { fr: 'Revue des tendances' },
    process: 'trend-review',
    ownerRole: 'RGS/AC',
    rhythm: { every: 'month', interval: 1, on: { nth: 1, weekday: 3 } },
    startsOn: '2027-01-01',
    evidence: { fr: 'Le rapport visé' },
  })
  return (await manager.caller.get(dutyApi.start, { id: rule.id })).number
}
const read = (number: string) => manager.caller.get(trendApi.readReview, { number })
const find = ({ findings }: TrendReview, by: Dimension, text: string) => {
  const found = findings.find((one) => one.by === by && one.name.fr.includes(text))
  assert.ok(found, `${by} ${text} in ${findings.map(({ by: b, name }) => `${b} ${name.fr}`).join(', ')}`)
  return found
}
const stepOf = async (number: string) => (await manager.caller.get(recordApi.read, { number })).step.id

test('a review gathers the month before, decides each finding, opens a problem, is minuted and signed, and stays', async () => {
  const number = await beginReview()
  assert.deepEqual((await read(number)).findings, [])
  await assert.rejects(move(desk, number, 'gather'), /forbidden/)
  await move(manager, number, 'gather')
  const gathered = await read(number)
  assert.deepEqual([gathered.from, gathered.to, gathered.mayDecide], ['2026-02-01', '2026-02-28', true])
  assert.equal(await stepOf(number), 'P02')
  assert.ok(!gathered.findings.some(({ key }) => key === payroll.id), 'the season is no finding')
  const [item, vpn] = [find(gathered, 'ci', faulty), find(gathered, 'text', 'VPN')]
  assert.equal(item.verdict, 'rises')

  await assert.rejects(move(manager, number, 'decided'), /not_possible/)
  const decide = (id: string, given: Record<string, unknown>, by = manager) =>
    by.caller.call(trendApi.decide, { number, id, decision: 'watch', ...given })
  assert.equal((await decide(item.id, {}, desk)).code, 'forbidden')
  assert.equal((await decide(item.id, { decision: 'dismiss' })).code, 'reason_required')
  assert.equal((await decide(item.id, { decision: 'problem', problem: 'PRB-999' })).code, 'invalid_input')
  const opened = await manager.caller.get(trendApi.decide, { number, id: item.id, decision: 'problem' })
  const problem = find(opened, 'ci', faulty).problem
  assert.ok(problem)
  const told = await manager.caller.get(problemApi.read, { number: problem })
  assert.equal(told.origin, 'trend')
  assert.deepEqual(told.incidents.map((one) => one.number).toSorted(), item.incidents.toSorted())
  assert.equal((await decide(item.id, { decision: 'watch' })).code, 'not_possible')
  await manager.caller.get(trendApi.decide, { number, id: vpn.id, decision: 'watch' })
  for (const { id } of (await read(number)).findings.filter(({ decision }) => decision === null))
    await manager.caller.get(trendApi.decide, {
      number,
      id,
      decision: 'dismiss',
      reason: 'Déjà corrigé en mars',
    })

  await move(manager, number, 'decided')
  await assert.rejects(move(manager, number, 'minuted', { proceedings: 'x' }), /missing_fields/)
  await move(manager, number, 'minuted', {
    participants: 'Maxime, Dominique',
    proceedings: 'Le poste sera remplacé.',
  })
  await assert.rejects(move(manager, number, 'sign'), /forbidden/)
  await move(director, number, 'again', { reason: 'Et le VPN ?' })
  await move(manager, number, 'decided')
  await move(manager, number, 'minuted', {
    participants: 'Maxime, Dominique',
    proceedings: 'Le VPN sera suivi.',
  })
  await move(director, number, 'sign')
  const signed = await read(number)
  assert.partialDeepStrictEqual(signed, {
    signedBy: 'Dominique Dirigeante',
    participants: 'Maxime, Dominique',
    minutes: 'Le VPN sera suivi.',
    mayDecide: false,
  })
  assert.equal((await decide(vpn.id, { decision: 'watch' })).code, 'not_possible')
  const events = (await manager.caller.get(journalApi.ofRecord, { number, limit: 200 })).items.map(
    ({ event }) => event,
  )
  for (const event of ['trend.gathered', 'trend.decided', 'trend.signed', 'record.linked'] as const)
    assert.ok(events.includes(event), event)
})

test('the report is a PDF in either language, with findings, decisions and the signature', async () => {
  const [review] = (await manager.caller.get(trendApi.reviews, {})).items
  const number = review?.number ?? ''
  for (const language of ['fr', 'en'] as const) {
    await manager.caller.get(personApi.editSelf, { language })
    const { statusCode, headers, rawPayload } = await server.app.inject({
      url: `${prefix}/trend-reviews/${number}/report.pdf`,
      headers: { authorization: `Bearer ${manager.token}` },
    })
    assert.equal(statusCode, 200)
    assert.equal(headers['content-type'], 'application/pdf')
    const text = (await readPdf(new Uint8Array(rawPayload), 100_000)).replaceAll(/\s+/g, ' ')
    assert.match(text, language === 'fr' ? /Rapport des tendances/ : /Trend report/)
    for (const part of [
      faulty,
      'POSTE-7',
      'Le VPN sera suivi',
      'Dominique Dirigeante',
      'Déjà corrigé en mars',
    ])
      assert.ok(text.includes(part), part)
    assert.match(text, language === 'fr' ? /une chance sur/ : /one chance in/)
  }
  await manager.caller.get(personApi.editSelf, { language: 'fr' })
})

test('whoever breaks in finds nothing from outside, and changes nothing that was signed from inside', async () => {
  for (const outsider of [requester, await aSupplierPerson(server)])
    for (const table of ['trend_review', 'trend_finding'])
      assert.equal((await attempt(outsider, `select 1 from ${table}`)).refusal, '42501', table)
  const signed = '(select record_id from trend_review where signed_at is not null)'
  for (const statement of [
    'update trend_review set total = 0',
    'update trend_review set minutes = null, sha256 = null, signed_at = null, signed_by = null',
    `update trend_finding set decision = 'watch', problem_id = null where review_id = ${signed}`,
    `delete from trend_finding where review_id = ${signed}`,
    `insert into trend_finding (review_id, position, by, key, name, verdict, figures, incidents)
      values (${signed}, 9, 'ci', 'x', '{"fr": "x"}', 'rises', '{}', '{}')`,
  ])
    assert.equal((await attempt(manager, statement)).refusal, '23514', statement)
  assert.equal((await attempt(manager, 'update trend_finding set figures = null')).refusal, '42501')
  assert.equal((await attempt(manager, 'delete from trend_review')).refusal, '42501')
  assert.equal((await requester.caller.call(trendApi.list, {})).status, 403)
})

test('the next review shows what was dismissed with its reason, and what was watched comes again', async () => {
  server.setNow('2026-04-01T09:00:00Z')
  const number = await beginReview()
  await move(manager, number, 'gather', { periodFrom: '2026-02-01', periodTo: '2026-03-31' })
  const review = await read(number)
  const vpn = find(review, 'text', 'VPN')
  assert.equal(vpn.before?.decision, 'watch')
  assert.ok(review.findings.some(({ before: past }) => past?.reason === 'Déjà corrigé en mars'))
  const { items } = await manager.caller.get(trendApi.reviews, {})
  assert.deepEqual(
    items.map(({ isOpen }) => isOpen),
    [true, false],
  )
})

test('a review of another duty, or of nothing, is not found', async () => {
  const other = await manager.caller.get(dutyApi.createRule, {
    name: { fr: 'Revue des tickets' },
    process: 'duty',
    ownerRole: 'RGS/AC',
    rhythm: { every: 'year', interval: 1 },
    startsOn: '2027-01-01',
    evidence: { fr: 'x' },
  })
  const { number } = await manager.caller.get(dutyApi.start, { id: other.id })
  assert.equal((await manager.caller.call(trendApi.readReview, { number })).status, 404)
  assert.equal((await manager.caller.call(trendApi.readReview, { number: 'ECH-999' })).status, 404)
})
