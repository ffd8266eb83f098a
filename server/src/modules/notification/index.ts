import { notificationApi } from '#contract/notification/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { markRead } from './commands.ts'
import { readPreference, writePreference } from './preferences.ts'
import { readPush, sendPush, subscribePush, unsubscribePush } from './push.ts'
import { listNotifications } from './queries.ts'

export { readersOf } from './preferences.ts'
export { notify } from './commands.ts'

export const notification: Module = {
  bindings: [
    bind(notificationApi.list, listNotifications),
    bind(notificationApi.markRead, markRead),
    bind(notificationApi.readPreference, readPreference),
    bind(notificationApi.writePreference, writePreference),
    bind(notificationApi.readPush, readPush),
    bind(notificationApi.subscribePush, subscribePush),
    bind(notificationApi.unsubscribePush, unsubscribePush),
  ],
  chores: [sendPush],
}
