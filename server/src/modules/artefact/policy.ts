import type { Role } from '#contract/role.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { Failure } from '#platform/failure.ts'
import type { VersionState } from '#contract/artefact/api.ts'
import type { Kind } from './kinds.ts'

/** Who runs the processes writes their artefacts, unless the kind says who else does. */
export const mayDraft = (actor: Actor, kind: Pick<Kind, 'mayDraft'> = {}): boolean =>
  kind.mayDraft?.(actor) ?? holdsAny(actor, ['D', 'RGS/AC', 'RGS/RC'])

/** The role that the kit names, top management, or who stands in for an absent one; a team's mandate signs nothing. */
export const mayApprove = (actor: Actor, approvedBy: Role): boolean => {
  const signing = [...actor.roles, ...actor.standsInFor]
  return signing.includes(approvedBy) || signing.includes('D')
}

/** Adopting the kit's propositions is one act of top management. */
export const mayAdopt = (actor: Actor): boolean => [...actor.roles, ...actor.standsInFor].includes('D')

export const ensure = (isAllowed: boolean): void => {
  if (!isAllowed) throw new Failure('forbidden')
}

type Action = 'edit' | 'submit' | 'approve' | 'reject' | 'put-in-force'

export const actionsOn = (
  actor: Actor,
  latest: { state: VersionState } | null,
  kind: Pick<Kind, 'approvedBy' | 'mayDraft'>,
): Action[] => {
  const { approvedBy } = kind
  const mayWrite = mayDraft(actor, kind)
  const actions: Action[] = mayWrite ? ['edit'] : []
  if (latest === null) return actions
  const isOpen = latest.state === 'draft' || latest.state === 'submitted'
  if (latest.state === 'draft' && mayWrite) actions.push('submit')
  if (isOpen && mayApprove(actor, approvedBy)) actions.push('approve', 'put-in-force')
  if (latest.state === 'submitted' && mayApprove(actor, approvedBy)) actions.push('reject')
  return actions
}

const holdsAny = (actor: Actor, roles: readonly Role[]): boolean =>
  roles.some((role) => actor.roles.includes(role))
