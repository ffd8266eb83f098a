import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementApi } from '#contract/agreement/api.ts'
import { changeApi } from '#contract/change/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { aClient, anAdministrator, anAgent, aService } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { openRandom } from '../../demo/random.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const admin = await anAdministrator(server)
const manager = await anAgent(server, { roles: ['RGS/AC', 'CS'] })

test('services and clients alone are those of the whole picture, over an estate with rings, spares and several owners', async () => {
  const random = openRandom('impact')
  const clients = [await aClient(server), await aClient(server), await aClient(server)]
  const services = [
    await aService(server, { name: 'Courrier' }),
    await aService(server, { name: 'Fichiers' }),
  ]
  const targets = [
    {
      priority: 1,
      response: { value: 1, unit: 'hour' as const },
      resolution: { value: 4, unit: 'hour' as const },
    },
  ]
  for (const client of clients.slice(0, 2))
    for (const service of services)
      await admin.caller.get(agreementApi.create, { clientId: client.id, serviceId: service.id, targets })
  const machines: string[] = []
  for (let n = 0; n < 12; n += 1) {
    const { number } = await manager.caller.get(configurationApi.create, {
      type: 'server',
      name: `SRV-${n}`,
      clientId: [...clients.map(({ id }) => id), null][n % 4] ?? null,
    })
    machines.push(number)
  }
  const { items } = await manager.caller.get(configurationApi.list, { type: 'service' })
  const tops = items.flatMap(({ number, name }) =>
    name === 'Courrier' || name === 'Fichiers' ? [number] : [],
  )
  for (let n = 0; n < 30; n += 1) {
    const all = [...machines, ...tops]
    const [from, to] = [random.pick(all), random.pick(all)]
    if (from === to) continue
    // Some pairs are there already, or may not be related: what counts is that the estate is entangled.
    await manager.caller.call(configurationApi.relate, {
      from,
      to,
      kind: 'depends-on',
      ...(random.chance(0.85) ? { spare: 'pair' } : {}),
    })
  }
  let weakened = 0
  let concerned = 0
  for (let n = 0; n < 12; n += 1) {
    const cis = [...new Set([machines[n] ?? '', random.pick(machines)])]
    const { number } = await manager.caller.get(changeApi.create, {
      title: 'x',
      type: 'normal',
      severity: 3,
      impact: 3,
      cis,
    })
    const whole = await manager.caller.get(changeApi.impact, { number })
    const { affected } = await manager.caller.get(configurationApi.ofRecord, { number })
    assert.deepEqual(affected, { services: whole.services, clients: whole.clients })
    weakened += affected.services.filter(({ hit }) => hit === 'weakened').length
    concerned += affected.clients.length
  }
  assert.ok(weakened > 0 && concerned > 12, `not an estate that shows anything: ${weakened}, ${concerned}`)
})
