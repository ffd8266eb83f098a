import { z } from 'zod'
import { CiState } from '../configuration/shape.ts'
import { Instant } from '../instant.ts'
import { Id } from '../list.ts'
import { Words } from '../words.ts'

/** As written; written otherwise than it is; not there. */
export const Finding = z.enum(['right', 'different', 'missing'])
export type Finding = z.infer<typeof Finding>

/** What is otherwise: a common field or an attribute, and what is true. */
export const Difference = z.object({
  field: z.string().min(1).max(40),
  found: z.string().trim().max(1000),
})

export const CampaignItem = z.object({
  number: z.string(),
  name: z.string(),
  type: Words,
  typeKey: z.string(),
  state: CiState,
  location: z.string(),
  clientName: z.string().nullable(),
  serial: z.string().nullable(),
  result: Finding.nullable(),
  fields: z.array(Difference),
  note: z.string(),
  by: z.string().nullable(),
  at: Instant.nullable(),
})
export type CampaignItem = z.infer<typeof CampaignItem>

export const Find = z.object({
  id: Id,
  what: z.string(),
  location: z.string(),
  by: z.string().nullable(),
  at: Instant,
})
export type Find = z.infer<typeof Find>

/** A share with what it is made of; of nothing there is none. */
export const Share = z.object({ part: z.int(), of: z.int() })
export type Share = z.infer<typeof Share>

export const Figures = z.object({
  total: z.int(),
  verified: z.int(),
  right: z.int(),
  different: z.int(),
  missing: z.int(),
  finds: z.int(),
  /** Items whose compulsory attributes are all right, of those verified. */
  accuracy: Share,
  /** Found and written down, of all that was found. */
  completeness: Share,
})
export type Figures = z.infer<typeof Figures>

const scope = {
  types: z.array(z.string()),
  location: z.string(),
}

export const Campaign = z.object({
  id: Id,
  name: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  ...scope,
  population: z.int(),
  sample: z.int().nullable(),
  seed: z.string().nullable(),
  openedAt: Instant,
  openedBy: z.string().nullable(),
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  sha256: z.string().nullable(),
  figures: Figures,
})
export type Campaign = z.infer<typeof Campaign>

/** The record of a verification: what was to be seen, by what draw, who saw what, and how right the records were. */
export const Minutes = z.object({
  name: z.string(),
  client: z.string().nullable(),
  types: z.array(Words),
  location: z.string(),
  population: z.int(),
  sample: z.int().nullable(),
  seed: z.string().nullable(),
  openedAt: z.string(),
  openedBy: z.string(),
  closedAt: z.string(),
  closedBy: z.string(),
  conclusion: z.string(),
  people: z.array(z.string()),
  figures: Figures,
  items: z.array(
    z.object({
      number: z.string(),
      name: z.string(),
      type: Words,
      location: z.string(),
      result: Finding.nullable(),
      differences: z.array(z.object({ label: Words, written: Words.nullable(), found: z.string() })),
      note: z.string(),
      by: z.string().nullable(),
      at: z.string().nullable(),
      isAccurate: z.boolean(),
    }),
  ),
  finds: z.array(z.object({ what: z.string(), location: z.string(), by: z.string(), at: z.string() })),
})
export type Minutes = z.infer<typeof Minutes>
