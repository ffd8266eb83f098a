import type { Actor } from '#platform/database/transaction.ts'
import { isStaff } from '../record/index.ts'

/** Who answers for the configuration or looks after clients tells them what they have; a named substitute as well. */
export const issuesReports = (actor: Actor): boolean =>
  isStaff(actor) &&
  (['D', 'RGS/AC', 'RGS/RC'] as const).some(
    (role) => actor.roles.includes(role) || actor.standsInFor.includes(role),
  )

/** Who looks after the company says whether it is right. */
export const mayAnswer = (actor: Actor): boolean =>
  actor.clientId !== null && (actor.clientLevel === 'contact' || actor.clientLevel === 'signatory')
