import type { accessApi } from '#contract/access/api.ts'
import { LinkPurpose } from '#contract/access/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { OpenContext } from '#platform/context.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { networkOf, openAttempts } from '#platform/http/attempts.ts'
import { proceed } from '../session/index.ts'

type Input<Name extends keyof typeof accessApi> = z.output<(typeof accessApi)[Name]['input']>

/**
 * By network: who asks for many. By address and network: who insists. By address alone nobody is refused, or anybody could
 * keep its owner out; beyond that number nothing more is sent, so that nobody fills a stranger's mailbox.
 */
const linkAttempts = {
  network: openAttempts(20, 900),
  insisting: openAttempts(3, 900),
  address: openAttempts(6, 3600),
}

/** The same answer, as fast, whether or not somebody has that address: who it is, is looked up afterwards. */
export const askLink = async ({ db, now, door }: OpenContext, { email, purpose }: Input<'askLink'>) => {
  const at = now.epochMilliseconds
  const address = email.toLowerCase()
  const network = networkOf(door.address)
  if (!linkAttempts.insisting.take(`${address} ${network}`, at) || !linkAttempts.network.take(network, at)) {
    throw new Failure('too_many_requests')
  }
  if (linkAttempts.address.take(address, at)) {
    await sql`select ask_sign_in_link(${address}, ${purpose}, ${now.toString()}::timestamptz)`.execute(db)
  }
  return {}
}

/** Mail scanners open links: opening one uses nothing up. */
export const readLink = async ({ db, now }: OpenContext, { secret }: Input<'readLink'>) => {
  const { rows } = await sql<{ purpose: string | null }>`
    select sign_in_link_of(${digestOf(secret)}, ${now.toString()}::timestamptz) as purpose`.execute(db)
  const purpose = LinkPurpose.nullable().parse(rows[0]?.purpose ?? null)
  if (purpose === null) throw new Failure('link_expired')
  return { purpose }
}

export const takeLink = async (context: OpenContext, { secret }: Input<'takeLink'>) => {
  const { db, now } = context
  const { rows } = await sql<{ person: string | null }>`
    select use_sign_in_link(${digestOf(secret)}, ${now.toString()}::timestamptz) as person`.execute(db)
  const person = rows[0]?.person ?? null
  if (person === null) throw new Failure('link_expired')
  return proceed(context, person, { by: 'link' })
}

const guestAttempts = {
  network: openAttempts(5, 900),
  address: openAttempts(3, 3600),
  all: openAttempts(120, 3600),
}

export const askGuest = async (context: OpenContext, input: Input<'askGuest'>) => {
  const { db, now, door, language } = context
  const { rows } = await sql<{ open: boolean }>`select takes_guests() as open`.execute(db)
  if (rows[0]?.open !== true) throw notFound()
  const at = now.epochMilliseconds
  if (!guestAttempts.network.take(networkOf(door.address), at) || !guestAttempts.all.take('', at)) {
    throw new Failure('too_many_requests')
  }
  const isMachine = (input.website ?? '') !== ''
  if (isMachine || !guestAttempts.address.take(input.email.toLowerCase(), at)) return {}
  const { email: address, name, subject, text: body } = input
  const given = JSON.stringify({ address, name, subject, body, language })
  const kept = await sql<{
    kept: boolean
  }>`select ask_guest_request(${given}::jsonb, ${now.toString()}::timestamptz,
    ${now.add(guestLasts).toString()}::timestamptz) as kept`.execute(db)
  if (kept.rows[0]?.kept !== true) throw new Failure('too_many_requests')
  return {}
}

const guestLasts = { hours: 24 }

export const readGuest = async ({ db, now }: OpenContext, { secret }: Input<'readGuest'>) => {
  const { rows } = await sql<{ waits: boolean }>`
    select guest_request_waits(${digestOf(secret)}, ${now.toString()}::timestamptz) as waits`.execute(db)
  if (rows[0]?.waits !== true) throw new Failure('link_expired')
  return {}
}

export const confirmGuest = async ({ db, now }: OpenContext, { secret }: Input<'confirmGuest'>) => {
  const { rows } = await sql<{ done: boolean }>`
    select confirm_guest_request(${digestOf(secret)}, ${now.toString()}::timestamptz) as done`.execute(db)
  if (rows[0]?.done !== true) throw new Failure('link_expired')
  return {}
}
