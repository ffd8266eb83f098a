import type { OutputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import type { KnownError, PortalKnownError } from '#contract/problem/shape.ts'
import { recordApi } from '#contract/record/api.ts'
import { useApi } from '../platform/query.ts'

export type Problem = OutputOf<typeof problemApi.read>

/** What a change of a problem makes out of date. */
export const outdatedByProblem = [
  problemApi.read,
  problemApi.knownErrors,
  problemApi.matches,
  recordApi.read,
  recordApi.list,
  journalApi.ofRecord,
]

export const useProblem = (number: string) => useApi(problemApi.read, { number })

export const isWhole = (error: KnownError | PortalKnownError): error is KnownError => 'version' in error
