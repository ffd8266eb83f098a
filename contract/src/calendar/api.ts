import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { all, Id, Nothing } from '../list.ts'
import { Words } from '../words.ts'
import { Calendar, Holiday, Span } from './shape.ts'

export const Region = z.object({ code: z.string(), name: z.string() })

/** The hours of one calendar, and what of the reader's is served by it. */
export const ServiceHours = z.object({
  /** Empty: whatever has no hours of its own. */
  services: z.array(z.object({ id: Id, name: z.string() })),
  zone: z.string(),
  week: Calendar.shape.week,
  /** Holidays and exceptions of the next thirty days. */
  coming: z.array(z.object({ date: z.iso.date(), spans: z.array(Span), why: Words, isHoliday: z.boolean() })),
  isOpen: z.boolean(),
  /** When it closes, or opens. */
  changesAt: Instant.nullable(),
})
export type ServiceHours = z.infer<typeof ServiceHours>

export const calendarApi = {
  hours: endpoint('GET /service-hours', Nothing, all(ServiceHours), {
    for: ['client'],
    summary: 'When you are served: the hours agreed for your services, else the provider’s own',
  }),
  listCountries: endpoint('GET /countries', z.object({}), all(Region.extend({ regions: z.array(Region) })), {
    for: ['anyone'],
    summary: 'Countries and regions whose public holidays are known',
  }),
  holidays: endpoint(
    'GET /holidays',
    z.object({
      country: z.string().length(2),
      region: z.string().max(20).optional(),
      from: z.coerce.number().int().min(2000).max(2100),
      to: z.coerce.number().int().min(2000).max(2100),
      /** The firm's answers to `questions`; the first option unless given. */
      pentecostMonday: z.enum(['holiday', 'worked']).optional(),
      alsaceMoselle: z.enum(['no', 'yes']).optional(),
      easter: z.enum(['goodFriday', 'easterMonday']).optional(),
    }),
    z.object({
      items: z.array(Holiday),
      /** Choices a firm must confirm: Pentecost Monday, Good Friday or Easter Monday. */
      questions: z.array(
        z.object({
          id: z.string(),
          label: Words,
          options: z.array(z.object({ id: z.string(), label: Words })),
        }),
      ),
    }),
    { for: ['anyone'], summary: 'Public holidays, to be confirmed before they count' },
  ),
  propose: endpoint(
    'GET /calendar-proposition',
    z.object({ country: z.string().length(2), region: z.string().max(20).optional() }),
    Calendar,
    { for: ['anyone'], summary: 'The usual service hours of a country, with its holidays' },
  ),
  preview: endpoint(
    'POST /calendar-preview',
    z.object({ calendar: Calendar, from: z.iso.date(), days: z.int().min(1).max(400) }),
    all(
      z.object({
        date: z.iso.date(),
        spans: z.array(z.object({ from: z.string(), to: z.string() })),
        why: Words.nullable(),
      }),
    ),
    { for: staff, summary: 'What a calendar means, day by day' },
  ),
}
