import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { InputOf, OutputOf } from '#contract/endpoint.ts'
import { changeApi } from '#contract/change/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { connectOwner } from '#platform/database/cluster.ts'
import { aSubmittedChange, wholeChange } from '../../testing/changes.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'], name: 'Camille Agent' })
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
const colleague = await anAgent(server, { roles: ['RGS/AC'], name: 'Sacha Responsable' })
const top = await anAgent(server, { roles: ['D'], name: 'Dominique Dirigeant' })
const client = await aClient(server, { name: 'Boulangerie' })
const signatory = await aClientPerson(server, { client, level: 'signatory', name: 'Simone Signataire' })

type Given = Partial<InputOf<typeof changeApi.create>>

const create = async (given: Given = {}, by: Someone = desk) => {
  const made = await by.caller.get(changeApi.create, { ...wholeChange, ...given })
  return made.number
}
const stepOf = async (number: string) => {
  const record = await admin.caller.get(recordApi.read, { number })
  return record.step.id
}
const read = async (number: string) => {
  const change = await manager.caller.get(changeApi.read, { number })
  assert.ok('missing' in change)
  return change
}
/** From the desk to those who decide. */
const submit = (given: Given = {}, by: Someone = manager) =>
  aSubmittedChange({ by: desk, manager: by }, given)
const decide = (someone: Someone, number: string, given: Partial<InputOf<typeof changeApi.decide>> = {}) =>
  someone.caller.call(changeApi.decide, { number, decision: 'approve', ...given })
const toImplement = async (number: string) => {
  const answer = await decide(colleague, number)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  assert.equal(await stepOf(number), 'H08')
  await move(manager, number, 'tests-accepted', { testResult: 'Tout passe' })
  assert.equal(await stepOf(number), 'H09')
}
/** A change that another record has called: from the manager's filter to its success. */
const carryOut = async (change: string) => {
  await move(manager, change, 'admit')
  await move(manager, change, 'classify', { changeType: 'normal', severity: 3, changeImpact: 3 })
  const { version } = await read(change)
  const { reason, testPlan, backOutPlan, risk, window } = wholeChange
  await manager.caller.get(changeApi.edit, {
    number: change,
    version,
    reason,
    testPlan,
    backOutPlan,
    risk,
    window,
  })
  await move(manager, change, 'assess')
  await move(manager, change, 'submit')
  await toImplement(change)
  await move(manager, change, 'success')
}
const anItem = (name: string, given: Partial<InputOf<typeof configurationApi.create>> = {}) =>
  admin.caller.get(configurationApi.create, {
    name,
    type: 'server',
    clientId: client.id,
    attributes: { serial: `SN-${name}` },
    reason: 'relevé initial',
    ...given,
  })
const itemNow = (number: string) => admin.caller.get(configurationApi.read, { number })

test('a normal change goes from the desk to its end, decided by who the table names', async () => {
  const number = await create()
  assert.equal(await stepOf(number), 'H02')
  await move(manager, number, 'admit')
  assert.equal(await stepOf(number), 'H04', 'classified already')
  await move(manager, number, 'assess')
  await move(manager, number, 'submit')
  assert.equal(await stepOf(number), 'HA')
  const { rounds } = await manager.caller.get(changeApi.approvals, { number })
  assert.equal(rounds[0]?.category, 'minor')
  assert.deepEqual(
    rounds[0]?.seats.map(({ role }) => role),
    ['RGS/AC'],
  )
  const record = await manager.caller.get(recordApi.read, { number })
  assert.equal(
    record.moves.some(({ isRecordMove }) => !isRecordMove),
    false,
    'nobody moves it by hand',
  )
  const tried = await manager.caller.call(recordApi.move, { number, move: 'decided' })
  assert.equal(tried.code, 'wrong_step')
  assert.equal((await decide(desk, number)).status, 403)
  await toImplement(number)
  await move(manager, number, 'success')
  assert.equal(await stepOf(number), 'H12', 'the check passes by itself')
  await move(manager, number, 'conclude', { review: '<p>Tout va bien</p>', objective: 'met' })
  await move(desk, number, 'close')
  const done = await admin.caller.get(recordApi.read, { number })
  assert.ok('outcome' in done)
  assert.equal(done.outcome, 'implemented')
  assert.equal(done.phase, 'closed')
  assert.equal('review' in done.facts, false)
})

