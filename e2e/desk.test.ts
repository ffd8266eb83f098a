import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { incidentApi } from '../contract/src/incident/api.ts'
import { journalApi } from '../contract/src/journal/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { sessionApi } from '../contract/src/session/api.ts'
import { desk, foundFirm, manager } from './firm.ts'
import { countKeys, secondsPerKey, tabTo } from './keys.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
let firm: Awaited<ReturnType<typeof foundFirm>>
let voice: Voice

before(async () => {
  firm = await foundFirm(scene)
  voice = await voiceOf(scene.url, desk)
})

const reported = async (title: string): Promise<string> => {
  const { number } = await voice.call(incidentApi.report, {
    title,
    description: '<p>Depuis ce matin.</p>',
    clientId: firm.arnaud.id,
    serviceId: firm.mail.id,
    urgency: 2,
    impact: 2,
  })
  return number
}

test('a call about a known trouble is recorded, solved and closed with one form, by keyboard alone', async (t) => {
  const page = await scene.window(desk, { path: '/nouveau?tel=0476112233' })
  await page.getByRole('heading', { level: 1, name: 'Nouveau ticket' }).waitFor()
  await page.locator('input[value="Léa Morin"]').waitFor()
  await inspect(page, 'the form of the telephone')
  const keys = await countKeys(page)
  await tabTo(page, /^Titre/)
  await page.keyboard.type('Mot de passe oublié')
  await tabTo(page, /La solution est connue/)
  await page.keyboard.press('Space')
  await tabTo(page, /^Solution/)
  await page.keyboard.type('Mot de passe réinitialisé.')
  await tabTo(page, /^Cause/)
  await page.keyboard.type('Utilis')
  await page.keyboard.press('Enter')
  await tabTo(page, /^Service/)
  await page.keyboard.type('Postes')
  await page.keyboard.press('Enter')
  await tabTo(page, /Impact .*urgence/i)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL('**/tickets/INC-*')
  await page.getByRole('heading', { level: 1 }).getByText('Mot de passe oublié').waitFor()
  const seconds = (await keys()) * secondsPerKey
  t.diagnostic(`${seconds} seconds of typing`)
  assert.ok(seconds < 30, `the call takes ${seconds} seconds of typing`)
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const record = await voice.call(recordApi.read, { number })
  assert.equal(record.phase, 'closed')
  const { items } = await voice.call(journalApi.ofRecord, { number })
  const events = items.map(({ event }) => event)
  assert.ok(
    events.includes('record.created') && events.includes('record.moved') && events.includes('record.ended'),
  )
  await inspect(page, 'the record that is closed')
})

test('two people edit the same title: both are shown, none is lost', async () => {
  const number = await reported('Lenteurs')
  const page = await scene.window(desk, { path: `/tickets/${number}` })
  const other = await scene.window(manager, { path: `/tickets/${number}` })
  await page.getByRole('button', { name: 'Modifier le titre' }).click()
  await page.getByLabel('Titre du ticket').fill('Lenteurs de la messagerie')
  await other.getByRole('button', { name: 'Modifier le titre' }).click()
  await other.getByLabel('Titre du ticket').fill('Messagerie très lente')
  await other.getByLabel('Titre du ticket').press('Enter')
  await other.getByRole('heading', { level: 1 }).getByText('Messagerie très lente').waitFor()
  await page.getByLabel('Titre du ticket').press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Quelqu’un a modifié ceci entre-temps' })
  await dialog.waitFor()
  await dialog.getByText('Messagerie très lente').waitFor()
  await dialog.getByText('Lenteurs de la messagerie').waitFor()
  await inspect(page, 'the conflict')
  await dialog.getByRole('button', { name: 'Enregistrer ce choix' }).click()
  await other.getByRole('heading', { level: 1 }).getByText('Lenteurs de la messagerie').waitFor()
})

test('of two who take the same move one is told that the ticket has moved on', async () => {
  const number = await reported('Imprimante en panne')
  const page = await scene.window(desk, { path: `/tickets/${number}` })
  await page.getByRole('button', { name: 'Escalader au niveau 2' }).waitFor()
  const colleague = await voiceOf(scene.url, manager)
  // What the other did has not arrived here yet.
  await page.route('**/api/v1/records/*', (route) => route.abort())
  await colleague.call(recordApi.move, { number, move: 'escalate' })
  await page.getByRole('button', { name: 'Escalader au niveau 2' }).click()
  await page.getByText('Ce ticket a avancé entre-temps').waitFor()
})

test('all through in English: sign in, the list, a record', async () => {
  await reported('Mailbox full')
  const page = await scene.window(null, { language: 'en' })
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await inspect(page, 'signing in')
  await page.getByLabel(/mail/i).fill(desk.email)
  await page.getByLabel('Password', { exact: true }).fill(desk.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/mon-travail')
  const { person } = await voice.call(sessionApi.read, {})
  if (person.language === 'fr') await page.getByRole('button', { name: /English/ }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await inspect(page, 'one’s own work in English')
  await page.getByRole('link', { name: 'Service desk' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Tickets' }).waitFor()
  await inspect(page, 'the list in English')
  await page.getByText('Mailbox full').first().click()
  await page.getByRole('button', { name: 'Solution found' }).waitFor()
  await inspect(page, 'the record in English')
  await page.getByRole('button', { name: /Français/ }).click()
  await page.getByRole('button', { name: 'Solution trouvée' }).waitFor()
})

test('on a phone the moves of a record stay at the lower edge', async () => {
  const number = await reported('Plus de réseau au dépôt')
  const page = await scene.window(desk, { width: phone, path: `/tickets/${number}` })
  const move = page.getByRole('button', { name: 'Solution trouvée' })
  await move.waitFor()
  const box = await move.boundingBox()
  assert.ok(
    box !== null && box.y > 844 / 2 && box.y + box.height <= 844,
    `the move is at ${JSON.stringify(box)}`,
  )
  await page.mouse.wheel(0, 2000)
  const after = await move.boundingBox()
  assert.ok(after !== null && after.y + after.height <= 844, 'the move scrolls away')
  await inspect(page, 'the record on a phone')
})
