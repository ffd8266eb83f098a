import { z } from 'zod'
import { endpoint, staffAndClients } from '../endpoint.ts'
import { all } from '../list.ts'

export const Found = z.object({
  kind: z.enum(['INC', 'REQ', 'PRB', 'CHG', 'ECH', 'ART', 'CI', 'client', 'person', 'service', 'supplier']),
  /** What its page is addressed by: a number or an id. */
  address: z.string(),
  title: z.string(),
  context: z.string().nullable(),
})
export type Found = z.infer<typeof Found>

export const searchApi = {
  find: endpoint(
    'GET /search',
    z.object({
      q: z.string().trim().min(1).max(200),
      kind: z.string().max(50).optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    all(Found),
    {
      for: staffAndClients,
      summary: 'Everything that you may see, by words, a number, or nearly the right letters',
    },
  ),
}
