import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '../contract/src/incident/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { requestApi } from '../contract/src/request/api.ts'
import { emma, farid, foundFirm, desk, lea, manager, sophie, tom } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
})

test('a client reports on a phone, the desk sees it at once and solves it, the client confirms and rates', async () => {
  const board = await scene.window(desk, { path: '/tickets' })
  await board.getByRole('heading', { level: 1 }).waitFor()
  const portal = await scene.window(lea, { width: phone })
  await portal.getByRole('heading', { level: 1, name: 'J’ai besoin d’aide' }).waitFor()
  await portal.getByText('Quelque chose ne marche pas').click()
  await portal.getByLabel('Que se passe-t-il').fill('Plus de messages depuis 9 h')
  await portal.getByLabel('Dites-en plus').fill('Outlook dit <déconnecté>.\n\nMa collègue aussi.')
  await portal.getByRole('radio', { name: 'Messagerie' }).check()
  await portal.getByRole('button', { name: 'Envoyer' }).click()
  await portal.getByText('Dites qui est touché.').waitFor()
  await inspect(portal, 'the question, with what is missing')
  await portal.getByRole('radio', { name: /^Plusieurs/ }).check()
  await portal.getByRole('radio', { name: /^Difficilement/ }).check()
  await portal
    .locator('input[type=file]')
    .setInputFiles({ name: 'écran.txt', mimeType: 'text/plain', buffer: Buffer.from('déconnecté') })
  await portal.getByRole('button', { name: 'Envoyer' }).click()
  await portal.getByText('C’est noté').waitFor()
  await portal.getByText('Outlook dit <déconnecté>.').waitFor()
  await portal.getByRole('link', { name: /écran\.txt/ }).waitFor()
  await inspect(portal, 'the demand, sent')
  const number = new URL(portal.url()).pathname.split('/').at(-1) ?? ''

  await board.getByText('Plus de messages depuis 9 h').click()
  await board.getByRole('heading', { level: 1 }).getByText(number).waitFor()
  await inspect(board, 'the record at the desk')
  await board.getByRole('button', { name: 'Solution trouvée' }).click()
  await board.getByRole('textbox', { name: /^Solution/ }).fill('Le serveur a été relancé.')
  await board.getByRole('form').getByRole('button', { name: 'Solution trouvée' }).click()

  await portal.getByText('Une solution est trouvée').waitFor()
  const { call } = await voiceOf(scene.url, desk)
  await call(recordApi.move, { number, move: 'apply' })
  await call(recordApi.move, { number, move: 'resolve', fields: { causeCode: 'software' } })
  await portal.getByRole('heading', { name: 'Est-ce réglé' }).waitFor()
  await portal.getByText('Le serveur a été relancé.').waitFor()
  await inspect(portal, 'the question whether it is settled')
  await portal.getByLabel('Votre commentaire').fill('Tout arrive, merci.')
  await portal.getByRole('button', { name: 'C’est réglé' }).click()

  await portal.getByRole('heading', { name: 'Êtes-vous satisfait' }).waitFor()
  await board.getByText('Tout arrive, merci.').waitFor()
  await portal.getByRole('radio', { name: /^4 sur 5/ }).check()
  await portal.getByRole('button', { name: 'Envoyer mon avis' }).click()
  await portal.getByText('Merci pour votre avis').waitFor()
  await inspect(portal, 'the demand, over')
  const closed = await call(recordApi.read, { number })
  assert.equal(closed.phase, 'closed')
})

test('what is not settled yet goes back to the desk with the client’s words', async () => {
  const client = await voiceOf(scene.url, lea)
  const { number } = await client.call(incidentApi.report, {
    title: 'L’imprimante ne sort plus rien',
    serviceId: firm.computers.id,
    affected: 'everyone',
    canWork: 'yes',
  })
  const { call } = await voiceOf(scene.url, desk)
  await call(recordApi.move, { number, move: 'solution-found', fields: { solution: 'Redémarrée' } })
  await call(recordApi.move, { number, move: 'apply' })
  await call(recordApi.move, { number, move: 'resolve' })
  const page = await scene.window(lea, { path: '/portail/demandes' })
  await page.getByRole('heading', { name: 'On attend votre réponse' }).waitFor()
  await inspect(page, 'the list of demands')
  await page.getByRole('link', { name: 'L’imprimante ne sort plus rien' }).click()
  await page.getByLabel('Votre commentaire').fill('Toujours rien sur le bac 2.')
  await page.getByRole('button', { name: 'Pas encore' }).click()
  await page.getByText('On s’en occupe').waitFor()
  await page.getByText('Toujours rien sur le bac 2.').waitFor()
  assert.equal((await call(recordApi.read, { number })).phase, 'active')
})

