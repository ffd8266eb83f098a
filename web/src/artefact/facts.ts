import type { WordsInUse } from '../platform/words.ts'

/** One readable thing that a version says: « Impact Élevé, urgence Moyenne » – « P2 – élevée ». */
export interface Fact {
  label: string
  value: string
}

/** What a module knows of the content of its kind: how it is read, shown, written and told in facts. */
export interface Definition<Content> {
  /** Tells its content from any other; the server has checked the rest when it was written. */
  is: (content: unknown) => content is Content
  /** Everything it says, in the order people would read it; labels are unique. */
  facts: (content: Content, words: WordsInUse) => readonly Fact[]
  View: (props: { content: Content }) => React.ReactNode
  Editor?: (props: { content: Content; onChange: (content: Content) => void }) => React.ReactNode
  /** Why this can't be saved yet, in sentences. */
  check?: (content: Content, words: WordsInUse) => readonly string[]
}

export interface ReadableDifference {
  label: string
  before: string | null
  after: string | null
}

/** What two versions say differently, in the order of the newer one; what is gone comes last. */
export const differencesOf = (before: readonly Fact[], after: readonly Fact[]): ReadableDifference[] => {
  const old = new Map(before.map(({ label, value }) => [label, value]))
  const young = new Map(after.map(({ label, value }) => [label, value]))
  const changed = [...young].flatMap(([label, value]) => {
    const former = old.get(label) ?? null
    return former === value ? [] : [{ label, before: former, after: value }]
  })
  const gone = [...old].flatMap(([label, value]) =>
    young.has(label) ? [] : [{ label, before: value, after: null }],
  )
  return [...changed, ...gone]
}
