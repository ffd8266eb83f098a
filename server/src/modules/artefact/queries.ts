import type { artefactApi, ArtefactVersion } from '#contract/artefact/api.ts'
import { Words } from '#contract/words.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { differences } from './compare.ts'
import { kindOf, kindsOpenedByModules } from './kinds.ts'
import { actionsOn } from './policy.ts'
import { ArtefactKind } from '#contract/artefact/api.ts'

type Input<Name extends keyof typeof artefactApi> = z.output<(typeof artefactApi)[Name]['input']>

export const listArtefacts = async (context: Context, { kind, client }: Input<'list'>) => {
  let query = context.db.selectFrom('artefact').select('id').where('ended_at', 'is', null)
  const elsewhere = kindsOpenedByModules()
  if (kind !== undefined) query = query.where('kind', '=', kind)
  else if (elsewhere.length > 0) query = query.where('kind', 'not in', elsewhere)
  if (client !== undefined) query = query.where('client_id', '=', client)
  const found = await query.orderBy('kind').orderBy('key').limit(500).execute()
  return {
    items: await readArtefacts(
      context,
      found.map(({ id }) => id),
    ),
  }
}

export const readArtefact = async (context: Context, { id }: Input<'read'>) => {
  const [artefact] = await readArtefacts(context, [id])
  if (artefact === undefined) throw notFound()
  const rows = await versionRows(context.db)
    .where('v.artefact_id', '=', id)
    .orderBy('v.number', 'desc')
    .execute()
  return { ...artefact, versions: rows.map((row) => asVersion(row, context.now)) }
}

export const readVersion = async ({ db, now }: Context, { id }: Input<'readVersion'>) => {
  const row = await versionRows(db).where('v.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return asVersion(row, now)
}

export const compareVersions = async (context: Context, { id, from }: Input<'compare'>) => {
  const [before, after] = await Promise.all([
    readVersion(context, { id: from }),
    readVersion(context, { id }),
  ])
  if (before.artefactId !== after.artefactId)
    throw invalid('from', 'a version of the same artefact is expected')
  return { items: differences(before.content, after.content).slice(0, 1000) }
}

export const listPropositions = async (context: Context) => {
  const rows = await versionRows(context.db)
    .where('v.kit_edition', 'is not', null)
    .where('v.state', 'in', ['draft', 'submitted'])
    .orderBy('v.created_at')
    .limit(200)
    .execute()
  const artefacts = await readArtefacts(context, [...new Set(rows.map((row) => row.artefact_id))])
  return {
    items: rows.flatMap((row) => {
      const artefact = artefacts.find(({ id }) => id === row.artefact_id)
      return artefact === undefined || artefact.inForce !== null
        ? []
        : [{ ...artefact, draft: asVersion(row, context.now) }]
    }),
  }
}

/** Artefacts with what is in force and what is newest, as the person asking may act on them. */
export const readArtefacts = async ({ db, now, actor }: Context, ids: readonly string[]) => {
  if (ids.length === 0) return []
  const [artefacts, versions] = await Promise.all([
    db.selectFrom('artefact').selectAll().where('id', 'in', ids).orderBy('kind').orderBy('key').execute(),
    versionRows(db).where('v.artefact_id', 'in', ids).orderBy('v.number', 'desc').execute(),
  ])
  return artefacts.map((artefact) => {
    const own = versions.filter((row) => row.artefact_id === artefact.id).map((row) => asVersion(row, now))
    return asArtefact(artefact, own, actor)
  })
}

type Version = z.input<typeof ArtefactVersion>

const asArtefact = (
  row: { id: string; kind: string; key: string; name: unknown; client_id: string | null },
  versions: readonly Version[],
  actor: Actor,
) => {
  const kind = ArtefactKind.parse(row.kind)
  const owned = kindOf(kind)
  const latest = versions[0] ?? null
  const inForce = versions.find(({ state }) => state === 'in-force') ?? null
  return {
    id: row.id,
    kind,
    key: row.key,
    name: Words.parse(row.name),
    clientId: row.client_id,
    approvedBy: owned.approvedBy,
    inForce,
    latest,
    isProposition: inForce === null && versions.some(({ kitEdition }) => kitEdition !== null),
    actions: actionsOn(actor, latest, owned),
  }
}

export const versionRows = (db: Database) =>
  db
    .selectFrom('artefact_version as v')
    .leftJoin('person as author', 'author.id', 'v.author_id')
    .leftJoin('person as approver', 'approver.id', 'v.approver_id')
    .selectAll('v')
    .select(['author.name as author_name', 'approver.name as approver_name'])

type Row = Awaited<ReturnType<ReturnType<typeof versionRows>['execute']>>[number]

export const asVersion = (row: Row, now: Temporal.Instant): Version => ({
  id: row.id,
  artefactId: row.artefact_id,
  number: row.number,
  state: stateOf(row, now),
  content: row.content,
  note: row.note,
  kitEdition: row.kit_edition,
  author: row.author_id === null ? null : { id: row.author_id, name: row.author_name ?? '' },
  createdAt: row.created_at,
  submittedAt: row.submitted_at,
  approver: row.approver_id === null ? null : { id: row.approver_id, name: row.approver_name ?? '' },
  approvedAt: row.approved_at,
  reason: row.reason,
  inForceFrom: row.in_force_from,
  inForceUntil: row.in_force_until,
  reviewOn: row.review_on,
  version: row.version,
})

const stateOf = (row: Row, now: Temporal.Instant): Version['state'] => {
  if (row.state !== 'approved' || row.in_force_from === null) return row.state
  if (Temporal.Instant.compare(row.in_force_from, now) > 0) return 'approved'
  return row.in_force_until === null || Temporal.Instant.compare(row.in_force_until, now) > 0
    ? 'in-force'
    : 'superseded'
}
