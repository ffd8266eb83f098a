import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { attachmentApi } from '../contract/src/attachment/api.ts'
import { incidentApi } from '../contract/src/incident/api.ts'
import { interventionApi } from '../contract/src/intervention/api.ts'
import { journalApi } from '../contract/src/journal/api.ts'
import { desk, foundFirm } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
let voice: Voice
let number = ''
let visitId = ''

before(async () => {
  const { arnaud, mail } = await foundFirm(scene)
  voice = await voiceOf(scene.url, desk)
  const record = await voice.call(incidentApi.report, {
    title: 'Plus de réseau au dépôt',
    clientId: arnaud.id,
    serviceId: mail.id,
    urgency: 2,
    impact: 2,
  })
  number = record.number
  const visit = await voice.call(interventionApi.plan, {
    number,
    plannedFrom: new Date(Date.now() - 600_000).toISOString(),
    plannedUntil: new Date(Date.now() + 3_600_000).toISOString(),
    place: '3 rue des Lices',
  })
  visitId = visit.id
})

/** The smallest picture there is. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const note = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill(text)
  await page.getByRole('button', { name: 'Garder la note' }).click()
}

const signOn = async (page: Page) => {
  await page.getByLabel('Nom de la personne qui signe').fill('Léa Morin')
  const sheet = page.getByRole('img', { name: /Feuille de signature/ })
  await sheet.scrollIntoViewIfNeeded()
  const box = await sheet.boundingBox()
  assert.ok(box !== null)
  await page.mouse.move(box.x + 30, box.y + 60)
  await page.mouse.down()
  for (let at = 1; at <= 8; at++) await page.mouse.move(box.x + 30 + at * 25, box.y + 60 + (at % 2) * 40)
  await page.mouse.up()
  await page.getByRole('button', { name: 'Garder la signature' }).click()
}

test('a phone without network keeps a whole visit, and all arrives once when the network is back', async () => {
  const page = await scene.window(desk, { width: phone, path: `/interventions/${visitId}` })
  await page.getByText('Cette page marche aussi sans réseau').waitFor()
  await inspect(page, 'the visit on a phone')
  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('button', { name: 'Commencer' }).click()
  await page.getByText('Hors réseau').waitFor()
  await page.getByText('1 geste à envoyer').waitFor()
  await note(page, 'Commutateur grillé, remplacé')
  await page.getByRole('button', { name: 'Ajouter une photo' }).waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'baie.png', mimeType: 'image/png', buffer: picture })
  await page.getByText('3 gestes à envoyer').waitFor()
  // A phone in a pocket forgets its pages.
  await page.reload()
  await page.getByText('3 gestes à envoyer').waitFor()
  await page.getByText('Commutateur grillé, remplacé').first().waitFor()
  await page.getByLabel('Minutes de trajet').fill('25')
  await page.getByRole('button', { name: 'Ajouter une pièce' }).click()
  await page.getByLabel('Pièce ou fourniture').fill('Commutateur 8 ports')
  await page.getByLabel(/Prix unitaire/).pressSequentially('89,90')
  await signOn(page)
  await page.getByText(/Signé par Léa Morin/).waitFor()
  await inspect(page, 'the visit without a network')
  await page.getByRole('button', { name: 'Terminer l’intervention' }).click()
  await page.getByText('5 gestes à envoyer').waitFor()
  await page.getByText('dès que le réseau revient').waitFor()
  assert.equal(
    (await voice.call(interventionApi.read, { id: visitId })).state,
    'planned',
    'nothing has left yet',
  )

  // The network is bad rather than back: the first answer is lost on its way.
  let lost = 0
  await page.route('**/interventions/*/start', async (route) => {
    lost += 1
    if (lost > 1) return route.continue()
    await route.fetch()
    return route.abort()
  })
  await page.context().setOffline(false)
  await page.getByText('Tout est envoyé').waitFor({ timeout: 40_000 })
  assert.ok(lost > 1, 'the start was sent again')
  await page.getByText('est joint au ticket').waitFor()

  const visit = await reported(voice)
  assert.partialDeepStrictEqual(visit, {
    state: 'done',
    signedName: 'Léa Morin',
    travelMinutes: 25,
    notes: [{ body: 'Commutateur grillé, remplacé' }],
    parts: [{ label: 'Commutateur 8 ports', quantity: 1, priceMinor: 8990 }],
  })
  assert.equal(visit.notes.length, 1)
  const { items } = await voice.call(journalApi.ofRecord, { number })
  const events = items.map(({ event }) => event).filter((event) => /^intervention|attached/.test(event))
  assert.deepEqual(events, [
    'intervention.planned',
    'intervention.started',
    'intervention.noted',
    'record.attached',
    'record.attached',
    'intervention.signed',
    'intervention.finished',
    'record.attached',
  ])
  const files = await voice.call(attachmentApi.list, { number })
  assert.deepEqual(
    files.items.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/, 'day')),
    ['baie.png', `signature-${number}.svg`, `bon-intervention-${number}-day.pdf`],
  )
})

/** The document is written a moment after the visit. */
const reported = async ({ call }: Voice) => {
  for (let tries = 0; tries < 100; tries++) {
    const visit = await call(interventionApi.read, { id: visitId })
    if (visit.reportId !== null) return visit
    await sleep(100)
  }
  return call(interventionApi.read, { id: visitId })
}

test('the desk plans from the ticket, moves by key in the planning', async () => {
  const page = await scene.window(desk, { path: `/tickets/${number}` })
  await page.getByRole('button', { name: 'Planifier une intervention' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Lieu').fill('Étage 2')
  await inspect(page, 'planning a visit')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Étage 2').waitFor()
  await page.goto(`${scene.url}/planning`)
  const card = page.getByRole('link', { name: new RegExp(`${number}.*`) }).last()
  await card.waitFor()
  await inspect(page, 'the planning')
  const planned = async () => {
    const { items } = await voice.call(interventionApi.ofRecord, { number })
    return items.find(({ state }) => state === 'planned')
  }
  const before = await planned()
  await card.focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('status').filter({ hasText: 'Intervention déplacée' }).waitFor({ state: 'attached' })
  const after = await planned()
  const minutes = (Date.parse(after?.plannedFrom ?? '') - Date.parse(before?.plannedFrom ?? '')) / 60_000
  assert.equal(minutes, 15)
})
