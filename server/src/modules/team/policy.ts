import type { Role } from '#contract/role.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { holdsAny, isAdministratorOrTop } from '#platform/policy.ts'

/** Top management and administrators keep every team; a service manager those that act for roles he holds himself. */
export const mayKeepTeam = (actor: Actor, mandates: readonly Role[]): boolean =>
  isAdministratorOrTop(actor) ||
  (holdsAny(actor, ['RGS/AC', 'RGS/RC']) && mandates.every((role) => actor.roles.includes(role)))
