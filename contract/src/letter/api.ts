import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { Id, kept, Version } from '../list.ts'
import { RecordNumber } from '../record/shape.ts'
import { Language } from '../session/api.ts'

/** What a client is written about. */
export const LetterTopic = z.enum([
  'received',
  'question',
  'visit',
  'visit-moved',
  'visit-cancelled',
  'solved',
  'closed',
  'approval',
  'major',
  'invitation',
  'report',
  'change',
  'change-moved',
  'change-cancelled',
])
export type LetterTopic = z.infer<typeof LetterTopic>

const Text = {
  subject: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(20_000),
}

/** One text as it holds for a client, or for all: the firm's own, else the one for all, else the kit's. */
export const Letter = z.object({
  topic: LetterTopic,
  language: Language,
  ...Text,
  source: z.enum(['kit', 'all', 'client']),
  /** 0: nothing of its own is written at this place yet. */
  version: z.int(),
})
export type Letter = z.infer<typeof Letter>

const Place = { topic: LetterTopic, language: Language, clientId: Id.nullable().default(null) }

export const Verdict = z.enum(['settled', 'not-yet'])
/** What stands behind the link in the mail about a solution; no more of the ticket than that mail said. */
export const Answer = z.object({
  number: z.string(),
  title: z.string(),
  solution: z.string().nullable(),
  provider: z.object({ name: z.string(), phone: z.string().nullable() }),
  language: Language,
  /** `open`: waits for the answer; `over`: somebody else or time has decided; else what was answered. */
  state: z.enum(['open', 'settled', 'not-yet', 'over']),
  answeredAt: Instant.nullable(),
})
export type Answer = z.infer<typeof Answer>
const Token = z.string().min(20).max(190)

export const letterApi = {
  list: endpoint('GET /letters', z.object({ client: Id.optional() }), kept(Letter), {
    for: staff,
    summary: 'The texts of our mails to clients, as they hold for one client or for all',
  }),
  write: endpoint(
    'PUT /letters/{topic}/{language}',
    z.object({ ...Place, ...Text, version: z.int().min(0) }),
    Letter,
    { for: staff, summary: 'Write a text for all clients or for one; unknown variables are named as faults' },
  ),
  reset: endpoint(
    'POST /letters/{topic}/{language}/reset',
    z.object({ ...Place, version: Version }),
    Letter,
    { for: staff, summary: 'Take an own text back: the one above it holds again' },
  ),
  preview: endpoint(
    'POST /letters/{topic}/{language}/preview',
    z.object({ topic: LetterTopic, language: Language, ...Text, number: RecordNumber.optional() }),
    z.object({ subject: z.string(), html: z.string() }),
    { for: staff, summary: 'A text filled in by a record, or by an example; nothing is sent' },
  ),
  readAnswer: endpoint('GET /answers/{token}', z.object({ token: Token }), Answer, {
    for: ['anyone'],
    summary: 'What the link in a mail asks; reading changes nothing',
  }),
  answer: endpoint(
    'POST /answers/{token}',
    z.object({ token: Token, verdict: Verdict, comment: z.string().trim().max(2000).optional() }),
    Answer,
    {
      for: ['anyone'],
      summary: 'Settled or not yet, as the person who was written to; the second time changes nothing',
    },
  ),
}
