import type { CompanyFigures, companyApi } from '#contract/company/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'
import { seesCompany } from './policy.ts'

type Input = z.output<(typeof companyApi)['figures']['input']>
type Service = CompanyFigures['services'][number]

/** Row-level security says which records are the reader's to count. */
export const readFigures = async ({ actor, db, now }: Context, input: Input): Promise<CompanyFigures> => {
  if (!seesCompany(actor)) throw notFound()
  const month =
    input.month === undefined
      ? now.toZonedDateTimeISO(actor.zone).toPlainDate().toPlainYearMonth()
      : Temporal.PlainYearMonth.from(input.month)
  const begin = (of: Temporal.PlainYearMonth) =>
    of.toPlainDate({ day: 1 }).toZonedDateTime(actor.zone).toInstant()
  const [from, until] = [begin(month), begin(month.add({ months: 1 }))]
  const { rows } = await sql<Service>`
    with counted as (
      select r.service_id, r.recorded_at >= ${from} and r.recorded_at < ${until} as is_opened,
        r.resolved_at >= ${from} and r.resolved_at < ${until} and r.phase <> 'cancelled' as is_solved,
        r.due_resolution_at, r.resolved_at
      from record r where r.merged_into_id is null and r.client_id = ${actor.clientId}
        and ((r.recorded_at >= ${from} and r.recorded_at < ${until}) or (r.resolved_at >= ${from} and r.resolved_at < ${until})))
    select c.service_id as "serviceId", s.name as "serviceName",
      (count(*) filter (where is_opened))::int as opened, (count(*) filter (where is_solved))::int as solved,
      (count(*) filter (where is_solved and c.due_resolution_at is not null))::int as promised,
      (count(*) filter (where is_solved and c.resolved_at <= c.due_resolution_at))::int as kept
    from counted c left join service s on s.id = c.service_id
    group by c.service_id, s.name having count(*) filter (where is_opened or is_solved) > 0
    order by plain(s.name) nulls last`.execute(db)
  const sum = (key: 'opened' | 'solved' | 'promised' | 'kept') =>
    rows.reduce((total, row) => total + row[key], 0)
  return {
    month: month.toString(),
    total: { opened: sum('opened'), solved: sum('solved'), promised: sum('promised'), kept: sum('kept') },
    services: rows,
  }
}
