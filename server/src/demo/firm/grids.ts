import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PriorityGrid } from '#contract/grid/shape.ts'
import { parse } from 'yaml'

const file = join(import.meta.dirname, '../../../../kit/artefacts/priority-grid.yaml')

/** The grid that the kit proposes: what others are derived from. */
export const proposedGrid = PriorityGrid.parse(parse(readFileSync(file, 'utf8')))

/** For a haulier a group of users is as grave as everyone: without the operating room no lorry leaves. */
export const ownGrid: PriorityGrid = {
  ...proposedGrid,
  cells: [
    [1, 1, 2],
    [1, 2, 3],
    [3, 4, 5],
  ],
}

/** After half a year: P3 is taken up sooner, and P5 no longer waits for two weeks. */
export const secondGrid: PriorityGrid = {
  ...proposedGrid,
  targets: proposedGrid.targets.map((target) =>
    target.priority === 3
      ? { ...target, response: { value: 1, unit: 'hour' as const } }
      : target.priority === 5
        ? { ...target, resolution: { value: 8, unit: 'serviceDay' as const } }
        : target,
  ),
}
