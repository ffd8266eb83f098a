import { z } from 'zod'
import { CiNumber } from '../configuration/shape.ts'
import { endpoint, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { all, ById, Id, listOf, Nothing, Paging, several, Version } from '../list.ts'
import { RecordNumber } from '../record/shape.ts'

const ByNumber = z.object({ number: CiNumber })
const Reason = z.string().trim().min(3).max(2000)

export const Agent = z.enum(['ocs', 'fusion', 'glpi'])
export type Agent = z.infer<typeof Agent>

/** Why nothing was taken: one sentence each. */
export const Refusal = z.enum([
  'empty',
  'too-large',
  'inflates-too-much',
  'cut-short',
  'not-readable',
  'not-xml-or-json',
  'has-doctype',
  'not-well-formed',
  'too-deep',
  'too-many-nodes',
  'unknown-message',
  'no-device',
  /** The secret is none, or one that a newer has ended. */
  'wrong-secret',
  'no-secret',
  'too-often',
  'too-slow',
  'too-busy',
  'quarantine-full',
  'not-taken',
])
export type Refusal = z.infer<typeof Refusal>

export const Outcome = z.enum([
  'greeted',
  'created',
  'updated',
  'unchanged',
  'waiting',
  'quarantined',
  'ignored',
  'refused',
])
export type Outcome = z.infer<typeof Outcome>

/** What speaks for or against a report being about a machine that is known. */
export const Likeness = z.object({
  number: z.string(),
  name: z.string(),
  score: z.int(),
  because: z.array(z.string()),
})

export const Settings = z.object({
  hasQuarantine: z.boolean(),
  keepsLastUser: z.boolean(),
  version: Version,
})

export const Contact = z.object({
  id: Id,
  at: Instant,
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  address: z.string(),
  agent: Agent.nullable(),
  userAgent: z.string(),
  deviceId: z.string().nullable(),
  kind: z.enum(['prolog', 'contact', 'inventory']).nullable(),
  outcome: Outcome,
  refusal: Refusal.nullable(),
  /** Fields of the report that made no sense and were left out. */
  notes: z.array(z.object({ section: z.string(), field: z.string(), problem: z.string(), count: z.int() })),
  number: z.string().nullable(),
  name: z.string().nullable(),
  bytes: z.int(),
  milliseconds: z.int(),
})
export type Contact = z.infer<typeof Contact>

export const Waiting = z.object({
  id: Id,
  at: Instant,
  /** Null: it came without a valid secret. */
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  deviceId: z.string(),
  agent: Agent,
  tag: z.string().nullable(),
  name: z.string().nullable(),
  address: z.string(),
  isPartial: z.boolean(),
  system: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  candidates: z.array(Likeness),
})
export type Waiting = z.infer<typeof Waiting>

export const Deviation = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  type: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  field: z.string(),
  standing: z.unknown(),
  found: z.unknown(),
  cause: z.enum(['differs', 'never-accepted', 'back-in-use']),
  firstSeen: Instant,
  lastSeen: Instant.nullable(),
  /** Accepting it is a correction of a controlled field: who answers for the configuration signs. */
  needsAuthority: z.boolean(),
  /** Changes under way, or carried out since it was first seen, whose sheet says the same. */
  changes: z.array(z.string()),
  /** Of a controlled item, and no change explains it: somebody changed it without authority. */
  isUnauthorised: z.boolean(),
})
export type Deviation = z.infer<typeof Deviation>

export const DeviationGroup = z.object({
  key: z.string(),
  /** The same thing seen on several items, or all that one machine shows. */
  kind: z.enum(['same-change', 'machine']),
  items: z.array(Deviation),
})

export const Machine = z.object({
  number: z.string(),
  name: z.string(),
  type: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  agent: Agent.nullable(),
  lastContactAt: Instant.nullable(),
  isComplete: z.boolean(),
})

