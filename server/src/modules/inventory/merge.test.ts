import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { inventoryFile, valueOf, type inventoryFiles } from '../../testing/inventories.ts'
import { parts } from './inventory.ts'
import { mergeInventory } from './merge.ts'
import { readMessage } from './message.ts'
import { normalise } from './normalise.ts'
import { readPayload } from './payload.ts'
import { contentOfJson } from './shape.ts'

const reportOf = async (body: Buffer) => {
  const message = valueOf(readMessage(valueOf(await readPayload([body]))))
  assert.ok(message.kind === 'inventory')
  return message
}
const fileOf = async (name: keyof typeof inventoryFiles) => normalise(await reportOf(inventoryFile(name)))
const said = (content: Record<string, unknown>, partial = false) =>
  normalise({ itemType: 'Computer', content: contentOfJson(content, { keepLastUser: true }), partial })

describe('parts of a report', () => {
  test('a partial report says nothing of what it does not bring, and a merge keeps that', async () => {
    const [whole, part] = [await fileOf('glpi'), await fileOf('glpiPartial')]
    assert.deepEqual(part.inventory.present, ['identity', 'hardware', 'volumes'])
    const held = { inventory: whole.inventory, isComplete: true }
    const merged = mergeInventory(held, part.inventory, true)
    assert.deepEqual(merged, {
      inventory: { ...whole.inventory, volumes: part.inventory.volumes },
      isComplete: true,
    })
    assert.notDeepEqual(part.inventory.volumes, whole.inventory.volumes)
  })

  test('a partial report with nothing before it is kept, and known to be incomplete until a whole one comes', async () => {
    const [whole, part] = [await fileOf('glpi'), await fileOf('glpiPartial')]
    const first = mergeInventory(null, part.inventory, true)
    assert.equal(first.isComplete, false)
    assert.equal(mergeInventory(first, part.inventory, true).isComplete, false)
    assert.deepEqual(mergeInventory(first, whole.inventory, false), {
      inventory: whole.inventory,
      isComplete: true,
    })
  })

  test('a whole report without printers says that there are none; without software it has not looked', () => {
    const { inventory } = said({ hardware: { name: 'a' }, bios: { ssn: 'ABCD1234' } })
    assert.ok(inventory.present.includes('printers'))
    assert.ok(!inventory.present.includes('software'))
    assert.ok(!inventory.present.includes('system'))
  })

  test('a partial report of the hardware alone keeps the serial number that only the other section tells', () => {
    const whole = said({ hardware: { name: 'a', memory: 1024 }, bios: { ssn: 'ABCD1234' } })
    const part = said({ hardware: { name: 'a', memory: 2048 } }, true)
    const { inventory } = mergeInventory(
      { inventory: whole.inventory, isComplete: true },
      part.inventory,
      true,
    )
    assert.deepEqual([inventory.hardware.serial, inventory.hardware.memoryMb], ['ABCD1234', 2048])
  })

  test('whatever parts come, those and no others are replaced', async () => {
    const whole = (await fileOf('glpi')).inventory
    const empty = said({ hardware: { name: 'other' } }, true).inventory
    fc.assert(
      fc.property(fc.subarray([...parts]), (present) => {
        const { inventory } = mergeInventory(
          { inventory: whole, isComplete: true },
          { ...empty, present },
          false,
        )
        for (const part of parts)
          assert.deepEqual(inventory[part], (present.includes(part) ? empty : whole)[part])
      }),
    )
  })
})
