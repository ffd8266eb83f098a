import { ChangeModel, type LiveChangeModel } from '#contract/change/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'

interface Row {
  key: string
  artefactId: string
  versionId: string
  number: number
  reviewOn: string | null
  isUsable: boolean
  content: unknown
}

/** Models in force (or proposed), with whether changes may be made by them today: by the same rule as the database's. */
const liveModels = async (
  { db, now }: Pick<Context, 'db' | 'now'>,
  key: string | null,
): Promise<LiveChangeModel[]> => {
  const { rows } = await sql<Row>`
    select a.key, a.id as "artefactId", v.id as "versionId", v.number, x.review_on::text as "reviewOn", x.content,
      (x.in_force_from is not null and x.in_force_from <= ${now} and coalesce(x.review_on >= (${now}::timestamptz at time zone 'UTC')::date, true)) as "isUsable"
    from artefact a cross join lateral live_version(a.id, ${now}) v join artefact_version x on x.id = v.id
    where a.kind = 'change-model' and a.ended_at is null and (${key}::text is null or a.key = ${key}) order by a.key limit 200`.execute(
    db,
  )
  return rows.map(({ content, ...row }) => ({ ...ChangeModel.parse(content), ...row }))
}

export const listModels = async (context: Context) => ({ items: await liveModels(context, null) })

/** A model by which a change may be made now. */
export const usableModel = async (context: Context, key: string): Promise<LiveChangeModel> => {
  const [model] = await liveModels(context, key)
  if (model === undefined) throw invalid('model', 'there is no such model')
  if (!model.isUsable) throw invalid('model', 'this model is not approved, or is due for review')
  return model
}
