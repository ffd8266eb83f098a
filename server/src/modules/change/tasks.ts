import type { changeApi } from '#contract/change/api.ts'
import { TaskKind, type ChangeTask } from '#contract/change/shape.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { audienceOf, lockRecord } from '../record/index.ts'
import { worksOnChanges } from './policy.ts'

type Input<Name extends keyof typeof changeApi> = z.output<(typeof changeApi)[Name]['input']>
type Task = z.input<typeof ChangeTask>

const taskRows = (db: Database) =>
  db
    .selectFrom('change_task as t')
    .leftJoin('person as o', 'o.id', 't.owner_id')
    .leftJoin('person as d', 'd.id', 't.done_by')
    .select(['t.id', 't.kind', 't.label', 't.owner_id', 't.due_at', 't.done_at'])
    .select(['o.name as owner_name', 'd.name as done_by_name'])

type TaskRow = Awaited<ReturnType<ReturnType<typeof taskRows>['executeTakeFirstOrThrow']>>

const asTask = (row: TaskRow): Task => ({
  id: row.id,
  kind: TaskKind.parse(row.kind),
  label: row.label,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  dueAt: row.due_at,
  doneAt: row.done_at,
  doneByName: row.done_by_name,
})

export const tasksOf = async (db: Database, recordId: string): Promise<Task[]> => {
  const rows = await taskRows(db).where('t.record_id', '=', recordId).orderBy('t.id').limit(200).execute()
  return rows.map(asTask)
}

export const addTask = async (context: Context, input: Input<'addTask'>): Promise<Task> => {
  const { db, actor, now, emit } = context
  ensure(worksOnChanges(actor))
  const record = await lockChange(context, input.number)
  await checkOwner(db, input.ownerId ?? null)
  const { id } = await db
    .insertInto('change_task')
    .values({
      record_id: record.id,
      kind: input.kind,
      label: input.label,
      owner_id: input.ownerId ?? null,
      due_at: instantOf(input.dueAt) ?? null,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { kind, label } = input
  await emit({
    subject: record.id,
    event: 'change.task-added',
    body: { task: id, kind, label },
    audience: audienceOf(record),
  })
  return readTask(db, id)
}

export const editTask = async (context: Context, input: Input<'editTask'>): Promise<Task> => {
  const { db, actor, now, emit } = context
  ensure(worksOnChanges(actor))
  const record = await lockChange(context, input.number)
  const before = await taskRows(db)
    .where('t.id', '=', input.task)
    .where('t.record_id', '=', record.id)
    .executeTakeFirst()
  if (before === undefined) throw notFound()
  if (input.ownerId !== undefined) await checkOwner(db, input.ownerId)
  const isDone = input.isDone ?? before.done_at !== null
  const change = {
    label: input.label ?? before.label,
    owner_id: input.ownerId === undefined ? before.owner_id : input.ownerId,
    due_at: input.dueAt === undefined ? before.due_at : (instantOf(input.dueAt) ?? null),
    ...(isDone === (before.done_at !== null)
      ? {}
      : { done_at: isDone ? now : null, done_by: isDone ? actor.id : null }),
  }
  await db.updateTable('change_task').set(change).where('id', '=', input.task).execute()
  await emit({
    subject: record.id,
    event: 'change.task-edited',
    audience: audienceOf(record),
    body: {
      task: input.task,
      before: told(before, before.done_at !== null),
      after: told({ ...before, ...change }, isDone),
    },
  })
  return readTask(db, input.task)
}

const told = (row: Pick<TaskRow, 'label' | 'owner_id' | 'due_at'>, isDone: boolean) => ({
  label: row.label,
  ownerId: row.owner_id,
  dueAt: row.due_at?.toString() ?? null,
  isDone,
})

const readTask = async (db: Database, id: string): Promise<Task> =>
  asTask(await taskRows(db).where('t.id', '=', id).executeTakeFirstOrThrow())

const lockChange = async (context: Context, number: string) => {
  const record = await lockRecord(context, number)
  if (record.kind !== 'CHG') throw notFound()
  return record
}

const instantOf = (given: string | null | undefined): Temporal.Instant | null | undefined =>
  typeof given === 'string' ? Temporal.Instant.from(given) : given

const checkOwner = async (db: Database, id: string | null): Promise<void> => {
  if (id === null) return
  const found = await db
    .selectFrom('person')
    .select('id')
    .where('id', '=', id)
    .where('client_id', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (found === undefined) throw invalid('ownerId', 'nobody has this id')
}
