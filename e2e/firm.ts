import { agreementApi } from '../contract/src/agreement/api.ts'
import { clientApi } from '../contract/src/client/api.ts'
import { personApi } from '../contract/src/person/api.ts'
import { serviceApi } from '../contract/src/service/api.ts'
import { supplierApi } from '../contract/src/supplier/api.ts'
import { password, type Scene } from './scene.ts'
import type { Account } from './voice.ts'

export const desk: Account = { email: 'camille@trousse.test', password }
export const manager: Account = { email: 'marc@trousse.test', password }
export const lea: Account = { email: 'lea@arnaud.test', password }
export const sophie: Account = { email: 'sophie@arnaud.test', password }
export const tom: Account = { email: 'tom@blanc.test', password }
export const emma: Account = { email: 'emma@blanc.test', password }
export const farid: Account = { email: 'farid@telecom.test', password }

/** A small firm: a desk, a manager, two clients with their people, a supplier, two services. */
export const foundFirm = async (scene: Pick<Scene, 'first'>) => {
  const { call } = await scene.first()
  const arnaud = await call(clientApi.create, { name: 'Menuiserie Arnaud' })
  const blanc = await call(clientApi.create, { name: 'Cabinet Blanc' })
  const telecom = await call(supplierApi.create, { name: 'Télécom Alpes' })
  const mail = await call(serviceApi.create, {
    name: 'Messagerie',
    description: 'Boîtes aux lettres et agendas',
  })
  const computers = await call(serviceApi.create, { name: 'Postes de travail' })
  const people = [
    { ...desk, name: 'Camille Roy', roles: ['CS' as const] },
    { ...manager, name: 'Marc Petit', roles: ['CS' as const, 'RGS/AC' as const] },
    { ...lea, name: 'Léa Morin', phone: '04 76 11 22 33', ...client(arnaud.id, 'requester') },
    { ...sophie, name: 'Sophie Arnaud', ...client(arnaud.id, 'signatory') },
    { ...tom, name: 'Tom Blanc', ...client(blanc.id, 'requester') },
    { ...emma, name: 'Emma White', language: 'en' as const, ...client(blanc.id, 'contact') },
    { ...farid, name: 'Farid Haddad', roles: ['FT' as const], supplierId: telecom.id },
  ]
  for (const person of people) await call(personApi.create, person)
  for (const { id } of [mail, computers]) {
    await call(agreementApi.create, { clientId: arnaud.id, serviceId: id, targets })
  }
  return { arnaud, blanc, telecom, mail, computers }
}

/** The same for all, so that what is judged by the grid stays so. */
const targets = [1, 2, 3, 4, 5].map((priority) => ({
  priority,
  response: { value: 2, unit: 'hour' as const },
  resolution: { value: 2, unit: 'serviceDay' as const },
}))

const client = (clientId: string, clientLevel: 'requester' | 'contact' | 'signatory') => ({
  roles: ['CL' as const],
  clientId,
  clientLevel,
})
