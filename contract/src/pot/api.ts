import { z } from 'zod'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { Day } from '../instant.ts'
import { all, ById, Id, Nothing, Version } from '../list.ts'
import { ByNumber } from '../record/shape.ts'

/** How often the hours are bought anew. */
export const Renewal = z.enum(['once', 'monthly', 'quarterly', 'yearly'])
export type Renewal = z.infer<typeof Renewal>

export const PotPeriod = z.object({
  from: Day,
  /** Null: without an end. */
  until: Day.nullable(),
  bought: z.int(),
  /** From the period before. */
  carried: z.int(),
  used: z.int(),
  /** Never below nothing: what exceeds is `over`. */
  left: z.int(),
  over: z.int(),
})
export type PotPeriod = z.infer<typeof PotPeriod>

export const HourPot = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  name: z.string(),
  minutes: z.int(),
  validFrom: Day,
  validUntil: Day.nullable(),
  renewal: Renewal,
  carriesOver: z.boolean(),
  countsTravel: z.boolean(),
  isForExtras: z.boolean(),
  /** The period of today; null: it has not begun, or is over. */
  period: PotPeriod.nullable(),
  /** Those before it, latest first; two years of months at most. */
  past: z.array(PotPeriod),
  version: Version,
})
export type HourPot = z.infer<typeof HourPot>

const Name = z.string().trim().min(1).max(80)
/** Whole minutes; at most 100 000 hours. */
const Minutes = z.int().min(1).max(6_000_000)

export const CreatePot = z.object({
  clientId: Id,
  serviceId: Id.nullable().default(null),
  name: Name,
  minutes: Minutes,
  validFrom: Day,
  validUntil: Day.nullable().default(null),
  renewal: Renewal,
  carriesOver: z.boolean().default(false),
  countsTravel: z.boolean().default(false),
  isForExtras: z.boolean().default(false),
})

export const potApi = {
  list: endpoint('GET /hour-pots', z.object({ client: Id.optional() }), all(HourPot), {
    for: staffAndClients,
    summary: 'Pots of hours with what is left of them; a client’s contacts and signatories see their own',
  }),
  create: endpoint('POST /hour-pots', CreatePot, HourPot, {
    for: staff,
    summary: 'A pot of hours that a client has bought',
    status: 201,
  }),
  edit: endpoint(
    'PATCH /hour-pots/{id}',
    z.object({
      id: Id,
      version: Version,
      name: Name.optional(),
      minutes: Minutes.optional(),
      validUntil: Day.nullable().optional(),
    }),
    HourPot,
    {
      for: staff,
      summary: 'Rename or end a pot, or add hours to one that is bought once; other terms are a new pot',
    },
  ),
  end: endpoint('DELETE /hour-pots/{id}', ById, Nothing, {
    for: staff,
    summary: 'Withdraw a pot that was entered by mistake: nothing counts against it any more',
  }),
  ofRecord: endpoint('GET /records/{number}/hour-pot', ByNumber, z.object({ pot: HourPot.nullable() }), {
    for: staff,
    summary: 'The pot that work on this record goes to today',
  }),
}

const Terms = z.record(z.string(), z.unknown())

/** In the journal of the client. */
export const potEvents = {
  'hour-pot.bought': z.object({ pot: Id, terms: Terms }),
  'hour-pot.edited': z.object({ pot: Id, before: Terms, after: Terms }),
  'hour-pot.ended': z.object({ pot: Id, terms: Terms }),
  /** Once for each pot, period and level: 80 or 100 per cent of what may be used. */
  'hour-pot.reached': z.object({
    pot: Id,
    name: z.string(),
    percent: z.union([z.literal(80), z.literal(100)]),
    from: z.string(),
    used: z.int(),
    available: z.int(),
  }),
}
