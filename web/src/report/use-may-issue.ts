import { reportApi } from '#contract/report/api.ts'
import { useApi } from '../platform/query.ts'

/** The server says who may. */
export const useMayIssue = (): boolean => useApi(reportApi.schedule, {}).data?.mayIssue === true
