import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalCalendar,
} from 'ical-generator'

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
  /** Null: it leads nowhere that all its readers may go. */
  url: string | null
  isCancelled: boolean
  /** Planned, and not decided on yet. */
  isTentative?: boolean
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
  for (const event of events) addEntry(calendar, event)
  return calendar.toString()
}

interface Participant {
  name: string
  email: string
}

export interface Invitation {
  /** Says what takes place, asks to come, or says that it does not take place any more. */
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL'
  zone: string
  organizer: Participant
  attendees: readonly Participant[]
  event: CalendarEntry
}

/** One entry as programs offer it to be accepted, or taken over where nobody is asked to come (RFC 5546). */
export const writeInvitation = ({ method, zone, organizer, attendees, event }: Invitation): string => {
  const calendar = ical({
    prodId: { company: 'Trousse', product: 'Trousse', language: 'FR' },
    method: ICalCalendarMethod[method],
    x: [{ key: 'X-WR-TIMEZONE', value: zone }],
  })
  const entry = addEntry(calendar, event)
  entry.organizer(organizer)
  for (const { name, email } of attendees) {
    entry.createAttendee({
      name,
      email,
      rsvp: method === 'REQUEST',
      role: ICalAttendeeRole.REQ,
      type: ICalAttendeeType.INDIVIDUAL,
      status: ICalAttendeeStatus.NEEDSACTION,
    })
  }
  return calendar.toString()
}

const addEntry = (calendar: ICalCalendar, event: CalendarEntry) =>
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
    status: statusOf(event),
  })

const statusOf = ({ isCancelled, isTentative }: CalendarEntry): ICalEventStatus => {
  if (isCancelled) return ICalEventStatus.CANCELLED
  return isTentative === true ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}

const dateOf = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)
