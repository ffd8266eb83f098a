import { AgreementContent, type agreementApi } from '#contract/agreement/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'

type Input<Name extends keyof typeof agreementApi> = z.output<(typeof agreementApi)[Name]['input']>

export const listAgreements = async (context: Context, { client, service }: Input<'list'>) => {
  let query = rows(context)
  if (client !== undefined) query = query.where('a.client_id', '=', client)
  if (service !== undefined) query = query.where('a.service_id', '=', service)
  const found = await query.orderBy('a.id').limit(1000).execute()
  return { items: found.map((row) => asAgreement(row, context.now)) }
}

export const readAgreement = async (context: Context, { id }: Input<'read'>) => {
  const row = await rows(context).where('a.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return asAgreement(row, context.now)
}

/** Each agreement with the version that counts now, else the newest one that the reader may see. */
const rows = ({ db, now }: Context) =>
  db
    .selectFrom('agreement as a')
    .innerJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('artefact_version as v')
          .selectAll('v')
          .whereRef('v.artefact_id', '=', 'a.id')
          .orderBy(
            (order) =>
              order.and([
                order('v.in_force_from', '<=', now),
                order.or([order('v.in_force_until', 'is', null), order('v.in_force_until', '>', now)]),
              ]),
            (sort) => sort.desc().nullsLast(),
          )
          .orderBy('v.number', 'desc')
          .limit(1)
          .as('v'),
      (join) => join.onTrue(),
    )
    .where('a.ended_at', 'is', null)
    .select([
      'a.id',
      'a.client_id',
      'a.service_id',
      'a.calendar_id',
      'a.grid_id',
      'v.id as version_id',
      'v.state',
      'v.content',
      'v.in_force_from',
      'v.in_force_until',
      'v.version',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const asAgreement = (row: Row, now: Temporal.Instant) => ({
  id: row.id,
  clientId: row.client_id,
  serviceId: row.service_id,
  calendarId: row.calendar_id,
  gridId: row.grid_id,
  targets: AgreementContent.parse(row.content).targets,
  versionId: row.version_id,
  state: stateOf(row, now),
  from: row.in_force_from,
  version: row.version,
})

const stateOf = (row: Row, now: Temporal.Instant) => {
  if (row.state !== 'approved' || row.in_force_from === null) return row.state
  if (Temporal.Instant.compare(row.in_force_from, now) > 0) return 'approved' as const
  const isOver = row.in_force_until !== null && Temporal.Instant.compare(row.in_force_until, now) <= 0
  return isOver ? ('superseded' as const) : ('in-force' as const)
}
