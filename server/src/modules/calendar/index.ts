import { calendarApi } from '#contract/calendar/api.ts'
import { bind, bindOpen } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import './kind.ts'
import { listCountries, listHolidays, previewCalendar, proposeCalendar, readServiceHours } from './queries.ts'

export { closedDays } from './closed-days.ts'
export { publicHolidays } from './holidays.ts'
export { proposedCalendar, roundTheClock } from './proposition.ts'
export {
  advance,
  isOpenAt,
  minutesBetween,
  nextOpening,
  openStretches,
  serviceBetween,
  type CalendarTimeline,
  type OpenStretch,
} from './service-time.ts'

export { timelineOf, timelinesOf } from './timelines.ts'

export const calendar: Module = {
  bindings: [
    bindOpen(calendarApi.listCountries, listCountries),
    bindOpen(calendarApi.holidays, listHolidays),
    bindOpen(calendarApi.propose, proposeCalendar),
    bind(calendarApi.preview, previewCalendar),
    bind(calendarApi.hours, readServiceHours),
  ],
}
