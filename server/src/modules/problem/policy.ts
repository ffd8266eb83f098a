import type { Problem } from '#contract/problem/shape.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { answersFor, isStaff, worksTickets, type RecordRow } from '../record/index.ts'

/** Who works on incidents may say that one of them has a cause worth looking for. */
export const mayOpen = (actor: Actor): boolean => worksTickets(actor) || actor.roles.includes('D')

/** Against how it was classified: the service manager or top management, as with an incident's priority. */
export const mayReclassify = (actor: Actor): boolean =>
  isStaff(actor) && (answersFor(actor, 'RGS/AC') || answersFor(actor, 'D'))

/** What is written on a problem is written while it is under way. */
export const actionsOn = (
  actor: Actor,
  problem: Pick<RecordRow, 'closed_at' | 'priority'>,
  hasKnownError: boolean,
): Problem['actions'] => {
  if (!mayOpen(actor)) return []
  if (problem.closed_at !== null) return ['link']
  return [
    'analyse',
    'write-known-error',
    'link',
    ...(hasKnownError ? (['push'] as const) : []),
    ...(problem.priority !== null && mayReclassify(actor) ? (['reclassify'] as const) : []),
  ]
}
