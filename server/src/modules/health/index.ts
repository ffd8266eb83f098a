import { healthApi } from '#contract/health/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module, Vital } from '#platform/module.ts'
import { healthVitals } from './vitals.ts'
import { readReport } from './queries.ts'

/** `others`: the vitals that modules give of themselves, asked when they are read so that the list may name this module too. */
export const healthOf = (others: () => readonly Vital[]): Module => ({
  bindings: [bind(healthApi.report, (context) => readReport(context, others()))],
  vitals: healthVitals,
})
