import type { PriorityGrid } from '#contract/grid/shape.ts'

/** The grid's cell; null while urgency or impact is unknown. 1 = high on every scale (figure 17). */
export const priorityOf = (
  grid: PriorityGrid,
  urgency: number | null | undefined,
  impact: number | null | undefined,
): number | null => {
  if (urgency === null || urgency === undefined || impact === null || impact === undefined) return null
  return grid.cells[impact - 1]?.[urgency - 1] ?? null
}

const affectedImpact = { everyone: 0, several: 0.5, me: 1 } as const
const workUrgency = { no: 0, hardly: 0.5, yes: 1 } as const

/** The portal's two questions, read on the grid's own scales: the middle answer is the middle level. */
export const fromQuestions = (
  grid: PriorityGrid,
  answers: {
    affected?: keyof typeof affectedImpact | undefined
    canWork?: keyof typeof workUrgency | undefined
  },
): { urgency: number | undefined; impact: number | undefined } => ({
  impact:
    answers.affected === undefined
      ? undefined
      : levelAt(affectedImpact[answers.affected], grid.impacts.length),
  urgency:
    answers.canWork === undefined ? undefined : levelAt(workUrgency[answers.canWork], grid.urgencies.length),
})

const levelAt = (share: number, levels: number): number => 1 + Math.round(share * (levels - 1))
