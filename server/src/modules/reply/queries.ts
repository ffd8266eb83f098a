import { Reply, type replyApi } from '#contract/reply/api.ts'
import { sql, type Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.ts'
import { worksTickets } from '../record/index.ts'

type Input<Name extends keyof typeof replyApi> = z.output<(typeof replyApi)[Name]['input']>

export const listReplies = async ({ db, actor }: Context, { service }: Input<'list'>) => {
  const rows = await db
    .selectFrom('reply')
    .selectAll()
    .where('ended_at', 'is', null)
    .$if(service !== undefined, (query) =>
      query.where((or) => or.or([or('service_id', 'is', null), or('service_id', '=', service ?? '')])),
    )
    .orderBy(sql`plain(name)`)
    .orderBy('id')
    .limit(500)
    .execute()
  return { items: rows.map(asReply), mayWrite: worksTickets(actor) }
}

export const asReply = ({ id, name, body, service_id, version }: Selectable<DB['reply']>): Reply =>
  Reply.parse({ id, name, body, serviceId: service_id, version })
