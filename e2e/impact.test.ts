import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { desk, foundFirm, manager, sophie } from './firm.ts'
import { furnish } from './park.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
let voice: Voice
let park: Awaited<ReturnType<typeof furnish>>
let clientId = ''

before(async () => {
  const { arnaud, mail } = await foundFirm(scene)
  clientId = arnaud.id
  voice = await voiceOf(scene.url, manager)
  park = await furnish(voice, { clientId, serviceId: mail.id })
})

const drawn = (page: Page) => page.locator('a[data-number]').first().waitFor()
const focused = (page: Page) =>
  page.evaluate<string | null>('document.activeElement?.getAttribute("data-number")')

test('a failure is followed along the graph by keyboard, and read as a table', async () => {
  const page = await scene.window(manager, { path: `/parc/${park.host.number}?onglet=impact` })
  await drawn(page)
  await page
    .getByRole('complementary', { name: 'Ce que cela touche' })
    .getByText('Messagerie')
    .first()
    .waitFor()
  const start = page.locator(`a[data-number="${park.host.number}"]`)
  await start.focus()
  const seen = new Set<string | null>()
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft']) {
    await page.keyboard.press(key)
    seen.add(await focused(page))
  }
  assert.ok(seen.has(park.storage.number) && seen.has(park.machine.number), [...seen].join())
  assert.equal(await focused(page), park.host.number)
  assert.equal(await page.locator('a[data-number][tabindex="0"]').count(), 1)
  const weakened = page.locator(`a[data-number="${park.machine.number}"]`)
  assert.match((await weakened.getAttribute('aria-label')) ?? '', /Affaibli/)
  await page.locator('svg').getByText('hyperviseurs · 1 sur 2').waitFor()
  await inspect(page, 'the graph')
  await page.keyboard.press('+')
  await page.keyboard.press('0')
  await page.getByText('Tableau', { exact: true }).click()
  const table = page.getByRole('table', { name: 'S’il tombe en panne' })
  await table.getByText('hyperviseurs · 1 sur 2').waitFor()
  await inspect(page, 'the table')
  await page.getByText('Graphe', { exact: true }).click()
  await drawn(page)
  await page.locator(`a[data-number="${park.storage.number}"]`).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/parc/${park.storage.number}$`))
})

test('filters leave what was asked for, and stay in the address', async () => {
  const page = await scene.window(manager, { path: `/parc/${park.power.number}?onglet=impact&impactDepth=1` })
  await drawn(page)
  assert.equal(await page.locator('a[data-number]').count(), 3)
  await page.goto(`${scene.url}/parc/${park.laptop.number}?onglet=impact&impactWay=down`)
  await drawn(page)
  assert.equal(await page.locator('a[data-number]').count(), 4)
})

/** How long it takes is said in the log: a machine that does other work beside would fail any bound. */
test(
  '500 items are placed and drawn',
  { skip: process.env['TROUSSE_LONG'] === undefined },
  async (report) => {
    const make = (name: string) =>
      voice
        .call(configurationApi.create, { type: 'workstation', name, clientId })
        .then(({ number }) => number)
    const root = await make('RACINE')
    const numbers = [root]
    let seed = 7
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
    for (let at = 1; at < 500; at += 10) {
      const batch = await Promise.all(
        Array.from({ length: Math.min(10, 500 - at) }, (_, place) => make(`POSTE-${at + place}`)),
      )
      const above = [...numbers]
      numbers.push(...batch)
      for (const number of batch) {
        const parents = new Set([above[Math.floor(random() * Math.min(above.length, 80))] ?? root])
        if (random() < 0.33) parents.add(above[Math.floor(random() * above.length)] ?? root)
        for (const to of parents)
          await voice.call(configurationApi.relate, { from: number, to, kind: 'depends-on' })
      }
    }
    const page = await scene.window(manager)
    const measured: number[] = []
    for (let round = 0; round < 3; round++) {
      await page.goto(`${scene.url}/parc/${root}?onglet=impact`)
      await page.locator('a[data-number]').nth(499).waitFor()
      await page.waitForFunction(`performance.getEntriesByName('impact-drawn').length > 0`)
      measured.push(
        await page.evaluate<number>(`performance.getEntriesByName('impact-drawn').at(-1).duration`),
      )
    }
    assert.equal(await page.locator('a[data-number]').count(), 500)
    report.diagnostic(`by its address, placed and drawn in ${measured.map(Math.round).join(', ')} ms`)
    await page.goto(`${scene.url}/parc/${root}`)
    await page.getByRole('tab', { name: 'Impact', exact: true }).hover()
    await page.waitForTimeout(300)
    await page.getByRole('tab', { name: 'Impact', exact: true }).click()
    await page.locator('a[data-number]').nth(499).waitFor()
    await page.waitForTimeout(500)
    const turned = await page.evaluate<number>(`performance.getEntriesByName('impact-drawn').at(-1).duration`)
    report.diagnostic(`by its tab, placed and drawn in ${Math.round(turned)} ms`)
  },
)

test('a baseline is named, compared with today, and the comparison shared by its address', async () => {
  const page = await scene.window(manager, { path: '/parc/bases' })
  await page.getByRole('button', { name: 'Nouvelle base de référence' }).first().click()
  await page.getByLabel('Nom', { exact: false }).first().fill('Avant la migration')
  await page.getByRole('button', { name: 'Enregistrer la base' }).click()
  await page.getByText('Aucune différence entre ces deux instants.').waitFor()
  const { version } = await voice.call(configurationApi.read, { number: park.laptop.number })
  await voice.call(configurationApi.edit, {
    number: park.laptop.number,
    version,
    state: 'in-repair',
    attributes: { serial: null },
  })
  const other = await scene.window(desk, { path: new URL(page.url()).pathname + new URL(page.url()).search })
  await other.getByText('N° de série').waitFor()
  await other.getByText('En réparation').waitFor()
  await inspect(other, 'a comparison')
})

test('a type is added with an attribute, its fault is said where it is, and the desk reads only', async () => {
  const page = await scene.window(manager, { path: '/reglages/types' })
  await page.getByRole('button', { name: 'Nouveau type' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Nom (français)').first().fill('Caméra')
  await form.getByLabel('Code').fill('camera')
  await form.getByRole('button', { name: 'Ajouter un attribut' }).click()
  await form.getByLabel('Nom (français)').nth(1).fill('Résolution')
  await form.getByLabel('Nature').selectOption('choice')
  await form.getByLabel('Valeurs possibles, une par ligne').fill('HD\n4K')
  await inspect(page, 'a new type')
  await form.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByRole('button', { name: 'Caméra', exact: true }).waitFor()
  const reader = await scene.window(desk, { path: '/reglages/types' })
  await reader.getByRole('button', { name: 'Caméra', exact: true }).waitFor()
  assert.equal(await reader.getByRole('button', { name: 'Nouveau type' }).count(), 0)
})

test('what runs out and what is wrong has its page, and a client sees its own things on a phone', async () => {
  const page = await scene.window(manager, { path: '/parc/echeances' })
  await page.getByText('1 échéance est dépassée.').waitFor()
  await page.goto(`${scene.url}/parc/controle`)
  await page.getByText('Élément contrôlé sans responsable').waitFor()
  await inspect(page, 'the check')
  const own = await scene.window(sophie, { width: phone, path: '/portail' })
  await own.getByRole('link', { name: 'Mon parc' }).click()
  await own.getByRole('link', { name: 'PC-ACCUEIL' }).click()
  await own.getByText('Léa Morin').waitFor()
  await inspect(own, 'a machine in the portal')
})
