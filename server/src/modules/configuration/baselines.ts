import type { configurationApi } from '#contract/configuration/api.ts'
import type { Baseline, CiSummary, Difference } from '#contract/configuration/shape.ts'
import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { together } from '#platform/database/connect.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { noteKept } from '#platform/kept-list.ts'
import { ensure } from '#platform/policy.ts'
import { changesBetween } from './content.ts'
import { keepsItems } from './policy.ts'
import { standing } from './queries.ts'
import { contentOf, type ContentRow } from './state.ts'

type Input<Name extends keyof typeof configurationApi> = z.output<(typeof configurationApi)[Name]['input']>

interface BaselineRow extends Omit<Baseline, 'at'> {
  at: Temporal.Instant
}

const baselines = async (
  db: Database,
  { id, client }: { id?: string; client?: string | undefined },
): Promise<BaselineRow[]> => {
  const { rows } =
    await sql<BaselineRow>`select b.id, b.name, b.client_id as "clientId", c.name as "clientName", b.at, b.note, p.name as "byName"
    from baseline b left join client c on c.id = b.client_id left join person p on p.id = b.by_id
    where (${id ?? null}::uuid is null or b.id = ${id ?? null}) and (${client ?? null}::uuid is null or b.client_id = ${client ?? null})
    order by b.at desc, b.id desc limit 500`.execute(db)
  return rows
}

export const listBaselines = async ({ db }: Context, { client }: Input<'listBaselines'>) => ({
  items: await baselines(db, { client }),
})

export const createBaseline = async (
  context: Omit<Context, 'door' | 'house'>,
  { name, clientId, note, at }: Input<'createBaseline'>,
) => {
  const { actor, db, now } = context
  ensure(keepsItems(actor))
  const instant = at === undefined ? now : Temporal.Instant.from(at)
  if (Temporal.Instant.compare(instant, now) > 0) throw invalid('at', 'not an instant of the future')
  const client =
    clientId === null
      ? null
      : await db.selectFrom('client').select('id').where('id', '=', clientId).executeTakeFirst()
  if (client === undefined) throw invalid('clientId', 'nothing has this id')
  const { id } = await db
    .insertInto('baseline')
    .values({ name, client_id: clientId, note, at: instant, by_id: actor.id, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await noteKept(context, 'baseline', { before: null, after: { id, name, clientId, at: instant.toString() } })
  return readBaseline(db, id)
}

const readBaseline = async (db: Database, id: string): Promise<BaselineRow> => {
  const [found] = await baselines(db, { id })
  if (found === undefined) throw notFound()
  return found
}

export const readDifference = async ({ db, now }: Context, { id, with: other }: Input<'difference'>) => {
  const { at: from, clientId } = await readBaseline(db, id)
  const to = await instantOf(db, other, now)
  return differenceBetween(db, { from: from.toString(), to: to.toString(), clientId })
}

const instantOf = async (
  db: Database,
  given: string | undefined,
  now: Temporal.Instant,
): Promise<Temporal.Instant> => {
  if (given === undefined) return now
  if (given.includes('T')) return Temporal.Instant.from(given)
  return (await readBaseline(db, given)).at
}

const mostTold = 2000

interface Pair {
  number: string
  before: (ContentRow & { type: string; since: string }) | null
  after: (ContentRow & { type: string; since: string }) | null
}

/** What differs between two instants; of a client: its items at either. */
export const differenceBetween = async (
  db: Database,
  { from, to, clientId }: { from: string; to: string; clientId: string | null },
): Promise<Difference> => {
  const mine = clientId === null ? sql`true` : sql`s.client_id = ${clientId}`
  const at = (
    instant: string,
  ) => sql`select s.ci_id, s.valid_from, s.name, s.state, s.client_id, s.owner_id, s.supplier_id, s.location, s.description,
    s.criticality, s.attributes, t.key as type, s.valid_from as since from ci_state s join ci_type t on t.id = s.type_id where ${standing('s', instant)} and ${mine}`
  const [pairs, relations] = await together([
    sql<Pair>`with a as (${at(from)}), b as (${at(to)})
      select c.number, case when a.ci_id is not null then to_jsonb(a) end as before, case when b.ci_id is not null then to_jsonb(b) end as after
      from a full join b on b.ci_id = a.ci_id join ci c on c.id = coalesce(a.ci_id, b.ci_id)
      where a.ci_id is null or b.ci_id is null or a.valid_from <> b.valid_from
      order by coalesce(b.name, a.name), c.number limit ${mostTold + 1}`.execute(db),
    sql<Difference['related'][number]>`
      select r.kind, f.number as "from", ${lastName(sql.ref('f.id'))} as "fromName", o.number as "to", ${lastName(sql.ref('o.id'))} as "toName",
        ${standing('r', to)} as "isNew"
      from ci_relation r join ci f on f.id = r.from_id join ci o on o.id = r.to_id
      where (${standing('r', from)}) <> (${standing('r', to)})
        and (${clientId}::uuid is null or exists (select from ci_state s where s.ci_id in (r.from_id, r.to_id) and s.client_id = ${clientId}
          and (${standing('s', from)} or ${standing('s', to)})))
      order by f.number, r.kind, o.number limit ${mostTold + 1}`.execute(db),
  ])
  const shown = pairs.rows.slice(0, mostTold)
  return {
    from,
    to,
    added: shown.flatMap(({ number, before, after }) =>
      before === null && after !== null ? [asLine(number, after)] : [],
    ),
    removed: shown.flatMap(({ number, before, after }) =>
      after === null && before !== null ? [asLine(number, before)] : [],
    ),
    changed: shown.flatMap(changedIn),
    related: relations.rows.slice(0, mostTold),
    isCut: pairs.rows.length > mostTold || relations.rows.length > mostTold,
  }
}

const lastName = (id: RawBuilder<unknown>) =>
  sql`(select name from ci_state where ci_id = ${id} order by valid_from desc limit 1)`

const changedIn = ({ number, before, after }: Pair): Difference['changed'] => {
  if (before === null || after === null) return []
  const type = before.type === after.type ? [] : [{ field: 'type', before: before.type, after: after.type }]
  const fields = [...type, ...changesBetween(contentOf(before), contentOf(after))]
  return fields.length === 0 ? [] : [{ number, name: after.name, type: after.type, fields }]
}

const asLine = (number: string, row: ContentRow & { type: string; since: string }): CiSummary => ({
  number,
  type: row.type,
  name: row.name,
  state: row.state,
  clientId: row.client_id,
  clientName: null,
  ownerName: null,
  location: row.location,
  criticality: row.criticality,
  since: Temporal.Instant.from(row.since).toString(),
})
