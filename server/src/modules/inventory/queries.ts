import { Contact, Likeness, type inventoryApi, type Waiting } from '#contract/inventory/api.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { escaped } from '#platform/database/matching.ts'
import { notFound } from '#platform/failure.ts'
import { keepsItems } from '../configuration/index.ts'
import { deviationRows } from './deviations.ts'

type Input<Name extends keyof typeof inventoryApi> = z.output<(typeof inventoryApi)[Name]['input']>
type Output<Name extends keyof typeof inventoryApi> = z.input<(typeof inventoryApi)[Name]['output']>

const all = (conditions: readonly RawBuilder<SqlBool>[]) =>
  conditions.length === 0 ? sql<SqlBool>`true` : sql.join([...conditions], sql` and `)

export const listContacts = async (
  { db }: Context,
  { cursor, limit, client, outcome }: Input<'listContacts'>,
) => {
  const behind = cursor === undefined ? undefined : decodeCursor(cursor, 2)
  const { rows } = await sql<Row<'listContacts'> & { at: Temporal.Instant }>`
    select k.id, k.at, k.client_id as "clientId", cl.name as "clientName", k.address, k.agent, k.user_agent as "userAgent", k.device_id as "deviceId",
      k.kind, k.outcome, k.refusal, k.notes, c.number, s.name, k.bytes, k.milliseconds
    from inventory_contact k left join client cl on cl.id = k.client_id left join ci c on c.id = k.ci_id
      left join ci_state s on s.ci_id = k.ci_id and s.valid_to = 'infinity'
    where ${all([
      ...(client === undefined ? [] : [sql<SqlBool>`k.client_id = ${client}`]),
      ...(outcome === undefined ? [] : [sql<SqlBool>`k.outcome = any(${outcome}::text[])`]),
      ...(behind === undefined
        ? []
        : [sql<SqlBool>`(k.at, k.id) < (${behind[0]}::timestamptz, ${behind[1]}::uuid)`]),
    ])} order by k.at desc, k.id desc limit ${limit + 1}`.execute(db)
  const shown = page(rows, limit, (row) => [row.at.toString(), row.id])
  return {
    items: shown.rows.map((row) => ({
      ...row,
      at: row.at.toString(),
      notes: Contact.shape.notes.parse(row.notes),
    })),
    nextCursor: shown.nextCursor,
  }
}

type Row<Name extends 'listContacts' | 'listMachines'> = Output<Name>['items'][number]

export const listMachines = async (
  { db, now }: Context,
  { cursor, limit, client, silent }: Input<'listMachines'>,
) => {
  const behind = cursor === undefined ? undefined : decodeCursor(cursor, 2)
  const { rows } = await sql<Row<'listMachines'> & { id: string; at: Temporal.Instant }>`
    select m.ci_id as id, m.last_contact_at as at, c.number, s.name, t.key as type, s.client_id as "clientId", cl.name as "clientName", m.agent,
      m.is_complete as "isComplete"
    from machine m join ci c on c.id = m.ci_id join ci_state s on s.ci_id = m.ci_id and s.valid_to = 'infinity' join ci_type t on t.id = s.type_id
      left join client cl on cl.id = s.client_id
    where ${all([
      sql<SqlBool>`m.last_contact_at is not null`,
      ...(client === undefined ? [] : [sql<SqlBool>`s.client_id = ${client}`]),
      ...(silent === undefined
        ? []
        : [sql<SqlBool>`m.last_contact_at < ${now.subtract({ hours: 24 * silent })}`]),
      ...(behind === undefined
        ? []
        : [sql<SqlBool>`(m.last_contact_at, m.ci_id) > (${behind[0]}::timestamptz, ${behind[1]}::uuid)`]),
    ])} order by m.last_contact_at, m.ci_id limit ${limit + 1}`.execute(db)
  const shown = page(rows, limit, (row) => [row.at.toString(), row.id])
  return {
    items: shown.rows.map(({ at, ...row }) => ({ ...row, lastContactAt: at.toString() })),
    nextCursor: shown.nextCursor,
  }
}

