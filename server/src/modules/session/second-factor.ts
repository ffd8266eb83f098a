import type { sessionApi } from '#contract/session/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { countAttempt, factorPurpose, forgetAttempt } from './give-code.ts'
import { factorUri, newFactorSecret, newRecoveryCode, recoveryDigest, stepOf } from './one-time-code.ts'
import { checkOwnPassword } from './password.ts'

type Input<Name extends keyof typeof sessionApi> = z.output<(typeof sessionApi)[Name]['input']>

const recoveryCodes = 10

export const readSecondFactor = async ({ actor, db }: Context) => {
  const { rows } = await sql<{
    confirmed_at: Temporal.Instant | null
    left: number
    required: boolean
    has_password: boolean
  }>`select (select confirmed_at from own_second_factor()) as confirmed_at,
      (select count(*)::int from recovery_code where person_id = ${actor.id} and used_at is null) as left,
      (select requires_second_factor from organisation) as required,
      own_password_hash() is not null as has_password`.execute(db)
  const [{ confirmed_at, left, required, has_password } = nothing] = rows
  return {
    isOn: confirmed_at !== null,
    setAt: confirmed_at?.toString() ?? null,
    recoveryCodesLeft: confirmed_at === null ? 0 : left,
    isRequired: required && actor.clientId === null && actor.supplierId === null,
    hasPassword: has_password,
  }
}

const nothing = { confirmed_at: null, left: 0, required: false, has_password: false }

/** A secret that counts once its first code has come back: whoever scans nothing loses nothing. */
export const beginSecondFactor = async (context: Context, { password }: Input<'beginSecondFactor'>) => {
  const { actor, db, door } = context
  // Who finds a screen unlocked must not lock its owner out.
  await checkOwnPassword(context, password)
  const secret = newFactorSecret()
  const sealed = door.vault.seal(secret, factorPurpose(actor.id))
  const { rows } = await sql<{ person_id: string }>`
    insert into second_factor (person_id, sealed) values (${actor.id}, ${sealed})
    on conflict (person_id) do update set sealed = ${sealed}, last_step = 0 where second_factor.confirmed_at is null
    returning person_id`.execute(db)
  if (rows.length === 0) throw new Failure('not_possible', { detail: 'the second factor is set already' })
  const { name } = await db.selectFrom('organisation').select('name').executeTakeFirstOrThrow()
  return { secret, uri: factorUri(secret, { issuer: name, account: actor.email ?? actor.name }) }
}

export const confirmSecondFactor = async (context: Context, { code }: Input<'confirmSecondFactor'>) => {
  const { actor, db, now, emit } = context
  const step = await ownStep(context, code, { isConfirmed: false })
  const { numUpdatedRows } = await db
    .updateTable('second_factor')
    .set({ confirmed_at: now, last_step: step })
    .where('person_id', '=', actor.id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Failure('not_possible', { detail: 'the second factor is set already' })
  forgetAttempt(actor.id)
  await emit({ subject: actor.id, event: 'second-factor.set', body: {} })
  return { recoveryCodes: await makeRecoveryCodes(context) }
}

export const renewRecoveryCodes = async (context: Context, { code }: Input<'renewRecoveryCodes'>) => {
  await spend(context, code)
  await context.emit({ subject: context.actor.id, event: 'second-factor.codes-renewed', body: {} })
  return { recoveryCodes: await makeRecoveryCodes(context) }
}

export const endSecondFactor = async (context: Context, { code }: Input<'endSecondFactor'>) => {
  const { actor, db, emit } = context
  await spend(context, code)
  await db.deleteFrom('recovery_code').where('person_id', '=', actor.id).execute()
  await db.deleteFrom('second_factor').where('person_id', '=', actor.id).execute()
  await endDevices(context)
  await emit({ subject: actor.id, event: 'second-factor.ended', body: {} })
  return {}
}

export const listDevices = async ({ actor, db, now }: Context) => {
  const rows = await db
    .selectFrom('trusted_device')
    .select(['id', 'name', 'created_at', 'seen_at', 'expires_at'])
    .where('person_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .limit(200)
    .execute()
  return {
    items: rows.map(({ id, name, created_at, seen_at, expires_at }) => ({
      id,
      name,
      createdAt: created_at,
      seenAt: seen_at,
      expiresAt: expires_at,
    })),
  }
}

export const endDevice = async ({ actor, db, now, emit }: Context, { id }: Input<'endDevice'>) => {
  const { numUpdatedRows } = await db
    .updateTable('trusted_device')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw notFound()
  await emit({ subject: actor.id, event: 'trusted-device.ended', body: { device: id } })
  return {}
}

/** A new password or no second factor any more: whoever was trusted before is trusted no longer. */
export const endDevices = async ({ actor, db, now }: Context): Promise<void> => {
  await db
    .updateTable('trusted_device')
    .set({ ended_at: now })
    .where('person_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .execute()
}

/** The step of a code for the own secret; what is no code counts as an attempt. */
const ownStep = async (
  { actor, db, now, door }: Context,
  code: string,
  { isConfirmed }: { isConfirmed: boolean },
): Promise<number> => {
  const { rows } = await sql<{ sealed: string; confirmed_at: Temporal.Instant | null }>`
    select sealed, confirmed_at from own_second_factor()`.execute(db)
  const [own] = rows
  if (own === undefined || (own.confirmed_at !== null) !== isConfirmed) {
    throw new Failure('not_possible', { detail: 'there is no second factor in that state' })
  }
  countAttempt(actor.id, now)
  const step = stepOf(door.vault.open(own.sealed, factorPurpose(actor.id)), code, now)
  if (step === null) throw new Failure('wrong_code')
  return step
}

/** Takes a code or a recovery code of the own factor, which works no more afterwards. */
const spend = async (context: Context, code: string): Promise<void> => {
  const { actor, db, now } = context
  const recovery = recoveryDigest(actor.id, code)
  if (recovery === null) {
    const step = await ownStep(context, code, { isConfirmed: true })
    const { numUpdatedRows } = await db
      .updateTable('second_factor')
      .set({ last_step: step })
      .where('person_id', '=', actor.id)
      .where('last_step', '<', step)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new Failure('wrong_code')
  } else {
    countAttempt(actor.id, now)
    const { numUpdatedRows } = await db
      .updateTable('recovery_code')
      .set({ used_at: now })
      .where('person_id', '=', actor.id)
      .where('digest', '=', recovery)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new Failure('wrong_code')
  }
  forgetAttempt(actor.id)
}

const makeRecoveryCodes = async ({ actor, db }: Context): Promise<string[]> => {
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode)
  await db.deleteFrom('recovery_code').where('person_id', '=', actor.id).execute()
  await db
    .insertInto('recovery_code')
    .values(
      codes.flatMap((code) => {
        const digest = recoveryDigest(actor.id, code)
        return digest === null ? [] : [{ person_id: actor.id, digest }]
      }),
    )
    .execute()
  return codes
}
