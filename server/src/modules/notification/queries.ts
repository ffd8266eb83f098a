import type { notificationApi } from '#contract/notification/api.ts'
import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'

type Input<Name extends keyof typeof notificationApi> = z.output<(typeof notificationApi)[Name]['input']>

const Cause = z.record(z.string(), z.unknown()).catch({})

/** Your own, latest first; a record that you may no longer see keeps its number to itself. */
export const listNotifications = async ({ actor, db }: Context, filter: Input<'list'>) => {
  const { unread, cursor, limit } = filter
  const read = await db
    .selectFrom('notification as n')
    .leftJoin('record as r', 'r.id', 'n.record_id')
    .select(['n.id', 'r.number', 'r.title', 'n.event', 'n.cause', 'n.at', 'n.read_at'])
    .where('n.person_id', '=', actor.id)
    .$if(unread === true, (rows) => rows.where('n.read_at', 'is', null))
    .$if(cursor !== undefined, (rows) => {
      const [at, id] = decodeCursor(cursor ?? '', 2)
      return rows.where(sql<SqlBool>`(n.at, n.id) < (${at}::timestamptz, ${id}::uuid)`)
    })
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { rows, nextCursor } = page(read, limit, (row) => [row.at.toString(), row.id])
  return {
    items: rows.map(({ read_at, cause, ...row }) => ({ ...row, cause: Cause.parse(cause), readAt: read_at })),
    nextCursor,
  }
}
