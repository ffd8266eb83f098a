import type { personApi } from '#contract/person/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { mayResetFactor } from './policy.ts'
import { readPerson } from './queries.ts'

type Input = z.output<(typeof personApi)['resetSecondFactor']['input']>

/** Whoever has lost authenticator and recovery codes signs in with the password alone, and sets up another. */
export const resetSecondFactor = async (context: Context, { id, reason }: Input) => {
  const { actor, db, now, emit } = context
  const person = await readPerson(context, { id })
  ensure(mayResetFactor(actor, id))
  const { rows } = await sql<{ was: boolean }>`
    select reset_second_factor(${id}::uuid, ${now.toString()}::timestamptz) as was`.execute(db)
  if (rows[0]?.was !== true) {
    throw new Failure('not_possible', { detail: 'this person has no second factor' })
  }
  await emit({ subject: person.id, event: 'second-factor.reset', body: { reason } })
  return readPerson(context, { id })
}
