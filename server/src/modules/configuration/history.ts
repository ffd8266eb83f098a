import type { configurationApi } from '#contract/configuration/api.ts'
import type { CiChange, CiSource } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together } from '#platform/database/connect.ts'
import type { Database } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { changesBetween, fieldsOf } from './content.ts'
import { contentOf, type ContentRow } from './state.ts'

type Input = z.output<(typeof configurationApi)['history']['input']>

type StateRow = ContentRow & {
  version: number
  from: Temporal.Instant
  until: Temporal.Instant | null
  type: string
  source: CiSource
  by_name: string | null
  record: string | null
  reason: string | null
}

const most = 500

/** Each state against the one before it, and each relation that came or went: latest first. */
export const readHistory = async ({ db }: Context, { number }: Input): Promise<{ items: CiChange[] }> => {
  const [states, relations] = await together([statesOf(db, number), relationsOf(db, number)])
  if (states.length === 0) throw notFound()
  const told = states.flatMap((state, index) => changesOf(state, states[index - 1], states[index + 1]))
  return {
    items: [...relations, ...told.toReversed()]
      .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
      .slice(0, most),
  }
}

const follows = (previous: StateRow | undefined, state: StateRow | undefined): boolean =>
  previous?.until !== undefined && previous.until !== null && state?.from.equals(previous.until) === true

const changesOf = (
  state: StateRow,
  previous: StateRow | undefined,
  next: StateRow | undefined,
): CiChange[] => {
  const authority =
    state.record === null && state.reason === null ? null : { record: state.record, reason: state.reason }
  const frame = {
    at: state.from.toString(),
    version: state.version,
    source: state.source,
    byName: state.by_name,
    authority,
    relation: null,
  }
  const begun: CiChange =
    previous !== undefined && follows(previous, state)
      ? { ...frame, what: 'edited', fields: differences(previous, state) }
      : { ...frame, what: 'created', fields: allOf(state) }
  if (state.until === null || follows(state, next)) return [begun]
  const ended: CiChange = {
    ...frame,
    at: state.until.toString(),
    byName: null,
    authority: null,
    what: 'ended',
    fields: [],
  }
  return [begun, ended]
}

const differences = (previous: StateRow, state: StateRow): CiChange['fields'] => [
  ...(previous.type === state.type ? [] : [{ field: 'type', before: previous.type, after: state.type }]),
  ...changesBetween(contentOf(previous), contentOf(state)),
]

const allOf = (state: StateRow): CiChange['fields'] => [
  { field: 'type', before: null, after: state.type },
  ...Object.entries(fieldsOf(contentOf(state)))
    .filter(([, value]) => value !== null && value !== '')
    .map(([field, after]) => ({ field, before: null, after })),
]

const statesOf = async (db: Database, number: string): Promise<StateRow[]> => {
  const { rows } = await sql<StateRow>`
    select * from (select s.version, s.valid_from as "from", nullif(s.valid_to, 'infinity') as until, t.key as type, s.name, s.state, s.client_id, s.owner_id, s.supplier_id,
      s.location, s.description, s.criticality, s.attributes, s.source, p.name as by_name, r.number as record, a.reason
    from ci c join ci_state s on s.ci_id = c.id join ci_type t on t.id = s.type_id left join person p on p.id = s.by_id
      left join ci_authority a on a.id = s.authority_id left join record r on r.id = a.record_id
    where c.number = ${number} order by s.valid_from desc limit ${most}) latest order by "from"`.execute(db)
  return rows
}

interface RelationRow {
  at: Temporal.Instant
  is_new: boolean
  kind: string
  is_outgoing: boolean
  number: string
  name: string
  source: CiSource
  by_name: string | null
}

const relationsOf = async (db: Database, number: string): Promise<CiChange[]> => {
  const { rows } = await sql<RelationRow>`
    with own as (select r.*, r.from_id = c.id as is_outgoing, case when r.from_id = c.id then r.to_id else r.from_id end as other
      from ci c join ci_relation r on c.id in (r.from_id, r.to_id) where c.number = ${number}),
    turns as (
      select own.valid_from as at, true as is_new, own.kind, own.is_outgoing, own.other, own.source, own.by_id from own
      union all
      select own.valid_to, false, own.kind, own.is_outgoing, own.other, own.source, own.ended_by from own where own.valid_to <> 'infinity')
    select turns.at, turns.is_new, turns.kind, turns.is_outgoing, o.number, s.name, turns.source, p.name as by_name
    from turns join ci o on o.id = turns.other
      join lateral (select name from ci_state where ci_id = o.id order by valid_from desc limit 1) s on true
      left join person p on p.id = turns.by_id
    order by turns.at desc limit ${most}`.execute(db)
  return rows.map((row) => ({
    at: row.at.toString(),
    version: null,
    source: row.source,
    byName: row.by_name,
    authority: null,
    what: row.is_new ? 'related' : 'unrelated',
    fields: [],
    relation: { kind: row.kind, isOutgoing: row.is_outgoing, number: row.number, name: row.name },
  }))
}
