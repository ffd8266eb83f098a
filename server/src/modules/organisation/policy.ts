import type { Actor } from '#platform/database/transaction.ts'
import { isAdministratorOrTop } from '#platform/policy.ts'

/** What the provider says of itself is top management's to say, or an administrator's. */
export const mayEditProvider = (actor: Actor): boolean => isAdministratorOrTop(actor)
