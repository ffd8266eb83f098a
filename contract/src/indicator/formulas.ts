import type { Formula, IndicatorKey } from './formula.ts'
import { changeFormulas } from './formulas/change.ts'
import { configurationFormulas } from './formulas/configuration.ts'
import { incidentFormulas } from './formulas/incident.ts'
import { problemFormulas } from './formulas/problem.ts'

/** Every indicator: what it is, how it is calculated, what is asked of it. The counting is in server/src/modules/indicator. */
export const formulas: Readonly<Record<IndicatorKey, Formula>> = {
  ...incidentFormulas,
  ...problemFormulas,
  ...changeFormulas,
  ...configurationFormulas,
}
