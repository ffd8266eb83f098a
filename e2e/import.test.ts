import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { desk, foundFirm } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'

const scene = await openScene()

const csv = [
  'Nom;Type;Client;N° de série;Mémoire (Mo);Fin de garantie;Couleur',
  'PC-ACCUEIL;Poste de travail;;SN-1;16384;31/12/2027;gris',
  'PC-COMPTA;Poste de travail;;SN-2;beaucoup;31/12/2027;gris',
  'IMP-1;Imprimante;;SN-3;;;noir',
].join('\r\n')

test('an agent imports a list from a spreadsheet, sees what would change before, and takes it back', async () => {
  await foundFirm(scene)
  const page = await scene.window(desk, { path: '/parc/import' })
  await page.getByRole('heading', { level: 1, name: 'Importer des éléments' }).waitFor()
  await page.getByText('Aucun import pour l’instant.').waitFor()
  await inspect(page, 'the import before a file')

  const file = { name: 'parc.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('heading', { name: 'Colonnes' }).waitFor()
  await page.getByText('Couleur').first().waitFor()
  await inspect(page, 'the columns of a file')
  await page.getByRole('button', { name: 'Voir ce qui changerait' }).click()
  await page.getByRole('heading', { name: 'Aperçu' }).waitFor()
  await page.getByText('« beaucoup » n’est pas un nombre.').waitFor()
  await inspect(page, 'what an import would do')
  await page.getByRole('button', { name: 'Importer 2 lignes' }).click()
  await page.getByText('Terminé', { exact: true }).waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Télécharger les lignes refusées (1)' }).waitFor()
  await inspect(page, 'the result of an import')
  const { call } = await scene.first()
  assert.equal((await call(configurationApi.list, { q: 'PC-ACCUEIL' })).items.length, 1)

  await page.getByRole('button', { name: 'Annuler cet import' }).click()
  await page.getByText('Éléments sortis du parc').waitFor()
  await inspect(page, 'what undoing an import would do')
  await page.getByRole('button', { name: 'Annuler l’import' }).click()
  await page.getByText('Annulé', { exact: true }).waitFor({ timeout: 60_000 })
  assert.equal((await call(configurationApi.list, { q: 'PC-ACCUEIL' })).items.length, 0)

  const small = await scene.window(desk, { path: '/parc/import', width: phone })
  await small.getByText('parc.csv').waitFor()
  await inspect(small, 'the import on a phone')
})
