import type { ArtefactKind } from '#contract/artefact/api.ts'
import type { Role } from '#contract/role.ts'
import type { Words } from '#contract/words.ts'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import type { Actor } from '#platform/database/transaction.ts'

/** What a module says about the kind of artefact that it owns. */
export interface Kind {
  kind: ArtefactKind
  /** The role that the kit names to approve it; top management always may. */
  approvedBy: Role
  /** Content as it was given → as it is kept; throws a Failure that names what is wrong. */
  read: (content: unknown, key: string) => unknown
  /** What must exist before records may be judged by a version: the moves of a procedure. */
  prepare?: (db: Database, version: { id: string; content: unknown }) => Promise<void>
  /** Who writes it, where that is not only who runs the processes. */
  mayDraft?: (actor: Actor) => boolean
  /** Refuses content that names what is not there. */
  check?: (context: Context, content: unknown, artefactId: string) => Promise<void>
  /** Its module opens it, with more than a key and a name: it stands in no list of artefacts, unless asked for. */
  isOpenedByModule?: true
  /** In force from the approval on, never later. */
  isAtOnce?: true
}

/** A default of the kit: drafted at set-up, in force once adopted. */
export interface Proposition {
  kind: ArtefactKind
  key: string
  name: Words
  content: (place: Place) => unknown
}

/** Where the firm is: what proposes its service hours. */
export interface Place {
  country: string
  region: string | null
  zone: string
}

/** The edition of the kit that this version of the product brings. */
export const kitEdition = '2026.1'

const kinds = new Map<ArtefactKind, Kind>()
const known: Proposition[] = []

/** A module owns a kind: it alone knows what its content means. */
export const registerKind = (kind: Kind): void => {
  kinds.set(kind.kind, kind)
}

export const registerProposition = (proposition: Proposition): void => {
  known.push(proposition)
}

export const kindOf = (kind: ArtefactKind): Kind => {
  const found = kinds.get(kind)
  if (found === undefined) throw new Error(`No module has registered the artefact kind ${kind}.`)
  return found
}

export const kindsOpenedByModules = (): ArtefactKind[] =>
  [...kinds.values()].flatMap(({ kind, isOpenedByModule }) => (isOpenedByModule === true ? [kind] : []))

export const propositions = (): readonly Proposition[] => known
