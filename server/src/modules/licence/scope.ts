import type { licenceApi } from '#contract/licence/api.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { z } from 'zod'

export type Input<Name extends keyof typeof licenceApi> = z.output<(typeof licenceApi)[Name]['input']>
export type Output<Name extends keyof typeof licenceApi> = z.input<(typeof licenceApi)[Name]['output']>

/** Machines of which an installation counts: what is retired or merged away has no software. `m` is the state of the machine. */
export const isLiving: RawBuilder<SqlBool> = sql<SqlBool>`m.valid_to = 'infinity' and m.state not in ('retired', 'disposed')`

export const ofClient = (client: string | undefined): RawBuilder<SqlBool> => {
  if (client === undefined) return sql<SqlBool>`true`
  return client === 'none' ? sql<SqlBool>`m.client_id is null` : sql<SqlBool>`m.client_id = ${client}`
}

export const every = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql<SqlBool>`true` : sql.join([...conditions], sql` and `)

/** All of them at once, for what reads many installations: looked up one by one they cost more than the rest. */
export const livingMachines = sql`living as materialized (
  select m.ci_id, m.client_id from machine a join ci_state m on m.ci_id = a.ci_id and ${isLiving})`