test('what is missing is named before anybody is asked', async () => {
  const number = await create({ backOutPlan: '', testPlan: '', window: undefined })
  await move(manager, number, 'admit')
  await move(manager, number, 'assess')
  const { status, body, code } = await manager.caller.call(recordApi.move, { number, move: 'submit' })
  assert.equal(status, 422, code ?? '')
  const told = JSON.stringify(body)
  for (const name of ['backOutPlan', 'testPlan', 'window']) assert.match(told, new RegExp(name))
  assert.deepEqual((await read(number)).missing.toSorted(), ['backOutPlan', 'testPlan', 'window'])
  assert.equal(await stepOf(number), 'H07')
})

test('an empty assessment leads nowhere', async () => {
  const number = await create({ risk: undefined })
  await move(manager, number, 'admit')
  assert.equal((await manager.caller.call(recordApi.move, { number, move: 'assess' })).status, 422)
})

test('an edit of what was submitted voids it, and it is planned anew', async () => {
  const number = await submit()
  await decide(colleague, number)
  const before = await read(number)
  const edited = await manager.caller.get(changeApi.edit, {
    number,
    version: before.version,
    backOutPlan: 'Autre',
  })
  assert.equal(edited.backOutPlan, 'Autre')
  assert.equal(await stepOf(number), 'H07')
  const { rounds } = await manager.caller.get(changeApi.approvals, { number })
  assert.equal(rounds[0]?.state, 'voided')
  await move(manager, number, 'submit')
  const again = await manager.caller.get(changeApi.approvals, { number })
  assert.deepEqual(
    again.rounds.map(({ number: n, state }) => [n, state]),
    [
      [2, 'open'],
      [1, 'voided'],
    ],
  )
  const stale = await manager.caller.call(changeApi.edit, { number, version: 1, scope: 'x' })
  assert.equal(stale.code, 'stale_version')
})

test('a title edited on the record voids it as well', async () => {
  const number = await submit()
  const { version } = await read(number)
  await desk.caller.get(recordApi.edit, { number, version, title: 'Autre chose' })
  assert.equal((await decide(colleague, number)).code, 'rule_broken', 'even before the reaction')
  await server.runReactions()
  assert.equal(await stepOf(number), 'H07')
})

test('refused it ends as rejected, adjourned it is assessed again; both want a reason', async () => {
  const refused = await submit()
  assert.equal((await decide(colleague, refused, { decision: 'refuse' })).code, 'rule_broken')
  await decide(colleague, refused, { decision: 'refuse', comment: 'Trop cher' })
  assert.equal(await stepOf(refused), 'H14')
  await move(desk, refused, 'notified')
  const ended = await admin.caller.get(recordApi.read, { number: refused })
  assert.equal('outcome' in ended && ended.outcome, 'rejected')
  const adjourned = await submit()
  await decide(colleague, adjourned, { decision: 'adjourn', comment: 'Après l’été' })
  assert.equal(await stepOf(adjourned), 'H04')
})

test('the gravest cell asks three, one after the other; the client signs on the portal and reads nothing of the inside', async () => {
  const number = await submit({ severity: 1, impact: 1, clientId: client.id, reason: 'zyxinterne' })
  const { rounds } = await manager.caller.get(changeApi.approvals, { number })
  assert.deepEqual(
    rounds[0]?.seats.map(({ role }) => role),
    ['RGS/AC', 'D', 'CL'],
  )
  assert.equal((await decide(top, number)).status, 403, 'not yet the turn of top management')
  assert.equal((await decide(signatory, number)).code, 'wrong_step')
  await decide(colleague, number)
  await decide(top, number)
  const seen = await signatory.caller.get(changeApi.mine, {})
  const mine = seen.items.find((one) => one.number === number)
  assert.equal(mine?.asksDecision, true)
  assert.equal(JSON.stringify(seen).includes('zyxinterne'), false)
  assert.equal((await signatory.caller.call(recordApi.read, { number })).status, 404)
  assert.equal((await decide(signatory, number)).status, 201)
  assert.equal(await stepOf(number), 'HA')
  await server.runReactions()
  assert.equal(await stepOf(number), 'H08')
  const other = await aClientPerson(server, { level: 'signatory' })
  assert.equal((await other.caller.call(changeApi.read, { number })).status, 404)
  assert.equal((await decide(other, number)).status, 404)
})

