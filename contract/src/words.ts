import { z } from 'zod'

/** Words that are data: French always, English when someone wrote it. */
export const Words = z.object({ fr: z.string().min(1), en: z.string().optional() })
export type Words = z.infer<typeof Words>
