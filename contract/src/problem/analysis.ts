import { z } from 'zod'

const Line = z.string().trim().min(1).max(500)
/** Given by the page, so that one of them can be named as the cause. */
const Key = z.string().min(1).max(40)

export const Cause = z.object({
  id: Key,
  text: Line,
  causes: z.array(z.object({ id: Key, text: Line })).max(10),
})
export type Cause = z.infer<typeof Cause>

/** A bone of the fish: what kind of cause, and what was thought of. */
export const Branch = z.object({ id: Key, name: Line, causes: z.array(Cause).max(12) })
export type Branch = z.infer<typeof Branch>

const idsOf = (branches: readonly Branch[]): string[] =>
  branches.flatMap((branch) => [
    branch.id,
    ...branch.causes.flatMap((cause) => [cause.id, ...cause.causes.map(({ id }) => id)]),
  ])

/** How the cause was looked for: why, and why again; and what may have played a part. */
export const Analysis = z.object({
  whys: z.array(Line).max(10),
  branches: z
    .array(Branch)
    .max(8)
    .refine((branches) => new Set(idsOf(branches)).size === idsOf(branches).length, {
      message: 'each id stands once',
    }),
  /** Which cause of the diagram it was. */
  rootId: Key.nullable(),
})
export type Analysis = z.infer<typeof Analysis>

/** The text of the cause that is marked in a diagram. */
export const rootOf = ({ branches, rootId }: Pick<Analysis, 'branches' | 'rootId'>): string | null => {
  if (rootId === null) return null
  const all = branches.flatMap(({ causes }) => causes.flatMap((cause) => [cause, ...cause.causes]))
  return all.find(({ id }) => id === rootId)?.text ?? null
}
