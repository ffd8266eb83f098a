import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { mailApi } from '../contract/src/mail/api.ts'
import { organisationApi } from '../contract/src/organisation/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { desk, foundFirm, lea, sophie } from './firm.ts'
import { listenForMail, type Received } from './letter-box.ts'
import { inspect, openScene, phone } from './scene.ts'
import { account } from './stage.ts'
import { voiceOf } from './voice.ts'

/** What leaves by mail arrives here. */
const box = await listenForMail()
const scene = await openScene({
  TROUSSE_ADMIN_EMAIL: account.email,
  TROUSSE_ADMIN_PASSWORD: account.password,
})

before(async () => {
  await foundFirm(scene)
  const { call } = await voiceOf(scene.url, account)
  await call(mailApi.createMailbox, {
    name: 'Aide',
    address: 'aide@trousse.test',
    kind: 'door',
    smtpHost: 'localhost',
    smtpPort: box.port,
    smtpSecurity: 'none',
  })
  const { version } = await call(organisationApi.read, {})
  await call(organisationApi.edit, { version, takesGuests: true })
})

/** The code of a step that was not shown before: a step lasts thirty seconds, and none counts twice. */
const codes = (secret: string) => {
  let last = 0
  return async (): Promise<string> => {
    for (;;) {
      const step = TOTP.counter({ timestamp: Date.now() })
      // The server forgives a clock that is one step ahead.
      if (step + 1 > last) {
        last = Math.max(last + 1, step)
        return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: last * 30_000 })
      }
      await sleep(1000)
    }
  }
}

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Camille Roy' }).click()
  await page.getByText('Se déconnecter').click()
  await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor()
}

