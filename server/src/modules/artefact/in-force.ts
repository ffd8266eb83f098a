import type { ArtefactKind } from '#contract/artefact/api.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'

/** A version as those read it who are judged by it. */
export interface LiveVersion {
  id: string
  artefactId: string
  kind: string
  key: string
  clientId: string | null
  number: number
  /** Nobody has approved it: the kit's proposition stands in until someone does. */
  isProposition: boolean
}

/**
 * The version of each named artefact that counts at an instant: the one in force, else the kit's proposition.
 * One statement for as many as are asked.
 */
export const liveVersions = async (
  db: Database,
  wanted: readonly { kind: ArtefactKind; key: string; clientId?: string | null }[],
  at: Temporal.Instant,
): Promise<LiveVersion[]> => {
  const kinds = wanted.map(({ kind }) => kind)
  const keys = wanted.map(({ key }) => key)
  const clients = wanted.map(({ clientId }) => clientId ?? null)
  const { rows } = await sql<LiveVersion>`
    select v.id, a.id as "artefactId", a.kind, a.key, a.client_id as "clientId", v.number, v.in_force_from is null as "isProposition"
    from unnest(${kinds}::text[], ${keys}::text[], ${clients}::uuid[]) as w (kind, key, client)
    join artefact a on a.kind = w.kind and a.key = w.key and a.client_id is not distinct from w.client
    cross join lateral (
      select id, number, in_force_from from artefact_version v
      where v.artefact_id = a.id and (
        (v.in_force_from <= ${at} and (v.in_force_until is null or v.in_force_until > ${at}))
        or (v.kit_edition is not null and v.state <> 'rejected'))
      order by (v.in_force_from is not null and v.in_force_from <= ${at}) desc, v.number desc limit 1) v`.execute(
    db,
  )
  return rows
}

const contents = new Map<string, unknown>()
const most = 500

/** Contents of versions that can't change any more, kept in memory: what is approved or proposed is frozen by the database. */
export const contentsOf = async (db: Database, ids: readonly string[]): Promise<Map<string, unknown>> => {
  const missing = [...new Set(ids)].filter((id) => !contents.has(id))
  if (missing.length > 0) {
    const rows = await db
      .selectFrom('artefact_version')
      .select(['id', 'content'])
      .where('id', 'in', missing)
      .where((or) => or.or([or('state', '=', 'approved'), or('kit_edition', 'is not', null)]))
      .execute()
    if (contents.size > most) contents.clear()
    for (const { id, content } of rows) contents.set(id, content)
  }
  return new Map(ids.map((id) => [id, contents.get(id)]))
}