test('a signatory decides on a request of her company, which the requester cannot', async () => {
  const { call } = await voiceOf(scene.url, desk)
  const mine = await voiceOf(scene.url, lea)
  const { number } = await mine.call(requestApi.submit, {
    title: 'Accès au dossier Paie',
    serviceId: firm.computers.id,
  })
  await call(recordApi.move, {
    number,
    move: 'record',
    fields: { urgency: 3, impact: 3, needsApproval: true },
  })
  const requester = await scene.window(lea, { path: `/portail/demandes/${number}` })
  await requester.getByText('En attente d’un accord').waitFor()
  assert.equal(await requester.getByRole('button', { name: 'Approuver' }).count(), 0)

  const page = await scene.window(sophie, { path: '/portail/demandes' })
  await page.getByText('Toute l’entreprise').click()
  await page.getByRole('link', { name: 'Accès au dossier Paie' }).click()
  await inspect(page, 'the request to decide on')
  await page.getByRole('button', { name: 'Refuser' }).click()
  await page.getByText('Dites-nous pourquoi').waitFor()
  await page.getByRole('button', { name: 'Approuver' }).click()
  await page.getByText('Sophie Arnaud a donné son accord').waitFor()
  await requester.getByText('Sophie Arnaud a donné son accord').waitFor()
})

test('what belongs to another client does not exist, by address, by search or in a list', async () => {
  const theirs = await voiceOf(scene.url, tom)
  const { number } = await theirs.call(incidentApi.report, {
    title: 'Visioconférence muette',
    affected: 'me',
    canWork: 'hardly',
  })
  const page = await scene.window(sophie, { path: `/portail/demandes/${number}` })
  await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
  await inspect(page, 'a demand of somebody else')
  await page.goto(`${scene.url}/portail/demandes?voir=entreprise&q=Visioconf%C3%A9rence`)
  await page.getByText('Aucune demande ne contient ces mots.').waitFor()
  await page.goto(`${scene.url}/tickets/${number}`)
  await page.waitForURL('**/portail/**')
  assert.equal(await page.getByText('Visioconférence muette').count(), 0)
})

test('in English a contact reports, reads the state of the services and the help', async () => {
  const page = await scene.window(emma, { language: 'en' })
  await page.getByRole('heading', { level: 1, name: 'I need help' }).waitFor()
  await page.getByText('I need something').click()
  await page.getByText('Say what you need in your own words').click()
  await page.getByLabel('What do you need?').fill('A second screen')
  await inspect(page, 'the question in English')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Got it').waitFor()
  for (const [link, title] of [
    ['My requests', 'My requests'],
    ['Service status', 'Service status'],
    ['Help', 'Help'],
  ] as const) {
    await page.getByRole('link', { name: link, exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await inspect(page, `${title} in English`)
  }
})

test('a supplier sees what it was entrusted with, answers and reports; its words stay from the client', async () => {
  const mine = await voiceOf(scene.url, lea)
  const { number } = await mine.call(incidentApi.report, {
    title: 'Wi-Fi absent dans l’atelier',
    serviceId: firm.computers.id,
    affected: 'several',
    canWork: 'hardly',
  })
  const { call } = await voiceOf(scene.url, manager)
  await call(recordApi.move, { number, move: 'escalate' })
  await call(recordApi.move, {
    number,
    move: 'delegate-supplier',
    fields: { supplierId: firm.telecom.id, reference: 'TA-2291' },
  })
  const page = await scene.window(farid, { width: phone })
  await page.getByRole('heading', { level: 1, name: 'Confié à nous' }).waitFor()
  await inspect(page, 'what was entrusted')
  await page.getByRole('link', { name: 'Wi-Fi absent dans l’atelier' }).click()
  await page.getByText('TA-2291', { exact: true }).waitFor()
  await page.getByLabel('Écrire un message').fill('Nous passons demain matin.')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByText('Nous passons demain matin.').waitFor()
  await inspect(page, 'the work that was entrusted')
  await page.getByLabel('Ce qui a été fait').fill('Borne remplacée.')
  await page.getByRole('button', { name: 'Rendre compte' }).click()
  const client = await scene.window(lea, { path: `/portail/demandes/${number}` })
  await client.getByText('Le fournisseur a répondu').waitFor()
  assert.equal(await client.getByText('Nous passons demain matin.').count(), 0)
  assert.equal((await call(recordApi.read, { number })).step.id, 'I08')
})
