import { sql } from 'kysely'
import { extractText } from '#platform/file-text/extract.ts'
import { reaction, type Reaction } from '#platform/reactions.ts'
import { chunksOf } from './queries.ts'

/** What a file says is found by those who may read it; a second reading finds the same. */
const indexText = reaction(
  'index-attachment-text',
  ['record.attached', 'article.attached'],
  async (context, { body }) => {
    const { db } = context
    const row = await db
      .selectFrom('attachment')
      .select(['id', 'name'])
      .where('id', '=', body.attachment)
      .where('redacted_at', 'is', null)
      .executeTakeFirst()
    if (row === undefined) return
    const found = await extractText(chunksOf(context, row.id), row.name)
    const text = found.state === 'indexed' ? found.text : ''
    const reason = found.state === 'failed' ? found.reason : null
    await sql`select keep_attachment_text(${row.id}::uuid, ${text}, ${found.state}, ${reason})`.execute(db)
  },
)

export const attachmentReactions: readonly Reaction[] = [indexText]
