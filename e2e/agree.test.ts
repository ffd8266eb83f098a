import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '../contract/src/incident/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { requestApi } from '../contract/src/request/api.ts'
import { desk, emma, farid, foundFirm, lea, manager, sophie } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
})

test('the desk gives the price, the signatory reads it on a phone and accepts it', async () => {
  const page = await scene.window(desk, { path: '/nouveau?genre=REQ&titre=Un%20portable%20de%20plus' })
  await page.getByLabel('Hors contrat : le prix est à accepter').check()
  await page.getByRole('button', { name: /^Enregistrer/ }).click()
  await page.getByText('Indiquez le prix').first().waitFor()
  await inspect(page, 'the price that is missing')

  const { call } = await voiceOf(scene.url, lea)
  const { number } = await call(requestApi.submit, {
    title: 'Un portable de plus',
    description: '<p>Pour l’apprenti, dès lundi.</p>',
    serviceId: firm.computers.id,
  })
  await page.goto(`${scene.url}/tickets/${number}`)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const form = page.getByRole('form')
  await form.getByRole('radio', { name: /Impact Faible, urgence Faible/ }).click()
  await form.getByLabel('Hors contrat').check()
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.getByText('Ces informations manquent').waitFor()
  await form.getByRole('textbox', { name: /^Prix/ }).fill('1 190 € HT, préparation comprise')
  await inspect(page, 'the price asked where it is classified')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { name: 'Accepter le prix' }).waitFor()

  const portal = await scene.window(sophie, { path: `/portail/demandes/${number}`, width: phone })
  await portal.getByText('1 190 € HT, préparation comprise').waitFor()
  await portal.getByText('Pour l’apprenti, dès lundi.').waitFor()
  await inspect(portal, 'the price to accept')
  await portal.getByRole('button', { name: 'Accepter' }).click()
  await portal.getByText('Sophie Arnaud a donné son accord').waitFor()
  await page.getByText('Réaliser selon la liste').first().waitFor()
})

test('an acceptance that comes by letter is kept with the writing that shows it', async () => {
  const { call } = await voiceOf(scene.url, desk)
  const { number } = await call(requestApi.submit, {
    title: 'Deux écrans de plus',
    clientId: firm.arnaud.id,
    serviceId: firm.computers.id,
    urgency: 3,
    impact: 3,
    isOutOfContract: true,
    price: '498 € HT',
  })
  const page = await scene.window(desk, { path: `/tickets/${number}` })
  await page.getByRole('button', { name: 'Accepter' }).click()
  const form = page.getByRole('form')
  await form.getByRole('textbox', { name: 'Qui' }).fill('Sophie Arnaud')
  await form.getByRole('button', { name: 'Accepter' }).click()
  await form.getByText('Choisissez ou ajoutez l’écrit.').waitFor()
  await inspect(page, 'the writing that is missing')
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'bon-signé.pdf', mimeType: 'application/pdf', buffer: Buffer.from('signé') })
  await form.getByText('Choisissez ou ajoutez l’écrit.').waitFor({ state: 'detached' })
  await form.getByRole('button', { name: 'Accepter' }).click()
  await page.getByText('Réaliser selon la liste').first().waitFor()
  assert.equal((await call(recordApi.read, { number })).phase, 'active')
})

test('what is confidential comes to who decides, and goes when it is decided', async () => {
  const { call } = await voiceOf(scene.url, lea)
  const { number } = await call(requestApi.submit, {
    title: 'Fermer un compte ce soir',
    serviceId: firm.computers.id,
    isConfidential: true,
  })
  const seen = await voiceOf(scene.url, sophie)
  await assert.rejects(seen.call(recordApi.read, { number }))
  const { call: classify } = await voiceOf(scene.url, desk)
  const fields = { urgency: 3, impact: 3, needsApproval: true }
  await classify(recordApi.move, { number, move: 'record', fields })
  const page = await scene.window(sophie, { path: `/portail/demandes/${number}` })
  await page.getByText('Demande confidentielle : vous la voyez').waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Échanges' }).count(), 0)
  await inspect(page, 'a confidential request to decide on')
  await page.getByRole('button', { name: 'Approuver' }).click()
  await page.getByText('Merci, c’est noté.').waitFor()
  await assert.rejects(seen.call(recordApi.read, { number }))
})

test('every page says the hours and the numbers, and the services say the truth', async () => {
  const page = await scene.window(lea, { path: '/portail/services', width: phone })
  await page
    .getByRole('contentinfo')
    .getByText(/lun\.–ven\. 9:00–12:30, 14:00–18:00/)
    .waitFor()
  await page.getByText('Rien à signaler').first().waitFor()
  const { call } = await voiceOf(scene.url, desk)
  const { number } = await call(incidentApi.report, {
    title: 'Serveur de messagerie arrêté',
    serviceId: firm.mail.id,
    urgency: 1,
    impact: 1,
  })
  await page.reload()
  await page.getByText('Perturbé').waitFor()
  await inspect(page, 'a service that is disturbed')
  const { call: declare } = await voiceOf(scene.url, manager)
  await declare(recordApi.move, { number, move: 'declare-major', fields: { reason: 'Tous les clients' } })
  await page.reload()
  await page.getByText('Panne importante').waitFor()
  assert.equal(await page.getByText('Serveur de messagerie arrêté').count(), 0)
  assert.equal(await page.getByText(number).count(), 0)

  const english = await scene.window(emma, { path: '/portail/aide', language: 'en' })
  await english.getByRole('heading', { name: 'Our hours' }).waitFor()
  await english
    .getByRole('main')
    .getByText(/Mon–Fri 9:00–12:30, 14:00–18:00/)
    .waitFor()
  await inspect(english, 'the help with its hours')
  const supplier = await scene.window(farid, { path: '/portail/aide' })
  await supplier.getByRole('heading', { level: 1 }).waitFor()
  assert.equal(await supplier.getByText('Nos horaires').count(), 0)
})
