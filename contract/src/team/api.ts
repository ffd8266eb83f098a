import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Day, GivenInstant, Instant } from '../instant.ts'
import { all, ById, Id, Name, Nothing, Version } from '../list.ts'
import { Role } from '../role.ts'

export const Team = z.object({
  id: Id,
  name: z.string(),
  /** Roles for which its members may act. */
  mandates: z.array(Role),
  members: z.array(z.object({ id: Id, name: z.string() })),
  version: Version,
})
export type Team = z.infer<typeof Team>

const Mandate = z.enum(['D', 'RGS/AC', 'RGS/RC', 'CS'])
const fields = { name: Name.max(100), mandates: z.array(Mandate).max(4), members: z.array(Id).max(100) }

export const AbsenceKind = z.enum(['leave', 'sick', 'training', 'other'])
export type AbsenceKind = z.infer<typeof AbsenceKind>
export const Absence = z.object({
  id: Id,
  personId: Id,
  startsAt: Instant,
  endsAt: Instant,
  /** Why is told to the person and to who keeps accounts; to others null. */
  kind: AbsenceKind.nullable(),
})
export type Absence = z.infer<typeof Absence>

const HandOver = z.object({
  /** 1 is Monday. */
  day: z.int().min(1).max(7),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
})

export const Turn = z.object({
  id: Id,
  teamId: Id,
  personId: Id,
  personName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  /** Days between being told and the beginning; under the rota's notice it is short. */
  noticeDays: z.int(),
  isShortNotice: z.boolean(),
  isSwapped: z.boolean(),
})
export type Turn = z.infer<typeof Turn>

const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

/** What somebody's month on call came to. */
export const OnCallLine = z.object({
  personId: Id,
  personName: z.string(),
  turns: z.int(),
  minutes: z.int(),
  /** Of these, outside service hours. */
  outsideMinutes: z.int(),
  nights: z.int(),
  weekendDays: z.int(),
  publicHolidays: z.int(),
  /** Tickets that the person worked on outside service hours during a turn. */
  calls: z.int(),
})
export type OnCallLine = z.infer<typeof OnCallLine>

export const teamApi = {
  list: endpoint('GET /teams', Nothing, all(Team), {
    for: staff,
    summary: 'Teams with members and mandates',
  }),
  create: endpoint(
    'POST /teams',
    z.object({ ...fields, mandates: fields.mandates.default([]), members: fields.members.default([]) }),
    Team,
    { for: staff, summary: 'A new team', status: 201 },
  ),
  edit: endpoint('PATCH /teams/{id}', z.object(fields).partial().extend({ id: Id, version: Version }), Team, {
    for: staff,
    summary: 'Edit a team',
  }),
  end: endpoint('POST /teams/{id}/end', ById, Team, { for: staff, summary: 'End a team' }),
  listAbsences: endpoint(
    'GET /absences',
    z.object({ from: Day.optional(), person: Id.optional() }),
    all(Absence),
    { for: staff, summary: 'Who is away, from a day on (today unless said)' },
  ),
  enterAbsence: endpoint(
    'POST /absences',
    z.object({
      personId: Id,
      startsAt: GivenInstant,
      endsAt: GivenInstant,
      kind: AbsenceKind.default('leave'),
    }),
    Absence,
    { for: staff, summary: 'Enter an absence: your own, or as a manager anybody’s', status: 201 },
  ),
  withdrawAbsence: endpoint('DELETE /absences/{id}', ById, Nothing, {
    for: staff,
    summary: 'Withdraw an absence',
  }),
  listTurns: endpoint('GET /on-call', z.object({ from: Day, to: Day, team: Id.optional() }), all(Turn), {
    for: staff,
    summary: 'Who is on call, turn by turn',
  }),
  planTurns: endpoint(
    'POST /teams/{id}/on-call',
    z.object({
      id: Id,
      from: Day,
      weeks: z.int().min(1).max(53),
      /** In turn. */
      personIds: z.array(Id).min(1).max(25),
      handOver: HandOver.default({ day: 1, at: '08:00' }),
      noticeDays: z.int().min(0).max(90).default(15),
    }),
    all(Turn),
    { for: staff, summary: 'Plan weekly turns with their hand-over, in the provider’s zone', status: 201 },
  ),
  swapTurn: endpoint(
    'POST /on-call/{id}/swap',
    z.object({ id: Id, personId: Id, reason: z.string().trim().max(500).default('') }),
    Turn,
    { for: staff, summary: 'Somebody else takes a turn, or what is left of it', status: 201 },
  ),
  onCallStatement: endpoint('GET /on-call/statement', z.object({ month: Month }), all(OnCallLine), {
    for: staff,
    summary: 'The month’s statement of on-call: turns, nights, weekends, hours, calls',
  }),
  exportOnCall: endpoint('GET /on-call/statement.csv', z.object({ month: Month }), z.string(), {
    for: staff,
    summary: 'The same as CSV; journaled',
    transport: 'file',
  }),
}

export const teamEvents = {
  'team.created': z.record(z.string(), z.unknown()),
  'team.edited': z.record(z.string(), z.unknown()),
  'team.ended': z.object({}),
  'absence.entered': z.object({ absence: Id, startsAt: z.string(), endsAt: z.string() }),
  'absence.withdrawn': z.object({ absence: Id }),
  'on-call.planned': z.object({
    turns: z.array(z.object({ turn: Id, person: Id, startsAt: z.string(), endsAt: z.string() })),
  }),
  'on-call.swapped': z.object({ turn: Id, from: Id, to: Id, startsAt: z.string(), reason: z.string() }),
  'on-call.exported': z.object({ month: z.string() }),
}
