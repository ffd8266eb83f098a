import type { OutputOf } from '#contract/endpoint.ts'
import type { Person, personApi } from '#contract/person/api.ts'
import { sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import type { Database } from '#platform/database/connect.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { contains, escaped } from '#platform/database/matching.ts'
import { notFound } from '#platform/failure.ts'

type Input<Name extends keyof typeof personApi> = z.output<(typeof personApi)[Name]['input']>

/** By name, as people sort them; row-level security says whose. */
export const listPeople = async ({ actor, db }: Context, filter: Input<'list'>) => {
  const { q, client, supplier, role, colleagues, phone, ended, cursor, limit } = filter
  const order = sql<string>`plain(person.name)`
  const read = await people(db)
    .select(order.as('order'))
    .where('ended_at', ended === true ? 'is not' : 'is', null)
    .$if(client !== undefined, (rows) => rows.where('client_id', '=', client ?? null))
    .$if(supplier !== undefined, (rows) => rows.where('supplier_id', '=', supplier ?? null))
    .$if(role !== undefined, (rows) => rows.where(sql<SqlBool>`${role} = any(roles)`))
    .$if(colleagues === true, (rows) => rows.where('client_id', 'is', null).where('supplier_id', 'is', null))
    .$if(phone !== undefined, (rows) => rows.where(rings(phone ?? '')))
    .$if(q !== undefined && q.trim() !== '', (rows) => rows.where(answersTo(q ?? '')))
    .$if(cursor !== undefined, (rows) => {
      const [name, id] = decodeCursor(cursor ?? '', 2)
      return rows.where(sql<SqlBool>`(${order}, person.id) > (${name}, ${id}::uuid)`)
    })
    .orderBy(order)
    .orderBy('person.id')
    .limit(limit + 1)
    .execute()
  const { rows, nextCursor } = page(read, limit, (row) => [row.order, row.id])
  return { items: rows.map((row) => asPerson(row, actor)), nextCursor }
}

export const readPerson = async ({ actor, db }: Context, { id }: Input<'read'>): Promise<Person> => {
  const row = await people(db).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return asPerson(row, actor)
}

export const listSubstitutions = async ({ db, now }: Context) => {
  const rows = await db
    .selectFrom('substitution')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now)
    .orderBy('starts_at')
    .limit(200)
    .execute()
  return { items: rows.map(asSubstitution) }
}

interface SubstitutionRow {
  id: string
  person_id: string
  substitute_id: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
}

export const asSubstitution = (row: SubstitutionRow): OutputOf<typeof personApi.substitute> => ({
  id: row.id,
  personId: row.person_id,
  substituteId: row.substitute_id,
  startsAt: row.starts_at.toString(),
  endsAt: row.ends_at.toString(),
})

const people = (db: Database) =>
  db
    .selectFrom('person')
    .select([
      'id',
      'name',
      'email',
      'phone',
      'roles',
      'client_id',
      'client_level',
      'supplier_id',
      'is_administrator',
      'language',
      'zone',
      'ended_at',
      'version',
    ])
    .select(sql<boolean>`exists (select from credential c where c.person_id = person.id)`.as('has_password'))
    .select(
      sql<boolean>`exists (select from second_factor f where f.person_id = person.id and f.confirmed_at is not null)`.as(
        'has_second_factor',
      ),
    )

type Row = Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>

const asPerson = (row: Row, actor: Actor): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  roles: row.roles,
  clientId: row.client_id,
  clientLevel: row.client_level,
  supplierId: row.supplier_id,
  isAdministrator: row.is_administrator,
  language: row.language,
  zone: row.zone,
  endedAt: row.ended_at?.toString() ?? null,
  hasPassword: row.has_password,
  hasSecondFactor:
    row.id === actor.id || (actor.clientId === null && actor.supplierId === null)
      ? row.has_second_factor
      : null,
  version: row.version,
})

/** However the number is written: with its country, in pairs, with an extension. */
const rings = (phone: string) =>
  sql<SqlBool>`phone_key(phone) = phone_key(${phone}) and phone_key(${phone}) <> ''`

const answersTo = (words: string) => {
  const given = words.trim()
  const byName = contains('person.name', given)
  const byAddress = sql<SqlBool>`email like '%' || ${escaped(given.toLowerCase())} || '%'`
  const digits = given.replaceAll(/\D/g, '')
  return digits.length < 4 || /\p{L}/u.test(given)
    ? sql<SqlBool>`(${byName} or ${byAddress})`
    : sql<SqlBool>`(${byName} or ${byAddress} or phone_key(phone) like '%' || right(${digits}, 9))`
}
