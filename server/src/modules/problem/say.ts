import type { problemApi } from '#contract/problem/api.ts'
import { problem as en } from '#contract/problem/en.ts'
import { problem as fr } from '#contract/problem/fr.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { escapeHtml } from '#platform/mail/fold.ts'
import { ensure } from '#platform/policy.ts'
import { audienceOf, commentRecord, lockRecord, type RecordRow } from '../record/index.ts'
import { keepOnIncidents, linkIncidents } from './link.ts'
import { mayOpen } from './policy.ts'

type Input<Name extends keyof typeof problemApi> = z.output<(typeof problemApi)[Name]['input']>

/** One click on an incident: the client reads the workaround, and the incident is linked to its problem. */
export const applyKnownError = async (context: Context, { number, record }: Input<'apply'>) => {
  ensure(mayOpen(context.actor))
  const incident = await lockRecord(context, record)
  if (incident.kind !== 'INC' || incident.closed_at !== null)
    throw new Failure('not_possible', { detail: 'an open incident is expected' })
  const known = await findKnown(context, number)
  return { isNew: await sayOn(context, known, incident) }
}

/** Every open incident of the problem that has not heard this workaround hears it, once. */
export const pushWorkaround = async (context: Context, { number }: Input<'push'>) => {
  ensure(mayOpen(context.actor))
  const { db, emit } = context
  const known = await findKnown(context, number)
  const incidents = await db
    .selectFrom('record as r')
    .innerJoin('record_link as l', 'l.from_id', 'r.id')
    .selectAll('r')
    .where('l.to_id', '=', known.record_id)
    .where('l.kind', '=', 'caused-by')
    .where('r.closed_at', 'is', null)
    .where('r.phase', '<>', 'resolved')
    .where('r.merged_into_id', 'is', null)
    .orderBy('r.id')
    .forUpdate('r')
    .execute()
  const ids = new Set(incidents.map(({ id }) => id))
  const told: string[] = []
  for (const incident of incidents) {
    // What is said to a common incident is said to its callers.
    const isSaidWithParent = incident.parent_id !== null && ids.has(incident.parent_id)
    if (isSaidWithParent) continue
    if (await sayOn(context, known, incident)) told.push(incident.number)
  }
  if (told.length > 0)
    await emit({
      subject: known.record_id,
      event: 'problem.workaround-pushed',
      body: { workaroundNumber: known.workaround_number, incidents: told },
      audience: { number },
    })
  return { told }
}

interface Known {
  id: string
  record_id: string
  number: string
  workaround: string
  workaround_number: number
}

/** Locked as long as it is said, so that nobody rewrites it between two clients. */
const findKnown = async ({ db }: Context, number: string): Promise<Known> => {
  const known = await db
    .selectFrom('known_error')
    .select(['id', 'record_id', 'number', 'workaround', 'workaround_number', 'state'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (known === undefined) throw notFound()
  if (known.state === 'withdrawn') throw new Failure('not_possible', { detail: `${number} was withdrawn` })
  return known
}

const sayOn = async (context: Context, known: Known, incident: RecordRow): Promise<boolean> => {
  const { db, now, actor, emit } = context
  await linkIncidents(context, { id: known.record_id, number: known.number }, [incident])
  await keepOnIncidents(context, known.number, [incident])
  const made = await db
    .insertInto('known_error_use')
    .values({
      known_error_id: known.id,
      record_id: incident.id,
      workaround_number: known.workaround_number,
      at: now,
      by_id: actor.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('record_id')
    .executeTakeFirst()
  if (made === undefined) return false
  await commentRecord(context, {
    number: incident.number,
    body: await messageOf(context, known.workaround, incident),
    visibility: 'public',
  })
  await emit({
    subject: incident.id,
    event: 'record.known-error-applied',
    body: { problem: known.number, workaroundNumber: known.workaround_number },
    audience: audienceOf(incident),
  })
  return true
}

/** In the language of whoever reported it, else in the firm's own. */
const messageOf = async (
  { db }: Context,
  workaround: string,
  { requester_id }: Pick<RecordRow, 'requester_id'>,
): Promise<string> => {
  const { rows } = await sql<{ language: string }>`
    select coalesce((select p.language from person p where p.id = ${requester_id}), o.language) as language
    from organisation o limit 1`.execute(db)
  const words = rows[0]?.language === 'en' ? en : fr
  const paragraphs = workaround
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part.trim()).replaceAll('\n', '<br>')}</p>`)
  return `<p>${words.message.lead}</p>${paragraphs.join('')}`
}
