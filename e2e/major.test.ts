import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '../contract/src/incident/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { desk, foundFirm, lea, manager } from './firm.ts'
import { countKeys, secondsPerKey } from './keys.ts'
import { inspect, openScene } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
})

test('a major incident is declared, callers are attached by keyboard, all are restored together, reviewed, closed', async (t) => {
  const voice = await voiceOf(scene.url, manager)
  const { number } = await voice.call(incidentApi.report, {
    title: 'Messagerie arrêtée chez tous',
    serviceId: firm.mail.id,
    urgency: 1,
    impact: 1,
  })
  const page = await scene.window(manager, { path: `/tickets/${number}` })
  const moves = page.getByRole('region', { name: 'Prochaine étape' })
  const button = (name: string) => moves.getByRole('button', { name, exact: true })
  await button('Plus').click()
  await page.getByRole('menuitem', { name: /^Déclarer majeur/ }).click()
  await moves.getByRole('textbox', { name: /^Motif/ }).fill('Tous les clients sont touchés.')
  await inspect(page, 'the declaration')
  await moves.getByRole('form').getByRole('button', { name: 'Déclarer majeur' }).click()
  await page.getByText('Majeur', { exact: true }).first().waitFor()
  await inspect(page, 'the major incident')
  await button('Déclarer').click()
  await moves.getByLabel(/^Responsable de crise/).click()
  await page.getByRole('option', { name: 'Marc Petit' }).click()
  await moves.getByRole('form').getByRole('button', { name: 'Déclarer' }).click()
  await button('Rétabli').waitFor()

  const keys = await countKeys(page)
  await page.locator('body').press('a')
  for (const caller of ['Léa Morin', 'Tom Blanc']) {
    await page.keyboard.type(caller, { delay: 40 })
    await page
      .getByRole('option', { name: new RegExp(caller) })
      .first()
      .waitFor()
    await page.waitForTimeout(300)
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: caller }).waitFor()
  }
  await page.keyboard.type('Gardien du site')
  await page.getByRole('option', { name: /Gardien du site/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'Gardien du site' }).waitFor()
  const seconds = ((await keys()) * secondsPerKey * 25) / 3
  t.diagnostic(`25 callers: ${seconds} seconds of typing`)
  assert.ok(seconds < 600, `25 callers take ${seconds} seconds of typing`)
  await inspect(page, 'the callers')
  const { children } = await staffRecord(number)
  assert.equal(children.length, 3)

  const client = await scene.window(lea, { path: '/portail/demandes' })
  await client.getByRole('link', { name: /Messagerie/ }).click()
  await client.getByText('On s’en occupe').first().waitFor()

  await button('Rétabli').click()
  await moves.getByRole('textbox', { name: /^Solution/ }).fill('Le serveur de secours a pris le relais.')
  await moves.getByRole('form').getByRole('button', { name: 'Rétabli' }).click()
  await button('Service rétabli').waitFor()
  await voice.call(recordApi.move, { number, move: 'resolve' })
  await client.getByRole('heading', { name: 'Est-ce réglé' }).waitFor()
  const restored = await staffRecord(number)
  assert.ok(restored.children.every(({ phase }) => phase === 'resolved'))

  await voice.call(recordApi.move, {
    number,
    move: 'settled',
    onBehalfOf: { name: 'Le plus grand client', means: 'phone' },
  })
  await voice.call(recordApi.move, { number, move: 'link-problem', fields: { openProblem: true } })
  await button('Revue tenue').click()
  await moves.getByRole('textbox', { name: /^Bilan/ }).fill('Alimentation doublée, supervision ajoutée.')
  await inspect(page, 'the review')
  await moves.getByRole('form').getByRole('button', { name: 'Revue tenue' }).click()
  await button('Clore').click()
  await moves.getByLabel(/^Cause/).click()
  await page.getByRole('option', { name: 'Matériel' }).click()
  await moves.getByRole('form').getByRole('button', { name: 'Clore' }).click()
  await page.getByText('Ce ticket est terminé.').waitFor()
  assert.equal((await staffRecord(number)).phase, 'closed')
})

const staffRecord = async (number: string) => {
  const { call } = await voiceOf(scene.url, desk)
  const record = await call(recordApi.read, { number })
  assert.ok('children' in record)
  return record
}
