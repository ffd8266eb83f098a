import type {
  CreateOrganisation,
  EditOrganisation,
  Organisation,
  OrganisationFilter,
} from '#contract/client/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { createSubject, type Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { escaped } from '#platform/database/matching.ts'
import { difference } from '#platform/difference.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { ensure, keepsRelations } from '#platform/policy.ts'
import { endPeopleOf } from '../person/index.ts'
import { mayReadNotes } from './policy.ts'

/** A client and a supplier are known by the same things, in two tables: who sees which is each table's own affair. */
export const organisationTable = (table: 'client' | 'supplier') => {
  const from = sql.table(table)

  const columns = ({ actor }: Context) =>
    sql`id, name, email, phone, address, ended_at, version, ${sql.raw(mayReadNotes(actor) ? 'notes' : 'null as notes')}`

  const list = async (context: Context, filter: z.output<typeof OrganisationFilter>) => {
    const { q = '', ended = false, cursor, limit } = filter
    const [name = null, id = null] = cursor === undefined ? [] : decodeCursor(cursor, 2)
    const { rows: read } = await sql<Row & { order: string }>`
      select ${columns(context)}, plain(name) as order from ${from}
      where (ended_at is not null) = ${ended}
        and plain(name) like '%' || plain(${escaped(q.trim())}) || '%'
        ${cursor === undefined ? sql`` : sql`and (plain(name), id) > (${name}, ${id}::uuid)`}
      order by plain(name), id limit ${limit + 1}`.execute(context.db)
    const { rows, nextCursor } = page(read, limit, (row) => [row.order, row.id])
    return { items: rows.map(asOrganisation), nextCursor }
  }

  const read = async (context: Context, { id }: { id: string }): Promise<Organisation> => {
    const { rows } = await sql<Row>`select ${columns(context)} from ${from} where id = ${id}`.execute(
      context.db,
    )
    const [row] = rows
    if (row === undefined) throw notFound()
    return asOrganisation(row)
  }

  const create = async (context: Context, input: z.output<typeof CreateOrganisation>) => {
    ensure(keepsRelations(context.actor))
    const { name, email = null, phone = null, address = null, notes = null } = input
    const id = await createSubject(context.db, 'organisation')
    await sql`insert into ${from} (id, name, email, phone, address, notes)
      values (${id}, ${name}, ${email}, ${phone}, ${address}, ${notes})`.execute(context.db)
    const body = { kind: table, name, email, phone, address, notes }
    await context.emit({ subject: id, event: 'organisation.created', body })
    return read(context, { id })
  }

  const edit = async (context: Context, input: z.output<typeof EditOrganisation>) => {
    ensure(keepsRelations(context.actor))
    const before = await lock(context, input.id)
    if (before.version !== input.version) throw new Failure('stale_version', { current: before })
    const { id, version: _, ...given } = input
    const change = difference(before, given)
    if (change === null) return before
    const { name, email, phone, address, notes } = { ...before, ...change.after }
    await sql`update ${from} set name = ${name}, email = ${email}, phone = ${phone}, address = ${address},
      notes = ${notes}, version = version + 1 where id = ${id}`.execute(context.db)
    await context.emit({ subject: id, event: 'organisation.edited', body: change })
    return read(context, { id })
  }

  const end = async (context: Context, { id }: { id: string }) => {
    ensure(keepsRelations(context.actor))
    await lock(context, id)
    await sql`update ${from} set ended_at = ${context.now}, version = version + 1 where id = ${id}`.execute(
      context.db,
    )
    await context.emit({ subject: id, event: 'organisation.ended', body: {} })
    await endPeopleOf(context, id)
    return read(context, { id })
  }

  /** What has been ended stays as it was. */
  const lock = async (context: Context, id: string): Promise<Organisation> => {
    await sql`select from ${from} where id = ${id} for update`.execute(context.db)
    const present = await read(context, { id })
    if (present.endedAt !== null)
      throw new Failure('not_possible', { detail: `this ${table} has been ended` })
    return present
  }

  return { list, read, create, edit, end }
}

interface Row {
  id: string
  name: string
  email: string | null
  phone: string | null
  address: string | null
  notes: string | null
  ended_at: Temporal.Instant | null
  version: number
}

const asOrganisation = ({ ended_at, ...row }: Row): Organisation => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  address: row.address,
  notes: row.notes,
  endedAt: ended_at?.toString() ?? null,
  version: row.version,
})
