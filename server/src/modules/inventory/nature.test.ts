import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { formOf, isVirtualMachine, type Traces } from './nature.ts'

describe('what it is', () => {
  const real: Traces = {
    vmSystem: null,
    manufacturer: 'Dell Inc.',
    model: 'OptiPlex',
    biosMaker: 'Dell',
    drivers: [],
  }
  const virtual: [string, Partial<Traces>, boolean][] = [
    ['the agent says so', { vmSystem: 'KVM' }, true],
    ['the agent says it is not', { vmSystem: 'Physical' }, false],
    ['the maker is a hypervisor', { manufacturer: 'VMware, Inc.', model: 'VMware7,1' }, true],
    ['Hyper-V', { manufacturer: 'Microsoft Corporation', model: 'Virtual Machine' }, true],
    ['a Surface', { manufacturer: 'Microsoft Corporation', model: 'Surface Pro 9' }, false],
    ['QEMU under a junk name', { manufacturer: null, model: 'Standard PC (i440FX + PIIX, 1996)' }, true],
    ['drivers alone', { manufacturer: null, model: null, biosMaker: null, drivers: ['virtio_net'] }, true],
    ['drivers under the name of a real maker', { drivers: ['virtio_net'] }, false],
    ['nothing known', { manufacturer: null, model: null, biosMaker: null }, false],
  ]
  for (const [name, traces, expected] of virtual)
    test(`${name}: ${expected ? 'virtual' : 'real'}`, () =>
      assert.equal(isVirtualMachine({ ...real, ...traces }), expected))

  const pc = { isVirtual: false, chassis: null, model: null, manufacturer: null }
  const forms: [{ chassis?: string; model?: string; isVirtual?: boolean }, string | null, boolean, string][] =
    [
      [{ chassis: 'Notebook' }, 'Debian', true, 'laptop'],
      [{ chassis: '10' }, null, false, 'laptop'],
      [{ chassis: 'Rack Mount Chassis' }, null, false, 'server'],
      [{ chassis: 'Tower', model: 'ProLiant ML30 Gen10' }, null, false, 'server'],
      [{ chassis: 'Desktop' }, 'Microsoft Windows Server 2022 Standard', false, 'server'],
      [{ chassis: 'Desktop' }, 'Microsoft Windows 11 Pro', false, 'workstation'],
      [{ chassis: 'Desktop' }, 'Microsoft Windows 11 Pro', true, 'workstation'],
      [{}, null, true, 'laptop'],
      [{}, null, false, 'workstation'],
      [{ isVirtual: true, chassis: 'Rack Mount Chassis' }, null, false, 'virtual-machine'],
    ]
  for (const [hardware, system, hasBattery, expected] of forms)
    test(`${JSON.stringify(hardware)} ${system ?? ''}${hasBattery ? ' with a battery' : ''} is a ${expected}`, () =>
      assert.equal(formOf({ ...pc, ...hardware }, system, hasBattery), expected))
})
