import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { incidentApi } from '../contract/src/incident/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { desk, foundFirm, lea, manager } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>
let marc: Voice
let server = ''

before(async () => {
  firm = await foundFirm(scene)
  marc = await voiceOf(scene.url, manager)
  const made = await marc.call(configurationApi.create, {
    type: 'server',
    name: 'SRV-ARNAUD',
    clientId: firm.arnaud.id,
    attributes: { memoryMb: 8192, system: 'Debian 12' },
  })
  server = made.number
  const { items } = await marc.call(configurationApi.list, { type: 'service', q: 'Messagerie' })
  await marc.call(configurationApi.relate, { from: items[0]?.number ?? '', to: server, kind: 'depends-on' })
})

test('the desk writes down a workstation and says on which server it depends', async () => {
  const page = await scene.window(desk, { path: '/parc' })
  await page.getByRole('link', { name: /SRV-ARNAUD/ }).waitFor()
  await inspect(page, 'the park')
  await page.getByRole('button', { name: 'Nouvel élément' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Type' }).fill('Poste')
  await page.getByRole('option', { name: /Poste de travail/ }).click()
  await form.getByRole('textbox', { name: 'Nom' }).fill('PC-ACCUEIL')
  await form.getByRole('combobox', { name: 'Client' }).fill('Arnaud')
  await page.getByRole('option', { name: 'Menuiserie Arnaud' }).click()
  await form.getByRole('textbox', { name: 'N° de série' }).fill('ZX81-1')
  await inspect(page, 'the form of a new item')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 1, name: /PC-ACCUEIL/ }).waitFor()
  await page.getByText('ZX81-1').waitFor()
  await inspect(page, 'the sheet of an item')

  await page.getByRole('tab', { name: 'Relations' }).click()
  await page.getByRole('button', { name: 'Ajouter une relation' }).click()
  await page.getByRole('combobox', { name: 'Autre élément' }).fill('SRV')
  await page.getByRole('option', { name: /SRV-ARNAUD/ }).click()
  await inspect(page, 'the form of a relation')
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { name: 'Dépend de' }).waitFor()
  await page.getByRole('link', { name: 'SRV-ARNAUD' }).click()
  await page.getByRole('heading', { level: 1, name: /SRV-ARNAUD/ }).waitFor()
  await page.getByRole('tab', { name: 'Relations (2)' }).click()
  await page.getByRole('heading', { name: 'Supporte' }).waitFor()
  await inspect(page, 'relations read from the other end')
})

test('of a server in service the desk is told whom to ask, the manager signs, and the past stays', async () => {
  const page = await scene.window(desk, { path: `/parc/${server}` })
  await page.getByRole('button', { name: 'Modifier' }).click()
  await page.getByRole('textbox', { name: /^Mémoire/ }).fill('16384')
  await page.getByText(/Demandez une correction/).waitFor()
  const form = page.getByRole('dialog')
  assert.equal(await form.getByRole('button', { name: 'Enregistrer' }).isDisabled(), true)
  await inspect(page, 'a controlled field, to the desk')

  const boss = await scene.window(manager, { path: `/parc/${server}` })
  await boss.getByRole('button', { name: 'Modifier' }).click()
  await boss.getByRole('textbox', { name: /^Mémoire/ }).fill('16384')
  await boss.getByRole('textbox', { name: 'Motif de la correction' }).fill('Barrettes ajoutées hier.')
  await inspect(boss, 'a controlled field, to the manager')
  await boss.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await boss
    .getByText(/16.384/)
    .first()
    .waitFor()
  // What a colleague does appears without a reload.
  await page.keyboard.press('Escape')
  await page
    .getByText(/16.384/)
    .first()
    .waitFor()

  await boss.getByRole('tab', { name: 'Historique' }).click()
  await boss.getByText('Motif : Barrettes ajoutées hier.').waitFor()
  await inspect(boss, 'the history of an item')
  await boss.getByRole('slider').focus()
  await boss.keyboard.press('Home')
  await boss.getByText(/La fiche telle qu’elle était le/).waitFor()
  await boss.getByRole('tab', { name: 'Fiche' }).click()
  await boss.getByText(/8.192/).waitFor()
  await boss.getByText(/aujourd’hui.: 16.384/).waitFor()
  assert.match(boss.url(), /at=/)
  await inspect(boss, 'the sheet of the past')
  await boss.getByRole('slider').focus()
  await boss.keyboard.press('End')
  await boss.getByRole('button', { name: 'Modifier' }).waitFor()
  assert.doesNotMatch(boss.url(), /at=/)
})

test('a ticket names the server, and says which service and client that hits', async () => {
  const { number } = await marc.call(incidentApi.report, {
    title: 'Plus de messagerie',
    clientId: firm.arnaud.id,
  })
  const page = await scene.window(desk, { path: `/tickets/${number}` })
  const section = page.getByRole('region', { name: 'Éléments concernés' })
  await section.getByRole('button', { name: 'Ajouter un élément' }).click()
  await page.getByRole('combobox', { name: 'Ajouter un élément' }).fill('SRV')
  await page.getByRole('option', { name: /SRV-ARNAUD/ }).click()
  await section.getByRole('link', { name: 'Messagerie' }).waitFor()
  await section.getByRole('link', { name: 'Menuiserie Arnaud' }).waitFor()
  await inspect(page, 'a ticket with its items')
  await page.goto(`${scene.url}/parc/${server}?onglet=tickets`)
  await page.getByRole('link', { name: /Plus de messagerie/ }).waitFor()
})

test('a client says with which of its own things there is trouble', async () => {
  const page = await scene.window(lea, { path: '/portail/aide-immediate?genre=REQ&libre=oui', width: phone })
  await page.getByRole('combobox', { name: /Quel matériel/ }).fill('PC')
  await page.getByRole('option', { name: /PC-ACCUEIL/ }).click()
  await page.getByRole('button', { name: 'Retirer PC-ACCUEIL' }).waitFor()
  await inspect(page, 'the request of a client, with an item')
  await page.getByRole('textbox').first().fill('Un second écran')
  await page.getByRole('button', { name: /Envoyer/ }).click()
  await page.waitForURL(/\/portail\/demandes\//)
  const number = /(?:INC|REQ)-\d+/.exec(page.url())?.[0] ?? ''
  const { items } = await marc.call(configurationApi.ofRecord, { number })
  assert.deepEqual(
    items.map(({ name }) => name),
    ['PC-ACCUEIL'],
  )
  assert.equal((await marc.call(recordApi.count, { q: 'écran' })).count, 1)
})
