import type { Category, serviceApi } from '#contract/service/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'
import { keptList } from '#platform/kept-list.ts'
import { ensure, keepsRelations } from '#platform/policy.ts'
import { asCategory } from './queries.ts'

type Input<Name extends keyof typeof serviceApi> = z.output<(typeof serviceApi)[Name]['input']>

const categories = keptList({ table: 'category', key: 'category', read: asCategory })

export const createCategory = async (context: Context, input: Input<'createCategory'>) => {
  ensure(keepsRelations(context.actor))
  const { name, parentId = null, kind } = input
  if (parentId !== null) await checkParent(context, { parentId, kind })
  return categories.add(context, {
    name: JSON.stringify(name),
    parent_id: parentId,
    kind,
    position: sql<number>`1 + coalesce((select max(position) from category where kind = ${kind}), 0)`,
  })
}

export const editCategory = (context: Context, { id, name }: Input<'editCategory'>) => {
  ensure(keepsRelations(context.actor))
  return categories.change(context, { id }, { name: JSON.stringify(name) })
}

/** With those below it: none of them can be chosen any more. */
export const endCategory = async (context: Context, { id }: Input<'endCategory'>) => {
  const { actor, db, now } = context
  ensure(keepsRelations(actor))
  const before = await categories.lock(context, id)
  await db
    .withRecursive('branch', (from) =>
      from
        .selectFrom('category')
        .select('id')
        .where('id', '=', id)
        .unionAll(
          from.selectFrom('category as c').innerJoin('branch as b', 'b.id', 'c.parent_id').select('c.id'),
        ),
    )
    .updateTable('category')
    .set({ ended_at: now })
    .where('id', 'in', (from) => from.selectFrom('branch').select('id'))
    .where('ended_at', 'is', null)
    .execute()
  await categories.note(context, before, null)
  return {}
}

const checkParent = async (
  { db }: Context,
  { parentId, kind }: { parentId: string; kind: Category['kind'] },
): Promise<void> => {
  const parent = await db
    .selectFrom('category')
    .select('kind')
    .where('id', '=', parentId)
    .where('ended_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (parent?.kind !== kind) throw invalid('parentId', `no such category of ${kind}`)
}
