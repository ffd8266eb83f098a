import { z } from 'zod'
import { Weekday } from '../calendar/shape.ts'
import { endpoint, staff } from '../endpoint.ts'
import { Day, Instant } from '../instant.ts'
import { ById, Id, kept, Nothing, Version } from '../list.ts'

/** The first … fourth, or the last one of a month. */
export const Nth = z.literal([1, 2, 3, 4, -1])

/** Days on which something comes again, counted from the day it starts. */
export const Rhythm = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), interval: z.int().min(1).max(365) }),
  z.object({
    every: z.literal('week'),
    interval: z.int().min(1).max(52),
    on: z.array(Weekday).min(1).max(7),
  }),
  z.object({
    every: z.literal('month'),
    interval: z.int().min(1).max(12),
    /** Day of the month, the last one where a month is shorter; or its nth weekday. */
    on: z.union([z.object({ day: z.int().min(1).max(31) }), z.object({ nth: Nth, weekday: Weekday })]),
  }),
  z.object({ every: z.literal('year'), interval: z.int().min(1).max(10) }),
])
export type Rhythm = z.infer<typeof Rhythm>

export const OffDay = z.enum(['before', 'after', 'skip'])
export type OffDay = z.infer<typeof OffDay>

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const fields = {
  name: z.string().trim().min(1).max(80),
  templateId: Id,
  clientId: Id.nullable().default(null),
  /** Without: the template's. */
  serviceId: Id.nullable().default(null),
  assigneeId: Id.nullable().default(null),
  teamId: Id.nullable().default(null),
  rhythm: Rhythm,
  /** By the clock of the provider's place, summer and winter. */
  time: Time.default('08:00'),
  startsOn: Day.refine((day) => day >= '2000-01-01' && day <= '2100-12-31', {
    error: 'between 2000 and 2100',
  }),
  endsOn: Day.nullable().default(null),
  /** On working days of this calendar alone. */
  calendarId: Id.nullable().default(null),
  /** What becomes of another day; needed with a calendar. */
  offDay: OffDay.nullable().default(null),
  leadDays: z.int().min(0).max(90).default(0),
}

export const RecurrenceRule = z.object({
  ...fields,
  id: Id,
  zone: z.string(),
  isPaused: z.boolean(),
  version: Version,
})
export type RecurrenceRule = z.infer<typeof RecurrenceRule>

/** Why a ticket could not be made: what the template says of gravity is not in the grid, nobody takes it any more, anything else. */
export const RecurrenceTrouble = z.enum(['grid', 'assignee', 'other'])
export type RecurrenceTrouble = z.infer<typeof RecurrenceTrouble>

export const Recurrence = RecurrenceRule.extend({
  /** Of the latest attempt; each hour there is another one. */
  trouble: RecurrenceTrouble.nullable(),
  /** The next three: for which day, and when it is made. */
  next: z.array(z.object({ dueOn: Day, at: Instant })),
  /** The latest ten; without a number: missed while nobody was there to make it. */
  latest: z.array(z.object({ dueOn: Day, number: z.string().nullable() })),
})
export type Recurrence = z.infer<typeof Recurrence>

export const recurrenceApi = {
  list: endpoint('GET /recurrences', Nothing, kept(Recurrence), {
    for: staff,
    summary: 'Rules that make tickets again and again, with their next three days',
  }),
  read: endpoint('GET /recurrences/{id}', ById, Recurrence, {
    for: staff,
    summary: 'One rule; one that was ended can still be read',
  }),
  create: endpoint('POST /recurrences', z.object(fields), Recurrence, {
    for: staff,
    summary: 'A new rule; days that are past already make nothing',
    status: 201,
  }),
  edit: endpoint('PATCH /recurrences/{id}', z.object({ ...fields, id: Id, version: Version }), Recurrence, {
    for: staff,
    summary: 'Edit a rule; tickets that were made stay',
  }),
  pause: endpoint('POST /recurrences/{id}/pause', z.object({ id: Id, isPaused: z.boolean() }), Recurrence, {
    for: staff,
    summary: 'Pause a rule, or let it go on; what fell into the pause is not made',
  }),
  end: endpoint('DELETE /recurrences/{id}', ById, Nothing, { for: staff, summary: 'End a rule' }),
}

export const recurrenceEvents = {
  /** On the ticket that was made. */
  'record.recurred': z.object({
    recurrence: Id,
    name: z.string(),
    dueOn: z.string(),
    /** Days before it that nobody was there to make. */
    missed: z.array(z.string()),
  }),
  /** On the provider; once, until it works or is edited. */
  'recurrence.failed': z.object({ recurrence: Id, name: z.string(), trouble: RecurrenceTrouble }),
}