export const listWaiting = async ({ db }: Context) => {
  const { rows } = await sql<Omit<Waiting, 'at'> & { at: Temporal.Instant; candidates: unknown }>`
    select r.id, r.at, r.client_id as "clientId", cl.name as "clientName", r.device_id as "deviceId", r.agent, r.tag, r.name, r.address,
      r.is_partial as "isPartial", r.inventory #>> '{system,name}' as system, r.inventory #>> '{hardware,model}' as model,
      r.inventory #>> '{hardware,serial}' as serial, r.candidates
    from inventory_report r left join client cl on cl.id = r.client_id
    where r.decided_at is null order by r.at desc, r.id desc limit 500`.execute(db)
  return {
    items: rows.map((row) => ({
      ...row,
      at: row.at.toString(),
      candidates: z.array(Likeness).parse(row.candidates),
    })),
  }
}

const anchorOf = async ({ db }: Context, number: string): Promise<string> => {
  const anchor = await db.selectFrom('ci').select('id').where('number', '=', number).executeTakeFirst()
  if (anchor === undefined) throw notFound()
  return anchor.id
}

export const readInventory = async (
  context: Context,
  { number }: Input<'ofItem'>,
): Promise<Output<'ofItem'>> => {
  const { actor, db } = context
  const id = await anchorOf(context, number)
  const machine = await db
    .selectFrom('machine')
    .select(['agent', 'tag', 'last_contact_at', 'last_full_at', 'is_complete'])
    .where('ci_id', '=', id)
    .where('last_contact_at', 'is not', null)
    .executeTakeFirst()
  const locks = await db
    .selectFrom('ci_lock as l')
    .leftJoin('person as p', 'p.id', 'l.by_id')
    .select(['l.field', 'l.since', 'p.name'])
    .where('l.ci_id', '=', id)
    .orderBy('l.field')
    .limit(200)
    .execute()
  return {
    machine:
      machine === undefined
        ? null
        : {
            agent: machine.agent,
            tag: machine.tag,
            lastContactAt: machine.last_contact_at?.toString() ?? null,
            lastFullAt: machine.last_full_at?.toString() ?? null,
            isComplete: machine.is_complete,
          },
    locks: locks.map(({ field, since, name }) => ({ field, since: since.toString(), byName: name })),
    deviations: await deviationRows(db, sql<SqlBool>`d.ci_id = ${id}`),
    mayWrite: keepsItems(actor),
  }
}

interface InstallationRow {
  id: string
  title: string
  version: string
  arch: string
  publisher: string | null
  key: string
  first_seen: Temporal.Instant
  gone_at: Temporal.Instant | null
  last_software_at: Temporal.Instant | null
}

export const listInstallations = async (
  context: Context,
  { number, cursor, limit, q, gone = 'false' }: Input<'installations'>,
) => {
  const id = await anchorOf(context, number)
  const behind = cursor === undefined ? undefined : decodeCursor(cursor, 2)
  const handle = sql`i.title_id::text || ' ' || i.version || ' ' || i.arch || ' ' || i.first_seen::text`
  const { rows } = await sql<InstallationRow>`
    select ${handle} as id, t.title, t.key, t.publisher, i.version, i.arch, i.first_seen, i.gone_at, m.last_software_at
    from installation i join software_title t on t.id = i.title_id left join machine m on m.ci_id = i.ci_id
    where ${all([
      sql<SqlBool>`i.ci_id = ${id}`,
      ...(gone === 'true' ? [] : [sql<SqlBool>`i.gone_at is null`]),
      ...(q === undefined || q === ''
        ? []
        : [
            sql<SqlBool>`plain(t.title || ' ' || i.version || ' ' || coalesce(t.publisher, '')) like '%' || plain(${escaped(q)}) || '%'`,
          ]),
      ...(behind === undefined
        ? []
        : [sql<SqlBool>`(t.key, ${handle}) > (${behind[0]}::text, ${behind[1]}::text)`]),
    ])} order by t.key, ${handle} limit ${limit + 1}`.execute(context.db)
  const shown = page(rows, limit, (row) => [row.key, row.id])
  return {
    items: shown.rows.map((row) => ({
      id: row.id,
      title: row.title,
      version: row.version,
      arch: row.arch,
      publisher: row.publisher,
      firstSeen: row.first_seen.toString(),
      lastSeen: (row.gone_at ?? row.last_software_at ?? row.first_seen).toString(),
      isGone: row.gone_at !== null,
    })),
    nextCursor: shown.nextCursor,
  }
}
