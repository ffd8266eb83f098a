import type { configurationApi } from '#contract/configuration/api.ts'
import type { RelationKind } from '#contract/configuration/shape.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { noteKept } from '#platform/kept-list.ts'
import { ensure } from '#platform/policy.ts'
import { answersForConfiguration } from './policy.ts'
import { asKind } from './relations.ts'

type Input<Name extends keyof typeof configurationApi> = z.output<(typeof configurationApi)[Name]['input']>

export const createKind = async (context: Context, input: Input<'createKind'>): Promise<RelationKind> => {
  const { actor, db } = context
  ensure(answersForConfiguration(actor))
  await checkPairs(context, input.pairs)
  const { position } = await db
    .selectFrom('relation_kind')
    .select((from) => from.fn.coalesce(from.fn.max('position'), from.lit(0)).as('position'))
    .executeTakeFirstOrThrow()
  const row = await db
    .insertInto('relation_kind')
    .values({
      key: input.key,
      ...valuesOf(input),
      hits: input.hits,
      is_tree: input.isTree,
      position: position + 1,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row === undefined)
    throw new Failure('already_exists', { detail: `a kind of relation ${input.key} exists` })
  const after = asKind(row)
  await noteKept(context, 'relationKind', { before: null, after })
  return after
}

/** What a kind means stays: which end it hits, and whether it makes a tree. Relations that are there already stay too. */
export const editKind = async (
  context: Context,
  { key, version, ...given }: Input<'editKind'>,
): Promise<RelationKind> => {
  const { actor, db } = context
  ensure(answersForConfiguration(actor))
  const row = await db
    .selectFrom('relation_kind')
    .selectAll()
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  const before = asKind(row)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  await checkPairs(context, given.pairs ?? [])
  const { name = before.name, inverse = before.inverse, pairs = before.pairs } = given
  const edited = await db
    .updateTable('relation_kind')
    .set({ ...valuesOf({ name, inverse, pairs }), version: version + 1 })
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirstOrThrow()
  const after = asKind(edited)
  await noteKept(context, 'relationKind', { before, after })
  return after
}

const valuesOf = ({ name, inverse, pairs }: Pick<RelationKind, 'name' | 'inverse' | 'pairs'>) => ({
  name: JSON.stringify(name),
  inverse: JSON.stringify(inverse),
  pairs: JSON.stringify(pairs),
})

const checkPairs = async ({ db }: Context, pairs: RelationKind['pairs']): Promise<void> => {
  if (pairs.length === 0) return
  const rows = await db.selectFrom('ci_type').select('key').execute()
  const known = new Set(rows.map(({ key }) => key))
  for (const [index, pair] of pairs.entries())
    for (const end of ['from', 'to'] as const) {
      const wrong = pair[end].find((key) => !known.has(key))
      if (wrong !== undefined) throw invalid(`pairs.${index}.${end}`, `there is no type ${wrong}`)
    }
}