const givePassword = async (page: Page): Promise<void> => {
  await page.getByLabel('Adresse e-mail').fill(desk.email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(desk.password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

test('two-step sign-in is set up, asked, opened by a recovery code, and not asked in a browser that is trusted', async () => {
  const page = await scene.window(desk, { path: '/profil' })
  await page.getByRole('button', { name: 'Activer' }).click()
  await page.getByLabel('Votre mot de passe').fill(desk.password)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByRole('img', { name: /Code QR/ }).waitFor()
  await inspect(page, 'the picture for the authenticator')
  const key = (await page.locator('code').textContent()) ?? ''
  const next = codes(key.replaceAll(' ', ''))
  await page.getByLabel('Code à 6 chiffres').fill(await next())
  await page.getByRole('button', { name: 'Vérifier et activer' }).click()
  await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor()
  await inspect(page, 'the recovery codes')
  const recovery = await page
    .locator('ul li', { hasText: /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/ })
    .allTextContents()
  assert.equal(recovery.length, 10)
  await page.getByRole('button', { name: 'Je les ai gardés' }).click()
  await page.getByText('Il reste 10 codes de secours.').waitFor()

  await signOut(page)
  await givePassword(page)
  await page.getByRole('heading', { level: 1, name: 'Code de connexion' }).waitFor()
  await inspect(page, 'the code is asked')
  await page.getByLabel(/Code à 6\schiffres/).fill('000000')
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByText(/Ce code n’est pas valable/).waitFor()
  await page.getByLabel(/Code à 6\schiffres/).fill(await next())
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mon travail' }).waitFor()

  await signOut(page)
  await givePassword(page)
  await page.getByLabel(/code de secours/).fill((recovery[0] ?? '').toLowerCase())
  await page.getByLabel('Faire confiance à ce navigateur pendant 30 jours').check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mon travail' }).waitFor()

  await signOut(page)
  await givePassword(page)
  await page.getByRole('heading', { level: 1, name: 'Mon travail' }).waitFor()
  await page.goto(`${scene.url}/profil`)
  await page.getByText('Il reste 9 codes de secours.').waitFor()
  await page.getByRole('button', { name: /Ne plus faire confiance/ }).click()
  await page.getByText('Aucun : le code est demandé').waitFor()
  await signOut(page)
  await givePassword(page)
  await page.getByRole('heading', { level: 1, name: 'Code de connexion' }).waitFor()
})

const linkIn = ({ text }: Received): string => /https?:\/\/\S+\/[\w-]{20,}/.exec(text)?.[0] ?? ''
const onPath = (link: string): string => new URL(link).pathname

test('somebody without an account writes, confirms by mail, and a ticket is there', async () => {
  const page = await scene.window(null, { path: '/aide' })
  await page.getByRole('heading', { level: 1, name: 'Demander de l’aide' }).waitFor()
  await inspect(page, 'the form of a guest')
  await page.getByLabel('Votre adresse e-mail').fill(lea.email)
  await page.getByLabel('Votre nom').fill('Léa Morin')
  await page.getByLabel('En quelques mots').fill('Plus de réseau à l’atelier')
  await page.getByLabel('Ce qui se passe').fill('Depuis ce matin, plus rien.')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByRole('heading', { level: 1, name: /Encore un geste/ }).waitFor()
  await inspect(page, 'the guest is asked to confirm')
  const letter = await box.next(lea.email)
  assert.ok(!letter.text.includes('atelier'), 'what was typed goes to nobody unasked')
  await page.goto(scene.url + onPath(linkIn(letter)))
  await page.getByRole('button', { name: 'Confirmer et envoyer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Votre demande est partie' }).waitFor()
  await inspect(page, 'the request has left')
  const { call } = await voiceOf(scene.url, account)
  for (let tries = 0; ; tries++) {
    const { items } = await call(recordApi.list, { q: 'atelier' })
    if (items.length > 0) break
    assert.ok(tries < 100, 'the ticket is there')
    await sleep(200)
  }
})

test('a mailed link signs in with one press, and once', async () => {
  const page = await scene.window(null, { path: '/connexion' })
  await page.getByRole('link', { name: 'Recevoir un lien de connexion par e-mail' }).click()
  await page.getByRole('heading', { level: 1, name: 'Recevoir un lien de connexion' }).waitFor()
  await page.getByLabel('Adresse e-mail').fill(sophie.email)
  await inspect(page, 'a link is asked for')
  await page.getByRole('button', { name: 'Envoyer le lien' }).click()
  await page.getByRole('heading', { level: 1, name: 'Consultez vos e-mails' }).waitFor()
  const path = onPath(linkIn(await box.next(sophie.email)))
  await page.goto(scene.url + path)
  await inspect(page, 'the link’s page')
  await page.getByRole('button', { name: 'Me connecter' }).click()
  await page.getByRole('link', { name: 'Mon entreprise' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mon entreprise' }).waitFor()
  await page.getByRole('table', { name: 'Personnes' }).getByText('Léa Morin').waitFor()
  await inspect(page, 'the company, by its signatory')
  const again = await scene.window(null, { path })
  await again.getByText(/Ce lien a expiré ou a déjà servi/).waitFor()
})

test('the pages fit a phone, in English too', async () => {
  const english = { width: phone, language: 'en' as const }
  const form = await scene.window(null, { ...english, path: '/aide' })
  await form.getByLabel('Your e-mail address').waitFor()
  await inspect(form, 'the form on a phone')
  const company = await scene.window(sophie, { width: phone, path: '/portail/entreprise' })
  await company.getByRole('table', { name: 'Personnes' }).waitFor()
  await inspect(company, 'the company on a phone')
  const settings = await scene.window(account, { width: phone, path: '/reglages/organisation' })
  await settings.getByRole('heading', { name: 'Logo et couleur' }).waitFor()
  await inspect(settings, 'logo, colour and access on a phone')
  const blocked = await scene.window(account, { path: '/reglages/expediteurs' })
  await blocked.getByLabel('Adresse', { exact: true }).fill('pub@ailleurs.test')
  await blocked.getByLabel('Motif').fill('Publicité')
  await blocked.getByRole('button', { name: 'Bloquer', exact: true }).click()
  await blocked.getByRole('button', { name: 'Débloquer pub@ailleurs.test' }).waitFor()
  await inspect(blocked, 'blocked senders')
})
