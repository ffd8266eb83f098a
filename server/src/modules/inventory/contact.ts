import type { Outcome, Refusal } from '#contract/inventory/api.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import type { Noted } from './fields.ts'
import type { Agent, Message } from './message.ts'

/** One knock at the door, and what came of it. */
export interface Knocked {
  at: Temporal.Instant
  clientId: string | null
  address: string
  userAgent: string
  agent: Agent | null
  deviceId: string | null
  kind: Message['kind'] | null
  outcome: Outcome
  refusal: Refusal | null
  notes: readonly Noted[]
  ciId: string | null
  bytes: number
  milliseconds: number
}

export const noteContact = async (db: Database, knocked: Knocked): Promise<void> => {
  await db
    .insertInto('inventory_contact')
    .values({
      at: knocked.at,
      client_id: knocked.clientId,
      address: knocked.address.slice(0, 100),
      user_agent: printable(knocked.userAgent).slice(0, 200),
      agent: knocked.agent,
      device_id: knocked.deviceId,
      kind: knocked.kind,
      outcome: knocked.outcome,
      refusal: knocked.refusal,
      notes: JSON.stringify(knocked.notes.slice(0, 100)),
      ci_id: knocked.ciId,
      bytes: Math.min(knocked.bytes, 2 ** 31 - 1),
      milliseconds: Math.round(knocked.milliseconds),
    })
    .execute()
}

// eslint-disable-next-line no-control-regex
const printable = (text: string): string => text.replace(/[\u0000-\u001F\u007F]/gu, ' ').toWellFormed()

const keptDays = 90
const mostOfDoor = 5000

/** Contacts are kept for a while and not without end; what waits without a client, for a month. */
export const forgetContacts = async ({ db, now }: InsideContext): Promise<Turn> => {
  const before = now.subtract({ hours: 24 * keptDays })
  await sql`delete from inventory_contact where at < ${before}`.execute(db)
  await sql`delete from inventory_contact where id in (
    select id from (select id, row_number() over (partition by client_id order by at desc, id desc) as n from inventory_contact) x where n > ${mostOfDoor})`.execute(
    db,
  )
  await sql`delete from inventory_report where client_id is null and decided_at is null and at < ${now.subtract({ hours: 24 * 30 })}`.execute(
    db,
  )
  return { hasMore: false }
}
