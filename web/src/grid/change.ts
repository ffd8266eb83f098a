import type { PriorityGrid, Target } from '#contract/grid/shape.ts'

type Axis = 'urgencies' | 'impacts'

export const setCell = (
  grid: PriorityGrid,
  impact: number,
  urgency: number,
  priority: number,
): PriorityGrid => ({
  ...grid,
  cells: grid.cells.map((row, at) =>
    at === impact ? row.map((cell, place) => (place === urgency ? priority : cell)) : row,
  ),
})

/** More or fewer levels on an axis; what is new takes over the lowest one's priorities. */
export const resize = (grid: PriorityGrid, axis: Axis, count: number): PriorityGrid => {
  const levels = Array.from(
    { length: count },
    (_, at) => grid[axis][at] ?? { value: at + 1, label: { fr: String(at + 1), en: String(at + 1) } },
  )
  const cells =
    axis === 'impacts'
      ? fit(grid.cells, count, (last) => [...last])
      : grid.cells.map((row) => fit(row, count, (last) => last))
  return { ...grid, [axis]: levels, cells }
}

/** More or fewer priorities; cells of one that goes take the lowest that stays. */
export const countPriorities = (grid: PriorityGrid, count: number): PriorityGrid => {
  const priorities = Array.from(
    { length: count },
    (_, at) => grid.priorities[at] ?? { value: at + 1, label: { fr: `P${at + 1}`, en: `P${at + 1}` } },
  )
  const cells = grid.cells.map((row) => row.map((cell) => Math.min(cell, count)))
  const targets = priorities.map(({ value }) => targetAt(grid.targets, value))
  return { ...grid, priorities, cells, targets }
}

/** The target of a priority; a new one starts from the lowest there is. */
export const targetAt = (targets: readonly Target[], priority: number): Target => {
  const own = targets.find((target) => target.priority === priority)
  if (own !== undefined) return own
  const { response, resolution, kind } = targets.at(-1) ?? usual
  return { priority, response, resolution, kind }
}

export const setTarget = (targets: readonly Target[], changed: Target): Target[] =>
  targets.map((target) => (target.priority === changed.priority ? changed : target))

const usual: Omit<Target, 'priority'> = {
  response: { value: 1, unit: 'serviceDay' },
  resolution: { value: 10, unit: 'serviceDay' },
  kind: 'objective',
}

/** The first cell that is weaker than one of less impact or urgency. */
export const findUneven = ({ cells }: PriorityGrid): { impact: number; urgency: number } | null => {
  for (const [impact, row] of cells.entries()) {
    for (const [urgency, cell] of row.entries()) {
      const below = cells[impact + 1]?.[urgency] ?? cell
      const right = row[urgency + 1] ?? cell
      if (below < cell || right < cell) return { impact, urgency }
    }
  }
  return null
}

const fit = <Item>(items: readonly Item[], count: number, repeat: (last: Item) => Item): Item[] => {
  const last = items.at(-1)
  if (last === undefined) return []
  return Array.from({ length: count }, (_, at) => items[at] ?? repeat(last))
}
