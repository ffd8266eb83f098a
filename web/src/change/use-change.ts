import { changeApi } from '#contract/change/api.ts'
import type { Change } from '#contract/change/shape.ts'
import { changeCalendarApi } from '#contract/change/calendar.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { useApi } from '../platform/query.ts'

type Answer = OutputOf<typeof changeApi.read>

/** One answer, one shape an audience: these pages are the provider's. */
const isWhole = (change: Answer | undefined): change is Change => change !== undefined && 'missing' in change

export const useChange = (number: string) => {
  const { data, error } = useApi(changeApi.read, { number })
  return { change: isWhole(data) ? data : undefined, error }
}

/** What an action on a change makes old. */
export const outdated = [
  changeApi.read,
  changeApi.approvals,
  changeApi.modifications,
  changeApi.impact,
  changeCalendarApi.conflicts,
  changeCalendarApi.announcements,
  recordApi.read,
  recordApi.mine,
  journalApi.ofRecord,
  configurationApi.ofRecord,
]
