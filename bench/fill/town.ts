import { Client } from 'pg'

/** Tokens of the bench's two people: no secret, their databases live as long as the bench. */
export const tokens = {
  staff: 'bench-token-of-the-provider-00000000',
  portal: 'bench-token-of-a-contact-00000000000',
} as const

/** Whom and what the requests of the bench name. */
export interface Town {
  clients: string[]
  services: string[]
  staff: string[]
  /** The client whose contact asks as the portal. */
  portalClient: string
}

/** One connection as the owner, for as long as the work takes. */
export const asOwner = async <T>(ownerUrl: string, work: (owner: Client) => Promise<T>): Promise<T> => {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

export const readTown = (ownerUrl: string): Promise<Town> =>
  asOwner(ownerUrl, async (owner) => {
    const ids = async (query: string): Promise<string[]> => {
      const { rows } = await owner.query<{ id: string }>(query)
      return rows.map(({ id }) => id)
    }
    const clients = await ids('select id from client order by id')
    const [portalClient] = await ids(
      `select p.client_id as id from person p join session s on s.person_id = p.id where s.name = 'portal'`,
    )
    if (portalClient === undefined) throw new Error('The database was not filled by the bench.')
    return {
      clients,
      services: await ids('select id from service order by id'),
      staff: await ids('select id from person where client_id is null and supplier_id is null order by id'),
      portalClient,
    }
  })
