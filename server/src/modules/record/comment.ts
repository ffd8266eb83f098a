import { sql } from 'kysely'
import type { Context, Visibility } from '#platform/context.ts'
import { isStaff } from './policy.ts'
import type { RecordRow } from './process.ts'
import { audienceOf } from './settle.ts'

interface Comment {
  html: string
  visibility: 'public' | 'internal' | 'supplier'
  minutes: number | null
}

export const audienceOfComment = {
  public: 'client',
  internal: 'internal',
  supplier: 'supplier',
} as const satisfies Record<Comment['visibility'], Visibility>

/** A word on a record, for those whom it is meant for. What is said to the client of one trouble is said to all who called about it. */
export const writeComment = async (context: Context, row: RecordRow, comment: Comment): Promise<string> => {
  if (comment.visibility === 'public' && isStaff(context.actor)) {
    for (const child of await openChildren(context, row))
      await write(context, child, { ...comment, minutes: null })
  }
  return write(context, row, comment)
}

const openChildren = async ({ db }: Context, row: RecordRow): Promise<RecordRow[]> =>
  row.kind !== 'INC' || row.parent_id !== null
    ? []
    : db
        .selectFrom('record')
        .selectAll()
        .where('parent_id', '=', row.id)
        .where('closed_at', 'is', null)
        .orderBy('id')
        .forUpdate()
        .execute()

const write = async (context: Context, row: RecordRow, comment: Comment): Promise<string> => {
  const { db, now, emit } = context
  const entry = await emit({
    subject: row.id,
    event: 'record.commented',
    visibility: audienceOfComment[comment.visibility],
    audience: audienceOf(row),
    body: comment,
  })
  if (comment.visibility !== 'internal') await indexPublicly(context, row, comment)
  await db
    .updateTable('record')
    .set((record) => ({ updated_at: now, version: record('version', '+', 1) }))
    .where('id', '=', row.id)
    .execute()
  return entry
}

/** What was said can be found again, by those who may read it. */
const indexPublicly = async (
  { db }: Context,
  row: RecordRow,
  { html, visibility }: Comment,
): Promise<void> => {
  await sql`select index_comment(${row.id}::uuid, ${html}, ${visibility === 'public'})`.execute(db)
}
