import { changeCalendar as en } from '#contract/change/calendar-en.ts'
import { changeCalendar as fr } from '#contract/change/calendar-fr.ts'
import type { CalendarEntry } from '#platform/ical.ts'

export interface Windowed {
  id: string
  number: string
  title: string
  client: string | null
  service: string | null
  state: 'tentative' | 'confirmed' | 'cancelled'
  window_from: Temporal.Instant
  window_to: Temporal.Instant
  outage_minutes: number | null
  sequence: number
  changed_at: Temporal.Instant
}

interface Reader {
  language: 'fr' | 'en'
  /** Where our own people open it; null: a client reads. */
  url: string | null
}

export const feedWords = (language: 'fr' | 'en') => (language === 'fr' ? fr : en).feed

/** A change in a calendar: to a client what, when and how long; to a colleague for whom as well, and where it is. */
export const calendarEntry = (row: Windowed, { language, url }: Reader): CalendarEntry => {
  const words = feedWords(language)
  const outage =
    row.outage_minutes === null || row.outage_minutes === 0
      ? words.noOutage
      : words.outage.replace('{{minutes}}', String(row.outage_minutes))
  const about = url === null ? [row.title] : [row.number, row.client ?? row.title]
  return {
    uid: `${row.id}@trousse`,
    sequence: row.sequence,
    from: row.window_from,
    until: row.window_to,
    changedAt: row.changed_at,
    summary: about.join(' · '),
    description: [
      ...(url === null ? [row.number] : [row.title]),
      ...(row.service === null ? [] : [row.service]),
      outage,
      words.states[row.state],
    ].join('\n'),
    place: '',
    url: url === null ? null : `${url}/tickets/${row.number}`,
    isCancelled: row.state === 'cancelled',
    isTentative: row.state === 'tentative',
  }
}
