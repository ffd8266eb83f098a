import type { Ask } from './inside.ts'
import { asOwner, tokens, type Town } from './fill/town.ts'
import { places, things, troubles } from './fill/words.ts'

export interface Job {
  name: string
  title: string
  /** Requests to send in turn; of a move, each works once. */
  asks: readonly Ask[]
  isOnce: boolean
}

const many = 500

/** Asked again and again, as one of the staff; the same of it each time. */
export const staffJob = (name: string, title: string, paths: readonly string[]): Job =>
  steadyJob(name, title, paths.map(asStaff))

const steadyJob = (name: string, title: string, asks: readonly Ask[]): Job => ({
  name,
  title,
  asks,
  isOnce: false,
})

const asStaff = (path: string): Ask => ({ method: 'GET', path, token: tokens.staff })

/** All jobs but the moves, whose records the jobs before make. */
export const steadyJobs = async (ownerUrl: string, town: Town): Promise<Job[]> => {
  const sample = await sampleOf(ownerUrl, town)
  const portal = (path: string): Ask => ({ method: 'GET', path, token: tokens.portal })
  const search = (words: readonly string[]) => words.map((word) => `/search?q=${encodeURIComponent(word)}`)
  const common = things.slice(0, 3).map((thing) => thing.toLowerCase())
  return [
    steadyJob(
      'read',
      'read one',
      sample.numbers.map((number) => asStaff(`/records/${number}`)),
    ),
    steadyJob('list', 'list of 50 by filter, staff', filters(town).map(asStaff)),
    steadyJob('list-portal', 'list of 50, portal contact', portalFilters(town).map(portal)),
    steadyJob('rare', 'search, rare word, staff', search(sample.words).map(asStaff)),
    steadyJob('rare-portal', 'search, rare word, portal', search(sample.portalWords).map(portal)),
    steadyJob('common', 'search, common word, staff', search(common).map(asStaff)),
    steadyJob('common-portal', 'search, common word, portal', search(common).map(portal)),
    steadyJob('create', 'create an incident', reports(town)),
  ]
}

/** Incidents that the API has just made are told that their solution was found: the first move of the desk. */
export const moveJob = (numbers: readonly string[]): Job => ({
  name: 'move',
  title: 'a move',
  isOnce: true,
  asks: numbers.map((number) => ({
    method: 'POST',
    path: `/records/${number}/moves`,
    token: tokens.staff,
    body: { move: 'solution-found', fields: { solution: '<p>Pilote remis en place, essai concluant.</p>' } },
  })),
})

/** Those that nobody has touched since they came. */
export const untouched = (ownerUrl: string, most: number): Promise<{ id: string; number: string }[]> =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string; number: string }>(
      `select id, number from record where step = 'I05' and version = 1 and channel = 'api' and urgency = 2 and impact = 3
       order by recorded_at desc limit $1`,
      [most],
    )
    return rows
  })

const filters = ({ clients, services, staff }: Town): string[] => [
  ...services.map((id) => `/records?service=${id}&phase=new,active`),
  ...clients.map((id) => `/records?client=${id}&kind=INC`),
  ...staff.map((id) => `/records?assignee=${id}&phase=new,active&sort=due`),
  '/records?phase=new,active',
  '/records?kind=REQ&phase=closed',
]

const portalFilters = ({ services }: Town): string[] => [
  '/records',
  '/records?kind=INC&phase=closed',
  ...services.map((id) => `/records?service=${id}`),
]

const reports = ({ clients, services }: Town): Ask[] =>
  Array.from({ length: many }, (_, index) => ({
    method: 'POST',
    path: '/incidents',
    token: tokens.staff,
    body: {
      title: `${pick(things, index)} ${pick(troubles, index)} ${pick(places, index)}`,
      description:
        '<p>Le problème est apparu ce matin et touche toute l’équipe.</p><p>Merci de rappeler.</p>',
      clientId: pick(clients, index),
      serviceId: pick(services, index),
      urgency: 2,
      impact: 3,
    },
  }))

const pick = <T>(list: readonly T[], index: number): T => {
  const one = list[index % list.length]
  if (one === undefined) throw new Error('There is nothing to pick from.')
  return one
}

/** Records to read, and names of machines that a few tickets mention. */
const sampleOf = (ownerUrl: string, { portalClient }: Town) =>
  asOwner(ownerUrl, async (owner) => {
    const column = async (query: string, values: unknown[]): Promise<string[]> => {
      const { rows } = await owner.query<{ value: string }>(query, values)
      return rows.map(({ value }) => value)
    }
    const spread = `from record where title like '% – %'`
    const word = `substring(title from '[a-z]+$') as value`
    return {
      numbers: await column(`select number as value ${spread} order by hashtext(number) limit $1`, [many]),
      words: await column(`select ${word} ${spread} order by hashtext(number) limit $1`, [many]),
      portalWords: await column(
        `select ${word} ${spread} and client_id = $2 order by hashtext(number) limit $1`,
        [many, portalClient],
      ),
    }
  })
