import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { inventoryApi } from '../contract/src/inventory/api.ts'
import { inventoryFile } from '../server/src/testing/inventories.ts'
import { foundFirm, manager } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { voiceOf, type Voice } from './voice.ts'

const scene = await openScene()
let voice: Voice
let arnaud = ''

before(async () => {
  ;({
    arnaud: { id: arnaud },
  } = await foundFirm(scene))
  voice = await voiceOf(scene.url, manager)
})

const post = (path: string, body: Buffer, headers: Record<string, string> = {}) =>
  fetch(`${scene.url}${path}`, {
    method: 'POST',
    headers: { 'user-agent': 'OCS-NG_unified_unix_agent_v2.10.0', ...headers },
    body: deflateSync(body),
  })

test('an address is made and given to an agent, whose machine appears; what is refused says why', async () => {
  const page = await scene.window(manager, { path: '/parc/inventaire' })
  await page.getByText('Aucun agent n’a encore écrit').waitFor()
  await page.getByRole('button', { name: 'Créer l’adresse de Menuiserie Arnaud' }).click()
  const address = await page.getByLabel('Adresse du serveur d’inventaire').inputValue()
  await page.getByText(`server=${address}`).waitFor()
  await inspect(page, 'the address of a client')
  await page.getByRole('button', { name: 'C’est noté' }).click()
  const path = new URL(address).pathname
  assert.equal((await post(path, inventoryFile('server'))).status, 200)
  assert.equal((await post(path, Buffer.from('<REQUEST><DEVICEID>x'))).status, 400)
  await post('/ocsinventory', inventoryFile('noSerial'))
  await post('/ocsinventory', inventoryFile('noSerial'))

  await page.reload()
  await page.getByRole('table').getByText('Machine ajoutée').waitFor()
  await page.getByText('L’envoi s’est interrompu avant la fin.').waitFor()
  await page.getByText('L’adresse ne porte aucun secret.').waitFor()
  await inspect(page, 'the inventory')
  const small = await scene.window(manager, { path: '/parc/inventaire', width: phone })
  await small.getByRole('table').getByText('Machine ajoutée').waitFor()
  await inspect(small, 'the inventory on a phone')
})

test('an unknown agent is given to its client with one click', async () => {
  const page = await scene.window(manager, { path: '/parc/inventaire' })
  await page.getByText('En quarantaine : aucun secret', { exact: false }).waitFor()
  await page
    .getByLabel(/^Client de /)
    .first()
    .click()
  await page.getByRole('option', { name: 'Cabinet Blanc' }).click()
  await page.getByRole('button', { name: 'Prendre pour ce client' }).click()
  await page.getByText('En quarantaine : aucun secret', { exact: false }).waitFor({ state: 'detached' })
  const { items } = await voice.call(inventoryApi.listMachines, {})
  assert.equal(items.length, 2)
})

test('a server that nobody has accepted is put in service from its deviation, with a reason', async () => {
  const page = await scene.window(manager, { path: '/parc/ecarts' })
  await page.getByText('En service sans avoir jamais été accepté').first().waitFor()
  await inspect(page, 'the deviations')
  const small = await scene.window(manager, { path: '/parc/ecarts', width: phone })
  await small.getByText('En service sans avoir jamais été accepté').first().waitFor()
  await inspect(small, 'the deviations on a phone')
  const { items } = await voice.call(inventoryApi.listMachines, { client: arnaud })
  const [machine] = items
  assert.ok(machine !== undefined)
  await page.getByRole('checkbox', { name: `État de ${machine.name}` }).check()
  await page.getByRole('button', { name: 'Accepter', exact: true }).click()
  await page.getByLabel('Raison').fill('Serveur livré et vérifié')
  await inspect(page, 'accepting a deviation')
  await page.getByRole('dialog').getByRole('button', { name: 'Accepter' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const item = await voice.call(configurationApi.read, { number: machine.number })
  assert.equal(item.state, 'in-service')
})
