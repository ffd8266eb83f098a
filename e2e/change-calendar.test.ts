import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changeApi } from '../contract/src/change/api.ts'
import { changeCalendarApi } from '../contract/src/change/calendar.ts'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { foundFirm, manager, sophie } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
})

const plan = async (title: string, window: { from: string; to: string }, cis: string[]) => {
  const { call } = await voiceOf(scene.url, manager)
  const { number } = await call(changeApi.create, {
    title,
    type: 'normal',
    severity: 3,
    impact: 3,
    clientId: firm.arnaud.id,
    reason: 'Fin de maintenance',
    testPlan: 'Au labo',
    backOutPlan: 'Remettre l’ancien',
    risk: { untested: false },
    outageMinutes: 20,
    window,
    cis,
  })
  return number
}

test('two changes meet on one server; one is moved by a key, and what was submitted asks before', async () => {
  const { call } = await voiceOf(scene.url, manager)
  const { number: machine } = await call(configurationApi.create, {
    type: 'workstation',
    name: 'SRV-ATELIER',
    clientId: firm.arnaud.id,
  })
  const one = await plan(
    'Remplacer le pare-feu',
    { from: '2030-03-05T18:00:00Z', to: '2030-03-05T20:00:00Z' },
    [machine],
  )
  const two = await plan('Ajouter un disque', { from: '2030-03-05T19:00:00Z', to: '2030-03-05T21:00:00Z' }, [
    machine,
  ])
  const page = await scene.window(manager, { path: `/tickets/${one}` })
  await page.getByText('1 conflit à trancher avant de soumettre').waitFor()
  await page.getByText('touche les mêmes éléments au même moment : SRV-ATELIER').waitFor()
  await page.getByRole('link', { name: 'Voir dans le calendrier' }).click()
  await page.getByRole('heading', { name: 'Calendrier des changements', level: 1 }).waitFor()
  await page.getByText('même élément').first().waitFor()
  await inspect(page, 'the calendar with a conflict')

  const card = page.locator(`[data-change="${two}"]`)
  await card.focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('status').getByText(`${two} déplacé`).waitFor({ state: 'attached' })
  await page.getByText('même élément').waitFor({ state: 'detached' })
  const moved = await call(changeApi.read, { number: two })
  assert.equal(moved.window?.from, '2030-03-06T19:00:00Z')
  await page.waitForFunction(`document.activeElement?.getAttribute('data-change') === '${two}'`)

  for (const move of ['admit', 'assess', 'submit'])
    await call(recordApi.move, { number: one, move, fields: {} })
  await page.reload()
  await page.locator(`[data-change="${one}"]`).focus()
  await page.keyboard.press('ArrowDown')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('déplacer sa fenêtre annule les décisions').waitFor()
  await inspect(page, 'what moving would void')
  await dialog.getByRole('button', { name: 'Déplacer la fenêtre' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { rounds } = await call(changeApi.approvals, { number: one })
  assert.equal(rounds[0]?.state, 'voided')

  await page.getByText('Liste', { exact: true }).click()
  await page.getByRole('columnheader', { name: 'Fenêtre' }).waitFor()
  await inspect(page, 'the calendar as a list')
})

test('a freeze is added and ended on the calendar', async () => {
  const page = await scene.window(manager, { path: '/changements/calendrier?jour=2030-12-20' })
  await page.getByRole('button', { name: 'Ajouter un gel ou une période' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Nom', { exact: false }).first().fill('Gel de fin d’année')
  await form.getByLabel('Début').fill('2030-12-18T00:00')
  await form.getByLabel('Fin').fill('2031-01-04T00:00')
  await inspect(page, 'a freeze to be added')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByText('Gel · Gel de fin d’année').first().waitFor()
  await page.getByRole('button', { name: 'Mettre fin : Gel de fin d’année' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mettre fin' }).click()
  await page.getByText('Aucun gel ni période critique à venir.').waitFor()
})

test('the client is told, and its signatory opens the address of its calendar on a phone', async () => {
  const { call } = await voiceOf(scene.url, manager)
  const number = await plan(
    'Changer les bornes Wi-Fi',
    { from: '2030-04-05T18:00:00Z', to: '2030-04-05T20:00:00Z' },
    [],
  )
  for (const move of ['admit', 'assess', 'submit']) await call(recordApi.move, { number, move, fields: {} })
  await call(changeApi.decide, { number, decision: 'approve' })
  const page = await scene.window(manager, { path: `/tickets/${number}` })
  await page.getByRole('button', { name: 'Annoncer ce changement' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Sophie Arnaud (Menuiserie Arnaud)').waitFor()
  await dialog.getByLabel('Ce que vous ajoutez').fill('Rien à faire de votre côté.')
  await inspect(page, 'the announcement')
  await dialog.getByRole('button', { name: 'Annoncer ce changement' }).click()
  await page.getByText('Les clients touchés sont prévenus').waitFor()
  const { items } = await call(changeCalendarApi.announcements, { number })
  assert.deepEqual(
    items.map(({ kind, message }) => [kind, message]),
    [['planned', 'Rien à faire de votre côté.']],
  )

  const portal = await scene.window(sophie, { path: '/portail/services', width: phone })
  await portal.getByText('Changer les bornes Wi-Fi').waitFor()
  await portal.getByRole('button', { name: 'Créer une adresse' }).click()
  const address = await portal.getByLabel('Adresse, montrée cette seule fois').inputValue()
  await inspect(portal, 'the address of the client’s calendar')
  const { pathname, search } = new URL(address)
  const answer = await fetch(`${scene.url}${pathname}${search}`)
  const calendar = await answer.text()
  assert.match(calendar, /SUMMARY:Changer les bornes Wi-Fi/)
  assert.match(calendar, /STATUS:CONFIRMED/)
})
