import { inventoryApi } from '#contract/inventory/api.ts'
import { machines, reportOf } from '../firm/machines.ts'
import type { Life, World } from '../world.ts'
import { writeLicences } from './licences.ts'

/** Agents have reported for a week: machines appear, two servers differ from what was approved, a clone and a stranger wait. */
export const takeInventories = async function* (world: World): Life {
  const { stage } = world
  const { voice } = world.staff('claire')
  const addresses = new Map<string, string>()
  for (const client of new Set(machines.map((machine) => machine.client))) {
    const { secret } = await voice.call(inventoryApi.makeSecret, { id: world.client(client).id })
    addresses.set(client, `/inventory/${secret}`)
  }
  for (let day = 0; day < 6; day++) {
    for (const machine of machines) {
      yield stage.now().add({ minutes: 3 })
      await stage.knock(addresses.get(machine.client) ?? '', reportOf(machine), agent)
    }
    yield stage.now().add({ hours: 23 })
  }
  const [, , clone] = machines
  if (clone !== undefined) {
    const uuid = '8d1f0a52-4a77-4b7e-9a01-3f6d2c1b0e99'
    const copy = { ...clone, uuid, serial: '5CG3210P99', mac: '' }
    await stage.knock(addresses.get(clone.client) ?? '', reportOf(copy), agent)
    const stranger = { ...clone, name: 'PORTABLE-INVITE', serial: 'PF4QQ812', uuid: '' }
    for (let turn = 0; turn < 2; turn++) await stage.knock('/ocsinventory', reportOf(stranger), agent)
    await stage.knock(addresses.get(clone.client) ?? '', reportOf(clone).subarray(0, 900), agent)
  }
  await writeLicences(world)
  yield world.end
}

const agent = 'OCS-NG_WINDOWS_AGENT_v2.10.1.0'
