import { z } from 'zod'
import { endpoint, everyone, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { Id, listOf, Nothing, Paging } from '../list.ts'
import { RecordNumber } from '../record/shape.ts'

export const JournalEntry = z.object({
  id: Id,
  seq: z.int(),
  /** The product's time of what happened. */
  at: Instant,
  /** The database's own clock. */
  recordedAt: Instant,
  actor: z.object({ id: Id, name: z.string().nullable() }).nullable(),
  event: z.string(),
  visibility: z.enum(['internal', 'client', 'supplier']),
  /** Null once it was redacted. */
  data: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
})
export type JournalEntry = z.infer<typeof JournalEntry>

export const Verification = z.object({
  subjects: z.int(),
  entries: z.int(),
  redacted: z.int(),
  faults: z.array(
    z.object({
      subject: Id,
      kind: z.string(),
      number: z.string().nullable(),
      seq: z.int().nullable(),
      fault: z.string(),
    }),
  ),
  missingNumbers: z.array(z.string()),
  seals: z.int(),
  lastSeal: z.string().nullable(),
  verifiedAt: Instant,
})
export type Verification = z.infer<typeof Verification>

export const journalApi = {
  ofRecord: endpoint(
    'GET /records/{number}/journal',
    Paging.extend({ number: RecordNumber, limit: z.coerce.number().int().min(1).max(500).default(200) }),
    listOf(JournalEntry),
    {
      for: everyone,
      summary: 'What happened to a record, oldest first; each audience reads its own entries',
    },
  ),
  ofSubject: endpoint('GET /journal/{subject}', Paging.extend({ subject: Id }), listOf(JournalEntry), {
    for: staff,
    summary: 'What happened to anything else with a life: a person, a client, an artefact',
  }),
  verify: endpoint('POST /journal/verification', Nothing, Verification, {
    for: staff,
    summary: 'Recompute every chain and compare it with the seals',
  }),
  redact: endpoint(
    'POST /journal-entries/{id}/redact',
    z.object({ id: Id, reason: z.string().trim().min(3).max(2000) }),
    Nothing,
    {
      for: staff,
      summary: 'Remove the body of an entry: D alone, with a reason; the chain stays whole',
    },
  ),
}

export const journalEvents = {
  'journal.redacted': z.object({ entry: Id, reason: z.string() }),
  'journal.verified': z.object({ subjects: z.int(), entries: z.int(), faults: z.int() }),
}
