import type { attachmentApi } from '#contract/attachment/api.ts'
import { sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import type { Download } from '#platform/http/bind.ts'
import { findRow, isStaff } from '../record/index.ts'
import { pictureKind } from './picture.ts'

type Input<Name extends keyof typeof attachmentApi> = z.output<(typeof attachmentApi)[Name]['input']>

const rows = ({ db, actor }: Context) =>
  db
    .selectFrom('attachment as a')
    .select([
      'a.id',
      'a.record_id',
      'a.article_id',
      'a.name',
      'a.media_type',
      'a.size',
      'a.sha256',
      'a.visibility',
    ])
    .select(['a.created_at', 'a.redacted_at'])
    // Clients and suppliers may not even ask how a file was read.
    .$if(isStaff(actor), (query) => query.select(['a.text_state', 'a.text_reason']))
    .select(sql<string | null>`person_name(a.created_by)`.as('author'))

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

export const listAttachments = async (context: Context, { number }: Input<'list'>) => {
  const record = await findRow(context, number)
  const found = await rows(context)
    .where(
      sql<SqlBool>`a.record_id in (select ${record.id}::uuid union all select id from record where merged_into_id = ${record.id})`,
    )
    .orderBy('a.id')
    .limit(500)
    .execute()
  return { items: found.map(asAttachment) }
}

/** All that were ever attached to an article, as far as whoever asks may read them. */
export const filesOfArticle = async (context: Context, articleId: string) => {
  const found = await rows(context).where('a.article_id', '=', articleId).orderBy('a.id').limit(500).execute()
  return found.map(asAttachment)
}

export const findAttachment = async (context: Context, id: string): Promise<Row> => {
  const row = await rows(context).where('a.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

const visibilities = { client: 'public', internal: 'internal', supplier: 'supplier' } as const

export const asAttachment = (row: Row) => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  size: row.size,
  sha256: row.sha256.toString('hex'),
  visibility: visibilities[row.visibility],
  createdAt: row.created_at,
  createdByName: row.author,
  isRedacted: row.redacted_at !== null,
  ...(row.text_state === undefined || row.text_state === null
    ? {}
    : { text: { state: row.text_state, reason: row.text_reason ?? null } }),
})

export const downloadAttachment = async (context: Context, { id }: Input<'download'>): Promise<Download> => {
  const row = await findAttachment(context, id)
  if (row.redacted_at !== null) throw notFound()
  return {
    name: row.name,
    mediaType: 'application/octet-stream',
    size: row.size,
    content: chunksOf(context, id),
  }
}

/** A picture that a text shows: of a kind that browsers only draw, told by its first bytes, whatever it was called. */
export const readPicture = async (context: Context, { id }: Input<'picture'>): Promise<Download> => {
  const row = await findAttachment(context, id)
  if (row.redacted_at !== null) throw notFound()
  const first = await chunk(context, id, 0)
  const mediaType = first === undefined ? null : pictureKind(first)
  if (mediaType === null) throw notFound()
  return { name: row.name, mediaType, size: row.size, content: chunksOf(context, id), isShown: true }
}

/** The whole of a small file. */
export const readContent = async (db: Database, id: string): Promise<Buffer> => {
  const chunks = await db
    .selectFrom('attachment_chunk')
    .select('bytes')
    .where('attachment_id', '=', id)
    .orderBy('number')
    .execute()
  return Buffer.concat(chunks.map(({ bytes }) => bytes))
}

/** Piece by piece: a large file never lies in memory whole. */
export async function* chunksOf(context: Pick<Context, 'db'>, id: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const bytes = await chunk(context, id, number)
    if (bytes === undefined) return
    yield bytes
  }
}

const chunk = async (
  { db }: Pick<Context, 'db'>,
  id: string,
  number: number,
): Promise<Buffer | undefined> => {
  const row = await db
    .selectFrom('attachment_chunk')
    .select('bytes')
    .where('attachment_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.bytes
}
