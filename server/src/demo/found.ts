import { agreementApi } from '#contract/agreement/api.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import { calendarApi } from '#contract/calendar/api.ts'
import { clientApi } from '#contract/client/api.ts'
import { personApi } from '#contract/person/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { supplierApi } from '#contract/supplier/api.ts'
import { teamApi } from '#contract/team/api.ts'
import { roundTheClock } from '../modules/calendar/index.ts'
import { createFirstAccount } from '../modules/organisation/index.ts'
import { clientKeys, clients, type ClientKey } from './firm/clients.ts'
import { ownGrid } from './firm/grids.ts'
import { provider, staff, suppliers, teams, type StaffKey, type SupplierKey } from './firm/people.ts'
import { agreements, services, type ServiceKey } from './firm/services.ts'
import { openHours } from './hours.ts'
import { enter, newPassword } from './enter.ts'
import type { Stage } from './stage.ts'
import type { Client, Someone, World } from './world.ts'

const edition = '1'

/** The first morning: the provider, its people, its clients and suppliers, what it offers and what it promised. */
export const found = async (stage: Stage, end: Temporal.Instant): Promise<World> => {
  const { helene, hours } = await foundProvider(stage)
  const colleagues = await hireColleagues(stage, helene)
  const staffOf = (key: StaffKey) => known(colleagues, key)
  const teamIds = await formTeams(helene, staffOf)
  const serviceIds = await offerServices(helene)
  const served = await takeOnClients(stage, staffOf('sophie'))
  const supplying = await takeOnSuppliers(stage, staffOf('sophie'))
  await agree(staffOf, served, serviceIds)
  const self = await helene.voice.call(personApi.read, { id: helene.id })
  await helene.voice.call(personApi.edit, {
    id: helene.id,
    version: self.version,
    roles: ['D'],
    isAdministrator: false,
    phone: staff.helene.phone,
  })
  const { items: categories } = await helene.voice.call(serviceApi.listCategories, {})
  return {
    stage,
    hours,
    end,
    staff: staffOf,
    client: (key) => known(served, key),
    supplier: (key) => known(supplying, key),
    service: (key) => known(serviceIds, key),
    category: (kind, name) => {
      const found = categories.find((one) => one.kind === kind && one.name.fr.replaceAll('’', "'") === name)
      if (found === undefined) throw new Error(`There is no category ${name}.`)
      return found.id
    },
    teams: teamIds,
    everyone: [
      ...colleagues.values(),
      ...[...served.values()].flatMap(({ people }) => people),
      ...[...supplying.values()].map(({ person }) => person),
    ],
  }
}

const known = <Key, Value>(values: ReadonlyMap<Key, Value>, key: Key): Value => {
  const value = values.get(key)
  if (value === undefined) throw new Error(`${String(key)} is not known.`)
  return value
}

/** The owner comes first, and adopts what the kit proposes. */
const foundProvider = async (stage: Stage) => {
  const { answer: calendar } = await stage.atTheDoor(calendarApi.propose, { country: provider.country })
  const person = { name: staff.helene.name, email: emailOf(staff.helene.name), password: newPassword() }
  const { personId } = await stage.asNobody((db) =>
    createFirstAccount(
      { db, now: stage.now() },
      { organisation: provider, person, calendar },
      { demonstration: edition },
    ),
  )
  const { title } = staff.helene
  const helene = await enter(stage, { ...person, id: personId, title })
  const { items } = await helene.voice.call(artefactApi.listPropositions, {})
  await helene.voice.call(artefactApi.adopt, {
    versions: items.map(({ draft }) => draft.id),
    reason: 'Les propositions de la trousse nous conviennent pour commencer ; revue dans un an.',
  })
  const beginning = Temporal.Instant.fromEpochMilliseconds(0)
  return { helene, hours: openHours([{ from: beginning, calendar }], provider.zone) }
}

const hireColleagues = async (stage: Stage, helene: Someone): Promise<Map<StaffKey, Someone>> => {
  const colleagues = new Map<StaffKey, Someone>([['helene', helene]])
  for (const key of staffKeys) {
    if (key === 'helene') continue
    const { title, ...colleague } = { isAdministrator: false, ...staff[key] }
    const given = {
      ...colleague,
      roles: [...colleague.roles],
      email: emailOf(colleague.name),
      password: newPassword(),
    }
    const { id } = await helene.voice.call(personApi.create, given)
    colleagues.set(key, await enter(stage, { ...given, id, title }))
  }
  return colleagues
}

