import { z } from 'zod'
import { endpoint, everyone } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { Id, listOf, Nothing, Paging, QueryFlag } from '../list.ts'

export const Notification = z.object({
  id: Id,
  number: z.string().nullable(),
  title: z.string().nullable(),
  event: z.string(),
  cause: z.record(z.string(), z.unknown()),
  at: Instant,
  readAt: Instant.nullable(),
})
export type Notification = z.infer<typeof Notification>

export const notificationApi = {
  list: endpoint(
    'GET /notifications',
    Paging.extend({ unread: QueryFlag.optional() }),
    listOf(Notification),
    { for: everyone, summary: 'What you were told' },
  ),
  markRead: endpoint(
    'POST /notifications/read',
    z.object({ ids: z.array(Id).max(500).optional() }),
    Nothing,
    { for: everyone, summary: 'Mark some or all as read' },
  ),
}
