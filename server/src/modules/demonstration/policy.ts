import type { Actor } from '#platform/database/transaction.ts'
import { isAdministratorOrTop } from '#platform/policy.ts'

/** Leaving drops everything that was tried: top management's to say, or an administrator's. */
export const mayClose = (actor: Actor): boolean => isAdministratorOrTop(actor)
