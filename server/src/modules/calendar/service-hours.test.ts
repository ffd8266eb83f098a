import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementApi } from '#contract/agreement/api.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import { calendarApi } from '#contract/calendar/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { serviceApi } from '#contract/service/api.ts'
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
import { proposedCalendar, roundTheClock } from './proposition.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const { attempt } = byHand(server)
const admin = await anAdministrator(server)
const target = {
  priority: 1,
  response: { value: 1, unit: 'hour' as const },
  resolution: { value: 4, unit: 'hour' as const },
}

const aCalendar = async (reason: string) => {
  const { id } = await admin.caller.get(artefactApi.create, {
    kind: 'calendar',
    name: { fr: `Heures ${reason}` },
    content: {
      ...roundTheClock('Europe/Paris'),
      exceptions: [{ date: '2026-03-10', spans: [], reason }],
    },
  })
  const { versions } = await admin.caller.get(artefactApi.read, { id })
  await admin.caller.get(artefactApi.approve, { id: versions[0]?.id ?? '' })
  return id
}
const agree = (clientId: string, serviceId: string, calendarId: string) =>
  admin.caller.get(agreementApi.create, { clientId, serviceId, calendarId, targets: [target] })

const [alpha, bravo] = [await aClient(server), await aClient(server)]
const [mail, files, backup] = [await aService(server), await aService(server), await aService(server)]
const [ofAlpha, ofBravo, ofBackup] = [
  await aCalendar('Alpha'),
  await aCalendar('Bravo'),
  await aCalendar('Sauvegarde'),
]
await admin.caller.get(serviceApi.edit, { id: backup.id, version: backup.version, calendarId: ofBackup })
await agree(alpha.id, mail.id, ofAlpha)
await agree(bravo.id, files.id, ofBravo)
const ofHouse = (client: { id: string }) => aClientPerson(server, { client })

test('a client reads the hours of its own agreement, of nobody else’s', async () => {
  const { caller } = await ofHouse(alpha)
  const { items } = await caller.get(calendarApi.hours, {})
  assert.deepEqual(
    items.map(({ services, isOpen, coming }) => ({ services, isOpen, why: coming.map(({ why }) => why.fr) })),
    [{ services: [{ id: mail.id, name: mail.name }], isOpen: true, why: ['Alpha'] }],
  )
  assert.ok(!JSON.stringify(items).includes('Bravo'))
})

test('without an agreement a service has its own hours, else the provider’s; the most common come first', async () => {
  const { caller } = await ofHouse(await aClient(server))
  const { items } = await caller.get(calendarApi.hours, {})
  assert.deepEqual(
    items.map(({ services, week }) => [services.map(({ name }) => name).toSorted(), week]),
    [
      [[mail.name, files.name].toSorted(), proposedCalendar('FR').week],
      [[backup.name], roundTheClock('UTC').week],
    ],
  )
})

test('neither a supplier nor the provider’s people ask here', async () => {
  for (const { caller } of [await aSupplierPerson(server), await anAgent(server)])
    assert.equal((await caller.call(calendarApi.hours, {})).code, 'forbidden')
})

test('by hand a client finds the calendars that concern it, and a former one that its tickets were judged by', async () => {
  const someone = await ofHouse(alpha)
  const found = async () => {
    const { rows } = await attempt(
      someone,
      "select id from artefact where kind = 'calendar' and key <> 'default'",
    )
    const { rows: versions } = await attempt(someone, 'select artefact_id as id from artefact_version')
    const seen = new Set(versions.map(({ id }) => id))
    assert.ok(rows.every(({ id }) => seen.has(id)) && !seen.has(ofBravo))
    return rows.map(({ id }) => String(id))
  }
  assert.deepEqual(await found(), [ofAlpha])
  await admin.caller.get(incidentApi.report, { title: 'x', requesterId: someone.id, serviceId: mail.id })
  const later = await aCalendar('Alpha plus tard')
  server.setNow('PT1H')
  await agree(alpha.id, mail.id, later)
  assert.deepEqual((await found()).toSorted(), [ofAlpha, later].toSorted())
})

test('by hand a client finds the grid of its own agreement, of nobody else’s', async () => {
  const { items } = await admin.caller.get(artefactApi.list, { kind: 'priority-grid' })
  const usual = await admin.caller.get(artefactApi.read, { id: items[0]?.id ?? '' })
  const grid = await admin.caller.get(artefactApi.create, {
    kind: 'priority-grid',
    name: { fr: 'Grille de Bravo' },
    content: (await admin.caller.get(artefactApi.readVersion, { id: usual.versions[0]?.id ?? '' })).content,
  })
  await admin.caller.get(artefactApi.approve, { id: grid.latest?.id ?? '' })
  server.setNow('PT1H')
  const about = { clientId: bravo.id, serviceId: backup.id, targets: [target] }
  await admin.caller.get(agreementApi.create, { ...about, gridId: grid.id })
  const owns = "select id from artefact where kind = 'priority-grid' and key <> 'default'"
  assert.equal((await attempt(await ofHouse(bravo), owns)).rows.length, 1)
  assert.equal((await attempt(await ofHouse(alpha), owns)).rows.length, 0)
})
