import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Day, Instant } from '../instant.ts'
import { Id, Nothing } from '../list.ts'
import { ByNumber, RecordNumber } from './shape.ts'

const TimeFilter = z.object({
  from: Day,
  to: Day,
  client: Id.optional(),
  /** A person's id, or `me`. */
  person: z.union([Id, z.literal('me')]).optional(),
})

export const TimeEntry = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  personId: Id,
  personName: z.string().nullable(),
  spentOn: z.string(),
  /** Negative in a counter-entry. */
  minutes: z.int(),
  note: z.string(),
  interventionId: Id.nullable(),
  /** The entry that this one takes back. */
  correctsId: Id.nullable(),
  /** The pot of hours that it counts against; null: none. */
  pot: z.string().nullable(),
  /** Taken back by another one. */
  isTakenBack: z.boolean(),
  mayCorrect: z.boolean(),
})
export type TimeEntry = z.infer<typeof TimeEntry>

export const TimeSheet = z.object({
  /** At most 5 000; the sums count all. */
  items: z.array(TimeEntry),
  isCapped: z.boolean(),
  minutes: z.int(),
  byClient: z.array(
    z.object({ clientId: Id.nullable(), clientName: z.string().nullable(), minutes: z.int() }),
  ),
  byDay: z.array(z.object({ day: z.string(), minutes: z.int() })),
})
export type TimeSheet = z.infer<typeof TimeSheet>

/** Minutes spent on records: written down, measured, listed, taken back. */
export const timeApi = {
  addTime: endpoint(
    'POST /records/{number}/time',
    z.object({
      number: RecordNumber,
      minutes: z.int().min(1).max(1440),
      spentOn: Day.optional(),
      note: z.string().max(500).optional(),
    }),
    z.object({ minutes: z.int() }),
    { for: staff, summary: 'Add minutes spent', status: 201 },
  ),
  listTime: endpoint('GET /time', TimeFilter, TimeSheet, {
    for: staff,
    summary: 'Time spent between two days, with sums: managers everybody’s, others their own',
  }),
  exportTime: endpoint('GET /time.csv', TimeFilter, z.string(), {
    for: staff,
    summary: 'The same as CSV, for invoicing; journaled',
    transport: 'file',
  }),
  correctTime: endpoint(
    'POST /time/{id}/correction',
    z.object({
      id: Id,
      reason: z.string().trim().min(3).max(500),
      /** What is right instead; without it the time is taken back whole. */
      minutes: z.int().min(1).max(1440).optional(),
    }),
    z.object({ minutes: z.int() }),
    {
      for: staff,
      summary: 'Take time back by a counter-entry with a reason, and put what is right in its place',
      status: 201,
    },
  ),
  startTimer: endpoint('POST /records/{number}/timer', ByNumber, z.object({ startedAt: Instant }), {
    for: staff,
    summary: 'Start your timer here; one that runs elsewhere is stopped and counted',
  }),
  stopTimer: endpoint(
    'DELETE /timer',
    Nothing,
    z.object({ number: z.string().nullable(), minutes: z.int() }),
    {
      for: staff,
      summary: 'Stop your timer: its minutes go on the record',
    },
  ),
  readTimer: endpoint(
    'GET /timer',
    Nothing,
    z.object({ number: z.string().nullable(), startedAt: Instant.nullable() }),
    {
      for: staff,
      summary: 'Your running timer',
    },
  ),
}
