import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

export interface CalendarEntry {
  /** Stays the same for the entry's whole life. */
  uid: string
  /** Raised with each change, so that programs know which of two is newer. */
  sequence: number
  from: Temporal.Instant
  until: Temporal.Instant
  changedAt: Temporal.Instant
  summary: string
  description: string
  place: string
  url: string
  isCancelled: boolean
}

interface Calendar {
  name: string
  zone: string
  events: readonly CalendarEntry[]
}

/** iCalendar (RFC 5545). Instants are written in UTC, which every program shows in its reader's zone without a table of zones. */
export const writeCalendar = ({ name, zone, events }: Calendar): string => {
  const calendar = ical({
    name,
    prodId: { company: 'Trousse', product: 'Trousse', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 900,
    x: [{ key: 'X-WR-TIMEZONE', value: zone }],
  })
  for (const event of events) {
    calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      start: dateOf(event.from),
      end: dateOf(event.until),
      stamp: dateOf(event.changedAt),
      lastModified: dateOf(event.changedAt),
      summary: event.summary,
      description: event.description,
      location: event.place === '' ? null : event.place,
      url: event.url,
      status: event.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}

const dateOf = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)