const staffKeys: readonly StaffKey[] = [
  'helene',
  'marc',
  'sophie',
  'thomas',
  'ines',
  'paul',
  'julien',
  'nadia',
  'claire',
]
const serviceKeys: readonly ServiceKey[] = [
  'postes',
  'messagerie',
  'serveurs',
  'reseau',
  'sauvegarde',
  'telephonie',
]
const supplierKeys: readonly SupplierKey[] = ['fibre', 'editor']

const formTeams = async (helene: Someone, staffOf: (key: StaffKey) => Someone) => {
  const ids = new Map<string, string>()
  for (const { name, mandates, members } of teams) {
    const team = await helene.voice.call(teamApi.create, {
      name,
      mandates: [...mandates],
      members: members.map((key) => staffOf(key).id),
    })
    ids.set(name, team.id)
  }
  return ids
}

const offerServices = async (helene: Someone) => {
  const ids = new Map<ServiceKey, string>()
  for (const key of serviceKeys) ids.set(key, (await helene.voice.call(serviceApi.create, services[key])).id)
  return ids
}

const takeOnClients = async (stage: Stage, sophie: Someone) => {
  const served = new Map<ClientKey, Client>()
  for (const key of clientKeys) {
    const { people, words: _words, ...organisation } = clients[key]
    const { id } = await sophie.voice.call(clientApi.create, organisation)
    const [, domain = ''] = organisation.email.split('@')
    const made: (Someone & { level: string })[] = []
    for (const { key: local, name, level, phone } of people) {
      const given = { name, phone, email: `${local}@${domain}`, password: newPassword() }
      const person = await sophie.voice.call(personApi.create, {
        ...given,
        roles: ['CL'],
        clientId: id,
        clientLevel: level,
      })
      const title = `${organisation.name}, ${levelNames[level]}`
      made.push({ ...(await enter(stage, { ...given, id: person.id, title })), level })
    }
    const holder = (level: string) => made.find((one) => one.level === level) ?? made[0]
    const [signatory, contact] = [holder('signatory'), holder('contact')]
    if (signatory === undefined || contact === undefined) throw new Error(`${organisation.name} has nobody.`)
    served.set(key, { id, key, name: organisation.name, people: made, signatory, contact })
  }
  return served
}

const levelNames = { signatory: 'signataire', contact: 'référent', requester: 'demandeur' } as const

const takeOnSuppliers = async (stage: Stage, sophie: Someone) => {
  const supplying = new Map<SupplierKey, { id: string; person: Someone }>()
  for (const key of supplierKeys) {
    const { person, ...organisation } = suppliers[key]
    const { id } = await sophie.voice.call(supplierApi.create, organisation)
    const given = { ...person, password: newPassword() }
    const made = await sophie.voice.call(personApi.create, { ...given, roles: ['FT'], supplierId: id })
    const title = `${organisation.name}, fournisseur (FT)`
    supplying.set(key, { id, person: await enter(stage, { ...given, id: made.id, title }) })
  }
  return supplying
}

/** What was agreed with each client, on the usual hours and grid unless its own were agreed. */
const agree = async (
  staffOf: (key: StaffKey) => Someone,
  served: ReadonlyMap<ClientKey, Client>,
  serviceIds: ReadonlyMap<ServiceKey, string>,
): Promise<void> => {
  const { voice } = staffOf('marc')
  const calendar = await voice.call(artefactApi.create, {
    kind: 'calendar',
    key: 'continu',
    name: { fr: 'Service continu 24 × 7', en: 'Continuous service 24 × 7' },
    content: roundTheClock(provider.zone),
    note: 'Pour les clients en astreinte.',
  })
  const grid = await voice.call(artefactApi.create, {
    kind: 'priority-grid',
    key: 'bellanger',
    name: { fr: 'Grille de priorité – Transports Bellanger', en: 'Priority grid – Transports Bellanger' },
    clientId: known(served, 'bellanger').id,
    content: ownGrid,
    note: 'Demandée par Franck Bellanger à la signature.',
  })
  for (const { latest } of [calendar, grid]) {
    if (latest !== null)
      await voice.call(artefactApi.approve, { id: latest.id, reason: 'Conforme à ce qui a été convenu.' })
  }
  for (const { client, service, targets, isContinuous, hasOwnGrid, note } of agreements) {
    await staffOf('sophie').voice.call(agreementApi.create, {
      clientId: known(served, client).id,
      serviceId: known(serviceIds, service),
      targets,
      ...(isContinuous === true ? { calendarId: calendar.id } : {}),
      ...(hasOwnGrid === true ? { gridId: grid.id } : {}),
      ...(note === undefined ? {} : { note }),
    })
  }
}

const emailOf = (name: string): string =>
  `${name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(' ', '.')
    .replaceAll(' ', '')}@estran.example`
