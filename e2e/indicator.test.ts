import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '../contract/src/incident/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { foundFirm, manager } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
const numbers: string[] = []

before(async () => {
  const firm = await foundFirm(scene)
  const { call } = await voiceOf(scene.url, manager)
  const move = (number: string, name: string, fields = {}) =>
    call(recordApi.move, { number, move: name, fields })
  for (let n = 0; n < 6; n++) {
    const { number } = await call(incidentApi.report, {
      title: `Panne ${n}`,
      serviceId: firm.mail.id,
      clientId: firm.arnaud.id,
      urgency: 3,
      impact: 3,
    })
    numbers.push(number)
    if (n === 0) continue
    await move(number, 'solution-found', { solution: 'Redémarré' })
    await move(number, 'apply')
    await move(number, 'resolve', { causeCode: 'hardware' })
  }
})

const month = new Date().toISOString().slice(0, 7)

test('a figure is read with its n, its formula and its cases, by client, and as a file', async () => {
  const page = await scene.window(manager, { path: '/mon-travail' })
  await page.getByRole('link', { name: 'Rapports', exact: true }).click()
  await page.getByRole('heading', { name: 'Indicateurs', level: 1 }).waitFor()
  await page.goto(`${scene.url}/rapports/indicateurs?mois=${month}`)
  await page.getByRole('status').filter({ hasText: 'Mois en cours' }).waitFor()
  const incidents = page.getByRole('table', { name: 'Incidents' })
  const row = (name: string) => incidents.getByRole('row').filter({ hasText: name })
  await row('Répétition').getByText('0 sur 6').first().waitFor()
  await row('Répétition').getByText('Atteinte').waitFor()
  // None was closed: nothing is said, and never 100 %.
  await row('Réouverts').getByText('Sans objet').first().waitFor()
  await inspect(page, 'the indicators of a month')
  await row('Répétition').getByText('Comment c’est calculé').click()
  await row('Répétition').getByText('Incidents rattachés à un problème').waitFor()
  await incidents.getByRole('button', { name: /^1 – Voir les cas : Arriéré$/ }).click()
  const cases = page.getByRole('list', { name: 'Cas derrière « Arriéré »' })
  await cases.getByRole('link', { name: numbers[0] ?? '' }).waitFor()
  assert.equal(await cases.getByRole('listitem').count(), 1)
  await inspect(page, 'what stands behind a figure')
  await page.getByRole('combobox', { name: 'Client' }).click()
  await page.getByRole('option').first().click()
  await page.waitForURL(/client=/)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Exporter (CSV)' }).click(),
  ])
  assert.equal(file.suggestedFilename(), `indicateurs-${month}.csv`)
  await page.goto(`${scene.url}/rapports/indicateurs?mois=2019-05`)
  await page.getByRole('status').filter({ hasText: 'mai 2019' }).waitFor()
  assert.ok((await incidents.getByText('Sans objet').count()) > 8)
})

test('on a phone the same is read line by line, in English', async () => {
  const page = await scene.window(manager, {
    path: `/rapports/indicateurs?mois=${month}`,
    width: phone,
    language: 'en',
  })
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /^(Indicators|Indicateurs)$/ })
    .waitFor()
  await page.getByRole('table').first().waitFor()
  await inspect(page, 'indicators on a phone')
})
