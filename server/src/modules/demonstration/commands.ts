import type { organisationApi } from '#contract/organisation/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context, OpenContext } from '#platform/context.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { Failure } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { readSetUp } from '../organisation/index.ts'
import { changeover } from './changeover.ts'
import { mayClose } from './policy.ts'

type Input = z.output<(typeof organisationApi)['openDemonstration']['input']>

let building: Promise<void> | null = null

/** Who holds the console's link may look around first; the link stays good for setting up later. */
export const openDemonstration = async ({ db, now }: OpenContext, { secret }: Input) => {
  const { isSetUp } = await readSetUp({ db })
  if (isSetUp) throw new Failure('already_set_up')
  const { rows } = await sql<{ purpose: string }>`
    select purpose from invitation_of(${digestOf(secret)}, ${now.toString()}::timestamptz)`.execute(db)
  if (rows[0]?.purpose !== 'set-up') throw new Failure('link_expired')
  const { build, turn } = changeover()
  building ??= build().finally(() => {
    building = null
  })
  await building
  turn('demonstration')
  return {}
}

export const closeDemonstration = async ({ actor, db }: Context) => {
  ensure(mayClose(actor))
  const { rows } = await sql<{ isDemonstration: boolean }>`
    select is_demonstration() as "isDemonstration"`.execute(db)
  if (rows[0]?.isDemonstration !== true)
    throw new Failure('not_possible', { detail: 'this is no demonstration' })
  changeover().turn('own')
  return {}
}
