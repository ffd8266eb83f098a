import { sql, type SqlBool } from 'kysely'
import { reaction, type Reaction } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'

/** Who answers for the configuration hears of an error; an acknowledgement is read on the list. */
export const reportReactions: readonly Reaction[] = [
  reaction('tell-disputed', ['report.disputed'], async ({ db }, { subject, entry, event, body, at }) => {
    const client = await db.selectFrom('client').select('name').where('id', '=', subject).executeTakeFirst()
    const report = await db
      .selectFrom('configuration_report')
      .select('issued_by')
      .where('id', '=', body.report)
      .executeTakeFirst()
    const keepers = await db
      .selectFrom('person')
      .select('id')
      .where('ended_at', 'is', null)
      .where(sql<SqlBool>`'RGS/AC' = any(roles)`)
      .execute()
    const personIds = [...keepers.map(({ id }) => id), ...(report === undefined ? [] : [report.issued_by])]
    await notify(db, {
      personIds,
      recordId: null,
      event,
      cause: { report: body.report, title: client?.name ?? '' },
      source: entry,
      at,
    })
  }),
]
