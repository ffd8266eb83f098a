import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Day } from '../instant.ts'
import { Id, listOf, Paging } from '../list.ts'
import { IndicatorKey, IndicatorProcess } from './formula.ts'
import { IndicatorCase, Indicators } from './shape.ts'

/** The first and the last day of one calendar month; without, the one before this. */
const month = { from: Day.optional(), to: Day.optional() }
const IndicatorFilter = z.object({
  ...month,
  client: Id.optional(),
  process: IndicatorProcess.optional(),
})

export const indicatorApi = {
  list: endpoint('GET /indicators', IndicatorFilter, Indicators, {
    for: staff,
    summary:
      'The figures of a calendar month with the twelve months that end with it: no percentage of fewer than five, nothing of none. Never by person.',
  }),
  export: endpoint('GET /indicators.csv', IndicatorFilter, z.string(), {
    for: staff,
    summary: 'The same as CSV, in the reader’s language; journaled',
    transport: 'file',
  }),
  cases: endpoint(
    'GET /indicators/{key}/cases',
    z.object({
      key: IndicatorKey,
      ...month,
      client: Id.optional(),
      /** Of one priority or level. */
      group: z.coerce.number().int().min(1).max(9).optional(),
      ...Paging.shape,
    }),
    listOf(IndicatorCase),
    { for: staff, summary: 'What one figure of a month was counted from, the latest first' },
  ),
}

export const indicatorEvents = {
  'indicator.exported': z.object({ from: z.string(), to: z.string(), client: Id.nullable() }),
}
