import type { inventoryApi } from '#contract/inventory/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { keepsItems } from '../configuration/index.ts'

type Input<Name extends keyof typeof inventoryApi> = z.output<(typeof inventoryApi)[Name]['input']>

/** The next report writes the field again. */
export const unlockField = async ({ actor, db, emit }: Context, { number, field }: Input<'unlock'>) => {
  ensure(keepsItems(actor))
  const lifted = await db
    .deleteFrom('ci_lock')
    .where('field', '=', field)
    .where('ci_id', 'in', (ci) => ci.selectFrom('ci').select('id').where('number', '=', number))
    .returning('ci_id')
    .executeTakeFirst()
  if (lifted === undefined) throw notFound()
  await emit({ subject: lifted.ci_id, event: 'ci.unlocked', body: { field }, audience: { number } })
  return {}
}
