import type { changeCalendarApi, Freeze } from '#contract/change/calendar.ts'
import type { EventBodies } from '#contract/events.ts'
import { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { endLive, lockLive } from '#platform/database/live-rows.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { checkClient } from '../client/index.ts'
import { keepsFreezes } from './policy.ts'

type Input<Name extends keyof typeof changeCalendarApi> = z.output<(typeof changeCalendarApi)[Name]['input']>
type Answer = z.input<typeof Freeze>

const most = 1000

/** Those that have not ended and are not over; the client's and those for all, where one is asked for. */
export const listFreezes = async ({ db, actor, now }: Context, { client }: Input<'freezes'>) => {
  const items = await rowsOf(db)
    .where('f.ended_at', 'is', null)
    .where('f.ends_at', '>', now)
    .$if(client !== undefined, (query) =>
      query.where((or) => or.or([or('f.client_id', 'is', null), or('f.client_id', '=', client ?? '')])),
    )
    .orderBy('f.starts_at')
    .orderBy('f.id')
    .limit(most)
    .execute()
  return { items: items.map(asFreeze), mayWrite: keepsFreezes(actor) }
}

/** Those that overlap a span. */
export const freezesIn = async (
  db: Database,
  { from, to, client, service }: { from: Temporal.Instant; to: Temporal.Instant } & Narrowed,
): Promise<Answer[]> => {
  const rows = await rowsOf(db)
    .where('f.ended_at', 'is', null)
    .where(sql<boolean>`tstzrange(f.starts_at, f.ends_at) && tstzrange(${from}, ${to})`)
    .$if(client !== undefined, (query) =>
      query.where((or) => or.or([or('f.client_id', 'is', null), or('f.client_id', '=', client ?? '')])),
    )
    .$if(service !== undefined, (query) =>
      query.where(
        sql<boolean>`(not exists (select from change_freeze_service v where v.freeze_id = f.id)
          or exists (select from change_freeze_service v where v.freeze_id = f.id and v.service_id = ${service ?? null}))`,
      ),
    )
    .orderBy('f.starts_at')
    .orderBy('f.id')
    .limit(most)
    .execute()
  return rows.map(asFreeze)
}

interface Narrowed {
  client?: string | undefined
  service?: string | undefined
}

export const createFreeze = async (
  context: Context,
  { services, ...given }: Input<'createFreeze'>,
): Promise<Answer> => {
  const { db, actor, now } = context
  ensure(keepsFreezes(actor))
  if (given.clientId !== null) await checkClient(context, given.clientId)
  if (given.kind === 'critical-period' && given.clientId === null) throw invalid('clientId', 'required')
  const { id } = await db
    .insertInto('change_freeze')
    .values({
      kind: given.kind,
      name: JSON.stringify(given.name),
      client_id: given.clientId,
      ...spanOf(given),
      reason: given.reason,
      created_by: actor.id,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeServices(db, id, services)
  const freeze = await readFreeze(db, id)
  await note(context, freeze, 'freeze.created', { freeze: id, after: factsOf(freeze) })
  return freeze
}

export const editFreeze = async (
  context: Context,
  { id, version, services, ...given }: Input<'editFreeze'>,
): Promise<Answer> => {
  const { db, actor } = context
  ensure(keepsFreezes(actor))
  const row = await lockLive(db, 'change_freeze', id)
  const before = await readFreeze(db, id)
  if (row.version !== version) throw new Failure('stale_version', { current: before })
  if (given.clientId !== undefined && given.clientId !== null) await checkClient(context, given.clientId)
  if (row.kind === 'critical-period' && given.clientId === null) throw invalid('clientId', 'required')
  await db
    .updateTable('change_freeze')
    .set({
      version: version + 1,
      ...spanOf({
        from: given.from ?? row.starts_at.toString(),
        to: given.to ?? row.ends_at.toString(),
      }),
      ...(given.name === undefined ? {} : { name: JSON.stringify(given.name) }),
      ...(given.clientId === undefined ? {} : { client_id: given.clientId }),
      ...(given.reason === undefined ? {} : { reason: given.reason }),
    })
    .where('id', '=', id)
    .execute()
  if (services !== undefined) {
    await db.deleteFrom('change_freeze_service').where('freeze_id', '=', id).execute()
    await writeServices(db, id, services)
  }
  const after = await readFreeze(db, id)
  await note(context, after, 'freeze.edited', {
    freeze: id,
    before: factsOf(before),
    after: factsOf(after),
  })
  return after
}

export const endFreeze = async (context: Context, { id }: Input<'endFreeze'>): Promise<Answer> => {
  const { db, actor, now } = context
  ensure(keepsFreezes(actor))
  await lockLive(db, 'change_freeze', id)
  await endLive(db, 'change_freeze', { id, at: now })
  const freeze = await readFreeze(db, id)
  await note(context, freeze, 'freeze.ended', { freeze: id, name: freeze.name.fr })
  return freeze
}

const spanOf = ({ from, to }: { from: string; to: string }) => ({
  starts_at: Temporal.Instant.from(from),
  ends_at: Temporal.Instant.from(to),
})

const writeServices = async (db: Database, id: string, services: readonly string[]): Promise<void> => {
  const ids = [...new Set(services)]
  if (ids.length === 0) return
  const known = await db
    .selectFrom('service')
    .select('id')
    .where('id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute()
  if (known.length < ids.length) throw invalid('services', 'services that have not been ended')
  await db
    .insertInto('change_freeze_service')
    .values(ids.map((service) => ({ freeze_id: id, service_id: service })))
    .execute()
}

const rowsOf = (db: Database) =>
  db
    .selectFrom('change_freeze as f')
    .leftJoin('client as c', 'c.id', 'f.client_id')
    .selectAll('f')
    .select('c.name as client_name')
    .select(sql<string | null>`person_name(f.created_by)`.as('by_name'))
    .select(
      sql<
        { id: string; name: string }[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name)
        from change_freeze_service v join service s on s.id = v.service_id where v.freeze_id = f.id), '[]')`.as(
        'services',
      ),
    )

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

const readFreeze = async (db: Database, id: string): Promise<Answer> =>
  asFreeze(await rowsOf(db).where('f.id', '=', id).executeTakeFirstOrThrow())

const asFreeze = (row: Row): Answer => ({
  id: row.id,
  kind: row.kind,
  name: Words.parse(row.name),
  client: row.client_id === null ? null : { id: row.client_id, name: row.client_name ?? '' },
  services: row.services,
  from: row.starts_at,
  to: row.ends_at,
  reason: row.reason,
  byName: row.by_name ?? '',
  endedAt: row.ended_at,
  version: row.version,
})

const factsOf = ({ kind, name, client, services, from, to, reason }: Answer) => ({
  kind,
  name,
  client: client?.id ?? null,
  services: services.map(({ id }) => id),
  from: from.toString(),
  to: to.toString(),
  reason,
})

type Noted = 'freeze.created' | 'freeze.edited' | 'freeze.ended'

/** In the journal of the client that it is for, else in the provider's. */
const note = async <Name extends Noted>(
  { db, emit }: Context,
  { client }: Answer,
  event: Name,
  body: EventBodies[Name],
): Promise<void> => {
  const subject =
    client?.id ?? (await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()).id
  await emit({ subject, event, body })
}