test('cost above the threshold calls top management as well', async () => {
  const number = await submit({ severity: 3, impact: 3, cost: 500_001 })
  const { rounds } = await manager.caller.get(changeApi.approvals, { number })
  assert.deepEqual(
    rounds[0]?.seats.map(({ role }) => role),
    ['RGS/AC', 'D'],
  )
  assert.equal(rounds[0]?.isAboveThreshold, true)
})

test('who asked for it and approves it is controlled by somebody else within five days', async () => {
  const number = await create({}, colleague)
  await move(manager, number, 'admit')
  await move(manager, number, 'assess')
  await move(manager, number, 'submit')
  await decide(colleague, number)
  const { rounds } = await manager.caller.get(changeApi.approvals, { number })
  assert.equal(rounds[0]?.control?.isMet, false)
  assert.equal(rounds[0]?.control?.dueAt, '2026-03-07T09:00:00Z')
  const own = await colleague.caller.call(changeApi.control, { number, comment: 'Je l’ai vu' })
  assert.equal(own.code, 'rule_broken')
  const after = await top.caller.get(changeApi.control, { number, comment: 'Relu, rien à dire' })
  assert.equal(after.rounds[0]?.control?.isMet, true)
})

test('an emergency goes on with an oral agreement, which is signed within a working day or is a nonconformity', async () => {
  const number = await submit({
    type: 'emergency',
    severity: 2,
    impact: 2,
    backOutPlan: 'Redémarrer l’ancien',
    testPlan: undefined,
    risk: undefined,
  })
  const onBehalf = { name: 'Dominique Dirigeant', means: 'phone' as const, reference: '06' }
  assert.equal((await decide(desk, number, { onBehalf })).code, 'rule_broken')
  const told = await decide(manager, number, { onBehalf })
  assert.equal(told.status, 201, JSON.stringify(told.body))
  assert.equal(await stepOf(number), 'H08')
  const { rounds } = await top.caller.get(changeApi.approvals, { number })
  assert.equal(rounds[0]?.seats[0]?.basis, 'oral')
  assert.notEqual(rounds[0]?.seats[0]?.signBy, null)
  const other = await submit({ type: 'emergency', severity: 2, impact: 2 })
  await decide(manager, other, { onBehalf })
  assert.equal((await decide(top, other)).status, 201, 'signed')
  server.setNow('2026-03-04T18:00:00Z')
  await server.runSchedule('tell-change-lapses')
  const entries = await top.caller.get(changeApi.approvals, { number: other })
  assert.equal(entries.rounds[0]?.seats[0]?.signed?.isConfirmed, true)
  const lapses = await scopedLapses()
  assert.deepEqual(lapses, [number])
  await server.runSchedule('tell-change-lapses')
  assert.deepEqual(await scopedLapses(), [number], 'told once')
  server.setNow('2026-03-02T09:00:00Z')
})

const scopedLapses = async (): Promise<string[]> => {
  const { scoped } = await import('../../testing/by-hand.ts').then(({ byHand }) => byHand(server))
  return scoped(admin, async (run) => {
    const { rows } = await run(
      `select r.number from journal_entry e join record r on r.id = e.subject_id where e.event = 'change.lapsed' order by 1`,
    )
    return rows.map(({ number }) => String(number))
  })
}

