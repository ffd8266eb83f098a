import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InputOf } from '#contract/endpoint.ts'
import { changeApi } from '#contract/change/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { indicatorApi } from '#contract/indicator/api.ts'
import type { IndicatorKey } from '#contract/indicator/formula.ts'
import { problemApi } from '#contract/problem/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { verificationApi } from '#contract/verification/api.ts'
import { aSubmittedChange } from '../../testing/changes.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  aSupplierPerson,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

/** Monday 2 March 2026, nine o'clock in Paris; a working day has 450 minutes of service. */
const server = await startServer('2026-03-02T08:00:00Z')
const admin = await anAdministrator(server)
const manager = await anAgent(server, { roles: ['RGS/AC', 'CS'], name: 'Maxime Responsable' })
const colleague = await anAgent(server, { roles: ['RGS/AC'], name: 'Sacha Responsable' })
const service = await aService(server)
const { attempt } = byHand(server)
const at = (instant: string) => server.setNow(instant)

const monthOf = (month: string) => {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month)
  return { from: `${month}-01`, to: `${month}-${daysInMonth}` }
}
const figuresOf = async (month: string, client?: { id: string }) => {
  const asked = { ...monthOf(month), ...(client === undefined ? {} : { client: client.id }) }
  const { items } = await manager.caller.get(indicatorApi.list, asked)
  return (key: IndicatorKey, group: number | null = null) => {
    const found = items.find((item) => item.key === key && item.group === group)
    assert.ok(found, `${key} ${group}`)
    return found
  }
}
const hitsOf = async (key: IndicatorKey, month: string, client: { id: string }) => {
  const { items } = await manager.caller.get(indicatorApi.cases, {
    key,
    ...monthOf(month),
    client: client.id,
  })
  return {
    hits: items.filter(({ isHit }) => isHit).map(({ ref }) => ref),
    others: items.filter(({ isHit }) => !isHit).map(({ ref }) => ref),
  }
}
const anIncident = (client: { id: string }, given: Partial<InputOf<typeof incidentApi.report>> = {}) =>
  manager.caller.get(incidentApi.report, {
    title: 'Panne',
    clientId: client.id,
    serviceId: service.id,
    urgency: 1,
    impact: 1,
    channel: 'phone',
    ...given,
  })

test('problems: the open by level and how old, the flow, the cause in time, those that came of trends', async () => {
  const client = await aClient(server)
  const problem = async (given: Partial<InputOf<typeof problemApi.open>> = {}) =>
    (
      await manager.caller.get(problemApi.open, {
        title: 'Cause',
        clientId: client.id,
        level: 1,
        ...given,
      })
    ).number
  at('2026-03-02T08:00:00Z')
  const inTime = await problem()
  const late = await problem({ origin: 'trend' })
  const open = await problem()
  const slow = await problem({ level: 4, origin: 'trend' })
  const dismissed = await problem({ level: 4 })
  await move(manager, dismissed, 'cancel', { reason: 'Doublon' })
  // Five working days of the first level end on Friday at 18:00.
  at('2026-03-06T17:00:00Z')
  await move(manager, inTime, 'cause-found', { cause: 'Certificat échu' })
  at('2026-03-06T17:01:00Z')
  await move(manager, late, 'cause-found', { cause: 'Mémoire saturée' })
  at('2026-03-20T08:00:00Z')
  await finish(inTime)
  at('2026-04-10T08:00:00Z')
  const figure = await figuresOf('2026-03', client)
  assert.equal(figure('problem-open').value, 3)
  assert.deepEqual([figure('problem-open', 1).n, figure('problem-open', 4).n], [2, 1])
  // 22 working days of March.
  assert.partialDeepStrictEqual(figure('problem-age', 4), { n: 1, value: 22 * 450, worst: 22 * 450 })
  // Old problems are no old incidents.
  assert.equal(figure('incident-backlog-age').n, figure('incident-backlog').n)
  assert.equal(figure('problem-age').n, figure('problem-open').n)
  assert.partialDeepStrictEqual(figure('problem-flow'), { n: 4, numerator: 1, value: null, isMet: null })
  assert.partialDeepStrictEqual(figure('problem-cause'), { n: 3, numerator: 1 })
  const causes = await hitsOf('problem-cause', '2026-03', client)
  assert.deepEqual([causes.hits, new Set(causes.others)], [[inTime], new Set([late, open])])
  assert.partialDeepStrictEqual(figure('problem-proactive'), { n: 4, numerator: 2 })
  const born = await hitsOf('problem-proactive', '2026-03', client)
  assert.deepEqual(new Set(born.hits), new Set([late, slow]))
})

