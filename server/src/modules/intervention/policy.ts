import type { Intervention } from '#contract/intervention/api.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { isStaff, worksTickets } from '../record/index.ts'

/** Who works on tickets plans visits for them. */
export const mayPlan = (actor: Actor): boolean =>
  worksTickets(actor) || (isStaff(actor) && actor.roles.includes('D'))

/** Who was sent there, or who may plan. */
export const mayVisit = (actor: Actor, personIds: readonly string[]): boolean =>
  mayPlan(actor) || personIds.includes(actor.id)

type Action = Intervention['actions'][number]

const offered: Readonly<Record<Intervention['state'], readonly Action[]>> = {
  planned: ['edit', 'start', 'note', 'sign', 'finish', 'cancel'],
  started: ['edit', 'note', 'sign', 'finish'],
  done: ['note'],
  cancelled: [],
}

/** What the screen offers; the buttons follow the server. */
export const actionsOn = (
  actor: Actor,
  visit: { state: Intervention['state']; signedName: string | null; personIds: readonly string[] },
): Action[] => {
  if (!mayVisit(actor, visit.personIds)) return []
  return offered[visit.state].filter(
    (action) =>
      (action !== 'sign' || visit.signedName === null) &&
      ((action !== 'edit' && action !== 'cancel') || mayPlan(actor)),
  )
}
