import type { Analysis, Branch, Cause } from '#contract/problem/analysis.ts'

/** What the form holds: the analysis, where lines may still be empty. */
export type Draft = Analysis

let made = 0
/** One that no other line of this page has. */
export const newKey = (): string => `k${Date.now().toString(36)}${(made += 1)}`

export const newBranch = (name: string): Branch => ({ id: newKey(), name, causes: [] })
export const newCause = (): Cause => ({ id: newKey(), text: '', causes: [] })

const replaced = <Item extends { id: string }>(items: readonly Item[], item: Item): Item[] =>
  items.map((one) => (one.id === item.id ? item : one))

export const withBranch = (draft: Draft, branch: Branch): Draft => ({
  ...draft,
  branches: replaced(draft.branches, branch),
})

export const withCause = (draft: Draft, branch: Branch, cause: Cause): Draft =>
  withBranch(draft, { ...branch, causes: replaced(branch.causes, cause) })

/** What is gone can't be the cause any more. */
export const settled = (draft: Draft): Draft => {
  const ids = new Set(
    draft.branches.flatMap(({ causes }) =>
      causes.flatMap((cause) => [cause.id, ...cause.causes.map(({ id }) => id)]),
    ),
  )
  return draft.rootId === null || ids.has(draft.rootId) ? draft : { ...draft, rootId: null }
}

export const isFilled = ({ whys, branches }: Draft): boolean =>
  whys.every((why) => why.trim() !== '') &&
  branches.every(
    ({ name, causes }) =>
      name.trim() !== '' &&
      causes.every(
        ({ text, causes: subs }) => text.trim() !== '' && subs.every((sub) => sub.text.trim() !== ''),
      ),
  )
