import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dutyApi, DutyProposition } from '#contract/duty/api.ts'
import { Rhythm } from '#contract/recurrence/api.ts'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { bringPropositions } from '../artefact/index.ts'
import { addRule } from './commands.ts'
import { adoptsRhythm } from './policy.ts'
import { readRules } from './queries.ts'
import { todayIn } from './rule.ts'

type Input<Name extends keyof typeof dutyApi> = z.output<(typeof dutyApi)[Name]['input']>

const KitDuty = DutyProposition.pick({
  key: true,
  name: true,
  process: true,
  ownerRole: true,
  rhythm: true,
  leadDays: true,
  evidence: true,
}).extend({
  each: z.literal('client').optional(),
  sizes: z.partialRecord(z.enum(['1-3', '4-9', '10-25']), Rhythm),
  startsIn: z.int().min(0),
})

const file = join(import.meta.dirname, '../../../../kit/rhythm.yaml')

/** What the kit proposes to a firm of this size, less what it has had already. */
export const listPropositions = async ({ db, now }: Context): Promise<{ items: DutyProposition[] }> => {
  const { size, zone } = await db
    .selectFrom('organisation')
    .select(['size', 'zone'])
    .executeTakeFirstOrThrow()
  const clients = await db
    .selectFrom('client')
    .select(['id', 'name'])
    .where('ended_at', 'is', null)
    .orderBy('name')
    .limit(400)
    .execute()
  const had = await db
    .selectFrom('duty_rule')
    .select(['kit_key', 'client_id'])
    .where('kit_key', 'is not', null)
    .execute()
  const today = Temporal.PlainDate.from(todayIn(zone, now))
  const proposed = z.array(KitDuty).parse(parse(readFileSync(file, 'utf8')))
  const items = proposed.flatMap(({ each, sizes, startsIn, ...duty }): DutyProposition[] => {
    const startsOn = today.add({ days: startsIn }).toString()
    const common = { ...duty, rhythm: sizes[size] ?? duty.rhythm, startsOn, ownerId: null }
    if (each === undefined) return [{ ...common, clientId: null, clientName: null }]
    return clients.map(({ id, name }) => ({ ...common, clientId: id, clientName: name }))
  })
  return {
    items: items.filter(
      ({ key, clientId }) => !had.some((one) => one.kit_key === key && one.client_id === clientId),
    ),
  }
}

/** One click: each becomes a duty of the firm. What the kit draws and the firm never had comes along, as a proposition. */
export const adoptPropositions = async (context: Context, { chosen, isPaused }: Input<'adopt'>) => {
  ensure(adoptsRhythm(context.actor))
  // Two clicks at once come one after the other.
  await context.db.selectFrom('organisation').select('id').forUpdate().executeTakeFirstOrThrow()
  const { items } = await listPropositions(context)
  const wanted = chosen.map(({ key, clientId }, at) => {
    const found = items.find((one) => one.key === key && one.clientId === clientId)
    if (found === undefined)
      throw invalid(`chosen.${at}`, 'the kit proposes no such duty, or it was taken over')
    return found
  })
  await bringPropositions(context)
  const ids: string[] = []
  for (const { key, clientName: _name, ...given } of new Set(wanted))
    ids.push(await addRule(context, given, { kitKey: key, isPaused }))
  return { items: await readRules(context, ids) }
}
