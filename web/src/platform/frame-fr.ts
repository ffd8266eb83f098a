import { error } from '#contract/error/fr.ts'
import { notification } from '#contract/notification/fr.ts'
import { session } from '#contract/session/fr.ts'
import { shell } from '#contract/shell/fr.ts'

/** What signing in and the frame say: loaded before the words of the pages. */
export const frame = { error, notification, session, shell }
