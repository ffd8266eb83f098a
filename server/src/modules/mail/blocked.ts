import type { mailApi } from '#contract/mail/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { maySortMail } from './policy.ts'

type Input<Name extends keyof typeof mailApi> = z.output<(typeof mailApi)[Name]['input']>

const rows = ({ db }: Context) =>
  db
    .selectFrom('blocked_sender as b')
    .leftJoin('person as p', 'p.id', 'b.blocked_by')
    .select(['b.address', 'b.at', 'b.reason', 'p.name as blockedByName'])

export const listBlocked = async (context: Context) => {
  ensure(maySortMail(context.actor))
  return { items: await rows(context).orderBy('b.address').limit(1000).execute() }
}

export const blockSender = async (context: Context, input: Input<'block'>) => {
  const { actor, db, now } = context
  ensure(maySortMail(actor))
  const address = input.address.toLowerCase()
  const kept = await db
    .insertInto('blocked_sender')
    .values({ address, reason: input.reason, blocked_by: actor.id, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('address')
    .executeTakeFirst()
  if (kept === undefined) throw new Failure('already_exists')
  await tell(context, address, true)
  return rows(context).where('b.address', '=', address).executeTakeFirstOrThrow()
}

export const unblockSender = async (context: Context, input: Input<'unblock'>) => {
  const { actor, db } = context
  ensure(maySortMail(actor))
  const address = input.address.toLowerCase()
  const { numDeletedRows } = await db
    .deleteFrom('blocked_sender')
    .where('address', '=', address)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await tell(context, address, false)
  return {}
}

/** By hand it concerns no mailbox in particular: the provider's own chain keeps it. */
const tell = async ({ db, emit }: Context, address: string, isBlocked: boolean): Promise<void> => {
  const { id } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await emit({ subject: id, event: 'mailbox.sender-judged', body: { address, isBlocked } })
}
