import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { takeNotes } from './fields.ts'
import { readInterfaces } from './interfaces.ts'

describe('network interfaces', () => {
  test('the card of a guest is real to it, those of software are not, and a docking station is nobody’s own', () => {
    const cards: [string, boolean, boolean][] = [
      ['Local Area Connection', false, false],
      ['Microsoft Hyper-V Network Adapter', false, false],
      ['Hyper-V Virtual Ethernet Adapter', true, false],
      ['vEthernet (Default Switch)', true, false],
      ['VMware Virtual Ethernet Adapter for VMnet8', true, false],
      ['TAP-Windows Adapter V9', true, false],
      ['docker0', true, false],
      ['br-1a2b3c', true, false],
      ['bridge1', true, false],
      ['veth12ab34@if2', true, false],
      ['lo', true, false],
      ['bond0', true, false],
      ['eno1', false, false],
      ['wlp3s0', false, false],
      ['Realtek USB GbE Family Controller', false, true],
      ['ThinkPad Dock Ethernet', false, true],
      ['enx00e04c680001', false, true],
    ]
    const { interfaces } = readInterfaces(
      cards.map(([description]) => ({ description })),
      takeNotes(),
    )
    assert.deepEqual(
      interfaces.map(({ name, isVirtual, isRemovable }) => [name, isVirtual, isRemovable]),
      cards,
    )
  })
})