export const inventoryApi = {
  makeSecret: endpoint(
    'POST /clients/{id}/inventory-secret',
    ById,
    z.object({ secret: z.string(), url: z.string() }),
    {
      for: staff,
      summary: 'A new secret for the agents of a client, told once; the one before ends',
      status: 201,
    },
  ),
  endSecret: endpoint('DELETE /clients/{id}/inventory-secret', ById, Nothing, {
    for: staff,
    summary: 'Close the door to the agents of a client',
  }),
  listDoors: endpoint(
    'GET /inventory/doors',
    Nothing,
    z.object({
      items: z.array(
        z.object({
          clientId: Id,
          clientName: z.string(),
          /** Since when there is a secret; null: there is none. */
          since: Instant.nullable(),
          lastContactAt: Instant.nullable(),
          machines: z.int(),
        }),
      ),
      url: z.string(),
      settings: Settings,
      mayWrite: z.boolean(),
    }),
    { for: staff, summary: 'Which clients have a door for agents, and when somebody last knocked' },
  ),
  editSettings: endpoint(
    'PATCH /inventory/settings',
    Settings.pick({ hasQuarantine: true, keepsLastUser: true }).partial().extend({ version: Version }),
    Settings,
    { for: staff, summary: 'How the intake of inventories is set' },
  ),
  listContacts: endpoint(
    'GET /inventory/contacts',
    z.object({
      ...Paging.shape,
      client: Id.optional(),
      outcome: several(Outcome).optional(),
    }),
    listOf(Contact),
    { for: staff, summary: 'Who knocked, what came of it, and why it was refused; latest first' },
  ),
  listMachines: endpoint(
    'GET /inventory/machines',
    z.object({
      ...Paging.shape,
      client: Id.optional(),
      /** Not heard of for so many days. */
      silent: z.coerce.number().int().min(1).max(3650).optional(),
    }),
    listOf(Machine),
    { for: staff, summary: 'Machines that an agent speaks for, the longest silent first' },
  ),
  listWaiting: endpoint('GET /inventory/waiting', Nothing, all(Waiting), {
    for: staff,
    summary: 'Reports that wait for a person: it may be one of several machines, or nobody knows whose it is',
  }),
  decide: endpoint(
    'POST /inventory/waiting/{id}/decision',
    ById.extend({
      decision: z.enum(['same', 'new', 'ignored', 'client']),
      /** For `same`: which item it is. */
      ci: CiNumber.optional(),
      /** For `client`: whose it is; only of what came without a secret. */
      clientId: Id.optional(),
    }),
    z.object({ number: z.string().nullable(), outcome: Outcome }),
    { for: staff, summary: 'Say what a waiting report is: this item, a new one, of that client, or nothing' },
  ),
  listDeviations: endpoint(
    'GET /deviations',
    z.object({ client: Id.optional() }),
    z.object({
      items: z.array(DeviationGroup),
      isCut: z.boolean(),
      /** How many no change explains. */
      unauthorised: z.int(),
    }),
    { for: staff, summary: 'Controlled items that were seen otherwise than approved, by cause' },
  ),
  decideDeviations: endpoint(
    'POST /deviations/decide',
    z.object({
      ids: z.array(Id).min(1).max(200),
      /** `accepted`: what was found stands from now on. `corrected`: the machine was put right. */
      decision: z.enum(['accepted', 'corrected', 'ignored']),
      reason: Reason.optional(),
      /** A record that allows the change. */
      authorisedBy: RecordNumber.optional(),
    }),
    z.object({ decided: z.int() }),
    { for: staff, summary: 'Accept, correct or ignore deviations' },
  ),
  ofItem: endpoint(
    'GET /cis/{number}/inventory',
    ByNumber,
    z.object({
      /** Null: no agent speaks for it. */
      machine: z
        .object({
          agent: Agent.nullable(),
          tag: z.string().nullable(),
          lastContactAt: Instant.nullable(),
          lastFullAt: Instant.nullable(),
          isComplete: z.boolean(),
        })
        .nullable(),
      locks: z.array(z.object({ field: z.string(), since: Instant, byName: z.string().nullable() })),
      deviations: z.array(Deviation),
      mayWrite: z.boolean(),
    }),
    {
      for: staff,
      summary: 'What an agent says of an item: when, how completely, and what it may not overwrite',
    },
  ),
  unlock: endpoint(
    'DELETE /cis/{number}/locks/{field}',
    ByNumber.extend({ field: z.string().max(40) }),
    Nothing,
    { for: staff, summary: 'Let the agent write this field again' },
  ),
  installations: endpoint(
    'GET /cis/{number}/installations',
    ByNumber.extend({
      ...Paging.shape,
      q: z.string().trim().max(100).optional(),
      /** Also what is no longer there. */
      gone: z.enum(['true', 'false']).optional(),
    }),
    listOf(
      z.object({
        id: z.string(),
        title: z.string(),
        version: z.string(),
        arch: z.string(),
        publisher: z.string().nullable(),
        firstSeen: Instant,
        lastSeen: Instant,
        isGone: z.boolean(),
      }),
    ),
    { for: staff, summary: 'Software installed on a machine, with when it was first and last seen' },
  ),
}

export const inventoryEvents = {
  'client.inventory-opened': z.object({ replaces: z.boolean() }),
  'client.inventory-closed': z.object({}),
  'organisation.inventory-set': z.object({ hasQuarantine: z.boolean(), keepsLastUser: z.boolean() }),
  'ci.deviated': z.object({
    field: z.string(),
    standing: z.unknown(),
    found: z.unknown(),
    cause: z.string(),
  }),
  'ci.deviation-decided': z.object({
    field: z.string(),
    decision: z.string(),
    found: z.unknown(),
    reason: z.string().nullable(),
  }),
  'ci.unlocked': z.object({ field: z.string() }),
  'ci.recognised': z.object({ deviceId: z.string(), decision: z.string() }),
}