/** From its cause to its end, effective at once. */
const finish = async (number: string) => {
  const { step } = await manager.caller.get(recordApi.read, { number })
  if (step.id === 'P04') await move(manager, number, 'cause-found', { cause: 'Trouvée' })
  await move(manager, number, 'without-change', { symptom: 'Lent', workaround: 'Attendre' })
  await move(manager, number, 'fixed', { solution: 'Réglé' })
  await move(manager, number, 'effective', { reason: 'Vu avec le client' })
  const { step: next } = await manager.caller.get(recordApi.read, { number })
  if (next.id === 'P13') await move(manager, number, 'reviewed', { review: 'Tenue' })
  await move(manager, number, 'close')
}

test('a fix is effective when nothing came back for ninety days, and is judged when they are over', async () => {
  const client = await aClient(server)
  at('2026-03-02T08:00:00Z')
  const problem = async () => {
    const { number } = await manager.caller.get(problemApi.open, {
      title: 'Cause',
      clientId: client.id,
      level: 3,
    })
    await finish(number)
    return number
  }
  // Ninety days from 2 March, nine o'clock: 31 May.
  const [good, bad, reopened, later] = [await problem(), await problem(), await problem(), await problem()]
  const returnsOn = async (number: string, day: string) => {
    at(day)
    const { number: incident } = await anIncident(client)
    await manager.caller.get(problemApi.link, { number, incidents: [incident] })
  }
  at('2026-03-10T08:00:00Z')
  await move(manager, reopened, 'reopen', { reason: 'Revenu' })
  await returnsOn(bad, '2026-05-31T07:59:00Z')
  await returnsOn(later, '2026-05-31T08:01:00Z')
  assert.equal((await figuresOf('2026-05', client))('problem-effective').n, 4)
  at('2026-05-31T07:30:00Z')
  assert.equal((await figuresOf('2026-05', client))('problem-effective').n, 0)
  at('2026-06-02T08:00:00Z')
  assert.partialDeepStrictEqual((await figuresOf('2026-05', client))('problem-effective'), {
    n: 4,
    numerator: 2,
  })
  const seen = await hitsOf('problem-effective', '2026-05', client)
  assert.deepEqual(
    [new Set(seen.hits), new Set(seen.others)],
    [new Set([good, later]), new Set([bad, reopened])],
  )
})

const aChange = async (client: { id: string }, given: Partial<InputOf<typeof changeApi.create>> = {}) => {
  const number = await aSubmittedChange(
    { by: manager, manager },
    { severity: 3, risk: { untested: false }, clientId: client.id, ...given },
  )
  for (const someone of [colleague, admin]) {
    const { rounds } = await someone.caller.get(changeApi.approvals, { number })
    if (rounds[0]?.state === 'open')
      await someone.caller.call(changeApi.decide, { number, decision: 'approve' })
  }
  await move(manager, number, 'tests-accepted', { testResult: 'Tout passe' })
  return number
}
const conclude = (number: string, objective: 'met' | 'missed') =>
  move(manager, number, 'conclude', { review: 'Vu', objective })

test('changes: what succeeded, in a hurry, approved, reviewed, what it caused, and the CMDB up to date', async () => {
  const client = await aClient(server)
  at('2026-03-02T08:00:00Z')
  const item = await admin.caller.get(configurationApi.create, {
    name: 'SRV-1',
    type: 'server',
    clientId: client.id,
    attributes: { serial: 'SN-1' },
    reason: 'relevé initial',
  })
  const modifications = [{ action: 'modify' as const, ci: item.number, location: 'Salle 2' }]
  const good = await aChange(client, { cis: [item.number], modifications })
  const missed = await aChange(client)
  const failed = await aChange(client)
  const harmful = await aChange(client)
  const urgent = await aChange(client, { type: 'emergency' })
  const young = await aChange(client)
  at('2026-03-05T19:00:00Z')
  for (const number of [good, missed, harmful, urgent]) await move(manager, number, 'success')
  await move(manager, failed, 'failure', { reason: 'Ne démarre pas' })
  for (const number of [good, harmful]) await conclude(number, 'met')
  await conclude(missed, 'missed')
  const cause = async (number: string, instant: string, urgency: number) => {
    at(instant)
    const incident = await anIncident(client, { urgency, impact: urgency })
    await manager.caller.get(recordApi.link, { number: incident.number, kind: 'caused-by', to: number })
  }
  // The grave one within seven days; the light one too; the last one after them.
  await cause(harmful, '2026-03-12T18:59:00Z', 1)
  await cause(good, '2026-03-12T18:59:00Z', 3)
  await cause(good, '2026-03-12T19:00:00Z', 1)
  at('2026-03-30T08:00:00Z')
  await move(manager, young, 'success')
  await conclude(young, 'met')
  const figure = await figuresOf('2026-03', client)
  // The urgent one awaits its review, the young one its seven days.
  assert.partialDeepStrictEqual(figure('change-successful'), { n: 4, numerator: 1 })
  const seen = await hitsOf('change-successful', '2026-03', client)
  assert.deepEqual([seen.hits, new Set(seen.others)], [[good], new Set([missed, failed, harmful])])
  assert.partialDeepStrictEqual(figure('change-emergency'), {
    n: 6,
    numerator: 1,
    value: 1 / 6,
    isMet: false,
  })
  assert.partialDeepStrictEqual(figure('change-approved'), { n: 6, numerator: 6, value: 1, isMet: true })
  assert.partialDeepStrictEqual(figure('change-reviewed'), { n: 1, numerator: 0, value: null, isMet: false })
  assert.partialDeepStrictEqual(figure('change-incidents'), { n: 6, numerator: 2, value: 2 / 6, isMet: true })
  assert.partialDeepStrictEqual(figure('configuration-updated'), { n: 1, numerator: 1, isMet: null })
  assert.partialDeepStrictEqual(figure('change-unauthorised'), { numerator: 0 })
})

