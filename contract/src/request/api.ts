import { z } from 'zod'
import { endpoint, staffAndClients } from '../endpoint.ts'
import { reportFields } from '../record/api.ts'
import { AnyRecord } from '../record/shape.ts'

export const SubmitRequest = z.object({
  ...reportFields,
  isOutOfContract: z.boolean().optional(),
  needsApproval: z.boolean().optional(),
})
export type SubmitRequest = z.infer<typeof SubmitRequest>

export const requestApi = {
  submit: endpoint('POST /requests', SubmitRequest, AnyRecord, {
    for: staffAndClients,
    summary: 'Ask for something: a plain service request',
    status: 201,
  }),
}
