import type { Context } from '#platform/context.ts'
import { addArtefact, approve } from './commands.ts'
import { ensure, mayDraft } from './policy.ts'
import { readArtefacts } from './queries.ts'
import { kitEdition, propositions, type Place } from './kinds.ts'

/** Copies the kit's propositions as drafts; answers the versions, in order. */
export const draftPropositions = async (
  context: Context,
  place: Place,
  given: Partial<Record<string, unknown>> = {},
): Promise<string[]> => {
  const versions: string[] = []
  for (const { kind, key, name, content } of propositions()) {
    const { versionId } = await addArtefact(context, {
      kind,
      key,
      name,
      clientId: null,
      content: given[`${kind}:${key}`] ?? (await content(place)),
      note: '',
      kitEdition,
    })
    versions.push(versionId)
  }
  return versions
}

/** What a newer kit proposes and this firm has never had; what is there stays as it is. */
export const bringPropositions = async (context: Context) => {
  ensure(mayDraft(context.actor))
  const { db } = context
  const place = await db
    .selectFrom('organisation')
    .select(['country', 'region', 'zone'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('artefact')
    .select(['kind', 'key'])
    .where('client_id', 'is', null)
    .execute()
  const missing = propositions().filter(
    ({ kind, key }) => !rows.some((row) => row.kind === kind && row.key === key),
  )
  const ids: string[] = []
  for (const { kind, key, name, content } of missing) {
    const given = { kind, key, name, clientId: null, note: '', kitEdition }
    const { artefactId } = await addArtefact(context, { ...given, content: await content(place) })
    ids.push(artefactId)
  }
  return { items: await readArtefacts(context, ids) }
}

/** For an installation that is set up by its environment: what a person does on one screen. */
export const adoptAll = async (context: Context, versions: readonly string[]): Promise<void> => {
  for (const id of versions) await approve(context, { id, isAdoption: true })
}
