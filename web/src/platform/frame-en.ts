import { error } from '#contract/error/en.ts'
import { notification } from '#contract/notification/en.ts'
import { session } from '#contract/session/en.ts'
import { shell } from '#contract/shell/en.ts'

export const frame = { error, notification, session, shell }
