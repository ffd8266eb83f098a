import { z } from 'zod'
import { CiFilter } from '../configuration/api.ts'
import { CiNumber } from '../configuration/shape.ts'
import { endpoint, staff } from '../endpoint.ts'
import { GivenInstant } from '../instant.ts'
import { all, ById, Id, Name, Nothing } from '../list.ts'
import { Campaign, CampaignItem, Difference, Find, Finding, Minutes } from './shape.ts'

const CampaignDetail = Campaign.extend({
  items: z.array(CampaignItem),
  finds: z.array(Find),
  minutes: Minutes.nullable(),
  mayNote: z.boolean(),
  mayClose: z.boolean(),
})

export const verificationApi = {
  list: endpoint('GET /verifications', Nothing, all(Campaign).extend({ mayOpen: z.boolean() }), {
    for: staff,
    summary: 'Verification campaigns, latest first',
  }),
  open: endpoint(
    'POST /verifications',
    z.object({
      name: Name,
      clientId: Id.nullable().default(null),
      types: z.array(z.string().max(40)).max(60).default([]),
      location: z.string().trim().max(300).default(''),
      /** So many drawn by chance; without: all of them. */
      sample: z.int().min(1).max(2000).optional(),
      /** To draw the same again. */
      seed: z
        .string()
        .regex(/^[0-9a-f]{16}$/)
        .optional(),
    }),
    Campaign,
    { for: staff, summary: 'Open a campaign: a scope, or a sample drawn from it', status: 201 },
  ),
  read: endpoint('GET /verifications/{id}', ById, CampaignDetail, {
    for: staff,
    summary: 'A campaign with its items, and what was noted of each',
  }),
  note: endpoint(
    'POST /verifications/{id}/results',
    ById.extend({
      number: CiNumber,
      result: Finding,
      fields: z.array(Difference).max(30).default([]),
      note: z.string().trim().max(2000).default(''),
      /** Where the network was away. */
      at: GivenInstant.optional(),
    }),
    Nothing,
    { for: staff, summary: 'Note of one item what was found; the last word holds', status: 201 },
  ),
  addFind: endpoint(
    'POST /verifications/{id}/finds',
    ById.extend({
      what: z.string().trim().min(1).max(500),
      location: z.string().trim().max(300).default(''),
      at: GivenInstant.optional(),
    }),
    Nothing,
    { for: staff, summary: 'Something is there that is written nowhere', status: 201 },
  ),
  withdrawFind: endpoint('DELETE /verifications/{id}/finds/{find}', ById.extend({ find: Id }), Nothing, {
    for: staff,
    summary: 'It was written down after all',
  }),
  close: endpoint(
    'POST /verifications/{id}/close',
    ById.extend({ conclusion: z.string().trim().max(5000).default('') }),
    CampaignDetail,
    { for: staff, summary: 'Close a campaign: its minutes are written and stay' },
  ),
  file: endpoint('GET /verifications/{id}/file', ById, z.string(), {
    for: staff,
    summary: 'The minutes of a closed campaign as PDF/A',
    transport: 'file',
  }),
  ofItem: endpoint(
    'GET /cis/{number}/campaigns',
    z.object({ number: CiNumber }),
    all(z.object({ id: Id, name: z.string(), result: Finding.nullable() })),
    { for: staff, summary: 'Open campaigns in which an item is to be seen' },
  ),
  labels: endpoint('GET /cis/labels', CiFilter, z.string(), {
    for: staff,
    summary: 'Labels to stick on items, as a PDF of A4 sheets: name, number, client and a code to scan',
    transport: 'file',
  }),
}

export const verificationEvents = {
  'verification.opened': z.object({
    name: z.string(),
    client: Id.nullable(),
    types: z.array(z.string()),
    location: z.string(),
    population: z.int(),
    sample: z.int().nullable(),
    seed: z.string().nullable(),
  }),
  'verification.noted': z.object({
    ci: z.string(),
    result: Finding,
    fields: z.array(z.object({ field: z.string(), found: z.string() })),
    note: z.string(),
    at: z.string(),
  }),
  'verification.found': z.object({ find: Id, what: z.string(), location: z.string(), at: z.string() }),
  'verification.find-withdrawn': z.object({ find: Id }),
  'verification.closed': z.object({ sha256: z.string(), conclusion: z.string() }),
}
