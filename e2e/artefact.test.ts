import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { incidentApi } from '../contract/src/incident/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { desk, foundFirm, manager } from './firm.ts'
import { inspect, openScene } from './scene.ts'
import { account } from './stage.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>
let voice: Voice

before(async () => {
  firm = await foundFirm(scene)
  voice = await voiceOf(scene.url, desk)
})

/** An incident of middle impact and urgency, as the desk reads it. */
const judged = async (number: string) => {
  const record = await voice.call(recordApi.read, { number })
  assert.ok('judgedBy' in record)
  return record
}

const report = async (title: string): Promise<string> => {
  const { number } = await voice.call(incidentApi.report, {
    title,
    serviceId: firm.mail.id,
    urgency: 2,
    impact: 2,
  })
  return number
}

/** Top management reads what was submitted and puts it in force. */
const approve = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Approuver…' }).first().click()
  const dialog = page.getByRole('dialog', { name: /^Approuver la version/ })
  await dialog.waitFor()
  await inspect(page, 'the approval')
  await dialog.getByRole('button', { name: 'Approuver', exact: true }).click()
  await page.getByText(/La version \d+ est approuvée/).waitFor()
}

test('a new grid judges what comes after it; what came before keeps the old one', async () => {
  const before = await report('Sous l’ancienne grille')
  assert.equal((await judged(before)).priority, 3)
  const page = await scene.window(manager, { path: '/reglages/grille' })
  await page.getByRole('button', { name: 'Modifier', exact: true }).first().click()
  await page.getByRole('button', { name: /^Impact moyen, urgence moyenne/i }).click()
  await page.getByRole('menuitem', { name: /^P2|2/ }).first().click()
  await page.getByLabel('Ce qui change, et pourquoi').fill('Le cas moyen devient élevé.')
  await inspect(page, 'the grid that is edited')
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click()
  await page.getByRole('button', { name: 'Soumettre' }).click()
  await page.getByText('Soumis pour approbation.').waitFor()

  const top = await scene.window(account, { path: '/reglages/grille' })
  await top.getByText('La lire').first().click()
  await approve(top)
  await inspect(top, 'the grid in force')
  const after = await report('Sous la nouvelle grille')
  assert.equal((await judged(after)).priority, 2)
  const old = await judged(before)
  assert.equal(old.priority, 3)
  assert.deepEqual([old.judgedBy.grid?.number, (await judged(after)).judgedBy.grid?.number], [1, 2])
})

test('a procedure that cannot work is refused by the name of its element; a good one comes into force', async () => {
  const drawn = await readFile('kit/procedures/incident.bpmn', 'utf8')
  const before = await report('Sous l’ancienne procédure')
  const page = await scene.window(account, { path: '/methode/procedures/incident' })
  await page.getByRole('button', { name: 'Déposer une nouvelle version' }).click()
  const dialog = page.getByRole('dialog', { name: /^Nouvelle version/ })
  await dialog.waitFor()
  const give = (text: string) =>
    dialog.locator('input[type=file]').setInputFiles({
      name: 'incident.bpmn',
      mimeType: 'application/xml',
      buffer: Buffer.from(text),
    })
  await give(drawn.replace(/trousse:activity="classify"/, 'trousse:activity="record"'))
  await dialog.getByText(/éléments? empêche/).waitFor()
  await inspect(page, 'the drawing that is refused')
  await dialog.getByRole('button', { name: 'Choisir un autre fichier' }).click()
  await give(drawn.replace('name="Vérifier le rétablissement"', 'name="Vérifier avec le client"'))
  await dialog.getByText('Ce dessin est accepté').waitFor()
  await inspect(page, 'the drawing that is accepted')
  await dialog.getByLabel('Ce qui change, et pourquoi').fill('Le client est appelé.')
  await dialog.getByRole('button', { name: 'Enregistrer le brouillon' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await approve(page)
  const after = await report('Sous la nouvelle procédure')
  const numbers = [
    (await judged(before)).judgedBy.procedure.number,
    (await judged(after)).judgedBy.procedure.number,
  ]
  assert.deepEqual(numbers, [1, 2])
})
