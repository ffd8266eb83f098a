import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { all, ById, Id, Nothing } from '../list.ts'

/** A saved view is a name for what the address bar says. */
export const View = z.object({
  id: Id,
  name: z.string(),
  query: z.string(),
  isShared: z.boolean(),
  isMine: z.boolean(),
})
export type View = z.infer<typeof View>

export const viewApi = {
  list: endpoint('GET /views', Nothing, all(View), {
    for: staff,
    summary: 'Your saved views and those shared with you',
  }),
  save: endpoint(
    'POST /views',
    z.object({
      name: z.string().trim().min(1).max(80),
      query: z.string().max(2000),
      isShared: z.boolean().default(false),
    }),
    View,
    { for: staff, summary: 'Save a view', status: 201 },
  ),
  remove: endpoint('DELETE /views/{id}', ById, Nothing, { for: staff, summary: 'Remove one of your views' }),
}
