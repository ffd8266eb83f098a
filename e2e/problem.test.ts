import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '../contract/src/incident/api.ts'
import { journalApi } from '../contract/src/journal/api.ts'
import { personApi } from '../contract/src/person/api.ts'
import { problemApi } from '../contract/src/problem/api.ts'
import { foundFirm, lea, manager } from './firm.ts'
import { inspect, openScene } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
const pictures = process.env['TROUSSE_PICTURES']
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
})

test('a problem from two incidents: classified, asked why, drawn, published, said to the client, seen in the portal', async () => {
  const voice = await voiceOf(scene.url, manager)
  const {
    items: [caller],
  } = await voice.call(personApi.list, { q: 'Léa', limit: 1 })
  const report = async (title: string) =>
    (
      await voice.call(incidentApi.report, {
        title,
        serviceId: firm.mail.id,
        requesterId: caller?.id ?? null,
        urgency: 2,
        impact: 2,
      })
    ).number
  const [first, second] = [
    await report('Téléphone sans messagerie'),
    await report('Messagerie muette sur mobile'),
  ]

  const page = await scene.window(manager, { path: '/tickets?kind=INC' })
  for (const number of [first, second])
    await page.getByRole('checkbox', { name: `Choisir ${number}` }).check()
  await page.getByRole('link', { name: 'Ouvrir un problème…' }).click()
  await page.getByRole('heading', { name: 'Nouveau problème', level: 1 }).waitFor()
  await page.getByText(`${first} Téléphone sans messagerie`).waitFor()
  await inspect(page, 'the form of a new problem')
  await page.getByRole('textbox', { name: /^Titre/ }).fill('La messagerie refuse les téléphones')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: /PRB-1/ }).waitFor()

  const moves = page.getByRole('region', { name: 'Prochaine étape' })
  await moves.getByRole('button', { name: 'Rechercher la cause' }).click()
  await moves.getByRole('combobox', { name: /^Niveau/ }).click()
  await page.getByRole('option', { name: /Niveau 2/ }).click()
  await moves.getByRole('form').getByRole('button', { name: 'Rechercher la cause' }).click()
  await page.getByText('N2 – Élevé').first().waitFor()

  await page.getByRole('button', { name: 'Analyser' }).click()
  await page.getByRole('textbox', { name: 'Pourquoi 1' }).fill('Le certificat avait expiré')
  await page.getByRole('button', { name: 'Demander encore pourquoi' }).click()
  await page.getByRole('textbox', { name: 'Pourquoi 2' }).fill('Personne ne suivait sa date')
  await page.getByRole('button', { name: 'Ajouter une branche' }).click()
  await page.getByRole('textbox', { name: 'Branche 1' }).fill('Méthode')
  await page.getByRole('button', { name: 'Ajouter une cause à Méthode' }).click()
  await page.getByRole('textbox', { name: 'Cause de Méthode' }).fill('Aucune échéance suivie')
  // The rest by keyboard alone.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await inspect(page, 'the analysis while it is written')
  await page.getByRole('button', { name: 'Enregistrer l’analyse' }).click()
  await page.getByRole('img', { name: /Diagramme d’Ishikawa de PRB-1/ }).waitFor()
  await page.getByText('Cause retenue : Aucune échéance suivie').waitFor()

  await page.getByRole('button', { name: 'Écrire l’erreur connue' }).click()
  await page
    .getByRole('textbox', { name: /^Symptôme/ })
    .fill('Le téléphone redemande le mot de passe de la messagerie')
  await page.getByRole('textbox', { name: /^Contournement/ }).fill('Supprimer puis ajouter le compte.')
  await page.getByRole('checkbox', { name: 'Montrer sur le portail des clients' }).check()
  await inspect(page, 'the known error while it is written')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByText('Sur le portail', { exact: false }).first().waitFor()
  await inspect(page, 'the page of a problem')

  await page.goto(`${scene.url}/tickets/${first}`)
  const known = page.getByRole('region', { name: 'Erreurs connues' })
  await known.getByText(/Pourquoi\s*: .*même service/).waitFor()
  await inspect(page, 'an incident with its known error')
  await known.getByRole('button', { name: 'Répondre avec le contournement de PRB-1' }).click()
  await known.getByText('déjà envoyé sur cet incident').waitFor()
  const { items } = await voice.call(journalApi.ofRecord, { number: first, limit: 100 })
  assert.equal(items.filter(({ event }) => event === 'record.commented').length, 1)

  const client = await scene.window(lea, { path: '/portail/aide' })
  await client.getByRole('heading', { name: 'Pannes connues' }).waitFor()
  await client.getByText('Supprimer puis ajouter le compte.').waitFor()
  assert.equal(await client.getByText('Aucune échéance suivie').count(), 0)
  await inspect(client, 'known faults in the portal')

  await page.goto(`${scene.url}/erreurs-connues`)
  await page.getByRole('link', { name: /Le téléphone redemande/ }).waitFor()
  await inspect(page, 'the list of known errors')
  await page.goto(`${scene.url}/problemes`)
  await page.getByRole('link', { name: /La messagerie refuse les téléphones/ }).waitFor()
  await inspect(page, 'the list of problems')
  await page.goto(`${scene.url}/reglages/niveaux-problemes`)
  await page.getByText('Critique').first().waitFor()
  await inspect(page, 'the levels of problems')
  assert.equal((await voice.call(problemApi.read, { number: 'PRB-1' })).incidents.length, 2)
})

test('the level of a problem is changed with a reason, and an incident linked by mistake is unlinked with one', async () => {
  const voice = await voiceOf(scene.url, manager)
  const { number: incident } = await voice.call(incidentApi.report, {
    title: 'Imprimante muette',
    serviceId: firm.mail.id,
    urgency: 3,
    impact: 3,
  })
  const { number } = await voice.call(problemApi.open, {
    title: 'File d’impression saturée',
    level: 3,
    incidents: [incident],
  })
  const page = await scene.window(manager, { path: `/tickets/${number}` })
  const level = page.getByRole('region', { name: 'Niveau et délais' })
  await level.getByRole('button', { name: 'Changer le niveau' }).click()
  await level.getByRole('combobox', { name: 'Niveau' }).click()
  await page.getByRole('option', { name: /Niveau 1/ }).click()
  await level.getByRole('textbox', { name: /^Motif/ }).fill('Trois clients à l’arrêt')
  await inspect(page, 'a level while it is changed')
  await level.getByRole('button', { name: 'Enregistrer' }).click()
  await level.getByText(/^N1/).waitFor()
  const caused = page.getByRole('region', { name: 'Incidents causés' })
  await caused.getByRole('button', { name: `Délier ${incident}` }).click()
  await caused.getByRole('textbox', { name: /^Motif/ }).fill('Un câble, rien d’autre')
  await inspect(page, 'an incident while it is unlinked')
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/problem.png`, fullPage: true })
  await caused
    .getByRole('button', { name: `Délier ${incident}` })
    .last()
    .click()
  await caused.getByText('Aucun incident n’est encore lié.').waitFor()
  const { items } = await voice.call(journalApi.ofRecord, { number, limit: 100 })
  assert.deepEqual(
    items
      .filter(({ event }) => event === 'problem.reclassified' || event === 'problem.incident-unlinked')
      .map(({ data }) => data?.['reason']),
    ['Trois clients à l’arrêt', 'Un câble, rien d’autre'],
  )
})
