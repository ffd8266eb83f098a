import type { MailReason } from '#contract/mail/api.ts'
import type { Message } from '#platform/mail/parse.ts'
import type { Known, MailRow } from './situation.ts'

/** A message while it is being filed, with everything that is known about it. */
export interface Filing {
  mail: MailRow
  message: Message
  known: Known
}

/** What became of it. */
export interface Result {
  state: 'filed' | 'quarantined' | 'refused'
  why: MailReason
  recordId: string | null
  entryId: string | null
  personId: string | null
}