test('a standard change is one form and one move', async () => {
  const item = await anItem('std', { type: 'virtual-machine', attributes: {} })
  const number = await create({
    type: 'standard',
    model: 'tested-patch',
    severity: undefined,
    impact: undefined,
    reason: undefined,
    backOutPlan: undefined,
    cis: [item.number],
    modifications: [{ action: 'modify', ci: item.number, location: 'Salle 2' }],
  })
  assert.equal(await stepOf(number), 'H08S')
  const record = await desk.caller.get(recordApi.read, { number })
  assert.ok('checklist' in record)
  for (const { id } of record.checklist)
    await desk.caller.get(recordApi.checkItem, { number, item: id, isDone: true })
  await move(desk, number, 'done')
  assert.equal(await stepOf(number), 'H13')
  assert.equal((await itemNow(item.number)).location, 'Salle 2')
  const wrong = await desk.caller.call(changeApi.create, {
    title: 'Hors modèle',
    type: 'standard',
    model: 'new-user',
    modifications: [{ action: 'modify', ci: item.number, location: 'Salle 3' }],
  })
  assert.equal(wrong.code, 'rule_broken')
})

test('forty modifications are applied in one instant, with a baseline before; backed out, every item reads as before', async () => {
  const items: OutputOf<typeof configurationApi.create>[] = []
  for (let at = 0; at < 37; at++) items.push(await anItem(`srv-${at}`))
  const number = await submit({
    clientId: client.id,
    modifications: [
      ...items.map(({ number: ci }, at) => ({
        action: 'modify' as const,
        ci,
        name: `neuf-${at}`,
        attributes: { model: 'R740' },
      })),
      { action: 'add' as const, type: 'server', name: 'Ajouté', attributes: { serial: 'SN-A' } },
      { action: 'relate' as const, ci: items[0]?.number ?? '', to: '#38', kind: 'depends-on' },
      {
        action: 'relate' as const,
        ci: items[1]?.number ?? '',
        to: items[2]?.number ?? '',
        kind: 'depends-on',
      },
    ],
  })
  const sheet = await manager.caller.get(changeApi.modifications, { number })
  assert.equal(sheet.items.length, 40)
  assert.equal(sheet.items[0]?.fields.find(({ field }) => field === 'name')?.after, 'neuf-0')
  await toImplement(number)
  server.setNow('PT1H')
  await move(manager, number, 'success')
  const after = await Promise.all(items.map(({ number: ci }) => itemNow(ci)))
  assert.deepEqual(new Set(after.map(({ since }) => since)).size, 1)
  assert.deepEqual(
    after.map(({ name }) => name),
    items.map((_, at) => `neuf-${at}`),
  )
  const { items: history } = await admin.caller.get(configurationApi.history, {
    number: items[0]?.number ?? '',
  })
  assert.equal(
    history.find(({ source, what }) => source === 'change' && what === 'edited')?.authority?.record,
    number,
  )
  const { baselineId } = await read(number)
  const difference = await admin.caller.get(configurationApi.difference, { id: baselineId ?? '' })
  assert.equal(difference.changed.length, 37)
  assert.equal(difference.added.length, 1)
  server.setNow('PT1H')
  await move(manager, number, 'back-out', { review: 'x', objective: 'missed', reason: 'Défaut' })
  assert.equal(await stepOf(number), 'H10')
  await move(manager, number, 'backed-out')
  const back = await Promise.all(items.map(({ number: ci }) => itemNow(ci)))
  assert.deepEqual(
    back.map(({ name, attributes, relations }) => ({ name, attributes, relations })),
    items.map(({ name, attributes, relations }) => ({ name, attributes, relations })),
  )
  const gone = await admin.caller.get(configurationApi.difference, { id: baselineId ?? '' })
  assert.deepEqual([gone.changed, gone.added, gone.removed, gone.related], [[], [], [], []])
  assert.ok(
    (await admin.caller.get(configurationApi.history, { number: items[0]?.number ?? '' })).items.length >= 3,
  )
  await move(manager, number, 'conclude', { review: 'Échec', objective: 'missed' })
  await move(desk, number, 'close')
  const done = await admin.caller.get(recordApi.read, { number })
  assert.equal('outcome' in done && done.outcome, 'backed-out')
})

