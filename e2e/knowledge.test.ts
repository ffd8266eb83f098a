import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { artefactApi } from '../contract/src/artefact/api.ts'
import { incidentApi } from '../contract/src/incident/api.ts'
import { knowledgeApi } from '../contract/src/knowledge/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { desk, foundFirm, lea, manager, tom } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>

before(async () => {
  firm = await foundFirm(scene)
})

test('from a ticket’s solution to an article: written, handed in, published, and used on the next ticket', async () => {
  const { call } = await voiceOf(scene.url, desk)
  const first = await call(incidentApi.report, {
    title: 'Imprimante bloquée à l’accueil',
    clientId: firm.arnaud.id,
    serviceId: firm.computers.id,
    urgency: 3,
    impact: 3,
  })
  await call(recordApi.move, {
    number: first.number,
    move: 'solution-found',
    fields: { solution: 'Vider la file puis rallumer.' },
  })

  const page = await scene.window(desk, { path: `/tickets/${first.number}` })
  await page.getByRole('link', { name: 'Article depuis la solution' }).click()
  await page.getByText('Le titre et la solution du ticket sont repris').waitFor()
  assert.equal(
    await page.getByLabel('Titre', { exact: false }).first().inputValue(),
    'Imprimante bloquée à l’accueil',
  )
  await page.getByRole('textbox', { name: 'Texte' }).getByText('Vider la file puis rallumer.').waitFor()
  await page.getByRole('radio', { name: /^Tous les clients/ }).check()
  await inspect(page, 'the new article')
  await page.getByRole('button', { name: 'Créer le brouillon' }).click()
  await page.getByRole('heading', { level: 1, name: /^Modifier ART-/ }).waitFor()
  await page
    .locator('input[type=file][accept^="image"]')
    .first()
    .setInputFiles({
      name: 'file.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    })
  await page.getByRole('img', { name: 'file.png' }).waitFor()
  await inspect(page, 'the editor')
  await page.getByRole('button', { name: 'Soumettre à l’approbation' }).click()
  await page.getByText('À approuver').first().waitFor()
  const number = /ART-\d+/.exec(page.url())?.[0] ?? ''

  const approver = await scene.window(manager, { path: `/connaissances/${number}` })
  await approver.getByRole('button', { name: 'Publier' }).click()
  await approver.getByText('Elle sera lue par : Tous les clients.').waitFor()
  await inspect(approver, 'the publication')
  await approver.getByRole('dialog').getByRole('button', { name: 'Publier' }).click()
  await approver.getByText('Publié', { exact: true }).first().waitFor()
  await inspect(approver, 'the article')

  const second = await call(incidentApi.report, {
    title: 'Imprimante bloquée au premier étage',
    clientId: firm.blanc.id,
    serviceId: firm.computers.id,
    urgency: 3,
    impact: 3,
  })
  await page.goto(`${scene.url}/tickets/${second.number}`)
  await page.getByRole('button', { name: `Appliquer ${number}` }).click()
  await page.getByRole('menuitem', { name: 'Dans la réponse au client' }).click()
  await page
    .getByRole('textbox', { name: 'Votre message' })
    .or(page.locator('[contenteditable="true"]'))
    .first()
    .getByText('Vider la file puis rallumer.')
    .waitFor()
  await page.getByText('Utilisés ici').waitFor()
  await inspect(page, 'the ticket with its article')
  const { linked } = await call(knowledgeApi.ofRecord, { number: second.number })
  assert.deepEqual(
    linked.map((one) => [one.number, one.kind]),
    [[number, 'used']],
  )
})

test('two versions are compared word by word, and an old one is taken up again', async () => {
  const { call } = await voiceOf(scene.url, manager)
  const content = { title: { fr: 'Ouvrir le VPN' }, visibility: 'staff' as const }
  const made = await call(knowledgeApi.create, {
    content: { ...content, body: { fr: '<p>Cliquer sur Bureau.</p>' } },
  })
  const latest = 'latest' in made ? made.latest : null
  await call(artefactApi.approve, { id: latest?.id ?? '' })
  const next = await call(knowledgeApi.draft, {
    number: made.number,
    content: { ...content, body: { fr: '<p>Cliquer sur Siège.</p>' } },
    note: 'Le bouton a changé de nom.',
  })
  await call(artefactApi.approve, { id: next.id })
  const page = await scene.window(manager, { path: `/connaissances/${made.number}` })
  await page.getByRole('button', { name: 'Comparer' }).click()
  await page.locator('del', { hasText: 'Bureau' }).waitFor()
  await page.locator('ins', { hasText: 'Siège' }).waitFor()
  await inspect(page, 'the comparison')
  await page.getByRole('button', { name: 'Fermer la comparaison' }).click()
  await page.getByRole('button', { name: 'Reprendre cette version' }).click()
  await page.getByRole('textbox', { name: 'Texte' }).getByText('Cliquer sur Bureau.').waitFor()
})

test('a client finds the answer before sending, on a phone; what nobody found is told to the desk', async () => {
  const page = await scene.window(lea, { width: phone })
  await page.getByText('Quelque chose ne marche pas').click()
  await page.getByLabel('Que se passe-t-il').fill('Mon imprimante est bloquée')
  await page.getByText('Cela répond-il à votre question ?').waitFor()
  await page.getByText('Imprimante bloquée à l’accueil').click()
  await page.getByText('Vider la file puis rallumer.').last().waitFor()
  await inspect(page, 'the question with its answer')
  await page.getByRole('button', { name: /^Oui, merci/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Aide' }).waitFor()
  await inspect(page, 'the help')
  const noted = page.waitForResponse((answer) => answer.url().endsWith('/article-searches'))
  await page.getByLabel('Que cherchez-vous ?').fill('vidéoprojecteur')
  await page.getByText('Aucun article ne parle de « vidéoprojecteur »').waitFor()
  assert.equal((await noted).status(), 200)
  await page.getByLabel('Que cherchez-vous ?').fill('')
  await page.getByRole('link', { name: 'Imprimante bloquée à l’accueil' }).click()
  await page.getByRole('button', { name: 'Oui' }).click()
  await inspect(page, 'the article on the portal')

  const mine = await voiceOf(scene.url, lea)
  assert.equal((await mine.call(recordApi.list, {})).items.length, 0)
  const staff = await scene.window(desk, { path: '/manques' })
  await staff.getByText('videoprojecteur').waitFor()
  await inspect(staff, 'what is missing')
  await staff.goto(`${scene.url}/connaissances`)
  await staff.getByRole('link', { name: /Imprimante bloquée à l’accueil/ }).waitFor()
  await inspect(staff, 'the list of articles')
})

test('an article of the team does not exist for a client, by address or by search', async () => {
  const { call } = await voiceOf(scene.url, manager)
  const made = await call(knowledgeApi.create, {
    content: {
      title: { fr: 'Mot de passe du coffre' },
      body: { fr: '<p>Voir Marc.</p>' },
      visibility: 'staff',
    },
  })
  await call(artefactApi.approve, { id: 'latest' in made ? made.latest.id : '' })
  const page = await scene.window(tom, { path: `/portail/aide/${made.number}` })
  await page.getByText('Introuvable, ou vous n’y avez pas accès.').waitFor()
  await page.goto(`${scene.url}/portail/aide`)
  await page.getByRole('heading', { level: 1, name: 'Aide' }).waitFor()
  assert.equal(await page.getByText('Mot de passe du coffre').count(), 0)
})

test('the knowledge is read in English too', async () => {
  const page = await scene.window(manager, { language: 'en', path: '/profil' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.goto(`${scene.url}/connaissances`)
  await inspect(page, 'the list of articles, again')
})
