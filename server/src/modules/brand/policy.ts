import type { Actor } from '#platform/database/transaction.ts'
import { isAdministratorOrTop, keepsRelations } from '#platform/policy.ts'

/** The provider's own face is top management's; a client's is kept by who keeps the client. */
export const mayBrand = (actor: Actor, of: 'client' | 'provider'): boolean =>
  of === 'provider' ? isAdministratorOrTop(actor) : keepsRelations(actor)
