import type { problemApi } from '#contract/problem/api.ts'
import type { KnownError, PortalKnownError } from '#contract/problem/shape.ts'
import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { notFound } from '#platform/failure.ts'
import { isStaff } from '../record/index.ts'

type Input = z.output<(typeof problemApi)['knownErrors']['input']>

interface PortalRow {
  id: string
  number: string
  symptom: string
  workaround: string
  solution: string
  public_cause: string | null
  service_id: string | null
  service_name: string | null
  state: 'open' | 'accepted' | 'solved' | 'withdrawn'
  updated_at: Temporal.Instant
  place: string
}

interface StaffRow extends PortalRow {
  title: string
  cause: string
  in_portal: boolean
  for_all: boolean
  clients: { id: string; name: string }[]
  cis: { number: string; name: string }[]
  review_on: string | null
  workaround_number: number
  incidents: number
  version: number
}

const portalColumns = sql`k.id, k.number, k.symptom, k.workaround, k.solution, k.public_cause, k.service_id,
  (select s.name from service s where s.id = k.service_id) as service_name, k.state, k.updated_at, k.updated_at::text as place`

const staffColumns = sql`${portalColumns}, r.title, k.cause, k.in_portal, k.for_all, k.review_on::text as review_on, k.workaround_number, k.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name)
    from known_error_client kc join client c on c.id = kc.client_id where kc.known_error_id = k.id), '[]') as clients,
  coalesce((select jsonb_agg(jsonb_build_object('number', c.number, 'name', s.name) order by c.number)
    from record_ci rc join ci c on c.id = rc.ci_id join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'
    where rc.record_id = k.record_id), '[]') as cis,
  (select count(*)::int from record_link l where l.to_id = k.record_id and l.kind = 'caused-by') as incidents`

/** All of them to the provider's people; to a client what row-level security lets it read. */
export const listKnownErrors = async (context: Context, input: Input) => {
  const { db, actor } = context
  const { limit, cursor } = input
  const isOurs = isStaff(actor)
  const wanted = [...conditionsOf(input, isOurs), ...behind(cursor)]
  const where = wanted.length === 0 ? sql`` : sql`where ${sql.join(wanted, sql` and `)}`
  const order = sql`order by k.updated_at desc, k.id desc limit ${limit + 1}`
  if (!isOurs) {
    const { rows } =
      await sql<PortalRow>`select ${portalColumns} from known_error k ${where} ${order}`.execute(db)
    const shown = page(rows, limit, ({ place, id }) => [place, id])
    return { items: shown.rows.map(asPortal), nextCursor: shown.nextCursor }
  }
  const { rows } =
    await sql<StaffRow>`select ${staffColumns} from known_error k join record r on r.id = k.record_id
    ${where} ${order}`.execute(db)
  const shown = page(rows, limit, ({ place, id }) => [place, id])
  return { items: shown.rows.map(asKnownError), nextCursor: shown.nextCursor }
}

const behind = (cursor: string | undefined): RawBuilder<unknown>[] => {
  if (cursor === undefined) return []
  const [at, id] = decodeCursor(cursor, 2)
  return [sql`(k.updated_at, k.id) < (${at}::timestamptz, ${id}::uuid)`]
}

const conditionsOf = ({ q, client, service, ci, state }: Input, isOurs: boolean): RawBuilder<unknown>[] => [
  ...(q === undefined || q === '' ? [] : [sql`(k.words @@ search_query(${q}) or k.number = upper(${q}))`]),
  ...(service === undefined ? [] : [sql`k.service_id = ${service}`]),
  ...(state === undefined ? [] : [sql`k.state = ${state}`]),
  // Whose incidents it caused, or to whom it was published, is the provider's to know.
  ...(client === undefined || !isOurs
    ? []
    : [
        sql`(r.client_id = ${client} or exists (select from record_link l join record i on i.id = l.from_id
          where l.to_id = r.id and l.kind = 'caused-by' and i.client_id = ${client})
          or exists (select from known_error_client kc where kc.known_error_id = k.id and kc.client_id = ${client}))`,
      ]),
  ...(ci === undefined || !isOurs
    ? []
    : [
        sql`exists (select from record_ci rc join ci c on c.id = rc.ci_id where rc.record_id = k.record_id and c.number = ${ci})`,
      ]),
]

export const findKnownError = async (
  { db }: Pick<Context, 'db'>,
  number: string,
): Promise<z.input<typeof KnownError> | null> => {
  const { rows } =
    await sql<StaffRow>`select ${staffColumns} from known_error k join record r on r.id = k.record_id
    where k.number = ${number}`.execute(db)
  const [row] = rows
  return row === undefined ? null : asKnownError(row)
}

export const knownErrorOf = async (context: Context, number: string) => {
  const found = await findKnownError(context, number)
  if (found === null) throw notFound()
  return found
}

const asPortal = (row: PortalRow): z.input<typeof PortalKnownError> => ({
  number: row.number,
  symptom: row.symptom,
  workaround: row.workaround,
  solution: row.solution,
  cause: row.public_cause,
  serviceId: row.service_id,
  serviceName: row.service_name,
  state: row.state,
  updatedAt: row.updated_at,
})

const asKnownError = (row: StaffRow): z.input<typeof KnownError> => ({
  ...asPortal(row),
  id: row.id,
  title: row.title,
  cause: row.cause,
  portal: row.in_portal,
  portalCause: row.public_cause !== null,
  clients: row.in_portal && row.for_all ? 'all' : row.clients,
  cis: row.cis,
  reviewOn: row.review_on,
  workaroundNumber: row.workaround_number,
  incidents: row.incidents,
  version: row.version,
})
