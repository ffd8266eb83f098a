import type { CiState, CiType } from '#contract/configuration/shape.ts'

/** Which of these changes want authority: the server decides, the form says it before it is sent. */
export const controlledAmong = (
  changed: readonly string[],
  {
    type,
    before,
    after,
  }: { type: Pick<CiType, 'control' | 'controlled'>; before: CiState | null; after: CiState },
): readonly string[] => {
  if (type.control !== 'controlled' || (before !== 'in-service' && after !== 'in-service')) return []
  return changed.filter((field) => field === 'type' || type.controlled.includes(field))
}
