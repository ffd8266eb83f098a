import type { Role } from '#contract/role.ts'
import type { Actor } from './database/transaction.ts'
import { Failure } from './failure.ts'

/** What every command asks of its policy before it writes. */
export const ensure = (isAllowed: boolean): void => {
  if (!isAllowed) throw new Failure('forbidden')
}

export const holdsAny = (actor: Actor, roles: readonly Role[]): boolean =>
  roles.some((role) => actor.roles.includes(role))

/** Who keeps accounts and grants rights. */
export const isAdministratorOrTop = (actor: Actor): boolean => actor.isAdministrator || holdsAny(actor, ['D'])

/** Who keeps clients, suppliers, services and the people of clients and suppliers. */
export const keepsRelations = (actor: Actor): boolean =>
  isAdministratorOrTop(actor) || holdsAny(actor, ['RGS/AC', 'RGS/RC'])
