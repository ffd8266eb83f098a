import type { Actor } from '#platform/database/transaction.ts'
import { isAdministratorOrTop, keepsRelations } from '#platform/policy.ts'

interface Belonging {
  clientId: string | null
  supplierId: string | null
}

/**
 * The provider's own people, and with them every right of the provider, are kept by top management and administrators;
 * the people of clients and suppliers also by the service managers.
 */
export const mayKeep = (actor: Actor, { clientId, supplierId }: Belonging): boolean =>
  clientId === null && supplierId === null ? isAdministratorOrTop(actor) : keepsRelations(actor)

/** Who can take it from others could else take it from himself, at a screen that was left open. */
export const mayResetFactor = (actor: Actor, personId: string): boolean =>
  isAdministratorOrTop(actor) && actor.id !== personId

/** Anyone names who stands in for himself; for another only top management and administrators do. */
export const maySubstitute = (actor: Actor, personId: string): boolean =>
  actor.id === personId || isAdministratorOrTop(actor)
