import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordApi } from '../contract/src/record/api.ts'
import { inspect, openScene, password } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene({}, { database: 'made' })

test('from the printed link to the first incident that is handled, in one sitting', async () => {
  const link = await printedLink()
  const page = await scene.window(null)
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: 'Où travaillez-vous' }).waitFor()
  await inspect(page, 'the first step')
  const next = page.getByRole('button', { name: 'Continuer' })
  await next.click()
  await page.getByRole('heading', { level: 1, name: 'Combien êtes-vous' }).waitFor()
  await inspect(page, 'the size')
  await next.click()
  await page.getByLabel('Nom', { exact: true }).fill('Atelier Numérique du Vercors')
  await page.getByLabel('Téléphone du centre de services').fill('04 76 00 12 34')
  await inspect(page, 'the organisation')
  await next.click()
  await page.getByRole('heading', { level: 1, name: 'Vos heures de service' }).waitFor()
  await inspect(page, 'the service hours')
  await next.click()
  await page.getByLabel('Nom du service').fill('Messagerie')
  await inspect(page, 'the first service')
  await next.click()
  await page.getByLabel('Nom du client').fill('Menuiserie Arnaud')
  await inspect(page, 'the first client')
  await next.click()
  await page.getByLabel('Votre nom').fill('Odile Roche')
  await page.getByLabel('Adresse e-mail').fill('odile@vercors.test')
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await inspect(page, 'the account')
  await page.getByRole('button', { name: 'Créer mon organisation' }).click()
  await page.getByRole('heading', { level: 1, name: 'Atelier Numérique du Vercors est prêt' }).waitFor()
  await inspect(page, 'the end of the set-up')

  await page.getByRole('link', { name: 'Ouvrir un premier ticket' }).click()
  await page.getByLabel(/^Titre/).fill('Plus de messages')
  await page.getByRole('combobox', { name: 'Client' }).click()
  await page.getByRole('option', { name: 'Menuiserie Arnaud' }).click()
  await page.getByRole('combobox', { name: 'Service' }).click()
  await page.getByRole('option', { name: 'Messagerie' }).click()
  await page.getByRole('radio', { name: /impact moyen.*urgence moyenne/i }).click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.waitForURL('**/tickets/INC-1')
  await page.getByRole('button', { name: 'Solution trouvée' }).click()
  await page.getByRole('textbox', { name: /^Solution/ }).fill('Serveur relancé.')
  await page.getByRole('form').getByRole('button', { name: 'Solution trouvée' }).click()
  await page.getByRole('button', { name: 'Appliqué' }).click()
  await page.getByRole('button', { name: 'Service rétabli' }).waitFor()
  await inspect(page, 'the first incident')

  const { call } = await voiceOf(scene.url, { email: 'odile@vercors.test', password })
  assert.equal((await call(recordApi.read, { number: 'INC-1' })).step.id, 'I11')
  const late = await scene.window(null)
  await late.goto(link)
  await late.getByRole('heading', { level: 1, name: 'Cette installation est déjà configurée' }).waitFor()
})

const printedLink = async (): Promise<string> => {
  for (let tries = 0; tries < 100; tries++) {
    const [, path] = /(\/set-up\/\S+)/.exec(scene.said()) ?? []
    if (path !== undefined) return scene.url + path
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return assert.fail(`no link was printed: ${scene.said()}`)
}
