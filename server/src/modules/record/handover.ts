import type { Step } from '#contract/procedure/shape.ts'
import { Failure } from '#platform/failure.ts'
import { stepOf } from '../procedure/index.ts'
import type { Work } from './process.ts'

/** A record that comes to a supplier's step is that supplier's to see, from now on; leaving the step takes it back. */
export const handOver = async (work: Work, left: Step | null): Promise<void> => {
  const { row, facts, judgement } = work
  const reached = stepOf(judgement.procedure.content, row.step)
  if (left?.role === 'FT' && reached?.role !== 'FT') await takeBack(work)
  if (reached?.role !== 'FT') return
  const supplierId = facts['supplierId']
  if (typeof supplierId !== 'string') {
    throw new Failure('missing_fields', { errors: [{ path: 'fields.supplierId', message: 'required' }] })
  }
  await give(work, supplierId)
}

const give = async ({ context, row, facts }: Work, supplierId: string): Promise<void> => {
  const reference = typeof facts['reference'] === 'string' ? facts['reference'] : null
  await context.db
    .insertInto('handover')
    .values({ record_id: row.id, supplier_id: supplierId, from_at: context.now, reference })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await context.emit({
    subject: row.id,
    event: 'record.handed-over',
    visibility: 'supplier',
    body: { supplier: supplierId, reference },
  })
}

const takeBack = async ({ context, row }: Work): Promise<void> => {
  const ended = await context.db
    .updateTable('handover')
    .set({ until_at: context.now })
    .where('record_id', '=', row.id)
    .where('until_at', 'is', null)
    .returning('supplier_id')
    .execute()
  for (const { supplier_id } of ended) {
    await context.emit({
      subject: row.id,
      event: 'record.taken-back',
      visibility: 'supplier',
      body: { supplier: supplier_id },
    })
  }
}
