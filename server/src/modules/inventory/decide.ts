import type { inventoryApi, Outcome } from '#contract/inventory/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { keepsItems } from '../configuration/index.ts'
import { takeIn, type Ruling, type Taken } from './intake.ts'
import { Inventory } from './inventory.ts'

type Input<Name extends keyof typeof inventoryApi> = z.output<(typeof inventoryApi)[Name]['input']>

/** A person says what a waiting report is; it is then taken in as if it had come just now. */
export const decideWaiting = async (
  context: Context,
  input: Input<'decide'>,
): Promise<{ number: string | null; outcome: Outcome }> => {
  const { actor, db, now, emit } = context
  ensure(keepsItems(actor))
  const row = await db
    .selectFrom('inventory_report')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.decided_at !== null || row.inventory === null)
    throw new Failure('not_possible', { detail: 'this report is decided already' })
  const clientId = await clientOf(context, row.client_id, input)
  // Away with it first: what follows may let it wait again, this time within its client.
  await db
    .updateTable('inventory_report')
    .set({ decision: input.decision, decided_at: now, decided_by: actor.id, inventory: null })
    .where('id', '=', row.id)
    .execute()
  if (clientId === null) return { number: null, outcome: 'ignored' }
  const report = {
    agent: row.agent,
    deviceId: row.device_id,
    agentId: row.agent_id,
    tag: row.tag,
    address: row.address,
    isPartial: row.is_partial,
    inventory: Inventory.parse(row.inventory),
  }
  const ruling = await rulingOf(context, clientId, input)
  const taken: Taken = await takeIn({ db, now, emit, actor: null }, { clientId, report, ruling })
  if (taken.ciId !== null) {
    await db.updateTable('inventory_report').set({ ci_id: taken.ciId }).where('id', '=', row.id).execute()
    await emit({
      subject: taken.ciId,
      event: 'ci.recognised',
      body: { deviceId: row.device_id, decision: input.decision },
      audience: { number: taken.number ?? '' },
    })
  }
  return { number: taken.number, outcome: taken.outcome }
}

/** Whose it is from now on; null: nobody's, it is ignored. */
const clientOf = async (
  { db }: Context,
  known: string | null,
  { decision, clientId }: Input<'decide'>,
): Promise<string | null> => {
  if (decision === 'ignored') return null
  if (decision !== 'client') {
    if (known === null) throw invalid('decision', 'say first whose it is')
    return known
  }
  if (known !== null) throw invalid('decision', 'it is known whose it is')
  const client = await db
    .selectFrom('client')
    .select('id')
    .where('id', '=', clientId ?? null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (client === undefined) throw invalid('clientId', 'nothing has this id')
  return client.id
}

const rulingOf = async (
  { db }: Context,
  clientId: string,
  { decision, ci }: Input<'decide'>,
): Promise<Ruling> => {
  if (decision === 'new') return { is: 'new' }
  if (decision !== 'same') return null
  const item = await db
    .selectFrom('ci')
    .innerJoin('ci_state', 'ci_state.ci_id', 'ci.id')
    .select('number')
    .where('number', '=', ci ?? '')
    .where('client_id', '=', clientId)
    .where('merged_into_id', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (item === undefined) throw invalid('ci', 'this client has no such item')
  return { is: 'item', number: item.number }
}
