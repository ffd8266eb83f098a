import { randomBytes } from 'node:crypto'
import type { verificationApi } from '#contract/verification/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { createSubject, type Context } from '#platform/context.ts'
import { escaped } from '#platform/database/matching.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { checkClient } from '../client/index.ts'
import { everyType, standing } from '../configuration/index.ts'
import { drawSample } from './draw.ts'
import { notesResults, runsCampaigns } from './policy.ts'
import { asCampaign, figuresFrom, findCampaign, itemRows, typesById } from './rows.ts'

type Input<Name extends keyof typeof verificationApi> = z.output<(typeof verificationApi)[Name]['input']>

/** More than these nobody ticks by hand: a sample is drawn. */
const most = 2000

/** What should be there: not what is planned, ordered or done with. A service is seen only where it is asked for. */
export const openCampaign = async (context: Context, input: Input<'open'>) => {
  const { actor, db, now, emit } = context
  ensure(runsCampaigns(actor))
  await checkClient(context, input.clientId)
  const { name, clientId, types, location, sample } = input
  const { rows: population } = await sql<{ id: string; number: string }>`
    select c.id, c.number from ci_state s join ci c on c.id = s.ci_id join ci_type t on t.id = s.type_id
    where ${standing('s', undefined)} and s.state in ('in-stock', 'in-test', 'in-service', 'in-repair')
      and (${clientId}::uuid is null or s.client_id = ${clientId})
      and (case when ${types.length} = 0 then t.key <> 'service' else t.key = any(${types}::text[]) end)
      and plain(s.location) like '%' || plain(${escaped(location)}) || '%'
    order by c.number`.execute(db)
  if (population.length === 0) throw invalid('types', 'nothing to verify in this scope')
  const isDrawn = sample !== undefined && sample < population.length
  if (!isDrawn && population.length > most) throw invalid('sample', `at most ${most} items, draw a sample`)
  const seed = isDrawn ? (input.seed ?? randomBytes(8).toString('hex')) : null
  const chosen = seed === null ? population : drawSample(population, sample ?? 0, seed)
  const id = await createSubject(db, 'verification')
  await db
    .insertInto('verification')
    .values({
      id,
      name,
      client_id: clientId,
      scope: JSON.stringify({ types, location }),
      population: population.length,
      sample: seed === null ? null : chosen.length,
      seed,
      opened_at: now,
      opened_by: actor.id,
    })
    .execute()
  await db
    .insertInto('verification_item')
    .values(chosen.map((item) => ({ verification_id: id, ci_id: item.id })))
    .execute()
  await emit({
    subject: id,
    event: 'verification.opened',
    body: {
      name,
      client: clientId,
      types,
      location,
      population: population.length,
      sample: seed === null ? null : chosen.length,
      seed,
    },
  })
  const items = await itemRows(db, [id])
  return asCampaign(await findCampaign(db, id), figuresFrom(items, 0, typesById(await everyType(db))))
}

/** What was found of one item; noted twice, the later word holds and the journal has both. */
export const noteResult = async (context: Context, { id, number, ...given }: Input<'note'>) => {
  const { actor, db, emit } = context
  ensure(notesResults(actor))
  await ensureOpen(context, id)
  const { result, note } = given
  const fields = result === 'different' ? given.fields : []
  if (result === 'different' && fields.length === 0 && note === '')
    throw invalid('fields', 'say what is different')
  const at = instantOf(context, given.at)
  const noted = await db
    .updateTable('verification_item')
    .set({ result, fields: JSON.stringify(fields), note, by_id: actor.id, at })
    .where('verification_id', '=', id)
    .where('ci_id', '=', (from) => from.selectFrom('ci').select('id').where('number', '=', number))
    .returning('ci_id')
    .executeTakeFirst()
  if (noted === undefined) throw notFound()
  await emit({
    subject: id,
    event: 'verification.noted',
    body: { ci: number, result, fields, note, at: at.toString() },
  })
  return {}
}

export const addFind = async (context: Context, { id, what, location, at: given }: Input<'addFind'>) => {
  const { actor, db, emit } = context
  ensure(notesResults(actor))
  await ensureOpen(context, id)
  const at = instantOf(context, given)
  const find = await db
    .insertInto('verification_find')
    .values({ verification_id: id, what, location, by_id: actor.id, at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await emit({
    subject: id,
    event: 'verification.found',
    body: { find: find.id, what, location, at: at.toString() },
  })
  return {}
}

export const withdrawFind = async (context: Context, { id, find }: Input<'withdrawFind'>) => {
  const { actor, db, now, emit } = context
  ensure(notesResults(actor))
  await ensureOpen(context, id)
  const withdrawn = await db
    .updateTable('verification_find')
    .set({ withdrawn_at: now })
    .where('id', '=', find)
    .where('verification_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (withdrawn === undefined) throw notFound()
  await emit({ subject: id, event: 'verification.find-withdrawn', body: { find } })
  return {}
}

/** Whoever notes something keeps who closes waiting, not others who note. */
const ensureOpen = async ({ db }: Context, id: string): Promise<void> => {
  const row = await db
    .selectFrom('verification')
    .select('closed_at')
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.closed_at !== null) throw new Failure('not_possible', { detail: 'this campaign is closed' })
}

/** When it was seen, where the network was away since; nobody sees what is still to come. */
const instantOf = ({ now }: Context, given: string | undefined): Temporal.Instant => {
  if (given === undefined) return now
  const at = Temporal.Instant.from(given)
  return Temporal.Instant.compare(at, now) > 0 ? now : at
}
