import type { Brand, brandApi } from '#contract/brand/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context, OpenContext } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'
import type { Download } from '#platform/http/bind.ts'

type Input<Name extends keyof typeof brandApi> = z.output<(typeof brandApi)[Name]['input']>

interface Row {
  owner_id: string
  colour: string | null
  has_logo: boolean
  version: number
}

/** Row-level security says whose: a client's person finds its own house and the provider. */
const brandsOf = async ({ db }: Pick<Context, 'db'>, ids: readonly string[]): Promise<Map<string, Row>> => {
  const rows = await db
    .selectFrom('brand')
    .select(['owner_id', 'colour', 'version', sql<boolean>`picture is not null`.as('has_logo')])
    .where('owner_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.owner_id, row]))
}

const asBrand = (ownerId: string, row: Row | undefined): Brand => ({
  ownerId,
  colour: row?.colour ?? null,
  hasLogo: row?.has_logo ?? false,
  version: row?.version ?? 0,
})

export const readMine = async (context: Context) => {
  const { clientId } = context.actor
  const { id, name, house } = await context.db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .$if(clientId !== null, (rows) =>
      rows.select((from) =>
        from.selectFrom('client').select('client.name').where('client.id', '=', clientId).as('house'),
      ),
    )
    .executeTakeFirstOrThrow()
  const brands = await brandsOf(context, clientId === null ? [id] : [id, clientId])
  return {
    provider: { ...asBrand(id, brands.get(id)), name },
    client: clientId === null ? null : { ...asBrand(clientId, brands.get(clientId)), name: house ?? '' },
  }
}

export const readBrand = async (context: Context, { id }: Input<'read'>): Promise<Brand> => {
  await ownerOf(context, id)
  return asBrand(id, (await brandsOf(context, [id])).get(id))
}

/** A client that has not been ended, or the provider itself: nothing else has a face. */
export const ownerOf = async ({ db }: Pick<Context, 'db'>, id: string): Promise<'client' | 'provider'> => {
  const { rows } = await sql<{ kind: 'client' | 'provider' }>`
    select 'provider' as kind from organisation where id = ${id}
    union all select 'client' from client where id = ${id} and ended_at is null`.execute(db)
  const [owner] = rows
  if (owner === undefined) throw notFound()
  return owner.kind
}

export const downloadLogo = async ({ db }: Context, { id }: Input<'logo'>): Promise<Download> => {
  const row = await db
    .selectFrom('brand')
    .select(['picture', 'media_type'])
    .where('owner_id', '=', id)
    .executeTakeFirst()
  return asLogo(row?.picture ?? null, row?.media_type ?? null)
}

interface Public {
  name: string | null
  phone: string | null
  colour: string | null
  picture: Buffer | null
  media_type: string | null
  version: number | null
}

export const readPublic = async (context: OpenContext) => {
  const row = await publicBrand(context)
  return {
    name: row?.name ?? null,
    phone: row?.phone ?? null,
    colour: row?.colour ?? null,
    hasLogo: (row?.picture ?? null) !== null,
    version: row?.version ?? 0,
  }
}

export const downloadPublicLogo = async (context: OpenContext): Promise<Download> => {
  const row = await publicBrand(context)
  return asLogo(row?.picture ?? null, row?.media_type ?? null)
}

const publicBrand = async ({ db }: OpenContext): Promise<Public | undefined> =>
  (await sql<Public>`select * from public_brand()`.execute(db)).rows[0]

const asLogo = (picture: Buffer | null, mediaType: string | null): Download => {
  if (picture === null || mediaType === null) throw notFound()
  const name = `logo.${mediaType.replace('image/', '')}`
  return { name, mediaType, size: picture.length, content: picture, isShown: true }
}
