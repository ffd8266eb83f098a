import type { WordsInUse } from '../platform/words.ts'

/** One readable thing that a version says: « Impact Élevé, urgence Moyenne » – « P2 – élevée ». */
export interface Fact {
  label: string
  value: string
  /** What it is known by in both versions, where its label may change. */
  key?: string
  /** What makes two values the same, where their words may differ. */
  identity?: string
}

/** What a module knows of the content of its kind: how it is read, shown, written and told in facts. */
export interface Definition<Content> {
  /** Tells its content from any other; the server has checked the rest when it was written. */
  is: (content: unknown) => content is Content
  /** Everything it says, in the order people would read it; labels are unique. */
  facts: (content: Content, words: WordsInUse) => readonly Fact[]
  View: (props: ViewProps<Content>) => React.ReactNode
  Editor?: (props: { content: Content; onChange: (content: Content) => void }) => React.ReactNode
  /** Why this can't be saved yet, in sentences. */
  check?: (content: Content, words: WordsInUse) => readonly string[]
}

export interface ViewProps<Content> {
  content: Content
  /** The version that says it, where it is one of the firm's. */
  versionId?: string
}

export interface ReadableDifference {
  label: string
  before: string | null
  after: string | null
}

/** What two versions say differently, in the order of the newer one; what is gone comes last. */
export const differencesOf = (before: readonly Fact[], after: readonly Fact[]): ReadableDifference[] => {
  const old = new Map(before.map((fact) => [keyOf(fact), fact]))
  const young = new Set(after.map(keyOf))
  const changed = after.flatMap((fact) => {
    const former = old.get(keyOf(fact))
    const isSame = former !== undefined && identityOf(former) === identityOf(fact)
    return isSame ? [] : [{ label: fact.label, before: former?.value ?? null, after: fact.value }]
  })
  const gone = before.flatMap((fact) =>
    young.has(keyOf(fact)) ? [] : [{ label: fact.label, before: fact.value, after: null }],
  )
  return [...changed, ...gone]
}

const keyOf = ({ key, label }: Fact): string => key ?? label
const identityOf = ({ identity, value }: Fact): string => identity ?? value
