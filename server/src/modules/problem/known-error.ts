import { sql } from 'kysely'
import { Failure } from '#platform/failure.ts'
import { type RecordRow, type WorkContext } from '../record/index.ts'

export interface GivenError {
  symptom: string
  workaround: string
  cause?: string | undefined
  solution?: string | undefined
  portal?: boolean | undefined
  portalCause?: boolean | undefined
  clients?: 'all' | readonly string[] | undefined
  version?: number | undefined
}

type Row = Awaited<ReturnType<typeof lockKnownError>>

export const lockKnownError = ({ db }: WorkContext, problemId: string) =>
  db.selectFrom('known_error').selectAll().where('record_id', '=', problemId).forUpdate().executeTakeFirst()

/** Writes the known error of a problem, the first time or again; a workaround that reads otherwise counts as a new one. */
export const keepKnownError = async (
  context: WorkContext & { actor: NonNullable<WorkContext['actor']> },
  problem: RecordRow,
  given: GivenError,
): Promise<void> => {
  const { db, now, emit, actor } = context
  const before = await lockKnownError(context, problem.id)
  if (given.version !== undefined && given.version !== (before?.version ?? 0))
    throw new Failure('stale_version')
  const row = written(before, given)
  const clients = await audienceFor(context, { problem, before, given, isPublished: row.in_portal })
  const kept = await db
    .insertInto('known_error')
    .values({
      ...row,
      record_id: problem.id,
      number: problem.number,
      service_id: problem.service_id,
      for_all: clients === 'all',
      words: vectorOf(problem.title, row),
      at: now,
      updated_at: now,
      by_id: actor.id,
    })
    .onConflict((conflict) =>
      conflict.column('record_id').doUpdateSet((known) => ({
        ...row,
        service_id: problem.service_id,
        for_all: clients === 'all',
        words: vectorOf(problem.title, row),
        updated_at: now,
        by_id: actor.id,
        version: known('known_error.version', '+', 1),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.deleteFrom('known_error_client').where('known_error_id', '=', kept.id).execute()
  if (clients !== 'all' && clients.length > 0)
    await db
      .insertInto('known_error_client')
      .values(clients.map((client_id) => ({ known_error_id: kept.id, client_id })))
      .execute()
  await emit({
    subject: problem.id,
    event: 'problem.known-error-written',
    body: {
      symptom: row.symptom,
      cause: row.cause,
      workaround: row.workaround,
      solution: row.solution,
      portal: row.in_portal,
      portalCause: row.public_cause !== null,
      clients: clients === 'all' ? 'all' : [...clients],
      workaroundNumber: row.workaround_number,
    },
    audience: { number: problem.number },
  })
}

const written = (before: Row, given: GivenError) => {
  const cause = given.cause ?? before?.cause ?? ''
  const in_portal = given.portal ?? before?.in_portal ?? false
  const showsCause = given.portalCause ?? (before !== undefined && before.public_cause !== null)
  const isNew = before !== undefined && before.workaround !== given.workaround
  return {
    symptom: given.symptom,
    cause,
    workaround: given.workaround,
    solution: given.solution ?? before?.solution ?? '',
    in_portal,
    public_cause: in_portal && showsCause && cause !== '' ? cause : null,
    workaround_number: (before?.workaround_number ?? 1) + (isNew ? 1 : 0),
  }
}

const vectorOf = (title: string, { symptom, workaround }: ReturnType<typeof written>) =>
  sql<string>`search_vector(${`${title} ${symptom}`}, ${workaround})`

/** Whom it is published to: as it was said, as it was before, else those whom the problem concerns, else everyone. */
const audienceFor = async (
  { db }: WorkContext,
  {
    problem,
    before,
    given,
    isPublished,
  }: { problem: RecordRow; before: Row; given: GivenError; isPublished: boolean },
): Promise<'all' | readonly string[]> => {
  if (given.clients === 'all') return 'all'
  if (given.clients !== undefined) return currentClients(db, given.clients)
  if (!isPublished) return []
  if (before?.in_portal === true) {
    if (before.for_all) return 'all'
    const rows = await db
      .selectFrom('known_error_client')
      .select('client_id')
      .where('known_error_id', '=', before.id)
      .execute()
    return rows.map(({ client_id }) => client_id)
  }
  const concerned = await clientsOf(db, problem)
  return concerned.length === 0 ? 'all' : concerned
}

const currentClients = async (db: WorkContext['db'], ids: readonly string[]): Promise<string[]> => {
  const wanted = [...new Set(ids)]
  const rows = await db.selectFrom('client').select('id').where('id', 'in', wanted).execute()
  if (rows.length < wanted.length)
    throw new Failure('invalid_input', { errors: [{ path: 'clients', message: 'no client has this id' }] })
  return rows.map(({ id }) => id)
}

/** The clients whom a problem concerns: its own, and those of its incidents. */
const clientsOf = async (db: WorkContext['db'], problem: RecordRow): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct i.client_id as id from record_link l join record i on i.id = l.from_id
      where l.to_id = ${problem.id} and l.kind = 'caused-by' and i.client_id is not null
    union select ${problem.client_id}::uuid where ${problem.client_id}::uuid is not null`.execute(db)
  return rows.map(({ id }) => id)
}