test('broken in the middle, nothing of it is applied', async () => {
  const [first, second] = [await anItem('mid-1'), await anItem('mid-2')]
  await anItem('mid-3', { attributes: { assetTag: 'INV-1' } })
  const number = await submit({
    modifications: [
      { action: 'modify', ci: first.number, name: 'mid-1 neuf' },
      { action: 'modify', ci: second.number, attributes: { assetTag: 'INV-1' } },
    ],
  })
  await toImplement(number)
  const { status } = await manager.caller.call(recordApi.move, { number, move: 'success' })
  assert.equal(status, 409, 'two items cannot have one asset tag')
  assert.equal((await itemNow(first.number)).name, 'mid-1')
  assert.equal((await itemNow(second.number)).name, 'mid-2')
  assert.equal(await stepOf(number), 'H09')
  assert.equal((await read(number)).appliedAt, null)
})

test('killed in the middle, nothing of it is applied, and the next try applies all', async () => {
  const [first, second] = [await anItem('kill-1'), await anItem('kill-2')]
  const number = await submit({
    modifications: [
      { action: 'modify', ci: first.number, name: 'kill-1 neuf' },
      { action: 'modify', ci: second.number, attributes: { assetTag: 'INV-KILL' } },
    ],
  })
  await toImplement(number)
  const other = await connectOwner(server.ownerUrl)
  try {
    // Somebody else is about to give the same tag: the second line waits for him, and its server process dies.
    await other.query('begin')
    await other.query(
      `insert into ci_unique (type_id, attribute, value, ci_id)
       select s.type_id, 'assetTag', 'inv-kill', s.ci_id from ci_state s join ci c on c.id = s.ci_id
       where c.number = $1 and s.valid_to = 'infinity'`,
      [first.number],
    )
    const trying = manager.caller.call(recordApi.move, { number, move: 'success' })
    await killWhoWaits(other)
    assert.ok((await trying).status >= 500)
  } finally {
    await other.query('rollback')
    await other.end()
  }
  assert.equal(await stepOf(number), 'H09')
  assert.deepEqual(
    [await itemNow(first.number), await itemNow(second.number)].map(({ name, version }) => [name, version]),
    [first, second].map(({ name, version }) => [name, version]),
  )
  await move(manager, number, 'success')
  assert.equal((await itemNow(first.number)).name, 'kill-1 neuf')
  assert.equal((await itemNow(second.number)).attributes['assetTag'], 'INV-KILL')
})

