import type { personApi } from '#contract/person/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { maySubstitute } from './policy.ts'
import { asSubstitution } from './queries.ts'

type Input<Name extends keyof typeof personApi> = z.output<(typeof personApi)[Name]['input']>

/** The substitute signs for what the absent person's roles approve, from one instant to another. */
export const substitute = async ({ actor, db, now, emit }: Context, input: Input<'substitute'>) => {
  ensure(maySubstitute(actor, input.personId))
  const starts = Temporal.Instant.from(input.startsAt)
  const ends = Temporal.Instant.from(input.endsAt)
  if (Temporal.Instant.compare(ends, starts) <= 0) throw invalid('endsAt', 'an absence ends after it begins')
  if (Temporal.Instant.compare(ends, now) <= 0) throw invalid('endsAt', 'this absence is over')
  if (input.personId === input.substituteId) throw invalid('substituteId', 'another person stands in')
  const colleagues = await db
    .selectFrom('person')
    .select('id')
    .where('id', 'in', [input.personId, input.substituteId])
    .where('client_id', 'is', null)
    .where('supplier_id', 'is', null)
    .where('ended_at', 'is', null)
    .forShare()
    .execute()
  for (const key of ['personId', 'substituteId'] as const) {
    if (!colleagues.some(({ id }) => id === input[key])) throw invalid(key, 'nobody of the provider')
  }
  const row = await db
    .insertInto('substitution')
    .values({
      person_id: input.personId,
      substitute_id: input.substituteId,
      starts_at: starts,
      ends_at: ends,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await emit({
    subject: input.personId,
    event: 'substitution.named',
    body: { substituteId: input.substituteId, startsAt: starts.toString(), endsAt: ends.toString() },
  })
  return asSubstitution(row)
}

export const endSubstitution = async (
  { actor, db, now, emit }: Context,
  { id }: Input<'endSubstitution'>,
) => {
  const row = await db
    .selectFrom('substitution')
    .select(['person_id', 'ended_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.ended_at !== null) throw notFound()
  ensure(maySubstitute(actor, row.person_id))
  await db.updateTable('substitution').set({ ended_at: now }).where('id', '=', id).execute()
  await emit({ subject: row.person_id, event: 'substitution.ended', body: { substitution: id } })
  return {}
}
