import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Id } from '../list.ts'

const Counts = z.object({
  opened: z.int(),
  solved: z.int(),
  /** Of those solved, how many had an agreed delay, and how many kept it. */
  promised: z.int(),
  kept: z.int(),
})

export const CompanyFigures = z.object({
  month: z.string(),
  total: Counts,
  services: z.array(Counts.extend({ serviceId: Id.nullable(), serviceName: z.string().nullable() })),
})
export type CompanyFigures = z.infer<typeof CompanyFigures>

export const companyApi = {
  figures: endpoint(
    'GET /company/figures',
    z.object({
      month: z
        .string()
        .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
        .optional(),
    }),
    CompanyFigures,
    {
      for: ['client'],
      summary:
        'What a month brought to the company, in its reader’s time zone: for its contacts and signatories; the present month unless one is named',
    },
  ),
}
