import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { teamApi } from '#contract/team/api.ts'
import { aClient, anAdministrator, anAgent, aService, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

// A Monday, ten o'clock in Paris.
const server = await startServer('2026-03-02T09:00:00Z')
const admin = await anAdministrator(server)
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Marc' })
const desk = await anAgent(server, { roles: ['CS'], name: 'Camille' })
const night = await anAgent(server, { roles: ['CS'], name: 'Nina' })
const service = await aService(server)
const client = await aClient(server)

const toldOf = async (someone: Someone, event = 'record.escalated') =>
  (await someone.caller.get(notificationApi.list, {})).items.filter((one) => one.event === event)

/** An urgent incident at an instant, and everything that falls due within some hours. */
const escalated = async (at: string) => {
  server.setNow(at)
  const { number } = await desk.caller.get(incidentApi.report, {
    title: `Serveur arrêté ${at}`,
    clientId: client.id,
    serviceId: service.id,
    urgency: 1,
    impact: 1,
  })
  await server.runSchedule('fire-due')
  await server.runReactions()
  const { items } = await admin.caller.get(journalApi.ofRecord, { number })
  return items.flatMap(({ event, data }) =>
    event === 'record.escalated' && data !== null ? [data['told']] : [],
  )
}

test('an absence is one’s own or a manager’s to enter, and why stays between them', async () => {
  const absence = { personId: desk.id, startsAt: '2026-03-10T07:00:00Z', endsAt: '2026-03-11T17:00:00Z' }
  const made = await desk.caller.get(teamApi.enterAbsence, { ...absence, kind: 'sick' })
  assert.equal(made.kind, 'sick')
  const read = async ({ caller }: Someone) => (await caller.get(teamApi.listAbsences, {})).items[0]?.kind
  assert.deepEqual([await read(desk), await read(admin), await read(night)], ['sick', 'sick', null])
  assert.equal((await night.caller.call(teamApi.enterAbsence, absence)).code, 'forbidden')
  const reversed = { ...absence, endsAt: absence.startsAt }
  assert.equal((await desk.caller.call(teamApi.enterAbsence, reversed)).code, 'invalid_input')
  assert.equal((await night.caller.call(teamApi.withdrawAbsence, { id: made.id })).code, 'forbidden')
  await desk.caller.get(teamApi.withdrawAbsence, { id: made.id })
  assert.equal((await desk.caller.call(teamApi.withdrawAbsence, { id: made.id })).status, 404)
})

test('escalation leaves out who is away and falls to the substitute, and the journal says whom it told', async () => {
  const absence = { personId: manager.id, startsAt: '2026-03-03T07:00:00Z', endsAt: '2026-03-03T18:00:00Z' }
  // The first account holds every role: only the manager's own part is looked at.
  await admin.caller.get(teamApi.enterAbsence, absence)
  await admin.caller.get(personApi.substitute, { ...absence, substituteId: night.id })
  const told = await escalated('2026-03-03T09:00:00Z')
  assert.ok(told.length > 0, 'something escalated')
  const text = JSON.stringify(told)
  assert.ok(!text.includes(manager.id) && text.includes(night.id), text)
  assert.equal((await toldOf(manager)).length, 0)
  assert.notEqual((await toldOf(night)).length, 0)
})

test('turns are planned week by week, told to their people, never two at once, and swapped', async () => {
  const team = await admin.caller.get(teamApi.create, {
    name: 'Astreinte',
    mandates: ['RGS/AC'],
    members: [night.id, desk.id],
  })
  server.setNow('2026-03-03T12:00:00Z')
  const plan = { id: team.id, from: '2026-03-02', weeks: 2, personIds: [desk.id, night.id] }
  assert.equal((await desk.caller.call(teamApi.planTurns, plan)).code, 'forbidden')
  const { items } = await admin.caller.get(teamApi.planTurns, plan)
  assert.deepEqual(
    items.map((turn) => [turn.personName, turn.startsAt, turn.isShortNotice]),
    [
      ['Camille', '2026-03-02T07:00:00Z', true],
      ['Nina', '2026-03-09T07:00:00Z', true],
    ],
  )
  await server.runReactions()
  assert.equal((await toldOf(night, 'on-call.planned')).length, 1)
  const again = await admin.caller.call(teamApi.planTurns, plan)
  assert.equal(again.code, 'rule_broken')
  const [first] = items
  const swapped = await desk.caller.get(teamApi.swapTurn, {
    id: first?.id ?? '',
    personId: night.id,
    reason: 'Enfant malade',
  })
  assert.partialDeepStrictEqual(swapped, {
    personName: 'Nina',
    startsAt: '2026-03-03T12:00:00Z',
    isSwapped: true,
  })
  const week = await desk.caller.get(teamApi.listTurns, { from: '2026-03-02', to: '2026-03-08' })
  assert.deepEqual(
    week.items.map((turn) => [turn.personName, turn.startsAt, turn.endsAt]),
    [
      ['Camille', '2026-03-02T07:00:00Z', '2026-03-03T12:00:00Z'],
      ['Nina', '2026-03-03T12:00:00Z', '2026-03-09T07:00:00Z'],
    ],
  )
})

test('outside service hours escalation goes to who is on call, and the month’s statement counts it', async () => {
  const told = await escalated('2026-03-04T22:00:00Z')
  const why = JSON.stringify(told)
  assert.ok(why.includes('on-call') && why.includes(night.id), why)
  const { items: open } = await night.caller.get(recordApi.list, { sort: 'recent' })
  await night.caller.get(recordApi.comment, { number: open[0]?.number ?? '', body: 'Je regarde' })
  server.setNow('2026-04-01T08:00:00Z')
  const { items } = await admin.caller.get(teamApi.onCallStatement, { month: '2026-03' })
  const nina = items.find(({ personName }) => personName === 'Nina')
  assert.partialDeepStrictEqual(nina, { turns: 2, calls: 1, weekendDays: 4 })
  assert.ok((nina?.outsideMinutes ?? 0) > 0 && (nina?.outsideMinutes ?? 0) < (nina?.minutes ?? 0))
  const own = await desk.caller.get(teamApi.onCallStatement, { month: '2026-03' })
  assert.deepEqual(
    own.items.map(({ personName }) => personName),
    ['Camille'],
  )
  const csv = await admin.caller.call(teamApi.exportOnCall, { month: '2026-03' })
  assert.match(csv.body, /^\uFEFFpersonne;tours;/)
  assert.equal((await desk.caller.call(teamApi.exportOnCall, { month: '2026-03' })).code, 'forbidden')
})
