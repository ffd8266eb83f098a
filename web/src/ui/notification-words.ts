import type { Notification } from '#contract/notification/api.ts'
import { addressOf, sentenceOf } from '#contract/notification/say.ts'
import type { Key } from '../platform/words.ts'

/** What a notification says, by the event that it is about. */
export const wordOfNotification = (event: string): Key => `notification.say.${sentenceOf(event)}`

/** What a notification is about: a ticket, or what its cause names. */
export const topicOfNotification = ({ number, title, cause }: Notification): string => {
  const named = number === null ? [cause['article'], cause['title']] : [number, title]
  return named.filter((part) => typeof part === 'string' && part !== '').join(' · ')
}

export const addressOfNotification = addressOf
