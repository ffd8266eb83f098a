import { sql } from 'kysely'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { toldFor } from '../team/index.ts'
import { controlBy } from './rounds.ts'

interface Lapse {
  record_id: string
  number: string
  round: number
  what: 'signature' | 'control'
  at: Temporal.Instant
}

const batch = 100

/** An oral agreement that nobody has signed in time, a control that nobody has made: each is written once, as a nonconformity. */
export const tellLapses = async ({ db, now, emit }: InsideContext): Promise<Turn> => {
  const { rows } = await sql<Lapse>`
    select d.record_id, r.number, d.round, w.what, min(w.at) as at
    from change_decision d join record r on r.id = d.record_id,
      lateral (select 'signature' as what, d.sign_by as at where d.basis = 'oral' and d.sign_by <= ${now} and not exists (
          select from change_signature g where g.record_id = d.record_id and g.round = d.round and g.seat = d.seat)
        union all select 'control', d.at where d.needs_control and d.decision = 'approve' and d.at <= ${now}::timestamptz - ${controlSpan(now)}::interval
          and not exists (select from change_control k where k.record_id = d.record_id and k.round = d.round)
          and not exists (select from change_seat s join change_decision c on c.record_id = s.record_id and c.round = s.round and c.seat = s.seat
            where s.record_id = d.record_id and s.round = d.round and s.role = 'CL' and c.decision = 'approve')) w
    where not exists (select from change_lapse l where l.record_id = d.record_id and l.round = d.round and l.what = w.what)
      and not exists (select from change_void v where v.record_id = d.record_id and v.round = d.round)
    group by d.record_id, r.number, d.round, w.what order by min(w.at) limit ${batch}`.execute(db)
  for (const { record_id, number, round, what, at } of rows) {
    await db.insertInto('change_lapse').values({ record_id, round, what, at: now }).execute()
    const dueAt = what === 'signature' ? at : controlBy(at)
    const source = await emit({
      subject: record_id,
      event: 'change.lapsed',
      body: { round, what, dueAt: dueAt.toString() },
      audience: { number },
    })
    const [managers, top] = [
      await toldFor(db, 'RGS/AC', { now, isOpen: true }),
      await toldFor(db, 'D', { now, isOpen: true }),
    ]
    await notify(db, {
      personIds: [...new Set([...managers.people, ...top.people])],
      recordId: record_id,
      event: 'change.lapsed',
      cause: { what },
      source,
      at: now,
    })
  }
  return { hasMore: rows.length === batch }
}

const controlSpan = (now: Temporal.Instant): string => `${now.until(controlBy(now)).total('hours')} hours`
