import type { FastifyRequest } from 'fastify'
import { Failure } from '../failure.ts'
import { spool, type Spooled } from './spool.ts'

interface Received {
  upload: Spooled
  fields: Record<string, unknown>
}

/** A multipart body to its end: one file, spooled as it comes, and fields before or after it. Nothing stays of what is refused. */
export const receive = async (request: FastifyRequest): Promise<Received> => {
  if (!request.isMultipart()) throw malformed()
  const fields = new Map<string, unknown>()
  let upload: Spooled | null = null
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        if (upload !== null) throw malformed()
        upload = await spool(part)
      } else {
        if (fields.has(part.fieldname) || part.valueTruncated || part.fieldnameTruncated) throw malformed()
        fields.set(part.fieldname, part.value)
      }
    }
    if (upload === null) throw malformed()
    return { upload, fields: Object.fromEntries(fields) }
  } catch (error) {
    await upload?.discard()
    throw error instanceof Failure ? error : malformed()
  }
}

const malformed = () =>
  new Failure('malformed_request', { detail: 'one file in a multipart body is expected, each field once' })
