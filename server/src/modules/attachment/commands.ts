import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { attachmentApi } from '#contract/attachment/api.ts'
import type { z } from 'zod'
import type { Context, Visibility } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import type { Upload } from '#platform/http/bind.ts'
import { audienceOf, isStaff, lockRecord, mayRedact } from '../record/index.ts'
import { asAttachment, findAttachment } from './queries.ts'

type Input<Name extends keyof typeof attachmentApi> = z.output<(typeof attachmentApi)[Name]['input']>

const chunkSize = 256 * 1024
const audiences = { public: 'client', internal: 'internal', supplier: 'supplier' } as const

/** Stores a spooled file; who may read it follows from its visibility. */
export const addAttachment = (context: Context, input: Input<'add'>, upload: Upload) =>
  keepFile(context, input, inPieces(upload))

/** The same for what lies in memory already. */
export const keepBytes = (
  context: Context,
  input: Input<'add'>,
  { bytes, ...file }: { name: string; mediaType: string; bytes: Buffer; id?: string },
) => {
  const sha256 = createHash('sha256').update(bytes).digest()
  return keepFile(context, input, { ...file, size: bytes.length, sha256, content: piecesIn(bytes) })
}

/** A file of an article: who reads a version that names it reads it. */
export const attachToArticle = async (context: Context, articleId: string, upload: Upload) => {
  const place = { article_id: articleId, visibility: 'internal', created_by: context.actor.id } as const
  const id = await store(context, place, inPieces(upload))
  await context.emit({
    subject: articleId,
    event: 'article.attached',
    body: { attachment: id, name: upload.name, size: upload.size, sha256: upload.sha256.toString('hex') },
  })
  return asAttachment(await findAttachment(context, id))
}

/** A file that is attached, piece by piece. */
interface File extends Omit<Upload, 'path'> {
  /** Given where a text names the file before it is kept. */
  id?: string
  content: AsyncIterable<Buffer> | Iterable<Buffer>
}

const inPieces = ({ path, ...upload }: Upload): File => ({ ...upload, content: piecesOf(path) })

const keepFile = async (context: Context, { number, visibility }: Input<'add'>, upload: File) => {
  const { actor, emit } = context
  const row = await lockRecord(context, number)
  const given = actor.supplierId !== null ? 'supplier' : visibility
  if (!isStaff(actor) && actor.supplierId === null && given !== 'public') throw new Failure('forbidden')
  const audience = audiences[given]
  const place = { record_id: row.id, visibility: audience, created_by: actor.id }
  const id = await store(context, place, upload)
  await emit({
    subject: row.id,
    event: 'record.attached',
    visibility: audience,
    audience: audienceOf(row),
    body: { attachment: id, name: upload.name, size: upload.size, sha256: upload.sha256.toString('hex') },
  })
  return asAttachment(await findAttachment(context, id))
}

interface Written {
  name: string
  mediaType: string
  bytes: Buffer
  audience: Visibility
  createdBy: string
}

/** A file that the product itself wrote for somebody: a signature, a document. */
export const attachWritten = async (
  { db, now, emit }: Pick<Context, 'db' | 'now' | 'emit'>,
  row: Parameters<typeof audienceOf>[0] & { id: string },
  { name, mediaType, bytes, audience, createdBy }: Written,
): Promise<{ id: string; sha256: string }> => {
  const digest = createHash('sha256').update(bytes).digest()
  const file = { name, mediaType, size: bytes.length, sha256: digest, content: piecesIn(bytes) }
  const id = await store(
    { db, now },
    { record_id: row.id, visibility: audience, created_by: createdBy },
    file,
  )
  const sha256 = digest.toString('hex')
  await emit({
    subject: row.id,
    event: 'record.attached',
    visibility: audience,
    audience: audienceOf(row),
    body: { attachment: id, name, size: bytes.length, sha256 },
  })
  return { id, sha256 }
}

type Place = { visibility: Visibility; created_by: string } & ({ record_id: string } | { article_id: string })

const store = async (
  { db, now }: Pick<Context, 'db' | 'now'>,
  place: Place,
  { id: given, name, mediaType, size, sha256, content }: File,
): Promise<string> => {
  const { id } = await db
    .insertInto('attachment')
    .values({
      ...(given === undefined ? {} : { id: given }),
      ...place,
      name,
      media_type: mediaType.slice(0, 200),
      size,
      sha256,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  let number = 0
  for await (const bytes of content) {
    await db.insertInto('attachment_chunk').values({ attachment_id: id, number, bytes }).execute()
    number += 1
  }
  return id
}

async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkSize), 0, chunkSize)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

function* piecesIn(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
}

/** The content goes, its digest and its name stay: the journal can still say what was there. */
export const redactAttachment = async (context: Context, { id, reason }: Input<'redact'>) => {
  if (!mayRedact(context.actor)) throw new Failure('forbidden')
  const found = await findAttachment(context, id)
  if (found.redacted_at !== null) throw notFound()
  await context.db.deleteFrom('attachment_chunk').where('attachment_id', '=', id).execute()
  await context.db.updateTable('attachment').set({ redacted_at: context.now }).where('id', '=', id).execute()
  const subject = found.record_id ?? found.article_id
  if (subject === null) throw notFound()
  await context.emit({ subject, event: 'journal.redacted', body: { entry: id, reason } })
  return asAttachment(await findAttachment(context, id))
}
