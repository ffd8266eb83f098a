import { configurationApi } from '../contract/src/configuration/api.ts'
import { serviceApi } from '../contract/src/service/api.ts'
import type { Voice } from './voice.ts'

/** A small room: a host and its spare, what runs on them, and the service that all of it carries. */
export const furnish = async (
  { call }: Voice,
  { clientId, serviceId }: { clientId: string; serviceId: string },
) => {
  const make = (type: string, name: string, given: object = {}) =>
    call(configurationApi.create, {
      type,
      name,
      clientId,
      ...(['server', 'virtual-machine', 'application', 'facility', 'certificate'].includes(type)
        ? { reason: 'Mise en production' }
        : {}),
      ...given,
    })
  const relate = (from: { number: string }, to: { number: string }, kind: string, spare?: string) =>
    call(configurationApi.relate, {
      from: from.number,
      to: to.number,
      kind,
      ...(spare === undefined ? {} : { spare }),
    })
  const { items } = await call(configurationApi.list, { type: 'service', limit: 200 })
  const { name } = await call(serviceApi.read, { id: serviceId })
  const service = items.find((item) => item.name === name)
  if (service === undefined) throw new Error('A service is an item')
  const host = await make('server', 'SRV-HYPER-01', { location: 'Baie 1' })
  const spare = await make('server', 'SRV-HYPER-02', { location: 'Baie 2' })
  const machine = await make('virtual-machine', 'VM-MESSAGERIE')
  const storage = await make('virtual-machine', 'VM-FICHIERS')
  const application = await make('application', 'Serveur de messagerie', {
    attributes: { version: '8.2' },
  }).catch(() => make('virtual-machine', 'VM-APPLI'))
  const power = await make('facility', 'Onduleur du local', {
    attributes: { nextTest: day(20) },
  })
  const laptop = await make('workstation', 'PC-ACCUEIL', {
    location: 'Accueil',
    attributes: { usedBy: 'Léa Morin', warrantyEnd: day(-12), serial: 'ABC123' },
  })
  await relate(host, power, 'powered-by')
  await relate(spare, power, 'powered-by', 'alimentation')
  await relate(host, storage, 'hosts')
  await relate(machine, host, 'depends-on', 'hyperviseurs')
  await relate(machine, spare, 'depends-on', 'hyperviseurs')
  await relate(application, machine, 'depends-on')
  await relate({ number: service.number }, application, 'depends-on')
  await relate(laptop, storage, 'depends-on')
  return { host, spare, machine, storage, power, laptop, service }
}

export const day = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
