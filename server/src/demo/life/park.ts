import { configurationApi } from '#contract/configuration/api.ts'
import type { Attributes, CiState } from '#contract/configuration/shape.ts'
import { recordApi } from '#contract/record/api.ts'
import { clientKeys } from '../firm/clients.ts'
import { park, type ParkItem } from '../firm/park.ts'
import { services } from '../firm/services.ts'
import type { Life, Someone, World } from '../world.ts'

/** The park of three clients: written down at the start, changed now and then, in the end what tickets are about. */
export const keepPark = async function* (world: World): Life {
  const numbers = await writeDown(world)
  const start = world.stage.now()
  const minutes = world.end.since(start).total('minutes')
  const at = (share: number) => world.hours.after(start.add({ minutes: Math.round(minutes * share) }), 35)
  const number = (name: string) => numbers.get(name) ?? ''
  for (const { share, by, name, ...change } of changes) {
    yield at(share)
    await editOne(world, world.staff(by), { ...change, number: number(name) })
  }
  yield at(0.93)
  await world.staff('thomas').voice.call(configurationApi.verify, { number: number('MOR-PC-07') })
  yield world.end.subtract({ minutes: 50 })
  await nameInTickets(world, numbers)
}

/** What happened to the park, by its share of the whole time. */
const changes: readonly Change[] = [
  { share: 0.06, by: 'thomas', name: 'MOR-PC-04', common: { location: 'Bureau fiscal' } },
  {
    share: 0.14,
    by: 'marc',
    name: 'MOR-SRV-01',
    attributes: { systemVersion: '22H2' },
  },
  {
    share: 0.22,
    by: 'marc',
    name: 'MOR-SRV-01',
    attributes: { memoryMb: 65_536 },
    reason: 'Barrettes ajoutées avec l’accord de Mme Morvan, avant la période fiscale.',
  },
  { share: 0.27, by: 'ines', name: 'DAN-PC-05', common: { state: 'in-repair' } },
  { share: 0.29, by: 'ines', name: 'DAN-PC-05', common: { state: 'in-service' } },
  { share: 0.36, by: 'thomas', name: 'MOR-PC-04', attributes: { usedBy: 'Lucas Hervé' } },
  {
    share: 0.41,
    by: 'marc',
    name: 'Comptalia',
    attributes: { release: '24.2' },
    reason: 'Mise à jour de l’éditeur, oubliée dans la fiche.',
  },
  {
    share: 0.48,
    by: 'marc',
    name: 'MOR-SRV-01',
    common: { location: 'Local technique, rez-de-chaussée' },
    reason: 'Déménagement du local technique constaté sur place.',
  },
  { share: 0.55, by: 'thomas', name: 'MOR-PC-04', attributes: { memoryMb: 32_768 } },
  { share: 0.6, by: 'paul', name: 'MOR-PC-15', common: { state: 'retired', location: 'Stock Estran' } },
  {
    share: 0.67,
    by: 'marc',
    name: 'MOR-SRV-01',
    owner: 'nadia',
    reason: 'Nadia Rahmani reprend les serveurs du cabinet.',
  },
  { share: 0.74, by: 'thomas', name: 'MOR-PC-04', common: { location: 'Salle Erdre' } },
  {
    share: 0.82,
    by: 'marc',
    name: 'MOR-PARE-FEU',
    attributes: { firmware: '4.8.1' },
  },
  {
    share: 0.9,
    by: 'marc',
    name: 'MOR-SRV-01',
    attributes: { system: 'Windows Server 2025', systemVersion: '24H2' },
    reason: 'Fin de vie de l’ancienne version : système remplacé le week-end.',
  },
]

interface Change {
  share: number
  by: 'thomas' | 'marc' | 'ines' | 'paul'
  name: string
  common?: { location?: string; state?: CiState }
  owner?: 'nadia'
  attributes?: Attributes
  reason?: string
}

/** The manager puts controlled items into service; the desk writes down the rest. */
const writeDown = async (world: World): Promise<Map<string, string>> => {
  const numbers = new Map<string, string>()
  const manager = world.staff('marc')
  const { items: borneBy } = await manager.voice.call(configurationApi.list, { type: 'service', limit: 100 })
  const owner = world.staff('thomas')
  for (const client of clientKeys) {
    for (const item of park[client] ?? []) {
      const by = item.type === 'workstation' || item.type === 'printer' ? owner : manager
      const made = await by.voice.call(configurationApi.create, {
        type: item.type,
        name: item.name,
        clientId: world.client(client).id,
        ownerId: owner.id,
        ...(item.supplier === undefined ? {} : { supplierId: world.supplier(item.supplier).id }),
        ...(item.location === undefined ? {} : { location: item.location }),
        ...(item.criticality === undefined ? {} : { criticality: item.criticality }),
        attributes: dated(item.attributes ?? {}, world.end),
      })
      numbers.set(item.name, made.number)
      await relate(manager, item, { number: made.number, numbers })
      for (const service of item.bears ?? []) {
        const borne = borneBy.find(({ name }) => name === services[service].name)
        if (borne !== undefined)
          await manager.voice.call(configurationApi.relate, {
            from: borne.number,
            to: made.number,
            kind: 'depends-on',
          })
      }
    }
  }
  return numbers
}

/** Kinds as the plan says them, read from the item: [kind of the relation, does the item stand first?]. */
const ways: Readonly<Record<string, readonly [string, boolean]>> = {
  'hosted-by': ['hosts', false],
  'licence-of': ['uses-licence', false],
  covers: ['covered-by', false],
  'backs-up': ['backed-up-by', false],
}

const relate = async (
  by: Someone,
  { links = [] }: ParkItem,
  { number, numbers }: { number: string; numbers: ReadonlyMap<string, string> },
): Promise<void> => {
  for (const [said, name, spare] of links) {
    const [kind, isFirst] = ways[said] ?? [said, true]
    const other = numbers.get(name)
    if (other === undefined) throw new Error(`${name} is not in the park yet.`)
    const [from, to] = isFirst ? [number, other] : [other, number]
    await by.voice.call(configurationApi.relate, {
      from,
      to,
      kind,
      ...(spare === undefined ? {} : { spare }),
    })
  }
}

const editOne = async (
  world: World,
  { voice }: Someone,
  { number, common, owner, attributes, reason }: Omit<Change, 'share' | 'by' | 'name'> & { number: string },
): Promise<void> => {
  const { version } = await voice.call(configurationApi.read, { number })
  await voice.call(configurationApi.edit, {
    number,
    version,
    ...common,
    ...(owner === undefined ? {} : { ownerId: world.staff(owner).id }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(reason === undefined ? {} : { reason }),
  })
}

/** Tickets whose title names a thing are about it. */
const nameInTickets = async (world: World, numbers: ReadonlyMap<string, string>): Promise<void> => {
  const { voice } = world.staff('marc')
  for (const [name, ci] of numbers) {
    const { items } = await voice.call(recordApi.list, { q: name, limit: 4 })
    for (const { number, title } of items)
      if (title.includes(name)) await voice.call(configurationApi.addToRecord, { number, ci })
  }
}

/** « +30 » is so many days after the end of the story: what expires soon does so whenever the story is told. */
const dated = (attributes: Attributes, end: Temporal.Instant): Attributes => {
  const today = end.toZonedDateTimeISO('Europe/Paris').toPlainDate()
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) =>
      typeof value === 'string' && /^[+-]\d+$/.test(value)
        ? [key, today.add({ days: Number(value) }).toString()]
        : [key, value],
    ),
  )
}
