import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { incidentApi } from '../contract/src/incident/api.ts'
import { reportApi } from '../contract/src/report/api.ts'
import { verificationApi } from '../contract/src/verification/api.ts'
import { desk, emma, foundFirm, manager, sophie } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
let voice: Voice
let clientId = ''
let campaign = ''
const numbers = new Map<string, string>()

/** Looked at by who asks for pictures: `TROUSSE_PICTURES=/tmp/pictures`. */
const look = async (page: Page, name: string) => {
  await inspect(page, name)
  const folder = process.env['TROUSSE_PICTURES']
  if (folder === undefined) return
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({
      path: `${folder}/${name.replaceAll(/\W+/g, '-')}-${colorScheme}.png`,
      fullPage: true,
    })
  }
}

before(async () => {
  const { arnaud, blanc, mail } = await foundFirm(scene)
  voice = await voiceOf(scene.url, manager)
  clientId = arnaud.id
  const add = async (type: string, name: string, given: object) => {
    const { number } = await voice.call(configurationApi.create, {
      type,
      name,
      clientId: arnaud.id,
      ...given,
    })
    numbers.set(name, number)
    return number
  }
  const server = await add('server', 'ARN-SRV-01', {
    location: 'Baie, rez-de-chaussée',
    attributes: {
      serial: 'JX1',
      warrantyEnd: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
    },
  })
  await add('workstation', 'ARN-PC-01', { location: 'Atelier', attributes: { serial: 'PC1', usedBy: 'Léa' } })
  await add('workstation', 'ARN-PC-02', { location: 'Bureau', attributes: { serial: 'PC2' } })
  await add('printer', 'ARN-IMP-01', { location: 'Bureau' })
  await voice.call(configurationApi.create, { type: 'workstation', name: 'BLA-PC-01', clientId: blanc.id })
  const { items } = await voice.call(configurationApi.list, { type: 'service', q: 'Messagerie' })
  await voice.call(configurationApi.relate, { from: items[0]?.number ?? '', to: server, kind: 'depends-on' })
  const { version } = await voice.call(configurationApi.read, { number: server })
  await voice.call(configurationApi.edit, {
    number: server,
    version,
    location: 'Baie, premier étage',
    reason: 'Déménagement constaté',
  })
  const { number } = await voice.call(incidentApi.report, {
    title: 'Le serveur fait du bruit',
    clientId: arnaud.id,
    serviceId: mail.id,
    urgency: 3,
    impact: 2,
  })
  await voice.call(configurationApi.addToRecord, { number, ci: server })
})

