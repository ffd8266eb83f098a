import { z } from 'zod'
import { endpoint, staffAndClients } from '../endpoint.ts'
import { reportFields } from '../record/api.ts'
import { AnyRecord } from '../record/shape.ts'

export const SubmitRequest = z.object({
  ...reportFields,
  isOutOfContract: z.boolean().optional(),
  needsApproval: z.boolean().optional(),
  /** What it costs, before somebody is asked to accept it. */
  price: z.string().trim().min(1).max(200).optional(),
})
export type SubmitRequest = z.infer<typeof SubmitRequest>

/** What the activities of a request write on it. */
export const RequestFacts = z.object({
  isOutOfContract: z.boolean().optional(),
  needsApproval: z.boolean().optional(),
  approved: z.boolean().optional(),
  confirmByModel: z.boolean().optional(),
  price: z.string().trim().min(1).max(200).optional(),
  solution: z.string().max(20_000).optional(),
  supplierId: z.uuid().optional(),
  reference: z.string().max(200).optional(),
  supplierResult: z.string().max(20_000).optional(),
  rating: z.int().min(1).max(5).optional(),
  ratingComment: z.string().max(2000).optional(),
})

export const requestApi = {
  submit: endpoint('POST /requests', SubmitRequest, AnyRecord, {
    for: staffAndClients,
    summary: 'Ask for something: a plain service request',
    status: 201,
  }),
}