const killWhoWaits = async (owner: Awaited<ReturnType<typeof connectOwner>>): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await owner.query<{ isKilled: boolean }>(
      `select pg_terminate_backend(pid) as "isKilled" from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.some(({ isKilled }) => isKilled)) return
    await sleep(50)
  }
  assert.fail('nobody waits')
}

test('of two changes on one item, the second is told that its sheet no longer fits until it is looked at again', async () => {
  const item = await anItem('deux')
  const modifications = [{ action: 'modify' as const, ci: item.number, name: 'premier' }]
  const one = await submit({ modifications })
  const two = await submit({ modifications: [{ action: 'modify', ci: item.number, location: 'Baie 4' }] })
  const seen = await manager.caller.get(changeApi.modifications, { number: two })
  assert.deepEqual(seen.items[0]?.others, [one])
  assert.equal(seen.items[0]?.isStale, false)
  await toImplement(one)
  await toImplement(two)
  await move(manager, one, 'success')
  const stale = await manager.caller.get(changeApi.modifications, { number: two })
  assert.deepEqual([stale.items[0]?.isStale, stale.items[0]?.why], [true, 'changed'])
  assert.equal(
    (await manager.caller.call(recordApi.move, { number: two, move: 'success' })).code,
    'sheet_stale',
  )
  const looked = await manager.caller.get(changeApi.putModifications, {
    number: two,
    items: [{ action: 'modify', ci: item.number, location: 'Baie 4' }],
  })
  assert.equal(looked.items[0]?.isStale, false)
  assert.equal(await stepOf(two), 'H09', 'the same content stays approved')
  await move(manager, two, 'success')
  const now = await itemNow(item.number)
  assert.deepEqual([now.name, now.location], ['premier', 'Baie 4'])
  const three = await submit({ modifications })
  await toImplement(three)
  await manager.caller.get(changeApi.putModifications, {
    number: three,
    items: [{ action: 'modify', ci: item.number, name: 'autre' }],
  })
  assert.equal(await stepOf(three), 'H07', 'another content is approved anew')
})

test('an incident that touches a controlled item waits for its change, and goes on with what came of it', async () => {
  const service = await aService(server)
  const item = await anItem('inc')
  for (const [end, expected] of [
    ['success', 'I11'],
    ['reject', 'I06'],
  ] as const) {
    const { number } = await desk.caller.get(incidentApi.report, {
      title: 'Serveur en panne',
      serviceId: service.id,
      urgency: 2,
      impact: 2,
      cis: [item.number],
    })
    await move(desk, number, 'solution-found', { solution: 'changer la carte', touchesControlledCi: true })
    await server.runReactions()
    const { waitsFor } = Object(await admin.caller.get(recordApi.read, { number }))
    assert.match(String(waitsFor), /^CHG-/)
    const change = String(waitsFor)
    if (end === 'reject') {
      await move(manager, change, 'reject', { reason: 'Inutile' })
      await move(desk, change, 'notified')
    } else {
      await carryOut(change)
    }
    await server.runReactions()
    assert.equal(await stepOf(number), expected)
  }
})

test('a problem waits for its change: carried out, its effect is watched; refused, it is at the known error again', async () => {
  for (const [end, expected] of [
    ['success', 'P09'],
    ['reject', 'P06'],
  ] as const) {
    const { number } = await manager.caller.get(problemApi.open, { title: `Cache usé, ${end}`, level: 3 })
    await move(manager, number, 'cause-found', { cause: 'Le cache perd des pages' })
    await move(manager, number, 'by-change', { symptom: 'Lenteurs', workaround: 'Redémarrer' })
    await server.runReactions()
    const change = String(Object(await admin.caller.get(recordApi.read, { number })).waitsFor)
    assert.match(change, /^CHG-/)
    if (end === 'reject') {
      await move(manager, change, 'reject', { reason: 'Trop cher' })
      await move(desk, change, 'notified')
    } else await carryOut(change)
    await server.runReactions()
    assert.equal(await stepOf(number), expected)
  }
})

test('services and clients are found from the items', async () => {
  const service = await aService(server)
  const item = await anItem('imp')
  const services = await admin.caller.get(serviceApi.list, {})
  assert.ok(services.items.some(({ id }) => id === service.id))
  const cis = await admin.caller.get(configurationApi.list, { type: 'service' })
  const ofService = cis.items.find(({ name }) => name === service.name)
  await admin.caller.get(configurationApi.relate, {
    from: ofService?.number ?? '',
    to: item.number,
    kind: 'depends-on',
  })
  const number = await create({ cis: [item.number] })
  const impact = await desk.caller.get(changeApi.impact, { number })
  assert.deepEqual(
    impact.services.map(({ name }) => name),
    [service.name],
  )
  assert.ok(impact.clients.some(({ name }) => name === 'Boulangerie'))
})

test('incidents of the seven days after are listed for the review', async () => {
  const item = await anItem('rev')
  const number = await submit({ cis: [item.number], modifications: [] })
  await toImplement(number)
  await move(manager, number, 'success')
  server.setNow('PT2H')
  const incident = await desk.caller.get(incidentApi.report, {
    title: 'Depuis, rien ne va',
    cis: [item.number],
  })
  server.setNow('PT192H')
  await desk.caller.get(incidentApi.report, { title: 'Bien plus tard', cis: [item.number] })
  const { items } = await manager.caller.get(changeApi.incidents, { number })
  assert.deepEqual(
    items.map((one) => one.number),
    [incident.number],
  )
})
