import { sql } from 'kysely'
import type { Manifest } from '#platform/database/backup/format.ts'
import { readBackup, type Source } from '#platform/database/backup/read.ts'
import { readRows } from '#platform/database/backup/rows.ts'
import type { Database } from '#platform/database/connect.ts'

/** What of a backup's journal is not in the living one as it was. */
interface Difference {
  kind: string
  number: string | null
  /** How many entries the chain had, where it is a chain. */
  entries: number | null
  fault: 'cut' | 'rewritten' | 'seal-missing' | 'seal-changed'
}

export interface Comparison {
  manifest: Manifest
  chains: number
  seals: number
  differences: Difference[]
}

type Chain = (string | null)[]

const batch = 1000
const columns = { subject: ['id', 'entries', 'head'], seal: ['day', 'subjects', 'entries', 'hash'] }

/**
 * Holds the living journal against a backup that was kept elsewhere: each chain must still begin with what the backup has of
 * it, and each seal be as it was. Together with the recomputing of all chains, that proves the past up to the backup.
 */
export const compareBackup = (db: Database, source: Source): Promise<Comparison> =>
  readBackup(source, async (blocks) => {
    const found: Comparison['differences'] = []
    const seals: Chain[] = []
    let waiting: Chain[] = []
    let chains = 0
    const flush = async () => {
      found.push(...(await compareChains(db, waiting)))
      waiting = []
    }
    for await (const one of readRows(blocks, columns)) {
      if ('manifest' in one) {
        await flush()
        const compared = await compareSeals(db, seals)
        return {
          manifest: one.manifest,
          chains,
          seals: seals.length,
          differences: [...found, ...compared].slice(0, 1000),
        }
      }
      if (one.table === 'seal') seals.push(one.row)
      else if (one.row[1] !== '0') {
        chains += 1
        waiting.push(one.row)
        if (waiting.length === batch) await flush()
      }
    }
    throw new Error('The backup has no manifest.')
  })

const compareChains = async (db: Database, chains: readonly Chain[]): Promise<Difference[]> => {
  if (chains.length === 0) return []
  const { rows } = await sql<Difference>`
    select coalesce(s.kind, 'unknown') as kind, r.number, b.entries, case when e.id is null then 'cut' else 'rewritten' end as fault
    from unnest(${column(chains, 0)}::uuid[], ${column(chains, 1)}::int[], ${column(chains, 2)}::bytea[]) b (id, entries, head)
      left join journal_entry e on e.subject_id = b.id and e.seq = b.entries
      left join subject s on s.id = b.id left join record r on r.id = b.id
    where e.hash is distinct from b.head order by r.number, b.id`.execute(db)
  return rows
}

const compareSeals = async (db: Database, seals: readonly Chain[]): Promise<Difference[]> => {
  if (seals.length === 0) return []
  const { rows } = await sql<Difference>`
    select 'seal' as kind, b.day::text as number, null::int as entries, case when s.day is null then 'seal-missing' else 'seal-changed' end as fault
    from unnest(${column(seals, 0)}::date[], ${column(seals, 1)}::bigint[], ${column(seals, 2)}::bigint[], ${column(seals, 3)}::bytea[])
        b (day, subjects, entries, hash)
      left join seal s on s.day = b.day
    where b.hash is not null and (s.subjects, s.entries, s.hash) is distinct from (b.subjects, b.entries, b.hash) order by b.day`.execute(
    db,
  )
  return rows
}

const column = (rows: readonly Chain[], place: number): (string | null)[] =>
  rows.map((row) => row[place] ?? null)
