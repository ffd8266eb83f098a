import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inventoryApi } from '../contract/src/inventory/api.ts'
import { licenceApi } from '../contract/src/licence/api.ts'
import { reportOf } from '../server/src/testing/software.ts'
import { foundFirm, manager } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
let voice: Voice

before(async () => {
  const { arnaud } = await foundFirm(scene)
  voice = await voiceOf(scene.url, manager)
  const { url } = await voice.call(inventoryApi.makeSecret, { id: arnaud.id })
  for (const name of ['ATELIER-1', 'ATELIER-2']) {
    const answer = await fetch(`${scene.url}${new URL(url).pathname}`, {
      method: 'POST',
      headers: { 'user-agent': 'OCS-NG_WINDOWS_AGENT_v2.10.1.0', 'content-type': 'application/xml' },
      body: reportOf(name, { 'Métré Pro': '12.4' }),
    })
    assert.equal(answer.status, 200)
  }
})

test('a program that agents see becomes a licence, which says that it is taken once too often and by which machine', async () => {
  const page = await scene.window(manager, { path: '/parc/logiciels' })
  await page.getByPlaceholder('Nom ou éditeur…').fill('éditeur de mét')
  // The list is asked for when the hand rests, and is pale until the answer is there.
  await page.waitForURL(/[?&]q=/)
  await page.getByRole('link', { name: /Métré Pro/ }).waitFor()
  await inspect(page, 'the software')
  await page.getByRole('link', { name: /Métré Pro/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Métré Pro' }).waitFor()
  await page.getByRole('link', { name: /ATELIER-2/ }).waitFor()
  await inspect(page, 'a title')

  await page.getByRole('button', { name: 'Suivre comme élément' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Type' }).click()
  await page.getByRole('option', { name: 'Licence' }).click()
  await form.getByRole('combobox', { name: 'Client' }).fill('Arnaud')
  await page.getByRole('option', { name: 'Menuiserie Arnaud' }).click()
  await form.getByRole('combobox', { name: 'Métrique' }).click()
  await page.getByRole('option', { name: 'Par installation' }).click()
  await form.getByRole('textbox', { name: 'Quantité' }).fill('1')
  await form.getByRole('textbox', { name: 'Motif' }).fill('Facture du 3 mars')
  await inspect(page, 'the form that follows a title')
  await form.getByRole('button', { name: 'Enregistrer' }).click()

  await page.getByText('1 place prise de plus que ce qui est acheté.').waitFor()
  await page.getByText('Installé au-delà de ce qui est acheté').waitFor()
  await page.getByRole('button', { name: 'Affecter à ATELIER-1' }).click()
  await page.getByRole('button', { name: 'Retirer l’affectation de ATELIER-1' }).waitFor()
  await inspect(page, 'how a licence stands')

  await page.goto(`${scene.url}/parc/licences`)
  await page.getByText('Dépassée').first().waitFor()
  await inspect(page, 'the licences')
  const small = await scene.window(manager, { path: '/parc/licences', width: phone })
  await small.getByText('Dépassée').first().waitFor()
  await inspect(small, 'the licences on a phone')
  await page.goto(`${scene.url}/parc/controle`)
  await page.getByText(/prises pour.+ATELIER-2/).waitFor()
  await inspect(page, 'what the check says of a licence')
  const { items } = await voice.call(licenceApi.list, { state: 'over-used' })
  assert.deepEqual(
    items.map(({ assigned, used, difference }) => [assigned, used, difference]),
    [[1, 2, -1]],
  )
})
