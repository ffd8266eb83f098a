import { configurationApi } from '#contract/configuration/api.ts'
import { licenceApi } from '#contract/licence/api.ts'
import type { ClientKey } from '../firm/clients.ts'
import type { World } from '../world.ts'

interface DemoLicence {
  title: string
  name: string
  /** None: bought by the provider for several. */
  client?: ClientKey
  quantity: number
  /** So many days after the story’s end. */
  expires?: number
  /** Machines to which it was given. */
  assigned: readonly string[]
}

/** One is taken more often than it was bought, one is used by nobody, one is in order. */
const licences: readonly DemoLicence[] = [
  {
    title: 'Veeam Agent for Windows',
    name: 'Veeam Agent, 2 serveurs',
    quantity: 2,
    expires: 140,
    assigned: ['MOR-SRV-01', 'RIV-SRV-01'],
  },
  {
    title: 'Comptalia Poste',
    name: 'Comptalia, postes du cabinet Morvan',
    client: 'morvan',
    quantity: 5,
    expires: 48,
    assigned: ['MOR-PC-04'],
  },
  {
    title: 'Comptalia Poste',
    name: 'Comptalia, achat de 2024 jamais déployé',
    client: 'rivieres',
    quantity: 2,
    assigned: [],
  },
]

/** The manager writes down what was bought, once the agents have told what is installed. */
export const writeLicences = async (world: World): Promise<void> => {
  const { voice } = world.staff('marc')
  const lastDay = world.end.toZonedDateTimeISO('Europe/Paris').toPlainDate()
  for (const { title, name, client, quantity, expires, assigned } of licences) {
    const id = await idOf(world, title)
    const { number } = await voice.call(licenceApi.follow, {
      id,
      type: 'licence',
      name,
      clientId: client === undefined ? null : world.client(client).id,
      attributes: {
        metric: 'installation',
        quantity,
        ...(expires === undefined ? {} : { expiresOn: lastDay.add({ days: expires }).toString() }),
      },
      reason: 'Reprise des factures de licences.',
    })
    for (const machine of assigned) {
      const { items } = await voice.call(configurationApi.list, { q: machine })
      const found = items.find((item) => item.name === machine)
      if (found !== undefined)
        await voice.call(configurationApi.relate, {
          from: found.number,
          to: number,
          kind: 'uses-licence',
        })
    }
  }
  await voice.call(licenceApi.follow, {
    id: await idOf(world, 'Microsoft SQL Server 2022'),
    type: 'application',
    clientId: null,
    reason: 'Base des applications métier : versions sous contrôle.',
  })
}

const idOf = async (world: World, title: string): Promise<string> => {
  const { items } = await world.staff('marc').voice.call(licenceApi.listTitles, { q: title })
  const [found] = items
  if (found === undefined) throw new Error(`No agent has told of ${title}.`)
  return found.id
}
