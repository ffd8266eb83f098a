import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { dutyApi } from '../contract/src/duty/api.ts'
import { incidentApi } from '../contract/src/incident/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { trendApi } from '../contract/src/trend/api.ts'
import { foundFirm, manager } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { account } from './stage.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
  const { call } = await voiceOf(scene.url, manager)
  for (const title of [
    'VPN coupé après la mise à jour',
    'Le VPN est coupé, mise à jour',
    'Mise à jour : VPN coupé',
    'Écran noir',
  ])
    await call(incidentApi.report, {
      title,
      serviceId: firm.mail.id,
      clientId: firm.arnaud.id,
      urgency: 2,
      impact: 2,
    })
})

test('what titles have in common is seen on the chart and in the table, and becomes a problem', async () => {
  const page = await scene.window(manager, { path: '/problemes/tendances?periode=thirty-days' })
  await page.getByRole('heading', { name: 'Tendances', level: 1 }).waitFor()
  await page.getByText('4 incidents sur la période').waitFor()
  await inspect(page, 'trends by service')
  await page.getByRole('combobox', { name: 'Compter par' }).click()
  await page.getByRole('option', { name: 'Titres semblables' }).click()
  const bar = page.getByRole('button', { name: /coupé.* : 3, Trop peu/ })
  await bar.focus()
  await page.keyboard.press('Enter')
  const list = page.getByRole('list', { name: /Incidents derrière/ })
  await list.getByText('VPN coupé après la mise à jour').waitFor()
  assert.equal(await list.getByRole('listitem').count(), 3)
  await page.getByText('3 en trente jours : à examiner').first().waitFor()
  await inspect(page, 'what stands behind a line')
  await page.getByRole('textbox', { name: 'Chercher parmi eux' }).fill('après')
  await page.getByText('Le VPN est coupé, mise à jour').waitFor({ state: 'detached' })
  await page.getByRole('textbox', { name: 'Chercher parmi eux' }).fill('')
  await page.getByRole('link', { name: 'Ouvrir un problème' }).click()
  await page.getByRole('heading', { name: 'Nouveau problème', level: 1 }).waitFor()
  await page.getByText('INC-1 VPN coupé').waitFor()
  assert.equal(await page.getByRole('combobox', { name: 'Origine' }).inputValue(), 'Né d’une tendance')
})

test('a review is gathered, decided, minuted and signed, and the report can be had; on a phone, in English', async () => {
  const top = await scene.first()
  const { items } = await top.call(dutyApi.listPropositions, {})
  const chosen = items
    .filter(({ key }) => key === 'trend-review')
    .map(({ key, clientId }) => ({ key, clientId }))
  const [rule] = (await top.call(dutyApi.adopt, { chosen })).items
  assert.ok(rule)
  const { call } = await voiceOf(scene.url, manager)
  const { number } = await call(dutyApi.start, { id: rule.id })
  const page = await scene.window(manager, { path: `/tickets/${number}` })
  const moves = page.getByRole('region', { name: 'Prochaine étape' })
  await page.getByText('Les constats sont relevés à la première étape.').waitFor()
  await moves.getByRole('button', { name: 'Relever les constats' }).click()
  const today = new Date().toISOString().slice(0, 10)
  await moves.getByLabel(/^Du \(vide/).fill(today)
  await moves.getByLabel('Au', { exact: true }).fill(today)
  await inspect(page, 'the period of a review')
  await moves.getByRole('form').getByRole('button', { name: 'Relever les constats' }).click()
  const titles = page.getByRole('region', { name: /^(?=.*vpn)(?=.*coupé)/i })
  await titles.getByText('3 en trente jours').first().waitFor()
  await inspect(page, 'findings to be decided')
  await titles.getByRole('button', { name: /^Ouvrir un problème/ }).click()
  await titles.getByRole('link', { name: 'PRB-1' }).waitFor()
  for (;;) {
    const dismiss = page.getByRole('button', { name: /^Écarter… : / })
    if ((await dismiss.count()) === 0) break
    const left = await dismiss.count()
    await dismiss.first().click()
    const reason = page.getByRole('textbox', { name: 'Motif' })
    await reason.fill('Volume habituel')
    await page.getByRole('button', { name: 'Écarter', exact: true }).click()
    await reason.waitFor({ state: 'detached' })
    assert.ok((await dismiss.count()) < left)
  }
  await inspect(page, 'findings that are decided')
  await moves.getByRole('button', { name: 'Tout est décidé' }).click()
  await moves.getByRole('button', { name: 'Soumettre le rapport' }).click()
  await moves.getByLabel(/^Participants/).fill('Marc, Alix')
  await moves.getByLabel(/^Compte rendu/).fill('Le VPN est à corriger.')
  await moves.getByRole('form').getByRole('button', { name: 'Soumettre le rapport' }).click()

  const office = await scene.window(account, { path: `/tickets/${number}`, width: phone, language: 'en' })
  await office
    .getByRole('button', { name: /^(Viser|Sign)$/ })
    .first()
    .click()
  await office
    .getByText(/Visé par|Signed by/)
    .first()
    .waitFor()
  await inspect(office, 'a signed review on a phone')
  assert.equal((await call(recordApi.read, { number })).phase, 'closed')
  const signed = await call(trendApi.readReview, { number })
  assert.equal(signed.findings.find(({ by }) => by === 'text')?.problem, 'PRB-1')
  await office.goto(`${scene.url}/problemes/tendances?periode=thirty-days&par=ci`)
  await office.getByText(number).waitFor()
  await inspect(office, 'trends on a phone')
})
