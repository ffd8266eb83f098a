import type { InputOf, OutputOf } from '#contract/endpoint.ts'
import { agreementApi } from '#contract/agreement/api.ts'
import { changeApi } from '#contract/change/api.ts'
import { Attachment } from '#contract/attachment/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { interventionApi } from '#contract/intervention/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  aSupplier,
  aSupplierPerson,
  type Someone,
} from './makers.ts'
import type { TestServer } from './server.ts'

/** One client with its people, its agreement, and a record of each kind with something said and attached on it. */
export interface House {
  client: { id: string; name: string }
  contact: Someone
  requester: Someone
  colleague: Someone
  agreementId: string
  incident: string
  request: string
  /** The provider's own, with what no client reads. */
  change: string
  /** Of the requester, and hidden from the contact. */
  confidential: string
  attachments: { public: string; internal: string }
  entries: string[]
  recordIds: string[]
}

/** Two clients who must not know of each other, a supplier with one record of the second, and the provider's people. */
export interface World {
  admin: Someone
  desk: Someone
  manager: Someone
  service: { id: string }
  a: House
  b: House
  supplier: { id: string }
  otherSupplier: { id: string }
  technician: Someone
  otherTechnician: Someone
  /** Of client B, handed to the supplier. */
  handedOver: string
}

/** Words that stand in internal comments and files alone: whoever else reads one of them has read what is not for him. */
export const secretWord = 'zyxinterne'

export const aWorld = async (server: TestServer): Promise<World> => {
  const admin = await anAdministrator(server)
  const desk = await anAgent(server, { roles: ['CS'] })
  const manager = await anAgent(server, { roles: ['RGS/AC', 'RGS/RC'], name: 'Maxime Responsable' })
  const service = await aService(server)
  const [supplier, otherSupplier] = [await aSupplier(server), await aSupplier(server)]
  const technician = await aSupplierPerson(server, { supplier })
  const otherTechnician = await aSupplierPerson(server, { supplier: otherSupplier })
  const at = { server, admin, desk, service }
  const a = await aHouse(at, 'Alpha')
  const b = await aHouse(at, 'Bravo')
  await move(desk, b.incident, 'escalate')
  await move(manager, b.incident, 'delegate-supplier', { supplierId: supplier.id, reference: 'TK-1' })
  return {
    admin,
    desk,
    manager,
    service,
    a,
    b,
    supplier,
    otherSupplier,
    technician,
    otherTechnician,
    handedOver: b.incident,
  }
}

export const move = (
  { caller }: Someone,
  number: string,
  name: string,
  fields: InputOf<typeof recordApi.move>['fields'] = {},
  more: Partial<InputOf<typeof recordApi.move>> = {},
): Promise<OutputOf<typeof recordApi.move>> =>
  caller.get(recordApi.move, { number, move: name, fields, ...more })

const targets = [1, 2, 3, 4, 5].map((priority) => ({
  priority,
  response: { value: 1, unit: 'hour' as const },
  resolution: { value: 6, unit: 'hour' as const },
}))

const aHouse = async (
  { server, admin, desk, service }: Pick<World, 'admin' | 'desk' | 'service'> & { server: TestServer },
  name: string,
): Promise<House> => {
  const client = await aClient(server, { name })
  const person = (level: 'contact' | 'requester', who: string) =>
    aClientPerson(server, { client, level, name: `${who} ${name}` })
  const [contact, requester, colleague] = [
    await person('contact', 'Noa'),
    await person('requester', 'Robin'),
    await person('requester', 'Camille'),
  ]
  const agreement = await admin.caller.get(agreementApi.create, {
    clientId: client.id,
    serviceId: service.id,
    targets,
  })
  const report = { requesterId: requester.id, serviceId: service.id, urgency: 2, impact: 2 }
  const incident = await desk.caller.get(incidentApi.report, { title: `Panne chez ${name}`, ...report })
  const request = await desk.caller.get(requestApi.submit, { title: `Demande de ${name}`, ...report })
  const confidential = await desk.caller.get(incidentApi.report, {
    title: `Secret de ${name}`,
    isConfidential: true,
    ...report,
  })
  const { number } = incident
  const say = (body: string, visibility: 'public' | 'internal') =>
    desk.caller.get(recordApi.comment, { number, body, visibility })
  await say(`<p>Bonjour ${name}</p>`, 'public')
  await say(`<p>${secretWord} ${name}</p>`, 'internal')
  const visit = await desk.caller.get(interventionApi.plan, {
    number,
    plannedFrom: '2026-03-03T08:00:00Z',
    plannedUntil: '2026-03-03T09:00:00Z',
  })
  await desk.caller.get(interventionApi.note, { id: visit.id, body: `${secretWord} ${name}` })
  const attachments = {
    public: await attach(server, desk, number, 'public'),
    internal: await attach(server, desk, number, 'internal'),
  }
  const change = await desk.caller.get(changeApi.create, {
    title: `Changement chez ${name}`,
    type: 'normal',
    severity: 2,
    impact: 2,
    clientId: client.id,
    reason: `${secretWord} ${name}`,
  })
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  return {
    client: { id: client.id, name },
    contact,
    requester,
    colleague,
    agreementId: agreement.id,
    incident: number,
    request: request.number,
    change: change.number,
    confidential: confidential.number,
    attachments,
    entries: items.map(({ id }) => id),
    recordIds: [incident.id, request.id, confidential.id, change.id].filter((id) => id !== undefined),
  }
}

/** Sends a small file as a browser does. */
export const attach = async (
  { app }: TestServer,
  { token }: Someone,
  number: string,
  visibility: 'public' | 'internal' | 'supplier',
): Promise<string> => {
  const part = (name: string, content: string, type = '') =>
    `--limit\r\ncontent-disposition: form-data; name="${name}"${type}\r\n\r\n${content}\r\n`
  const content = visibility === 'internal' ? secretWord : 'bonjour'
  const file = part('file', content, `; filename="${visibility}.txt"\r\ncontent-type: text/plain`)
  const response = await app.inject({
    method: 'POST',
    url: `${prefix}/records/${number}/attachments`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=limit' },
    payload: `${part('visibility', visibility)}${file}--limit--\r\n`,
  })
  if (response.statusCode !== 201)
    throw new Error(`Attaching answered ${response.statusCode}: ${response.body}`)
  return Attachment.parse(response.json()).id
}
