import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changeApi } from '../contract/src/change/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { requestApi } from '../contract/src/request/api.ts'
import { desk, foundFirm, manager, sophie } from './firm.ts'
import { furnish } from './park.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
const pictures = process.env['TROUSSE_PICTURES']
let voice: Voice
let clientId = ''
let serviceId = ''
let park: Awaited<ReturnType<typeof furnish>>

before(async () => {
  const { arnaud, mail } = await foundFirm(scene)
  clientId = arnaud.id
  serviceId = mail.id
  voice = await voiceOf(scene.url, manager)
  park = await furnish(voice, { clientId: arnaud.id, serviceId: mail.id })
})

test('a normal change is asked for, submitted, approved and carried out on its own page', async () => {
  const page = await scene.window(manager, { path: '/changements/nouveau' })
  await page.getByLabel('Titre').fill('Remplacer l’hyperviseur')
  await page.getByRole('combobox', { name: 'Gravité' }).click()
  await page.getByRole('option', { name: '2 – moyen' }).click()
  await page.getByRole('combobox', { name: 'Impact' }).click()
  await page.getByRole('option', { name: '3 – faible' }).click()
  await page.getByLabel('Motif').fill('Plus de garantie')
  await page.getByLabel('Plan d’essais').fill('Au labo')
  await page.getByLabel('Plan de retour arrière').fill('Remettre l’ancien')
  await page.getByLabel('Début de la fenêtre').fill('2030-03-05T18:00')
  await page.getByLabel('Fin de la fenêtre').fill('2030-03-05T20:00')
  await page.getByRole('radiogroup', { name: 'Se fait-il sans essai préalable ?' }).getByText('Non').click()
  await page.getByText(/^Risque élevé/).waitFor()
  await inspect(page, 'the new change')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/new.png`, fullPage: true })
  await page.getByRole('button', { name: 'Enregistrer le changement' }).click()
  await page.waitForURL(/\/tickets\/CHG-\d+$/)
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await voice.call(changeApi.putModifications, {
    number,
    items: [{ action: 'modify', ci: park.host.number, location: 'Baie 7' }],
  })
  await page.getByRole('button', { name: 'Recevable' }).click()
  await page.getByRole('button', { name: 'Évalué' }).click()
  await page.getByRole('button', { name: 'Soumettre à l’approbation' }).click()
  await page.getByText('En attente de décision').first().waitFor()
  await page.goto(`${scene.url}/`)
  await page.getByRole('tab', { name: /À décider/ }).click()
  await inspect(page, 'what waits for my decision')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/decide.png`, fullPage: true })
  await page.getByRole('tabpanel').getByText('Remplacer l’hyperviseur').click()
  await page.waitForURL(new RegExp(`/tickets/${number}$`))
  const approvals = page.getByRole('region', { name: 'Approbations' })
  await approvals.getByText('En attente de décision').waitFor()
  await page.getByRole('region', { name: 'Fiche des éléments' }).getByText('Baie 7').waitFor()
  await inspect(page, 'a change that waits')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/waits.png`, fullPage: true })
  await approvals.getByRole('button', { name: 'Approuver' }).click()
  await approvals.getByText('Approuvé', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Tests acceptés' }).click()
  const dialogue = page.getByLabel('Résultat des essais')
  await dialogue.fill('Tout passe')
  await page.getByRole('button', { name: 'Tests acceptés' }).last().click()
  await page.getByRole('button', { name: 'Réussite' }).click()
  await page.getByText(/^Appliqué/).waitFor()
  await inspect(page, 'a change that was carried out')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/done.png`, fullPage: true })
  const done = await voice.call(recordApi.read, { number })
  assert.equal(done.step.id, 'H12')
})

test('a request becomes a change by one click, and waits for it', async () => {
  const { number } = await voice.call(requestApi.submit, {
    title: 'Ouvrir un port du pare-feu',
    clientId,
    serviceId,
    urgency: 3,
    impact: 3,
  })
  const page = await scene.window(desk, { path: `/tickets/${number}` })
  await page.getByRole('button', { name: 'Requalifier en changement' }).click()
  await page.waitForURL(/\/tickets\/CHG-\d+$/)
  const change = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.goto(`${scene.url}/tickets/${number}`)
  await page.getByText(`En attente de ${change}`).waitFor()
  await inspect(page, 'a request that waits for its change')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/request.png`, fullPage: true })
})

test('a standard change takes the desk one form and one move, on a phone', async () => {
  const page = await scene.window(desk, { path: '/changements/nouveau', width: phone })
  await page.getByRole('radio', { name: 'Standard' }).check()
  await page.getByRole('combobox', { name: 'Modèle' }).click()
  await page.getByRole('option', { name: 'Correctif testé' }).click()
  await page.getByText('Vérifier la sauvegarde de la nuit').waitFor()
  await inspect(page, 'a standard change on a phone')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/phone.png`, fullPage: true })
  await page.getByRole('button', { name: 'Enregistrer le changement' }).click()
  await page.waitForURL(/\/tickets\/CHG-\d+$/)
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByRole('checkbox', { name: /Vérifier la sauvegarde/ }).waitFor()
  for (const box of await page.getByRole('checkbox').all()) if (!(await box.isChecked())) await box.check()
  await page.getByRole('button', { name: 'Fait et contrôlé' }).click()
  await page.getByText('Clore et informer').first().waitFor()
  assert.equal((await voice.call(recordApi.read, { number })).step.id, 'H13')
})

test('the client’s signatory is asked on the portal, and reads nothing of the inside', async () => {
  const first = await scene.first()
  const { number } = await voice.call(changeApi.create, {
    title: 'Changer la messagerie de serveur',
    type: 'normal',
    severity: 1,
    impact: 2,
    clientId,
    reason: 'zyxinterne',
    testPlan: 'Essai',
    backOutPlan: 'Retour',
    outageMinutes: 30,
    risk: { untested: false },
    window: { from: '2030-03-05T18:00:00Z', to: '2030-03-05T20:00:00Z' },
  })
  for (const move of ['admit', 'assess', 'submit']) await voice.call(recordApi.move, { number, move })
  await first.call(changeApi.decide, { number, decision: 'approve' })
  const page = await scene.window(sophie, { path: '/portail/services', width: phone })
  await page.getByText('Changer la messagerie de serveur').waitFor()
  await page.getByText('Interruption prévue : 30 min').waitFor()
  assert.equal(await page.getByText('zyxinterne').count(), 0)
  await inspect(page, 'planned work on a phone')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/portal.png`, fullPage: true })
  const company = await scene.window(sophie, { path: '/portail/entreprise', width: phone })
  await company.getByText('Changer la messagerie de serveur').waitFor()
  await inspect(company, 'what waits for an agreement of the company')
  if (pictures !== undefined) await company.screenshot({ path: `${pictures}/company.png`, fullPage: true })
  await page.getByRole('button', { name: 'Donner mon accord' }).click()
  await page.getByText(/^Vous avez donné votre accord/).waitFor()
})

test('the list, the table of actors and the models are read and have no barrier', async () => {
  const page = await scene.window(manager, { path: '/changements' })
  await page.getByText('Remplacer l’hyperviseur').waitFor()
  await inspect(page, 'the list of changes')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/list.png` })
  await page.goto(`${scene.url}/reglages/acteurs`)
  await page.getByRole('table', { name: 'Qui approuve' }).waitFor()
  await inspect(page, 'the actors')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/actors.png`, fullPage: true })
  await page.goto(`${scene.url}/reglages/changements`)
  await page.getByText('Correctif testé').waitFor()
  await inspect(page, 'the models')
})
