import type { Calendar, Holiday, Spans } from '#contract/calendar/shape.ts'
import type { Words } from '#contract/words.ts'
import type { Place } from './holidays.ts'

export const calendarCountries = ['FR', 'CA-QC', 'BE', 'CH', 'LU'] as const
export type CalendarCountry = (typeof calendarCountries)[number]

/** The week that set-up proposes; the firm's own holidays go in as they were confirmed. */
export function proposedCalendar(country: CalendarCountry, holidays: readonly Holiday[] = []): Calendar {
  const { name, zone, spans } = propositions[country]
  return { name, zone, week: workingWeek(spans), holidays: [...holidays], exceptions: [] }
}

/** Null for a place that has no proposition of its own. */
export function calendarCountryOf({ country, region }: Place): CalendarCountry | null {
  const code = country === 'CA' ? `CA-${region ?? ''}` : country
  return calendarCountries.find((known) => known === code) ?? null
}

/** Every hour of every day. */
export function roundTheClock(zone: string): Calendar {
  const all = [{ from: '00:00', to: '24:00' }]
  return {
    name: { fr: '24 h sur 24, 7 jours sur 7', en: '24 hours a day, 7 days a week' },
    zone,
    week: { 1: all, 2: all, 3: all, 4: all, 5: all, 6: all, 7: all },
    holidays: [],
    exceptions: [],
  }
}

const name: Words = { fr: 'Heures de service', en: 'Service hours' }

const propositions: Record<CalendarCountry, { name: Words; zone: string; spans: Spans }> = {
  FR: { name, zone: 'Europe/Paris', spans: hours('09:00-12:30', '14:00-18:00') },
  'CA-QC': { name, zone: 'America/Toronto', spans: hours('08:30-16:30') },
  BE: { name, zone: 'Europe/Brussels', spans: hours('08:30-12:00', '13:00-17:00') },
  CH: { name, zone: 'Europe/Zurich', spans: hours('08:00-12:00', '13:30-17:30') },
  LU: { name, zone: 'Europe/Luxembourg', spans: hours('08:00-12:00', '13:00-17:00') },
}

function hours(...spans: string[]): Spans {
  return spans.map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }))
}

function workingWeek(spans: Spans): Calendar['week'] {
  return { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: [], 7: [] }
}
