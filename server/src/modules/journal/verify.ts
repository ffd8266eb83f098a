import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'

interface Fault {
  subject: string | null
  kind: string
  number: string | null
  seq: number | null
  fault: string
}

/** Recomputes every chain from its entries, and compares it with its head and the daily seals. */
export const verifyJournal = async (db: Database, now: Temporal.Instant) => {
  const faults = await sql<Fault>`select * from journal_faults()`.execute(db)
  const counts = await sql<{
    subjects: number
    entries: number
    redacted: number
    seals: number
    last: string | null
  }>`
    select (select count(*) from subject) as subjects, (select count(*) from journal_entry) as entries,
      (select count(*) from journal_entry where event = 'journal.redacted') as redacted,
      (select count(*) from seal) as seals, (select max(day)::text from seal) as last`.execute(db)
  const missing = await sql<{ number: string }>`select number from missing_numbers()`.execute(db)
  const [count] = counts.rows
  return {
    subjects: count?.subjects ?? 0,
    entries: count?.entries ?? 0,
    redacted: count?.redacted ?? 0,
    faults: faults.rows.map((fault) => ({ ...fault, subject: fault.subject ?? nobody })),
    missingNumbers: missing.rows.map(({ number }) => number),
    seals: count?.seals ?? 0,
    lastSeal: count?.last ?? null,
    verifiedAt: now,
  }
}

const nobody = '00000000-0000-0000-0000-000000000000'