test('the configuration is judged by the minutes of its verifications and by its audit, with no formula of its own', async () => {
  const client = await aClient(server)
  at('2026-03-02T08:00:00Z')
  const machines: string[] = []
  for (let n = 0; n < 6; n++) {
    const made = await manager.caller.get(configurationApi.create, {
      name: `PC-${n}`,
      type: 'workstation',
      clientId: client.id,
    })
    machines.push(made.number)
  }
  const { id } = await manager.caller.get(verificationApi.open, { name: 'Printemps', clientId: client.id })
  for (const [index, number] of machines.entries())
    await manager.caller.get(verificationApi.note, {
      id,
      number,
      result: index === 0 ? 'missing' : 'right',
    })
  await manager.caller.get(verificationApi.addFind, { id, what: 'Un écran', location: 'Accueil' })
  at('2026-03-03T08:00:00Z')
  const { figures } = await manager.caller.get(verificationApi.close, { id })
  at('2026-04-02T08:00:00Z')
  const figure = await figuresOf('2026-03', client)
  const share = (key: IndicatorKey) => [figure(key).numerator, figure(key).n]
  assert.deepEqual(share('configuration-accuracy'), [figures.accuracy.part, figures.accuracy.of])
  assert.deepEqual(share('configuration-completeness'), [5, 6])
  assert.deepEqual(
    figure('configuration-accuracy').cases.map(({ kind, ref, name }) => [kind, ref, name]),
    [['verification', id, 'Printemps']],
  )
  const audit = await manager.caller.get(configurationApi.audit, { client: client.id })
  for (const [key, measure] of [
    ['configuration-freshness', 'freshness'],
    ['configuration-orphans', 'orphans'],
  ] as const) {
    const counted = audit.measures.find((one) => one.key === measure)
    assert.deepEqual(share(key), [counted?.count, counted?.of])
    assert.equal(figure(key).asOf, '2026-04-02T08:00:00Z')
  }
  assert.equal(figure('configuration-freshness').n, 6)
  const { others } = await hitsOf('configuration-freshness', '2026-03', client)
  assert.deepEqual(others, [machines[0]])
})

test('what stands beside a record is read by who reads the record, and no figure by clients or suppliers', async () => {
  const [mine, theirs] = [await aClient(server), await aClient(server)]
  const requester = await aClientPerson(server, { client: mine, level: 'signatory' })
  const technician = await aSupplierPerson(server)
  at('2026-03-02T08:00:00Z')
  const own = await anIncident(mine, { requesterId: requester.id })
  await anIncident(theirs)
  for (const someone of [requester, technician])
    for (const endpoint of [indicatorApi.list, indicatorApi.export])
      assert.equal((await someone.caller.call(endpoint, {})).status, 403)
  const measured = 'select number from record where is_measured'
  assert.deepEqual((await attempt(requester, measured)).rows, [{ number: own.number }])
  assert.deepEqual((await attempt(technician, measured)).rows, [])
  assert.equal((await attempt(null, measured)).refusal, '42501')
  const forged = await attempt(requester, 'update record set net_minutes = 1 where client_id = $1', [
    theirs.id,
  ])
  assert.equal(forged.touched, 0)
  const file = await manager.caller.call(indicatorApi.export, monthOf('2026-03'))
  assert.match(file.body, /Temps de rétablissement;/)
})
