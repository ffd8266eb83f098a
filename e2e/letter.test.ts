import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { incidentApi } from '../contract/src/incident/api.ts'
import { mailApi } from '../contract/src/mail/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { sessionApi } from '../contract/src/session/api.ts'
import { readMessage, type Message } from '../server/src/platform/mail/parse.ts'
import { openPostOffice } from '../server/src/testing/post-office.ts'
import { desk, foundFirm, lea } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { account } from './stage.ts'
import { voiceOf, type Voice } from './voice.ts'

const post = await openPostOffice()
const scene = await openScene()
let voice: Voice
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
  voice = await voiceOf(scene.url, desk)
  const { call } = await scene.first()
  await call(mailApi.createMailbox, {
    name: 'Aide',
    address: 'aide@trousse.test',
    kind: 'imap',
    imapHost: '127.0.0.1',
    smtpHost: '127.0.0.1',
    smtpPort: post.port,
    smtpSecurity: 'none',
  })
})

const mailAbout = async (number: string): Promise<Message> => {
  for (let tries = 0; tries < 150; tries++) {
    const mails = await Promise.all(post.taken.map((raw) => readMessage(raw)))
    const found = mails.find(({ subject }) => subject.includes(number) && subject.includes('est-ce réglé'))
    if (found !== undefined) return found
    await sleep(200)
  }
  throw new Error(`No mail asks whether ${number} is settled.`)
}

test('a client gets the solution by mail, says on a phone that it is not settled, and the desk sees her words', async () => {
  const { number } = await voice.call(incidentApi.report, {
    title: 'L’imprimante avale le papier',
    requesterId: await idOf(lea.email),
    serviceId: firm.computers.id,
    urgency: 3,
    impact: 3,
    channel: 'phone',
  })
  const move = (id: string, fields: Record<string, unknown> = {}) =>
    voice.call(recordApi.move, { number, move: id, fields })
  await move('solution-found', {
    solution: 'Le <strong>rouleau</strong> est changé.',
    touchesControlledCi: false,
  })
  await move('apply')
  await move('resolve', { causeCode: 'hardware' })

  const letter = await mailAbout(number)
  assert.deepEqual(letter.recipients, [lea.email])
  assert.match(letter.text, /Le rouleau est changé\./)
  const link = /href="([^"]+\?choix=pas-encore)"/.exec(letter.html ?? '')?.[1] ?? ''
  const path = link.slice(scene.url.length)
  assert.equal(link, scene.url + path)
  // Scanners of mail open every link: the ticket waits as before.
  await fetch(link)
  await fetch(`${scene.url}/api/v1/answers/${path.split('/').at(-1)?.split('?')[0]}`)
  assert.equal((await voice.call(recordApi.read, { number })).phase, 'resolved')

  const page = await scene.window(null, { width: phone, path })
  await page.getByRole('heading', { level: 1, name: 'L’imprimante avale le papier' }).waitFor()
  await page.getByText('Le rouleau est changé.').waitFor()
  await inspect(page, 'not settled yet')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByText('Dites en quelques mots').waitFor()
  await page.getByRole('button', { name: 'Revenir' }).click()
  await page.getByRole('button', { name: 'C’est réglé' }).waitFor()
  await inspect(page, 'is it settled')
  await page.getByRole('button', { name: 'Pas encore' }).click()
  await page.getByLabel('Qu’est-ce qui ne va pas encore').fill('Elle plie encore les coins.')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByText('nous reprenons votre demande').waitFor()
  await inspect(page, 'answered')

  const board = await scene.window(desk, { path: `/tickets/${number}` })
  await board.getByText('Elle plie encore les coins.').waitFor()
  assert.equal((await voice.call(recordApi.read, { number })).phase, 'active')
  // The other link of the same mail says what was answered.
  await page.goto(link.replace('?choix=pas-encore', ''))
  await page.getByText('nous reprenons votre demande').waitFor()
  await page.goto(`${scene.url}/reponse/v1.${'x'.repeat(80)}`)
  await page.getByRole('heading', { name: 'Ce lien ne marche pas' }).waitFor()
  await inspect(page, 'a link that is not ours')
})

test('a text is said otherwise, with what it may name and a preview by a ticket', async () => {
  const page = await scene.window(desk, { path: '/reglages/notifications' })
  await page.getByRole('button', { name: 'Demande reçue' }).click()
  await page.getByLabel('Objet').fill('Bien reçu : {{titre')
  await page.getByText('Variables inconnues ici').waitFor()
  await page.getByLabel('Objet').fill('Bien reçu : {{titre}}')
  await page.getByRole('button', { name: 'Voir' }).click()
  await page.getByRole('region', { name: 'Aperçu' }).getByText('Bien reçu : Plus de messages').waitFor()
  await inspect(page, 'the text of a letter')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Le vôtre, pour tous').waitFor()
  await inspect(page, 'the texts of letters')
  const small = await scene.window(desk, { width: phone, path: '/reglages/notifications' })
  await small.getByRole('heading', { level: 1, name: 'Modèles de notification' }).waitFor()
  await small.getByRole('button', { name: 'Demande reçue' }).waitFor()
  await inspect(small, 'the texts of letters on a phone')
})

test('each chooses how to be told, and when not', async () => {
  const page = await scene.window(desk, { path: '/notifications' })
  await page.getByRole('link', { name: 'Choisir comment je suis prévenu' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mes notifications' }).waitFor()
  await page.getByLabel('Par e-mail – Un délai est dépassé').selectOption('daily')
  await page.getByLabel('Heure du message quotidien').fill('08:30')
  await inspect(page, 'how I am told')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Vos choix sont enregistrés').waitFor()
  await page.reload()
  assert.equal(await page.getByLabel('Par e-mail – Un délai est dépassé').inputValue(), 'daily')
  assert.equal(await page.getByLabel('Heure du message quotidien').inputValue(), '08:30')
  const small = await scene.window(account, { width: phone, path: '/profil/notifications' })
  await small.getByLabel('Par e-mail – Résumé du jour').waitFor()
  await inspect(small, 'how I am told, on a phone')
})

const idOf = async (email: string): Promise<string> => {
  const { call } = await voiceOf(scene.url, { email, password: desk.password })
  const { person } = await call(sessionApi.read, {})
  return person.id
}