test('a report is issued, its client is told and acknowledges it', async () => {
  const page = await scene.window(manager, { path: '/parc/rapports' })
  await page.getByText('Menuiserie Arnaud').first().waitFor()
  await look(page, 'reports to issue')
  await page.getByRole('link', { name: 'Menuiserie Arnaud' }).first().click()
  await page.getByRole('heading', { level: 1, name: /Menuiserie Arnaud/ }).waitFor()
  await page.getByText('Baie, premier étage').first().waitFor()
  await look(page, 'report of a client')
  await page.goto(`${scene.url}/parc/rapports`)
  await page.getByRole('checkbox', { name: /Menuiserie Arnaud/ }).check()
  await page.getByRole('button', { name: 'Émettre 1 rapport' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mot d’accompagnement').fill('Merci de vérifier le serveur.')
  await dialog.getByRole('button', { name: 'Émettre 1 rapport' }).click()
  await page.getByText('1 rapport émis.').waitFor()

  const portal = await scene.window(sophie, { path: '/portail/entreprise', width: phone })
  await portal.getByRole('heading', { name: 'Rapports sur votre parc' }).waitFor()
  await portal.getByRole('link', { name: /^Du / }).click()
  await portal.getByRole('heading', { name: 'Ce rapport est-il juste ?' }).waitFor()
  await portal.getByText('Merci de vérifier le serveur.').waitFor()
  await look(portal, 'report in the portal on a phone')
  await portal.getByRole('button', { name: 'Signaler une erreur' }).click()
  await portal.getByLabel('Qu’est-ce qui n’est pas juste ?').fill('Il manque le NAS de l’atelier.')
  await portal.getByRole('button', { name: 'Envoyer' }).click()
  await portal.getByText('Il manque le NAS de l’atelier.').waitFor()
  await portal.getByRole('button', { name: 'C’est juste, j’accuse réception' }).click()
  await portal.getByText('Accusé', { exact: true }).waitFor()
  await look(portal, 'report acknowledged')

  const { items } = await voice.call(reportApi.list, { client: clientId })
  assert.deepEqual(
    items.map(({ verdict, answers }) => [verdict, answers.length]),
    [['right', 2]],
  )
  await page.goto(`${scene.url}/parc/rapports/${items[0]?.id}`)
  await page.getByText('Il manque le NAS de l’atelier.').waitFor()
  await look(page, 'issued report')
  const other = await scene.window(emma, { language: 'en', path: `/portail/parc/rapports/${items[0]?.id}` })
  await other.getByRole('heading', { name: 'There is no such page' }).waitFor()
  assert.equal(await other.getByText('ARN-SRV-01').count(), 0)
})

test('a campaign is ticked on a phone without a network, and closed with its minutes', async () => {
  const office = await scene.window(manager, { path: '/parc/verifications' })
  await office.getByRole('button', { name: 'Nouvelle campagne' }).first().click()
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Nom' }).fill('Menuiserie, 4e trimestre')
  await dialog.getByRole('combobox', { name: 'Client' }).fill('Arnaud')
  await office.getByRole('option', { name: 'Menuiserie Arnaud' }).click()
  await look(office, 'new campaign')
  await dialog.getByRole('button', { name: 'Ouvrir la campagne' }).click()
  await office.getByRole('heading', { level: 1, name: 'Menuiserie, 4e trimestre' }).waitFor()
  campaign = new URL(office.url()).pathname.split('/').at(-1) ?? ''

  const page = await scene.window(desk, { width: phone, path: `/parc/verifications/${campaign}` })
  await page.getByRole('heading', { name: 'Bureau' }).waitFor()
  await look(page, 'campaign on a phone')
  await page.waitForFunction(
    `caches.open('trousse /parc/verifications/').then(async (kept) => (await kept.keys()).some(({ url }) => url.includes('/api/v1/ci-types')))`,
  )
  await page.waitForFunction('navigator.serviceWorker.ready.then(() => true)')
  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('group', { name: 'ARN-SRV-01' }).getByRole('button', { name: 'Conforme' }).click()
  await page.getByText('1 pointage en attente').waitFor()
  await page.getByRole('group', { name: 'ARN-PC-01' }).getByRole('button', { name: 'Différent' }).click()
  await page.getByLabel('Ce qui est vrai').fill('Entrepôt')
  await page.getByRole('button', { name: 'Noter' }).click()
  await page.getByRole('group', { name: 'ARN-IMP-01' }).getByRole('button', { name: 'Introuvable' }).click()
  await page.getByLabel('Qu’est-ce ?').fill('NAS Synology')
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByText('4 pointages en attente').waitFor()
  // A phone in a pocket forgets its pages.
  await page.reload()
  await page.getByText('4 pointages en attente').waitFor()
  await page.getByText('NAS Synology').waitFor()
  await look(page, 'campaign without a network')
  assert.equal((await voice.call(verificationApi.read, { id: campaign })).figures.verified, 0)
  await page.context().setOffline(false)
  await page.getByText('Tout est envoyé').waitFor({ timeout: 40_000 })

  await office.reload()
  await office.getByText('3/4').waitFor()
  await office.getByRole('button', { name: 'Clore la campagne' }).click()
  await office.getByText('Il reste 1 élément non vérifié.').waitFor()
  await office.getByLabel('Conclusion et suites').fill('Retrouver l’imprimante.')
  await office.getByRole('dialog').getByRole('button', { name: 'Clore la campagne' }).click()
  await office.getByRole('link', { name: 'Procès-verbal (PDF)' }).waitFor()
  await look(office, 'closed campaign')
  const closed = await voice.call(verificationApi.read, { id: campaign })
  assert.deepEqual(closed.figures.accuracy, { part: 2, of: 3 })
  assert.deepEqual(closed.figures.completeness, { part: 2, of: 3 })
  assert.equal(closed.finds.length, 1)
})
