import type { Category, serviceApi } from '#contract/service/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { ensure, keepsRelations } from '#platform/policy.ts'
import { asCategory } from './queries.ts'

type Input<Name extends keyof typeof serviceApi> = z.output<(typeof serviceApi)[Name]['input']>

export const createCategory = async (context: Context, input: Input<'createCategory'>) => {
  const { actor, db } = context
  ensure(keepsRelations(actor))
  const { name, parentId = null, kind } = input
  if (parentId !== null) await checkParent(context, { parentId, kind })
  const row = await db
    .insertInto('category')
    .values({
      name: JSON.stringify(name),
      parent_id: parentId,
      kind,
      position: sql<number>`1 + coalesce((select max(position) from category where kind = ${kind}), 0)`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const category = asCategory(row)
  await note(context, null, category)
  return category
}

export const editCategory = async (context: Context, { id, name }: Input<'editCategory'>) => {
  ensure(keepsRelations(context.actor))
  const before = await lockCategory(context, id)
  const row = await context.db
    .updateTable('category')
    .set({ name: JSON.stringify(name) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const category = asCategory(row)
  await note(context, before, category)
  return category
}

/** With those below it: none of them can be chosen any more. */
export const endCategory = async (context: Context, { id }: Input<'endCategory'>) => {
  const { actor, db, now } = context
  ensure(keepsRelations(actor))
  const before = await lockCategory(context, id)
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
  await note(context, before, null)
  return {}
}

/** Categories are the provider's list: its journal tells how the list changed. */
const note = async ({ db, emit }: Context, before: Category | null, after: Category | null) => {
  const { id } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await emit({
    subject: id,
    event: 'organisation.edited',
    body: { before: { category: before }, after: { category: after } },
  })
}

const lockCategory = async ({ db }: Context, id: string): Promise<Category> => {
  const row = await db
    .selectFrom('category')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return asCategory(row)
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
