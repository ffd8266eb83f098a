import type { Announcements, changeCalendarApi } from '#contract/change/calendar.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together, type Database } from '#platform/database/connect.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { audienceOf, findRow, lockRecord } from '../record/index.ts'
import { clientsHit } from './hours-of-clients.ts'
import { worksOnChanges } from './policy.ts'
import { touchedBy } from './touched.ts'
import { findChange } from './row.ts'

type Input<Name extends keyof typeof changeCalendarApi> = z.output<(typeof changeCalendarApi)[Name]['input']>
type Answer = z.input<typeof Announcements>
type RecordRow = Awaited<ReturnType<typeof findRow>>

export const readAnnouncements = async (
  context: Context,
  { number }: Input<'announcements'>,
): Promise<Answer> => {
  const record = await findRow(context, number)
  if (record.kind !== 'CHG') throw notFound()
  const { items, next, why, people } = await standingOf(context.db, record)
  return { items, next, why, people, mayAnnounce: worksOnChanges(context.actor) }
}

/** Writes to the clients hit what there is to be told now, once. */
export const announceChange = async (
  context: Context,
  { number, message }: Input<'announce'>,
): Promise<Answer> => {
  ensure(worksOnChanges(context.actor))
  const record = await lockRecord(context, number)
  if (record.kind !== 'CHG') throw notFound()
  const standing = await standingOf(context.db, record)
  if (standing.next === null)
    throw new Failure('not_possible', { detail: `nothing to announce: ${standing.why ?? ''}` })
  await write(context, { record, standing, kind: standing.next, message, byId: context.actor.id })
  return readAnnouncements(context, { number })
}

