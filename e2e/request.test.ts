import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '../contract/src/incident/api.ts'
import { notificationApi } from '../contract/src/notification/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { desk, emma, foundFirm, lea, manager } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
})

test('a model is written with its preview, approved, and stands in the catalogue', async () => {
  const page = await scene.window(manager, { path: '/reglages/modeles' })
  await page.getByRole('heading', { level: 1, name: 'Modèles de demande' }).waitFor()
  await page.getByText('Mot de passe').first().waitFor()
  await inspect(page, 'the models')
  await page.getByRole('button', { name: 'Nouveau modèle' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom').fill('Badge d’accès')
  await dialog.getByLabel('Catégorie').selectOption({ label: 'Matériel' })
  await dialog.getByRole('button', { name: 'Nouveau modèle' }).click()
  await page.getByRole('heading', { level: 1, name: 'Badge d’accès' }).waitFor()
  await page.getByRole('button', { name: 'Poursuivre le brouillon' }).click()
  const question = async (at: number, label: string, kind: string) => {
    await page.getByRole('button', { name: 'Ajouter une question' }).click()
    const place = page.getByRole('group', { name: new RegExp(`^Question ${at}`) })
    await place.getByLabel('Intitulé', { exact: true }).fill(label)
    await place.getByLabel('Sorte de réponse').selectOption({ label: kind })
    return place
  }
  const door = await question(1, 'Accès au laboratoire ?', 'Oui ou non')
  await door.getByLabel('Réponse obligatoire').check()
  const why = await question(2, 'Pour quelle raison', 'Texte long')
  await why.getByLabel('Réponse obligatoire').check()
  await why.getByRole('combobox', { name: 'Poser la question' }).selectOption({ index: 1 })
  const preview = page.getByRole('region', { name: 'Aperçu du formulaire' })
  await preview.getByText('Accès au laboratoire ?').waitFor()
  assert.equal(await preview.getByLabel('Pour quelle raison').count(), 0)
  await preview.getByRole('radio', { name: 'Oui' }).check()
  await preview.getByLabel('Pour quelle raison').waitFor()
  await question(3, 'Nom sur le badge', 'Texte court')
  // By keyboard: the last question becomes the second, and the condition still looks back.
  await page.getByRole('button', { name: 'Monter Question 3' }).press('Enter')
  await page.getByRole('button', { name: 'Ajouter un point' }).click()
  await page.getByRole('textbox', { name: 'Point 1', exact: true }).fill('Programmer le badge')
  // What the frame's bars cut in two is no target of half its size.
  await page.evaluate('scrollTo(0, 0)')
  await inspect(page, 'a model being written')
  await page.getByRole('button', { name: 'Enregistrer et approuver…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Approuver/ })
    .click()
  await page.getByText('En vigueur').first().waitFor()
  await inspect(page, 'a model in force')
})

test('a client asks by a model on a phone; the desk calls back, ticks the list and is done', async () => {
  const portal = await scene.window(lea, { width: phone })
  await portal.getByText('J’ai besoin de quelque chose').click()
  await portal.getByRole('heading', { name: 'Accès' }).waitFor()
  await inspect(portal, 'the catalogue on a phone')
  await portal.getByLabel('Chercher dans le catalogue').fill('mot de pasSE')
  await portal.getByRole('link', { name: /Mot de passe oublié, compte bloqué/ }).click()
  await portal.getByRole('heading', { level: 1, name: 'Mot de passe' }).waitFor()
  await portal.getByRole('button', { name: 'Envoyer la demande' }).click()
  await portal.getByText('Il manque des réponses').waitFor()
  await portal.getByRole('radio', { name: 'Mot de passe peut-être connu' }).check()
  await portal.getByLabel('De quel compte').fill('Messagerie')
  await portal.getByLabel('Que s’est-il passé, et quand').fill('Un e-mail bizarre hier.')
  await inspect(portal, 'the questions on a phone')
  await portal.getByRole('button', { name: 'Envoyer la demande' }).click()
  await portal.getByText('C’est noté').waitFor()
  await portal.getByText('Un e-mail bizarre hier.').waitFor()
  await inspect(portal, 'the request, sent')
  const number = new URL(portal.url()).pathname.split('/').at(-1) ?? ''

  const page = await scene.window(desk, { path: `/tickets/${number}` })
  await page.getByRole('heading', { name: 'Réponses' }).waitFor()
  const { call } = await voiceOf(scene.url, desk)
  await call(recordApi.move, {
    number,
    move: 'record',
    fields: { serviceId: firm.mail.id },
  })
  await page.getByRole('button', { name: 'Fait', exact: true }).click()
  const form = page.getByRole('form', { name: 'Fait' })
  if ((await form.count()) > 0) await form.getByRole('button', { name: 'Fait', exact: true }).click()
  await page.getByText('Rappelez d’abord le demandeur').waitFor()
  await inspect(page, 'the move that waits for a call back')
  await page
    .getByRole('button', { name: /J’ai rappelé au 04 76 11 22 33/ })
    .first()
    .click()
  await page.getByText('au 04 76 11 22 33').first().waitFor()
  for (const line of [/^Donner un mot de passe provisoire/, /^Vérifier qu/])
    await page.getByRole('checkbox', { name: line }).last().check()
  await page.getByText('3 sur 4').waitFor()
  await inspect(page, 'the checklist, ticked')
  const again = page.getByRole('button', { name: 'Fait', exact: true }).first()
  await again.click()
  await page.getByText('Demande satisfaite').first().waitFor()
  const record = await call(recordApi.read, { number })
  assert.equal(record.phase, 'closed')
})

test('at the telephone the desk asks the questions of the model', async () => {
  const page = await scene.window(desk, { path: '/nouveau?genre=REQ' })
  await page.getByRole('combobox', { name: 'Modèle de demande' }).click()
  await page.getByRole('option', { name: 'Badge d’accès' }).click()
  await page.getByRole('radio', { name: 'Non' }).check()
  await inspect(page, 'the model at the telephone')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 1 }).getByText(/^REQ-/).waitFor()
  await page.getByText('Accès au laboratoire ?').waitFor()
})

test('the catalogue is read in English by who reads English', async () => {
  const portal = await scene.window(emma, { language: 'en', path: '/portail/aide-immediate?genre=REQ' })
  await portal.getByRole('link', { name: /New employee/ }).waitFor()
  await inspect(portal, 'the catalogue in English')
  await portal.getByRole('link', { name: /New employee/ }).click()
  await portal.getByLabel('First and last name').fill('Ada White')
  await inspect(portal, 'a form in English')
})

test('an answer that is given often comes by a key, filled in for this ticket, and a colleague is told by name', async () => {
  const { call } = await voiceOf(scene.url, desk)
  const { number } = await call(incidentApi.report, { title: 'Imprimante', caller: 'Léa' })
  const list = await scene.window(desk, { path: '/reglages/reponses' })
  await list.getByRole('button', { name: 'Nouvelle réponse type' }).first().click()
  const drawer = list.getByRole('dialog')
  await drawer.getByLabel('Nom').fill('Accusé de réception')
  await drawer
    .getByRole('textbox', { name: 'Texte', exact: true })
    .fill('Bonjour, {{numero}} suivi par {{prenom}}.')
  await drawer.getByText('Variables inconnues : prenom').waitFor()
  await drawer
    .getByRole('textbox', { name: 'Texte', exact: true })
    .fill('Bonjour, {{numero}} suivi par {{agent}}.')
  await inspect(list, 'a canned answer being written')
  await drawer.getByRole('button', { name: 'Enregistrer' }).click()
  await list.getByRole('button', { name: 'Accusé de réception' }).waitFor()
  await inspect(list, 'the canned answers')

  const page = await scene.window(desk, { path: `/tickets/${number}` })
  const box = page.getByRole('textbox', { name: 'Votre message' })
  await box.click()
  await box.press('/')
  await page.getByRole('option', { name: /Accusé de réception/ }).waitFor()
  await inspect(page, 'the choice of a canned answer')
  await page.keyboard.press('Enter')
  await page.getByText(`Bonjour, ${number} suivi par Camille Roy.`).waitFor()
  await page.getByRole('button', { name: 'Mentionner' }).click()
  await page.getByRole('textbox', { name: 'Prévenir un collègue' }).fill('marc')
  await page.getByRole('option', { name: 'Marc Petit' }).click()
  await page.getByText('@Marc Petit').waitFor()
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByText('Camille Roy a prévenu : Marc Petit.').waitFor()
  const { call: asMarc } = await voiceOf(scene.url, manager)
  const { items } = await asMarc(notificationApi.list, {})
  assert.ok(items.some(({ event }) => event === 'record.mentioned'))
})

test('several tickets are moved on at once, each with its own result', async () => {
  const { call } = await voiceOf(scene.url, desk)
  for (const title of ['Doublon un', 'Doublon deux']) await call(incidentApi.report, { title })
  const page = await scene.window(desk, { path: '/tickets?q=Doublon' })
  await page.getByText('Doublon deux').waitFor()
  for (const box of await page
    .getByRole('row', { name: /Doublon/ })
    .getByRole('checkbox')
    .all())
    await box.check()
  await page.getByRole('button', { name: 'Faire avancer…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Annuler' }).click()
  await dialog.getByLabel('Motif').fill('Signalé deux fois')
  await inspect(page, 'a move for several tickets')
  await dialog.getByRole('form').getByRole('button', { name: 'Annuler' }).first().click()
  await page.getByRole('dialog', { name: 'Ce qui a été fait' }).waitFor()
  assert.equal(await page.getByRole('cell', { name: 'fait', exact: true }).count(), 2)
  await inspect(page, 'the results, line by line')
})
