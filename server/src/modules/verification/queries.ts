import type { verificationApi } from '#contract/verification/api.ts'
import { Minutes } from '#contract/verification/shape.ts'
import type { Finding } from '#contract/verification/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together, type Database } from '#platform/database/connect.ts'
import { everyType } from '../configuration/index.ts'
import { notesResults, runsCampaigns } from './policy.ts'
import {
  asCampaign,
  asItem,
  campaignRows,
  figuresFrom,
  findCampaign,
  findRows,
  itemRows,
  typesById,
  type CampaignRow,
} from './rows.ts'

type Input<Name extends keyof typeof verificationApi> = z.output<(typeof verificationApi)[Name]['input']>

/** Closed ones say what their minutes say, open ones what has been noted so far. */
export const listCampaigns = async ({ actor, db }: Context) => {
  const [rows, types] = await together([campaignRows(db), everyType(db)])
  const open = rows.filter(({ closed_at }) => closed_at === null).map(({ id }) => id)
  const [items, finds] = await together([itemRows(db, open), findRows(db, open)])
  const typeOf = typesById(types)
  const byCampaign = Map.groupBy(items, ({ verification_id }) => verification_id)
  return {
    items: rows.map((row) => {
      const found = finds.filter(({ verification_id }) => verification_id === row.id).length
      return asCampaign(
        row,
        minutesOf(row)?.figures ?? figuresFrom(byCampaign.get(row.id) ?? [], found, typeOf),
      )
    }),
    mayOpen: runsCampaigns(actor),
  }
}

export const minutesOf = ({ minutes }: Pick<CampaignRow, 'minutes'>): Minutes | null =>
  minutes === null ? null : Minutes.parse(JSON.parse(minutes))

/** Of which client a closed campaign was – null: of none alone – and how many items it verified. */
export const outcomeOf = async (
  db: Database,
  id: string,
): Promise<{ clientId: string | null; verified: number } | null> => {
  const [row] = await campaignRows(db, id)
  const minutes = row === undefined ? null : minutesOf(row)
  return row === undefined || minutes === null
    ? null
    : { clientId: row.client_id, verified: minutes.figures.verified }
}

export const readCampaign = async ({ actor, db }: Context, { id }: Input<'read'>) => {
  const [row, types, items, finds] = await together([
    findCampaign(db, id),
    everyType(db),
    itemRows(db, [id]),
    findRows(db, [id]),
  ])
  const typeOf = typesById(types)
  const minutes = minutesOf(row)
  const isOpen = row.closed_at === null
  return {
    ...asCampaign(row, minutes?.figures ?? figuresFrom(items, finds.length, typeOf)),
    items: items.map((item) => asItem(item, typeOf(item.type_id))),
    finds: finds.map(({ id: find, what, location, by, at }) => ({
      id: find,
      what,
      location,
      by,
      at: at.toString(),
    })),
    minutes,
    mayNote: isOpen && notesResults(actor),
    mayClose: isOpen && runsCampaigns(actor),
  }
}

export const listOfItem = async ({ db }: Context, { number }: Input<'ofItem'>) => {
  const { rows } = await sql<{ id: string; name: string; result: Finding | null }>`
    select v.id, v.name, i.result from ci c join verification_item i on i.ci_id = c.id join verification v on v.id = i.verification_id
    where c.number = ${number} and v.closed_at is null order by v.opened_at desc limit 20`.execute(db)
  return { items: rows }
}
