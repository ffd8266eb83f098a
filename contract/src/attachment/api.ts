import { z } from 'zod'
import { endpoint, everyone, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { all, ById, Id } from '../list.ts'
import { ByNumber, CommentVisibility, RecordNumber } from '../record/shape.ts'

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
  visibility: CommentVisibility,
  createdAt: Instant,
  createdByName: z.string().nullable(),
  isRedacted: z.boolean(),
  /** For the staff: whether the words in the file are found; left out until it was read. */
  text: z.object({ state: z.enum(['indexed', 'none', 'failed']), reason: z.string().nullable() }).optional(),
})
export type Attachment = z.infer<typeof Attachment>

export const attachmentApi = {
  list: endpoint('GET /records/{number}/attachments', ByNumber, all(Attachment), {
    for: everyone,
    summary: 'Files of a record',
  }),
  add: endpoint(
    'POST /records/{number}/attachments',
    z.object({ number: RecordNumber, visibility: CommentVisibility.default('public') }),
    Attachment,
    {
      for: everyone,
      summary: 'Attach a file of up to 25 MB (multipart, one part `file`)',
      transport: 'multipart',
      status: 201,
    },
  ),
  download: endpoint('GET /attachments/{id}', ById, z.string(), {
    for: everyone,
    summary: 'Download a file',
    transport: 'file',
  }),
  picture: endpoint('GET /pictures/{id}', ById, z.string(), {
    for: everyone,
    summary: 'A picture of a text, shown in place: PNG, JPEG, GIF or WebP',
    transport: 'file',
  }),
  redact: endpoint(
    'POST /attachments/{id}/redact',
    z.object({ id: Id, reason: z.string().trim().min(3).max(2000) }),
    Attachment,
    {
      for: staff,
      summary: 'Remove a file’s content: D alone, with a reason',
    },
  ),
}
