import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backupApi } from '../contract/src/backup/api.ts'
import { desk, foundFirm } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { account } from './stage.ts'

const scene = await openScene()

test('who looks after the installation reads how it is, asks for a backup, sees it rehearsed, and changes the plan', async () => {
  await foundFirm(scene)
  const page = await scene.window(account, { path: '/reglages' })
  await page
    .getByRole('link', { name: /^État du système/ })
    .last()
    .click()
  await page.getByRole('heading', { level: 1, name: 'État du système' }).waitFor()
  await page.getByText('Aucune sauvegarde encore.').waitFor()
  await page.getByText(/répond \(PostgreSQL/).waitFor()
  await inspect(page, 'the state of the system before a backup')

  await page.getByRole('link', { name: 'Sauvegarde', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sauvegardes' }).waitFor()
  await page.getByRole('heading', { name: 'Aucune sauvegarde encore' }).waitFor()
  await inspect(page, 'backups before the first one')
  await page.getByRole('button', { name: 'Sauvegarder maintenant' }).click()
  await page.getByText('restaurée et vérifiée').waitFor({ timeout: 120_000 })
  await page.getByText('Preuve', { exact: true }).first().click()
  await page.getByText('Têtes des chaînes').waitFor()
  await inspect(page, 'backups with one')

  await page.getByLabel('Mois', { exact: true }).fill('6')
  await page.getByLabel('Dossier du serveur').fill('/nulle/part')
  await page.getByRole('button', { name: 'Enregistrer le programme' }).click()
  await page.getByText('Trousse ne peut pas écrire dans ce dossier').waitFor()
  await page.getByLabel('Dossier du serveur').fill('')
  await page.getByRole('button', { name: 'Enregistrer le programme' }).click()
  await page.getByText('Programme enregistré.').waitFor()
  const { call } = await scene.first()
  assert.equal((await call(backupApi.readPlan, {})).keepMonthly, 6)

  const small = await scene.window(account, { path: '/reglages/etat', width: phone })
  await small.getByText(/^Dernière sauvegarde (il y a|à l’instant)/).waitFor()
  await small.getByText(/tout y est, le journal est intact/).waitFor()
  await inspect(small, 'the state of the system on a phone')
  await small.goto(`${scene.url}/reglages/sauvegardes`)
  await small.getByText('faite', { exact: true }).waitFor()
  await inspect(small, 'backups on a phone')
})

test('an agent of the desk is told whose pages these are', async () => {
  for (const path of ['/reglages/etat', '/reglages/sauvegardes']) {
    const page = await scene.window(desk, { path })
    await page.getByText(/la direction et aux administrateurs/).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Sauvegarder maintenant' }).count(), 0)
  }
})
