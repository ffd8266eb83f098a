import { RequestModel } from '#contract/request/model.ts'
import type { OfferedModel, StaffModel } from '#contract/request/model.ts'
import type { requestApi } from '#contract/request/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { createArtefact } from '../artefact/index.ts'
import { isStaff } from '../record/index.ts'

interface Row {
  version_id: string
  artefact_id: string
  key: string
  number: number
  is_proposition: boolean
  content: object
}

export type LiveModel = StaffModel

const insideOnly = { checklist: [], offeredTo: { clients: 'none', level: 'requester' } } as const

/** The models that whoever asks may choose: the database knows which. */
export const liveModels = async ({ db, now }: Context, key: string | null): Promise<LiveModel[]> => {
  const { rows } = await sql<Row>`select * from offered_models(${now}::timestamptz, ${key})`.execute(db)
  return rows.map((row) => ({
    ...RequestModel.parse({ ...insideOnly, ...row.content }),
    key: row.key,
    artefactId: row.artefact_id,
    versionId: row.version_id,
    number: row.number,
    isProposition: row.is_proposition,
  }))
}

export const listModels = async (context: Context): Promise<{ items: (StaffModel | OfferedModel)[] }> => {
  const models = await liveModels(context, null)
  return { items: isStaff(context.actor) ? models : models.map(asOffered) }
}

const asOffered = (model: LiveModel): OfferedModel => {
  const { checklist: _c, offeredTo: _o, urgency: _u, impact: _i, needsIdentityCheck: _n, ...offered } = model
  return offered
}

type NewModel = z.output<(typeof requestApi)['createModel']['input']>

export const createModel = (context: Context, { key, content, note }: NewModel) =>
  createArtefact(context, {
    kind: 'request-model',
    key,
    name: content.name,
    content,
    note,
  })
