import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { incidentApi } from '../contract/src/incident/api.ts'
import { recurrenceApi } from '../contract/src/recurrence/api.ts'
import { templateApi } from '../contract/src/template/api.ts'
import { desk, foundFirm, manager, sophie } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let clientId = ''
let number = ''

before(async () => {
  const { arnaud, mail } = await foundFirm(scene)
  clientId = arnaud.id
  const { call } = await voiceOf(scene.url, desk)
  const record = await call(incidentApi.report, {
    title: 'Plus de réseau au dépôt',
    clientId: arnaud.id,
    serviceId: mail.id,
    urgency: 2,
    impact: 2,
  })
  number = record.number
  await call(templateApi.create, {
    name: 'Sauvegardes',
    content: { kind: 'REQ', title: 'Contrôler les sauvegardes', serviceId: mail.id, urgency: 3, impact: 3 },
  })
})

test('hours are bought, worked off and watched: the desk, the manager and the client see what is left', async () => {
  const office = await scene.window(manager, { path: `/clients/${clientId}` })
  await office.getByText('Aucun forfait d’heures.').waitFor()
  await office.getByRole('button', { name: 'Ajouter un forfait' }).click()
  await inspect(office, 'the form of a pot')
  await office.getByRole('textbox', { name: 'Nom', exact: true }).fill('Carnet 1 h')
  await office.getByLabel('Heures achetées').fill('1')
  await office.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await office.getByText(/Reste 1\sh\s00 sur 1\sh\s00/).waitFor()
  await inspect(office, 'a client with a pot')

  const work = await scene.window(desk, { path: `/tickets/${number}` })
  await work.getByText(/Reste 1\sh\s00/).waitFor()
  const spent = work.getByRole('region', { name: 'Temps passé' })
  await spent.getByRole('textbox', { name: 'Minutes' }).fill('50')
  await spent.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await work.getByText(/Reste 0\sh\s10 sur 1\sh\s00/).waitFor()
  await inspect(work, 'a ticket whose pot is nearly used')

  await office.goto(`${scene.url}/notifications`)
  await office.getByText(/Un forfait d’heures est presque/).click()
  await office.getByText(/83 % utilisés/).waitFor()

  const client = await scene.window(sophie, { path: '/portail/services', width: phone })
  await client.getByRole('heading', { name: 'Vos heures' }).waitFor()
  await client.getByText(/Reste 0\sh\s10/).waitFor()
  await inspect(client, 'the client’s hours on a phone')
})

test('a rule makes its ticket at its time, and is paused', async () => {
  const page = await scene.window(desk, { path: '/reglages/recurrences' })
  await page.getByRole('button', { name: 'Nouvelle récurrence' }).first().click()
  await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Sauvegardes du jour')
  await page.getByRole('combobox', { name: 'Gabarit' }).click()
  await page.getByRole('option', { name: 'Sauvegardes' }).click()
  await page.getByText('Jours', { exact: true }).click()
  // Within the next two minutes.
  const soon = new Date(Date.now() + 65_000)
  const [day, time] = ['sv-SE', 'fr-FR'].map((locale, at) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: 'Europe/Paris',
      ...(at === 0 ? { dateStyle: 'short' as const } : { timeStyle: 'short' as const }),
    }).format(soon),
  )
  await page.getByLabel('À partir du').fill(day ?? '')
  await page.getByLabel('Heure').fill(time ?? '')
  await inspect(page, 'the form of a recurrence')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const row = page.getByRole('button', { name: 'Sauvegardes du jour' })
  await row.waitFor()
  await inspect(page, 'the list of recurrences')

  const { call } = await voiceOf(scene.url, desk)
  const made = await eventually(async () => {
    const { items } = await call(recurrenceApi.list, {})
    return items[0]?.latest[0]?.number ?? null
  })
  const ticket = await scene.window(desk, { path: `/tickets/${made}` })
  await ticket
    .getByText(/Créé par la récurrence/)
    .first()
    .waitFor()
  await inspect(ticket, 'a ticket that a rule made')

  await row.click()
  await page.getByRole('button', { name: 'Mettre en pause' }).click()
  await page.getByText('En pause', { exact: true }).waitFor()
  const { items } = await call(recurrenceApi.list, {})
  assert.equal(items[0]?.isPaused, true)
})

const eventually = async (look: () => Promise<string | null>): Promise<string> => {
  for (let tries = 0; tries < 180; tries++) {
    const seen = await look()
    if (seen !== null) return seen
    await sleep(1000)
  }
  throw new Error('It did not come about within three minutes.')
}
