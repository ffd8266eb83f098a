import type { Context } from '#platform/context.ts'
import { addArtefact, approve } from './commands.ts'
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

/** For an installation that is set up by its environment: what a person does on one screen. */
export const adoptAll = async (context: Context, versions: readonly string[]): Promise<void> => {
  for (const id of versions) await approve(context, { id, isAdoption: true })
}
