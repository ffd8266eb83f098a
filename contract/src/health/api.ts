import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { Nothing } from '../list.ts'

export const Vital = z.object({
  /** Which part of the installation. */
  key: z.string(),
  tone: z.enum(['success', 'caution', 'warning', 'danger', 'neutral']),
  /** Which sentence; the words are the interface's. */
  cause: z.string(),
  /** What the sentence is made of. Names ending in At, Day, Bytes, Minutes say what they are. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
export type Vital = z.infer<typeof Vital>

export const healthApi = {
  report: endpoint(
    'GET /health-report',
    Nothing,
    z.object({ at: Instant, version: z.string(), startedMinutes: z.int(), vitals: z.array(Vital) }),
    {
      for: staff,
      summary:
        'How the installation is, part by part, for administrators; machines ask /health, /ready and /metrics',
    },
  ),
}
