import { z } from 'zod'
import { Delay } from '../calendar/shape.ts'
import { Words } from '../words.ts'

/** What to promise at one priority; response is « prise en charge », resolution « rétablissement ». */
export const Target = z.object({
  priority: z.int().min(1).max(9),
  response: Delay,
  resolution: Delay,
  kind: z.enum(['objective', 'guarantee']).default('objective'),
})
export type Target = z.infer<typeof Target>

const Level = z.object({ value: z.int().min(1).max(5), label: Words, help: Words.optional() })

/** The priority grid (figure 17): impact × urgency → priority, each 1 = high. `cells[impact - 1][urgency - 1]`. */
export const PriorityGrid = z
  .object({
    urgencies: z.array(Level).min(3).max(5),
    impacts: z.array(Level).min(3).max(5),
    priorities: z
      .array(z.object({ value: z.int().min(1).max(9), label: Words, inform: Words.optional() }))
      .min(1)
      .max(9),
    cells: z
      .array(z.array(z.int().min(1).max(9)).min(3).max(5))
      .min(3)
      .max(5),
    /** Where no agreement says otherwise. */
    targets: z.array(Target),
  })
  .superRefine((grid, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    for (const [axis, levels] of [
      ['urgencies', grid.urgencies],
      ['impacts', grid.impacts],
    ] as const) {
      levels.forEach((level, index) => {
        if (level.value !== index + 1)
          refuse([axis, index, 'value'], `levels are numbered from 1 = high: ${index + 1} expected`)
      })
    }
    if (grid.cells.length !== grid.impacts.length)
      refuse(['cells'], `one row an impact: ${grid.impacts.length} expected`)
    const known = new Set(grid.priorities.map((priority) => priority.value))
    grid.cells.forEach((row, index) => {
      if (row.length !== grid.urgencies.length)
        refuse(['cells', index], `one cell an urgency: ${grid.urgencies.length} expected`)
      for (const cell of row)
        if (!known.has(cell)) refuse(['cells', index], `priority ${cell} is not defined`)
    })
    for (const priority of known) {
      if (!grid.targets.some((target) => target.priority === priority))
        refuse(['targets'], `priority ${priority} has no target`)
    }
  })
export type PriorityGrid = z.infer<typeof PriorityGrid>
