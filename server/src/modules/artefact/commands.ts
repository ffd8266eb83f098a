import type { artefactApi, ArtefactKind } from '#contract/artefact/api.ts'
import { ArtefactKind as ArtefactKindShape } from '#contract/artefact/api.ts'
import type { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { createSubject, type Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { differences } from './compare.ts'
import { kindOf } from './kinds.ts'
import { ensure, mayAdopt, mayApprove, mayDraft } from './policy.ts'
import { readArtefacts, readVersion } from './queries.ts'

type Input<Name extends keyof typeof artefactApi> = z.output<(typeof artefactApi)[Name]['input']>

export const createArtefact = async (context: Context, input: Input<'create'>) => {
  if (kindOf(input.kind).isOpenedByModule === true) throw invalid('kind', 'its own endpoint opens it')
  ensure(mayDraft(context.actor, kindOf(input.kind)))
  const key = input.key ?? `a${crypto.randomUUID().slice(0, 8)}`
  const { artefactId } = await addArtefact(context, {
    ...input,
    key,
    clientId: input.clientId ?? null,
    note: input.note ?? '',
  })
  return readOne(context, artefactId)
}

interface NewArtefact {
  kind: ArtefactKind
  key: string
  name: Words
  clientId: string | null
  content?: unknown
  note: string
  kitEdition?: string
}

/** A new artefact with its first draft. */
export const addArtefact = async (context: Context, input: NewArtefact) => {
  const { db, emit } = context
  const artefactId = await createSubject(db, 'artefact')
  const { kind, key, name } = input
  await db
    .insertInto('artefact')
    .values({ id: artefactId, kind, key, name: JSON.stringify(name), client_id: input.clientId })
    .execute()
  await emit({ subject: artefactId, event: 'artefact.created', body: { kind, key, name } })
  const versionId = await addVersion(context, artefactId, input)
  return { artefactId, versionId }
}

export const draftVersion = async (context: Context, { id, content, note }: Input<'draft'>) => {
  const { kind } = await lockArtefact(context, id)
  ensure(mayDraft(context.actor, kindOf(kind)))
  const versionId = await addVersion(context, id, { content, note: note ?? '' })
  return readVersion(context, { id: versionId })
}

/** The next draft of an artefact; its content is read, and refused, by the module that owns the kind. */
export const addVersion = async (
  context: Context,
  artefactId: string,
  given: { content?: unknown; note: string; kitEdition?: string },
): Promise<string> => {
  const { actor, db, now, emit } = context
  const artefact = await lockArtefact(context, artefactId)
  const kind = kindOf(artefact.kind)
  const content = await kind.read(given.content, artefact.key)
  await kind.check?.(context, content, artefactId)
  const { id, number } = await db
    .insertInto('artefact_version')
    .values({
      artefact_id: artefactId,
      number: sql<number>`1 + coalesce((select max(number) from artefact_version where artefact_id = ${artefactId}), 0)`,
      content: JSON.stringify(content),
      note: given.note,
      kit_edition: given.kitEdition ?? null,
      author_id: given.kitEdition === undefined ? actor.id : null,
      created_at: now,
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()
  if (given.kitEdition !== undefined) await kind.prepare?.(db, { id, content })
  await emit({
    subject: artefactId,
    event: 'artefact.drafted',
    body: { version: id, number, note: given.note },
  })
  return id
}

/** A draft is edited in place; a proposition, by which records may already be judged, gets a successor. */
export const editVersion = async (context: Context, input: Input<'edit'>) => {
  const { db, emit } = context
  const { current, artefact } = await readLocked(context, input.id)
  const kind = kindOf(artefact.kind)
  ensure(mayDraft(context.actor, kind))
  if (current.state !== 'draft')
    throw new Failure('not_possible', { detail: `a draft is expected, this one is ${current.state}` })
  if (current.version !== input.version) throw new Failure('stale_version', { current })
  if (current.kitEdition !== null) return draftVersion(context, { ...input, id: current.artefactId })
  const content = await kind.read(input.content, artefact.key)
  await kind.check?.(context, content, current.artefactId)
  await db
    .updateTable('artefact_version')
    .set((row) => ({
      content: JSON.stringify(content),
      note: input.note ?? current.note,
      author_id: context.actor.id,
      version: row('version', '+', 1),
    }))
    .where('id', '=', input.id)
    .execute()
  const changed = differences(current.content, content).slice(0, 200)
  await emit({
    subject: current.artefactId,
    event: 'artefact.edited',
    body: { version: input.id, differences: changed },
  })
  return readVersion(context, { id: input.id })
}

export const submitVersion = async (context: Context, { id }: Input<'submit'>) => {
  const { db, now, emit } = context
  const { current, artefact } = await readLocked(context, id)
  ensure(mayDraft(context.actor, kindOf(artefact.kind)))
  if (current.state !== 'draft')
    throw new Failure('not_possible', { detail: `a draft is expected, this one is ${current.state}` })
  await db
    .updateTable('artefact_version')
    .set((row) => ({ state: 'submitted', submitted_at: now, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await emit({
    subject: current.artefactId,
    event: 'artefact.submitted',
    body: { version: id, number: current.number },
  })
  return readVersion(context, { id })
}

export const approveVersion = async (context: Context, input: Input<'approve'>) => {
  await approve(context, { ...input, isAdoption: false })
  return readVersion(context, { id: input.id })
}

/** Who may approve puts in force, also what he wrote himself: the journal says so. Never from an instant in the past. */
export const approve = async (
  context: Context,
  input: {
    id: string
    from?: string | undefined
    reason?: string | undefined
    reviewOn?: string | undefined
    isAdoption: boolean
  },
): Promise<void> => {
  const { actor, db, now, emit } = context
  const { current, artefact } = await readLocked(context, input.id)
  const kind = kindOf(artefact.kind)
  ensure(mayApprove(actor, kind.approvedBy))
  if (current.state !== 'draft' && current.state !== 'submitted') {
    throw new Failure('not_possible', {
      detail: `a draft or a submitted version is expected, this one is ${current.state}`,
    })
  }
  const from = input.from === undefined ? now : Temporal.Instant.from(input.from)
  if (Temporal.Instant.compare(from, now) < 0)
    throw new Failure('rule_broken', { detail: 'in_force_not_in_past' })
  if (kind.isAtOnce === true && Temporal.Instant.compare(from, now) > 0)
    throw invalid('from', 'it is in force from its approval on')
  if (current.kitEdition === null) await kind.prepare?.(db, { id: input.id, content: current.content })
  await db
    .updateTable('artefact_version')
    .set({ in_force_until: from })
    .where('artefact_id', '=', current.artefactId)
    .where('in_force_from', '<', from)
    .where((or) => or.or([or('in_force_until', 'is', null), or('in_force_until', '>', from)]))
    .execute()
  await db
    .updateTable('artefact_version')
    .set((row) => ({
      state: 'approved',
      approver_id: actor.id,
      approved_at: now,
      reason: input.reason ?? null,
      in_force_from: from,
      // Until the next one, where that was approved before for a later instant.
      in_force_until: sql<Temporal.Instant | null>`(select min(n.in_force_from) from artefact_version n
        where n.artefact_id = ${current.artefactId} and n.in_force_from > ${from})`,
      review_on: input.reviewOn ?? inAYear(now, actor.zone),
      version: row('version', '+', 1),
    }))
    .where('id', '=', input.id)
    .execute()
  await emit({
    subject: current.artefactId,
    event: 'artefact.approved',
    body: {
      version: input.id,
      number: current.number,
      reason: input.reason ?? null,
      from: from.toString(),
      isOwnWork: current.author?.id === actor.id,
      isAdoption: input.isAdoption,
    },
  })
}

export const rejectVersion = async (context: Context, { id, reason }: Input<'reject'>) => {
  const { db, emit } = context
  const { current, artefact } = await readLocked(context, id)
  ensure(mayApprove(context.actor, kindOf(artefact.kind).approvedBy))
  if (current.state !== 'submitted')
    throw new Failure('not_possible', {
      detail: `a submitted version is expected, this one is ${current.state}`,
    })
  if (reason === undefined || reason === '') throw new Failure('reason_required')
  await db
    .updateTable('artefact_version')
    .set((row) => ({ state: 'rejected', reason, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await emit({
    subject: current.artefactId,
    event: 'artefact.rejected',
    body: { version: id, number: current.number, reason },
  })
  return readVersion(context, { id })
}

export const adoptPropositions = async (context: Context, { versions, reason }: Input<'adopt'>) => {
  ensure(mayAdopt(context.actor))
  const rows = await context.db
    .selectFrom('artefact_version')
    .select(['id', 'artefact_id'])
    .where('id', 'in', versions)
    .execute()
  if (rows.length !== new Set(versions).size) throw notFound()
  for (const { id } of rows.toSorted((a, b) => (a.artefact_id < b.artefact_id ? -1 : 1))) {
    await approve(context, { id, reason, isAdoption: true })
  }
  return {
    items: await readArtefacts(
      context,
      rows.map((row) => row.artefact_id),
    ),
  }
}

const readOne = async (context: Context, id: string) => {
  const [artefact] = await readArtefacts(context, [id])
  if (artefact === undefined) throw notFound()
  return artefact
}

/** Two people who write or approve one artefact do it one after the other. */
const lockArtefact = async ({ db }: Context, id: string) => {
  const row = await db
    .selectFrom('artefact')
    .select(['id', 'kind', 'key'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return { ...row, kind: ArtefactKindShape.parse(row.kind) }
}

const readLocked = async (context: Context, id: string) => {
  const { artefactId } = await readVersion(context, { id })
  const artefact = await lockArtefact(context, artefactId)
  return { artefact, current: await readVersion(context, { id }) }
}

const inAYear = (now: Temporal.Instant, zone: string): string =>
  now.toZonedDateTimeISO(zone).toPlainDate().add({ years: 1 }).toString()