/** What was announced and does not happen after all is said by the product itself: nobody waits for nothing. */
export const announceCancelled = async (context: InsideContext, recordId: string): Promise<void> => {
  const record = await context.db
    .selectFrom('record')
    .selectAll()
    .where('id', '=', recordId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (record.kind !== 'CHG') return
  const standing = await standingOf(context.db, record)
  if (standing.next === 'cancelled')
    await write(context, { record, standing, kind: standing.next, message: '', byId: null })
}

type Told = Awaited<ReturnType<typeof toldOf>>[number]

type Standing = Pick<Answer, 'next' | 'why' | 'people'> & {
  items: Told[]
  sequence: number
  from: Temporal.Instant | null
  to: Temporal.Instant | null
  outageMinutes: number | null
  recipients: readonly Recipient[]
}

interface Recipient {
  id: string
  name: string
  clientId: string
  clientName: string
}

type Noted = Pick<
  RecordRow,
  'id' | 'client_id' | 'service_id' | 'closed_at' | 'outcome' | 'is_confidential' | 'facts'
>

/** What was told so far, what there is to tell now, and to whom. */
const standingOf = async (db: Database, record: Noted): Promise<Standing> => {
  const [row, items, touched, decided] = await together([
    findChange(db, record.id),
    toldOf(db, record.id),
    touchedBy(db, record.id),
    decidedOn(db, record.id),
  ])
  const { next, why } = nextOf({ record, row, last: items.at(-1), ...decided })
  const hit =
    next === null || next === 'cancelled' || record.is_confidential
      ? []
      : await clientsHit(db, {
          clientId: record.client_id,
          serviceId: record.service_id,
          items: touched,
        })
  const told = next === null || next === 'planned' ? [] : items.flatMap(({ people }) => people)
  const recipients = await recipientsOf(
    db,
    hit.map(({ id }) => id),
    told.map(({ id }) => id),
  )
  const hasNobody = next !== null && recipients.length === 0
  return {
    items,
    next: hasNobody ? null : next,
    why: hasNobody ? 'nobody' : why,
    people: recipients.map(({ id, name, clientName }) => ({ id, name, clientName })),
    recipients,
    sequence: row.told_sequence,
    from: row.told_from,
    to: row.told_to,
    outageMinutes: row.outage_minutes,
  }
}

interface At {
  record: Pick<RecordRow, 'closed_at' | 'outcome'>
  row: { window_from: Temporal.Instant | null; told_sequence: number }
  last: { kind: 'planned' | 'moved' | 'cancelled'; sequence: number } | undefined
  isSettled: boolean
  isAdjourned: boolean
}

/** The one thing that there is to be told, or why there is nothing. */
const nextOf = ({ record, row, last, isSettled, isAdjourned }: At): Pick<Answer, 'next' | 'why'> => {
  const isTold = last !== undefined && last.kind !== 'cancelled'
  if (record.closed_at !== null) {
    const isDone = record.outcome === 'implemented' || record.outcome === 'backed-out'
    return !isDone && isTold ? { next: 'cancelled', why: null } : { next: null, why: 'over' }
  }
  // Put off, or without a day: nobody can say yet when it will be.
  if (isTold && (isAdjourned || row.window_from === null)) return { next: 'cancelled', why: null }
  if (row.window_from === null) return { next: null, why: 'no-window' }
  if (!isSettled) return { next: null, why: 'not-approved' }
  if (!isTold) return { next: 'planned', why: null }
  return last.sequence === row.told_sequence ? { next: null, why: 'told' } : { next: 'moved', why: null }
}

/** Settled: approved as it stands, or by a model, and not carried out yet. */
const decidedOn = async (db: Database, id: string): Promise<Pick<At, 'isSettled' | 'isAdjourned'>> => {
  const { rows } = await sql<Pick<At, 'isSettled' | 'isAdjourned'>>`
    select (change_is_approved(r.id) or change_is_standard(r.id)) and c.applied_at is null as "isSettled",
      coalesce(change_round_state(r.id, change_last_round(r.id)) = 'adjourned', false) as "isAdjourned"
    from record r join change c on c.record_id = r.id where r.id = ${id}`.execute(db)
  return rows[0] ?? { isSettled: false, isAdjourned: false }
}

const toldOf = async (db: Database, id: string) => {
  const { rows } = await sql<{
    kind: 'planned' | 'moved' | 'cancelled'
    sequence: number
    from: Temporal.Instant
    to: Temporal.Instant
    outageMinutes: number | null
    message: string
    byName: string | null
    at: Temporal.Instant
    people: { id: string; name: string; clientName: string }[]
  }>`select a.kind, a.sequence, a.window_from as "from", a.window_to as "to", a.outage_minutes as "outageMinutes", a.message,
      person_name(a.by_id) as "byName", a.at, coalesce((select jsonb_agg(jsonb_build_object('id', p.person_id, 'name', person_name(p.person_id),
        'clientName', c.name) order by c.name, p.person_id) from change_announcement_person p join client c on c.id = p.client_id
        where p.announcement_id = a.id), '[]') as people
    from change_announcement a where a.record_id = ${id} order by a.at, a.id`.execute(db)
  return rows
}

const recipientsOf = async (
  db: Database,
  clients: readonly string[],
  people: readonly string[],
): Promise<Recipient[]> => {
  if (clients.length === 0 && people.length === 0) return []
  const { rows } = await sql<Recipient>`
    select p.id, p.name, c.id as "clientId", c.name as "clientName" from person p join client c on c.id = p.client_id
    where p.ended_at is null and (p.id = any(${[...people]}::uuid[])
      or (c.id = any(${[...clients]}::uuid[]) and p.client_level in ('contact', 'signatory')))
    order by plain(c.name), plain(p.name), p.id limit 1000`.execute(db)
  return rows
}

interface Writing {
  record: Noted & Parameters<typeof audienceOf>[0]
  standing: Standing
  kind: 'planned' | 'moved' | 'cancelled'
  message: string
  byId: string | null
}

const write = async (
  { db, now, emit }: Pick<Context, 'db' | 'now' | 'emit'>,
  { record, standing, kind, message, byId }: Writing,
): Promise<void> => {
  const { recipients, outageMinutes } = standing
  const last = standing.items.at(-1)
  // What is called off is what was told, whatever window was tried since.
  const { from, to } = kind === 'cancelled' && last !== undefined ? last : standing
  if (from === null || to === null) return
  const sequence = last?.sequence === standing.sequence ? standing.sequence + 1 : standing.sequence
  if (sequence !== standing.sequence)
    await db
      .updateTable('change')
      .set({ told_sequence: sequence })
      .where('record_id', '=', record.id)
      .execute()
  const { id } = await db
    .insertInto('change_announcement')
    .values({
      record_id: record.id,
      kind,
      sequence,
      window_from: from,
      window_to: to,
      outage_minutes: outageMinutes,
      message,
      by_id: byId,
      at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('change_announcement_person')
    .values(
      recipients.map(({ id: personId, clientId }) => ({
        announcement_id: id,
        client_id: clientId,
        person_id: personId,
      })),
    )
    .execute()
  await emit({
    subject: record.id,
    event: 'change.announced',
    audience: audienceOf(record),
    body: {
      announcement: id,
      kind,
      from: from.toString(),
      to: to.toString(),
      clients: [...new Set(recipients.map(({ clientId }) => clientId))],
      people: recipients.map(({ id: personId }) => personId),
    },
  })
}
