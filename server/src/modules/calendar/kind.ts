import { Calendar } from '#contract/calendar/shape.ts'
import { registerKind, registerProposition, type Place } from '../artefact/index.ts'
import { publicHolidays } from './holidays.ts'
import { calendarCountryOf, proposedCalendar } from './proposition.ts'

registerKind({
  kind: 'calendar',
  approvedBy: 'RGS/AC',
  read: (content) => Calendar.parse(content),
})

registerProposition({
  kind: 'calendar',
  key: 'default',
  name: { fr: 'Heures de service', en: 'Service hours' },
  content: (place) => usualCalendar(place),
})

/** The usual week of the place, with the public holidays of last year, this one and the next two. */
export const usualCalendar = async (
  { country, region, zone }: Place,
  year = Temporal.Now.plainDateISO().year,
): Promise<Calendar> => {
  const place = { country, region: region ?? undefined }
  const years = [year - 1, year, year + 1, year + 2]
  const holidays = await publicHolidays({ ...place, years })
  const usual = proposedCalendar(calendarCountryOf(place) ?? 'FR', holidays)
  return calendarCountryOf(place) === null ? { ...usual, zone } : usual
}
