import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The reports of real agents beside this file: see inventories/README.md. */
export const inventoryFiles = {
  workstation: 'workstation.ocs',
  server: 'server.ocs',
  noSerial: 'no-serial.ocs',
  ocs: 'ocs-agent.zlib',
  fusion: 'fusion-agent.xml',
  glpi: 'glpi-agent.json',
  glpiPartial: 'glpi-agent-partial.json',
  glpiContact: 'glpi-agent-contact.json',
} as const

export const inventoryFile = (name: keyof typeof inventoryFiles): Buffer => {
  return readFileSync(join(import.meta.dirname, 'inventories', inventoryFiles[name]))
}

/** The same machine after somebody has given it another name: the agent makes itself a new device id. */
export const renamed = (file: Buffer, name: string): Buffer => {
  const text = file.toString('utf8')
  const changed = text
    .replace(/<DEVICEID>[^<]*/u, `<DEVICEID>${name}-2026-12-01-09-00-00`)
    .replace(/(<HARDWARE>(?:(?!<\/HARDWARE>)[\s\S])*?<NAME>)[^<]*/u, `$1${name}`)
  assert.notEqual(changed, text)
  return Buffer.from(changed)
}

/** What an outcome holds, or why it was refused, as a failure of the test. */
export const valueOf = <Value>(outcome: { value: Value } | { refused: string }): Value => {
  if ('refused' in outcome) assert.fail(`refused: ${outcome.refused}`)
  return outcome.value
}
