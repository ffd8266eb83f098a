import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { dutyApi } from '../contract/src/duty/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { emma, foundFirm, manager } from './firm.ts'
import { inspect, openScene, phone } from './scene.ts'
import { account } from './stage.ts'
import { voiceOf } from './voice.ts'

const scene = await openScene()
let blancId = ''

before(async () => {
  const { blanc } = await foundFirm(scene)
  blancId = blanc.id
})

test('the rhythm is put in force by one click, a duty is begun, done with minutes, and proved', async () => {
  const top = await scene.window(account, { path: '/methode/rythme' })
  await top.getByRole('button', { name: 'Voir lesquelles' }).click()
  await top.getByRole('checkbox', { name: 'Audit interne' }).waitFor()
  await inspect(top, 'the proposed rhythm')
  await top.getByRole('checkbox', { name: 'Audit interne' }).click()
  await top.getByRole('button', { name: 'Mettre en vigueur' }).click()
  await top.getByRole('button', { name: 'Revue des tickets', exact: true }).waitFor()
  await top.getByText('La trousse propose 1 échéance').waitFor()
  await inspect(top, 'the rhythm')

  const office = await scene.window(manager, { path: '/methode/rythme' })
  await office
    .getByRole('button', { name: 'Commencer maintenant – Vérification trimestrielle de la CMDB' })
    .click()
  await office.getByText('ECH-1', { exact: true }).first().waitFor()
  await inspect(office, 'a duty under way')
  await office.goto(`${scene.url}/tickets/ECH-1`)
  await office.getByRole('button', { name: 'Aucun écart', exact: true }).click()
  await office.getByLabel('CI vérifiés').fill('40')
  await inspect(office, 'a verification')
  await office.getByRole('button', { name: 'Aucun écart', exact: true }).last().click()
  await office.getByRole('button', { name: 'Consigner', exact: true }).click()
  await office.getByLabel('Compte rendu').fill('40 éléments conformes.')
  await office.getByRole('button', { name: 'Consigner', exact: true }).last().click()
  const { call } = await voiceOf(scene.url, manager)
  await eventually(async () => (await call(recordApi.read, { number: 'ECH-1' })).phase === 'closed')

  await office.goto(`${scene.url}/methode/rythme?etat=done`)
  await office.getByText('40 éléments conformes.').waitFor()
  await office.getByText('40 CI vérifiés · aucun écart').waitFor()
  await inspect(office, 'the proofs')
})

test('the client’s contact acknowledges the report by one button, on a phone, in English', async () => {
  const { call } = await voiceOf(scene.url, manager)
  const { items } = await call(dutyApi.listRules, {})
  const report = items.find(
    ({ process, clientId }) => process === 'configuration-report' && clientId === blancId,
  )
  assert.ok(report)
  const { number } = await call(dutyApi.start, { id: report.id })
  await call(recordApi.move, { number, move: 'hand-over', fields: { proceedings: 'Interne : rien à dire.' } })
  const client = await scene.window(emma, { path: `/portail/demandes/${number}`, width: phone })
  await client.getByRole('heading', { name: 'A report on your equipment to acknowledge' }).waitFor()
  assert.equal(await client.getByText('Interne : rien à dire.').count(), 0)
  await inspect(client, 'a report to acknowledge, on a phone')
  await client.getByRole('button', { name: 'Acknowledge receipt' }).click()
  await eventually(async () => (await call(recordApi.read, { number })).phase === 'closed')
})

const eventually = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  assert.fail('it never came about')
}
