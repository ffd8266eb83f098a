import { ProcessKey } from '#contract/procedure/api.ts'
import { notFound } from '#platform/failure.ts'
import { judge, modelOf, type Judgement, type JudgingModel } from './judgement.ts'
import { isStaff, readsWhole } from './policy.ts'
import { processOf, type Facts, type RecordRow, type Work, type WorkContext } from './process.ts'

/** A record under work, locked until the transaction ends: two who move it do so one after the other. */
export const loadWork = async (context: WorkContext, number: string): Promise<Work> => {
  const row = await lockRow(context, number)
  return { context, row, facts: readFacts(row.facts), judgement: await judgementOf(context, row) }
}

/** For who reads it whole: others have nothing to write on it but their decision. */
export const lockRecord = async (context: WorkContext, number: string): Promise<RecordRow> => {
  const row = await lockRow(context, number)
  if (!readsWhole(context.actor, row)) throw notFound()
  return row
}

const lockRow = async ({ db }: WorkContext, number: string): Promise<RecordRow> => {
  const row = await db
    .selectFrom('record')
    .selectAll()
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.merged_into_id === null) return row
  const successor = await db
    .selectFrom('record')
    .selectAll()
    .where('id', '=', row.merged_into_id)
    .forUpdate()
    .executeTakeFirst()
  return successor ?? row
}

/** Two records that one command writes are locked in the order of their ids, so that nobody waits crosswise. */
export const lockInOrder = async ({ db }: WorkContext, numbers: readonly string[]): Promise<void> => {
  await db
    .selectFrom('record')
    .select('id')
    .where('number', 'in', numbers)
    .orderBy('id')
    .forUpdate()
    .execute()
}

export const lockById = ({ db }: WorkContext, id: string): Promise<RecordRow> =>
  db.selectFrom('record').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()

/** What a record under way is judged by: the versions that it was pinned to. Asked once a request, however often it is read. */
export const judgementOf = async (context: WorkContext, row: RecordRow): Promise<Judgement> => {
  const known = judged.get(context)?.get(pinsOf(row))
  if (known !== undefined) return known
  const { db, now } = context
  const judgement = await judge(
    db,
    {
      process: usualProcess[row.kind],
      clientId: row.client_id,
      serviceId: row.service_id,
      model: await modelFor(context, row),
      pins: {
        procedure: row.procedure_version_id,
        levels: row.levels_version_id,
        terms: { grid: row.grid_version_id, agreement: row.agreement_version_id, calendar: row.calendar_id },
      },
    },
    now,
  )
  keepJudgement(context, row, judgement)
  return judgement
}

/** The procedure is pinned: this only says what it would be judged by without. */
export const usualProcess = {
  INC: ProcessKey.enum.incident,
  REQ: ProcessKey.enum.request,
  PRB: ProcessKey.enum.problem,
  CHG: ProcessKey.enum.change,
  ECH: ProcessKey.enum.duty,
} as const satisfies Record<RecordRow['kind'], ProcessKey>

/** A client's or a supplier's move sets no target anew, and the model's inside is not theirs to read. */
export const modelFor = async ({ db, actor }: WorkContext, row: RecordRow): Promise<JudgingModel | null> => {
  const { levelOf } = processOf(usualProcess[row.kind])
  if (levelOf !== undefined) return levelOf(db, row)
  return actor === null || isStaff(actor) ? modelOf(db, row.model_version_id) : null
}

const judged = new WeakMap<WorkContext, Map<string, Judgement>>()

/** For the rest of the request: a record that has just been opened was pinned to what it was judged by. */
export const keepJudgement = (context: WorkContext, row: RecordRow, judgement: Judgement): void => {
  const own = judged.get(context) ?? new Map<string, Judgement>()
  judged.set(context, own.set(pinsOf(row), judgement))
}

const pinsOf = (row: RecordRow): string =>
  [
    row.kind,
    row.procedure_version_id,
    row.levels_version_id,
    row.grid_version_id,
    row.agreement_version_id,
    row.calendar_id,
    row.model_version_id,
    row.kind === 'PRB' ? row.priority : null,
  ].join()

export const readFacts = (value: unknown): Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

/** The steps where a record has been. */
export const visitedSteps = async ({ db }: WorkContext, row: RecordRow): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('record_visit')
    .select('step')
    .distinct()
    .where('record_id', '=', row.id)
    .where('procedure_version_id', '=', row.procedure_version_id)
    .execute()
  return new Set(rows.map(({ step }) => step))
}
