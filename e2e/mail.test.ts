import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { mailApi } from '../contract/src/mail/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { openSender } from '../server/src/platform/mail/send.ts'
import { desk, foundFirm, lea } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { account, freePort } from './stage.ts'
import { voiceOf, type Voice } from './voice.ts'

const doorPort = await freePort()
const scene = await openScene({
  TROUSSE_ADMIN_EMAIL: account.email,
  TROUSSE_ADMIN_PASSWORD: account.password,
  TROUSSE_SMTP_PORT: String(doorPort),
})
let voice: Voice

before(async () => {
  await foundFirm(scene)
  voice = await voiceOf(scene.url, desk)
})

/** A mail server forwards a message to the door. */
const forward = async (from: string, subject: string) => {
  const sender = await openSender({
    host: 'localhost',
    port: doorPort,
    security: 'none',
    user: null,
    secret: null,
  })
  const raw = Buffer.from(
    `From: ${from}\r\nTo: aide@trousse.test\r\nSubject: ${subject}\r\nMessage-ID: <${Math.random()}@x.test>\r\n\r\nBonjour, rien ne va plus.\r\n`,
  )
  const outcome = await sender.send({ from: 'relais@x.test', to: 'aide@trousse.test', raw })
  sender.close()
  return outcome.kind
}

const settled = async (state: 'filed' | 'quarantined', count: number) => {
  for (let tries = 0; tries < 100; tries++) {
    const { items } = await voice.call(mailApi.list, { state })
    if (items.length >= count) return items
    await sleep(200)
  }
  throw new Error(`No message has become ${state}.`)
}

test('a mailbox is entered in one form; a client’s mail becomes a ticket, a stranger’s waits until the desk knows him', async () => {
  const page = await scene.window(account, { path: '/reglages/messagerie' })
  await page.getByRole('heading', { level: 1, name: 'Messagerie' }).waitFor()
  await inspect(page, 'no mailbox yet')
  await page.getByRole('button', { name: 'Ajouter une boîte' }).first().click()
  await page.getByRole('radio', { name: /porte SMTP/ }).check()
  await page.getByLabel('Nom affiché').fill('Aide')
  await page.getByLabel('Adresse de la boîte').fill('aide@trousse.test')
  await inspect(page, 'the form of a mailbox')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 2, name: 'Aide' }).waitFor()
  await inspect(page, 'a mailbox')

  assert.equal(await forward(`Léa <${lea.email}>`, 'Écran noir'), 'sent')
  assert.equal(await forward('Paul Neuf <paul@neuf.test>', 'Premier message'), 'sent')
  const [filed] = await settled('filed', 1)
  const record = await voice.call(recordApi.read, { number: filed?.number ?? '' })
  assert.partialDeepStrictEqual(record, { requesterName: 'Léa Morin' })

  await settled('quarantined', 1)
  const mine = await scene.window(desk, { path: '/reglages/courriels' })
  await mine.getByText('Premier message').waitFor()
  await inspect(mine, 'the quarantine')
  await mine.getByRole('button', { name: 'Lire – Premier message' }).click()
  await mine.getByText('rien ne va plus').waitFor()
  await inspect(mine, 'a message')
  await mine.getByRole('button', { name: 'Fermer' }).click()
  await mine.getByRole('button', { name: 'Actions – Premier message' }).click()
  await mine.getByRole('menuitem', { name: 'Créer la personne et le ticket' }).click()
  await mine.getByRole('combobox', { name: 'Client' }).fill('Blanc')
  await mine.getByRole('option', { name: 'Cabinet Blanc' }).click()
  await inspect(mine, 'who is a stranger')
  await mine.getByRole('button', { name: 'Créer la personne et le ticket' }).click()
  const filedTwice = await settled('filed', 2)
  const admitted = filedTwice.find(({ subject }) => subject === 'Premier message')
  const ticket = await voice.call(recordApi.read, { number: admitted?.number ?? '' })
  assert.partialDeepStrictEqual(ticket, { requesterName: 'Paul Neuf', clientName: 'Cabinet Blanc' })
})

test('the pages of mail fit a phone, in English too', async () => {
  const page = await scene.window(desk, {
    width: phone,
    language: 'en',
    path: '/reglages/courriels?onglet=in',
  })
  await page.getByText('Premier message').waitFor()
  await inspect(page, 'mails on a phone')
  const boxes = await scene.window(account, { width: phone, path: '/reglages/messagerie' })
  await boxes.getByRole('heading', { level: 2, name: 'Aide' }).waitFor()
  await inspect(boxes, 'mailboxes on a phone')
})
