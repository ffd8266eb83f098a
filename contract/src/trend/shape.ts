import { z } from 'zod'

/** What incidents are counted by; `text`: what their titles have in common. Never by who works on them. */
export const Dimension = z.enum(['service', 'ci', 'ciType', 'client', 'category', 'cause', 'text'])
export type Dimension = z.infer<typeof Dimension>

export const Verdict = z.enum(['rises', 'stable', 'falls', 'too-few', 'seasonal'])
export type Verdict = z.infer<typeof Verdict>
