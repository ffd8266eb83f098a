import { sql } from 'kysely'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import type { Role } from '#contract/role.ts'
import { notify } from '../notification/index.ts'
import { toldFor } from '../team/index.ts'

interface Quiet {
  role: Role
  numbers: string[]
}

/** Once a day, what escalated without a message of its own: one notification a person, however many records. */
export const tellDigest = async ({ db, now }: InsideContext): Promise<Turn> => {
  const { rows } = await sql<Quiet>`select b.body ->> 'role' as role, array_agg(distinct r.number) as numbers
    from journal_entry e join journal_body b on b.entry_id = e.id join record r on r.id = e.subject_id
    where e.event = 'record.escalated' and e.at > ${now.subtract({ hours: 24 })} and e.at <= ${now}
      and (b.body ->> 'isForDigest')::boolean group by 1`.execute(db)
  const day = now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  for (const { role, numbers } of rows) {
    await notify(db, {
      personIds: (await toldFor(db, role, { now, isOpen: true })).people,
      recordId: null,
      event: 'record.escalated',
      cause: { numbers: numbers.slice(0, 50), count: numbers.length },
      source: `digest ${role} ${day}`,
      at: now,
    })
  }
  return { hasMore: false }
}
