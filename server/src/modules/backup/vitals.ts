import { sql } from 'kysely'
import type { Reading, Vital } from '#platform/module.ts'

interface Row {
  isOn: boolean
  madeAt: Temporal.Instant | null
  size: number | null
  failedAt: Temporal.Instant | null
  rehearsal: string
  rehearsedAt: Temporal.Instant | null
  faults: number | null
  failure: string | null
}

/** A night may fail; two in a row are not noticed by chance. */
const lateHours = 36

/** The last backup: made, late, failed, or none at all. */
export const backupVital: Vital = {
  key: 'backup',
  read: async ({ db, now }): Promise<Reading> => {
    const { rows } = await sql<Pick<Row, 'isOn' | 'madeAt' | 'size' | 'failedAt'>>`
      select p.is_on as "isOn", m.started_at as "madeAt", m.size, f.started_at as "failedAt" from backup_plan p
        left join lateral (select started_at, size from backup where failure is null order by started_at desc limit 1) m on true
        left join lateral (select started_at from backup where failure is not null order by started_at desc limit 1) f on true`.execute(
      db,
    )
    const [row] = rows
    const madeAt = row?.madeAt ?? null
    const facts = { madeAt: madeAt?.toString() ?? null, sizeBytes: row?.size ?? null }
    if (row === undefined || madeAt === null)
      return row?.isOn === false ? { tone: 'danger', cause: 'off-none' } : { tone: 'caution', cause: 'none' }
    const failedAt = row.failedAt
    if (failedAt !== null && Temporal.Instant.compare(failedAt, madeAt) > 0)
      return { tone: 'danger', cause: 'failed', facts: { ...facts, failedAt: failedAt.toString() } }
    if (!row.isOn) return { tone: 'warning', cause: 'off', facts }
    if (now.since(madeAt).total('hours') > lateHours) return { tone: 'warning', cause: 'late', facts }
    return { tone: 'success', cause: 'made', facts }
  },
}

/** Whether the last one that was tried could be restored. */
export const rehearsalVital: Vital = {
  key: 'rehearsal',
  read: async ({ db, now }): Promise<Reading> => {
    const { rows } = await sql<Pick<Row, 'rehearsal' | 'rehearsedAt' | 'faults' | 'failure'>>`
      select p.rehearsal, b.rehearsed_at as "rehearsedAt", b.rehearsal_faults as faults, b.rehearsal_failure as failure
      from backup_plan p left join lateral (
        select rehearsed_at, rehearsal_faults, rehearsal_failure from backup where rehearsed_at is not null order by rehearsed_at desc limit 1) b on true`.execute(
      db,
    )
    const [row] = rows
    const at = row?.rehearsedAt ?? null
    if (row === undefined || at === null)
      return { tone: 'caution', cause: row?.rehearsal === 'never' ? 'off' : 'none' }
    const facts = { rehearsedAt: at.toString(), faults: row.faults }
    if (row.failure !== null) return { tone: 'danger', cause: 'failed', facts }
    if ((row.faults ?? 0) > 0) return { tone: 'danger', cause: 'faulty', facts }
    if (now.since(at).total('hours') > 24 * 15) return { tone: 'warning', cause: 'late', facts }
    return { tone: 'success', cause: 'sound', facts }
  },
}
