import { sql } from 'kysely'
import { Failure, notFound } from '#platform/failure.ts'
import { audienceOf, type RecordRow, type WorkContext } from '../record/index.ts'

type Linked = Pick<
  RecordRow,
  'id' | 'number' | 'kind' | 'client_id' | 'requester_id' | 'is_confidential' | 'consent_level'
>

/** Incidents, locked in the order of their ids so that nobody waits crosswise. */
export const lockIncidents = async (
  { db }: WorkContext,
  numbers: readonly string[],
): Promise<RecordRow[]> => {
  const wanted = [...new Set(numbers)]
  if (wanted.length === 0) return []
  const rows = await db
    .selectFrom('record')
    .selectAll()
    .where('number', 'in', wanted)
    .where('merged_into_id', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length < wanted.length) throw notFound()
  const other = rows.find(({ kind }) => kind !== 'INC')
  if (other !== undefined)
    throw new Failure('invalid_input', {
      errors: [{ path: 'incidents', message: `${other.number} is no incident` }],
    })
  return rows
}

/** Says which problem causes an incident: once, in the journal of both. */
export const linkIncidents = async (
  context: WorkContext,
  problem: Pick<RecordRow, 'id' | 'number'>,
  incidents: readonly Linked[],
): Promise<string[]> => {
  const { db, actor, now, emit } = context
  if (incidents.length === 0) return []
  const made = await db
    .insertInto('record_link')
    .values(
      incidents.map(({ id }) => ({
        from_id: id,
        to_id: problem.id,
        kind: 'caused-by' as const,
        created_at: now,
        created_by: actor?.id ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('from_id')
    .execute()
  const fresh = new Set(made.map(({ from_id }) => from_id))
  const linked = incidents.filter(({ id }) => fresh.has(id))
  for (const incident of linked)
    await emit({
      subject: incident.id,
      event: 'record.linked',
      body: { kind: 'caused-by', to: problem.number },
      audience: audienceOf(incident),
    })
  return linked.map(({ number }) => number)
}

/** The step of an incident that asks for its problem is answered by this. */
export const keepOnIncidents = async (
  { db, now }: WorkContext,
  problem: string,
  incidents: readonly Pick<RecordRow, 'id'>[],
): Promise<void> => {
  if (incidents.length === 0) return
  const ids = incidents.map(({ id }) => id)
  await sql`update record set facts = facts || jsonb_build_object('problem', ${problem}::text), updated_at = ${now}, version = version + 1
    where id = any(${ids}::uuid[]) and not facts ? 'problem'`.execute(db)
}

/** Links incidents to a problem and says so in the journal of both; the step of an incident that asks for its problem is answered. */
export const attachIncidents = async (
  context: WorkContext,
  problem: Pick<RecordRow, 'id' | 'number'>,
  rows: readonly Linked[],
): Promise<void> => {
  const incidents = await linkIncidents(context, problem, rows)
  await keepOnIncidents(context, problem.number, rows)
  if (incidents.length > 0)
    await context.emit({
      subject: problem.id,
      event: 'problem.incidents-linked',
      body: { incidents },
      audience: { number: problem.number },
    })
}
