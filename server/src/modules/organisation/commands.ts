import type { organisationApi } from '#contract/organisation/api.ts'
import type { z } from 'zod'
import type { Context, OpenContext } from '#platform/context.ts'
import { difference } from '#platform/difference.ts'
import { Failure } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { checkZone } from '#platform/zone.ts'
import { asSessionPerson, openSession } from '../session/index.ts'
import { createFirstAccount } from './first-account.ts'
import { mayEditProvider } from './policy.ts'
import { readProvider, readSetUp } from './queries.ts'
import { useSetUpLink } from './set-up-link.ts'

type Input<Name extends keyof typeof organisationApi> = z.output<(typeof organisationApi)[Name]['input']>

/** The link that the console printed makes the first account, once; its owner is signed in. */
export const setUp = async (context: OpenContext, { secret, ...input }: Input<'setUp'>) => {
  const { isSetUp } = await readSetUp(context)
  if (isSetUp) throw new Failure('already_set_up')
  if (!(await useSetUpLink(context, secret))) throw new Failure('link_expired')
  const { personId } = await createFirstAccount(context, {
    ...input,
    organisation: { ...input.organisation, language: input.organisation.language ?? context.language },
  })
  return { person: asSessionPerson(await openSession(context, personId)) }
}

export const editProvider = async (context: Context, { version, ...given }: Input<'edit'>) => {
  const { actor, db, emit } = context
  ensure(mayEditProvider(actor))
  await db.selectFrom('organisation').select('id').forUpdate().execute()
  const before = await readProvider(context)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  const change = difference(before, given)
  if (change === null) return before
  if (given.zone !== undefined) checkZone(given.zone)
  const { emergencyPhone, requiresSecondFactor, takesGuests, ...same } = given
  await db
    .updateTable('organisation')
    .set({
      ...same,
      emergency_phone: emergencyPhone,
      requires_second_factor: requiresSecondFactor,
      takes_guests: takesGuests,
      version: version + 1,
    })
    .execute()
  await emit({ subject: before.id, event: 'organisation.edited', body: change })
  return readProvider(context)
}
