import { TicketTemplate } from '#contract/template/api.ts'
import { sql, type Selectable } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.ts'
import { worksTickets } from '../record/index.ts'

export const listTemplates = async ({ db, actor }: Context) => {
  const rows = await db
    .selectFrom('ticket_template')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy(sql`plain(name)`)
    .limit(500)
    .execute()
  return { items: rows.map(asTemplate), mayWrite: worksTickets(actor) }
}

export const asTemplate = ({
  id,
  name,
  content,
  version,
}: Selectable<DB['ticket_template']>): TicketTemplate => TicketTemplate.parse({ id, name, content, version })
