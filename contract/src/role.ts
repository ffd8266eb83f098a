import { z } from 'zod'

export const roles = ['D', 'RGS/AC', 'RGS/RC', 'CS', 'FT', 'CL'] as const

/** Who answers for a step: the codes of the method, the same in every language. */
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>
