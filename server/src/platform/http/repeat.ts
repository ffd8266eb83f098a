import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'

interface Answered {
  status: number
  body: unknown
}

interface Repeat {
  key: string
  route: string
  input: unknown
}

/** Runs a write once a key: the same request again is answered from the first one's answer, another one is refused. */
export const repeatable = async (
  { db, actor, now }: Context,
  { key, route, input }: Repeat,
  run: () => Promise<Answered>,
): Promise<Answered> => {
  if (key.length === 0 || key.length > 200) {
    throw new Failure('malformed_request', { detail: 'an Idempotency-Key has 1 to 200 characters' })
  }
  const digest = createHash('sha256')
    .update(`${route}\n${JSON.stringify(input)}`)
    .digest()
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${actor.id} ${key}`}, 0))`.execute(db)
  const known = await db
    .selectFrom('repeat')
    .select(['digest', 'status', 'answer'])
    .where('person_id', '=', actor.id)
    .where('key', '=', key)
    .executeTakeFirst()
  if (known !== undefined) {
    if (!known.digest.equals(digest)) throw new Failure('repeat_mismatch')
    return { status: known.status, body: known.answer }
  }
  const answered = await run()
  await db
    .insertInto('repeat')
    .values({
      person_id: actor.id,
      key,
      digest,
      status: answered.status,
      answer: JSON.stringify(answered.body),
      at: now,
    })
    .execute()
  return answered
}
