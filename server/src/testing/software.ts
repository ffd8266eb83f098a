import assert from 'node:assert/strict'
import { configurationApi } from '#contract/configuration/api.ts'
import { inventoryApi } from '#contract/inventory/api.ts'
import { aClient, anAdministrator } from './makers.ts'
import type { TestServer } from './server.ts'

type Installed = Readonly<Record<string, string>>

/** A client whose machines report what is installed on them: `await estate.report('PC-1', { LibreOffice: '25.8' })`. */
export const anEstate = async (server: TestServer, client?: { id: string }, { pause = 'PT2M' } = {}) => {
  const { caller } = await anAdministrator(server)
  const { id } = client ?? (await aClient(server))
  const { url } = await caller.get(inventoryApi.makeSecret, { id })
  return {
    id,
    report: async (name: string, software: Installed): Promise<string> => {
      server.setNow(pause)
      const answer = await server.app.inject({
        method: 'POST',
        url: new URL(url).pathname,
        headers: { 'user-agent': 'OCS-NG_unified_unix_agent_v2.10.0', 'content-type': 'application/xml' },
        payload: reportOf(name, software),
      })
      assert.equal(answer.statusCode, 200, answer.body)
      const { items } = await caller.get(configurationApi.list, { client: id, q: name })
      const machine = items.find((item) => item.name === name)
      assert.ok(machine !== undefined, `${name} has appeared`)
      return machine.number
    },
  }
}

/** As an agent of OCS writes it. */
export const reportOf = (name: string, software: Installed): string =>
  `<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>${name}-2026-01-12-08-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
<HARDWARE><NAME>${name}</NAME><OSNAME>Windows 11</OSNAME><CHASSIS_TYPE>Desktop</CHASSIS_TYPE></HARDWARE>
<BIOS><SMANUFACTURER>HP</SMANUFACTURER><SMODEL>ProDesk</SMODEL><SSN>SN-${name}-77</SSN></BIOS>
${Object.entries(software)
  .map(
    ([title, version]) =>
      `<SOFTWARES><NAME>${title}</NAME><VERSION>${version}</VERSION><PUBLISHER>Éditeur de ${title}</PUBLISHER></SOFTWARES>`,
  )
  .join('\n')}
</CONTENT></REQUEST>`
