import { z } from 'zod'
import { endpoint, everyone, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import type { NoticeGroup } from './say.ts'
import { ById, Id, listOf, Nothing, Paging, QueryFlag } from '../list.ts'

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

const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** How one of the provider's people is told of one kind of thing. */
export const Choice = z.object({
  /** Among the unread. What is not stays in the list of all. */
  product: z.boolean(),
  mail: z.enum(['off', 'at-once', 'daily']),
  /** By the browsers that the person has named for it. */
  push: z.boolean(),
})
export type Choice = z.infer<typeof Choice>
export const Choices = z.object({
  comment: Choice,
  colleague: Choice,
  assigned: Choice,
  mentioned: Choice,
  late: Choice,
  escalated: Choice,
  major: Choice,
  approval: Choice,
  article: Choice,
  system: Choice,
  day: Choice,
} satisfies Record<NoticeGroup, typeof Choice>)
export type Choices = z.infer<typeof Choices>

const preference = {
  choices: Choices,
  /** In the person's zone; the same hour twice: none. On-call escalations and major incidents do not wait. */
  quietFrom: Hour,
  quietUntil: Hour,
  isQuietOnWeekends: z.boolean(),
  /** When the daily mail leaves. */
  dailyAt: Hour,
  /** 0: as the product proposes. */
  version: z.int().min(0),
}
export const Preference = z.object(preference)
export type Preference = z.infer<typeof Preference>

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
  readPreference: endpoint('GET /notification-preferences', Nothing, Preference, {
    for: staff,
    summary: 'How you are told: of what, by which way, and when not',
  }),
  readPush: endpoint(
    'GET /push-subscriptions',
    Nothing,
    z.object({
      /** What a browser needs to subscribe; null until it has been made. */
      publicKey: z.string().nullable(),
      browsers: z.array(z.object({ id: Id, endpoint: z.string(), agent: z.string(), createdAt: Instant })),
    }),
    { for: staff, summary: 'The browsers that you have named to show notifications' },
  ),
  subscribePush: endpoint(
    'POST /push-subscriptions',
    z.object({
      endpoint: z.url().max(2000),
      p256dh: z.string().min(1).max(200),
      auth: z.string().min(1).max(100),
    }),
    Nothing,
    { for: staff, summary: 'Show notifications in this browser', status: 201 },
  ),
  unsubscribePush: endpoint('DELETE /push-subscriptions/{id}', ById, Nothing, {
    for: staff,
    summary: 'Show nothing in that browser any more',
  }),
  writePreference: endpoint('PUT /notification-preferences', Preference, Preference, {
    for: staff,
    summary: 'Choose how you are told',
  }),
}
