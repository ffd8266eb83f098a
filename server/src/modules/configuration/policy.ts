import type { CiType } from '#contract/configuration/shape.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { isStaff, worksTickets } from '../record/index.ts'

/** Who writes down what there is: the desk and who manages services. */
export const keepsItems = (actor: Actor): boolean => worksTickets(actor)

/** Who answers for the configuration: signs corrections, says what is kept of a type. A named substitute may, a mandated team may not. */
export const answersForConfiguration = (actor: Actor): boolean =>
  isStaff(actor) &&
  (['RGS/AC', 'D'] as const).some((role) => actor.roles.includes(role) || actor.standsInFor.includes(role))

export const actionsOn = (
  actor: Actor,
  { control, isMerged }: { control: CiType['control']; isMerged: boolean },
): ('edit' | 'correct' | 'relate' | 'verify' | 'merge' | 'unmerge')[] => {
  if (!keepsItems(actor)) return []
  if (isMerged) return answersForConfiguration(actor) ? ['unmerge'] : []
  return [
    'edit',
    ...(control === 'controlled' && answersForConfiguration(actor) ? (['correct'] as const) : []),
    'relate',
    'verify',
    'merge',
  ]
}
