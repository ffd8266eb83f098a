import type { Role } from '#contract/role.ts'
import type { Step } from '#contract/procedure/shape.ts'
import type { Actor } from '#platform/database/transaction.ts'
import type { RecordRow } from './process.ts'

export const isStaff = (actor: Actor): boolean => actor.clientId === null && actor.supplierId === null

/** May this person answer for a step of that role: by holding it, or by a team's mandate? A signature wants the holder or a named substitute. */
export const answersFor = (actor: Actor, role: Role, isSignature = false): boolean =>
  actor.roles.includes(role) ||
  (isSignature
    ? actor.standsInFor.includes(role)
    : actor.mandates.includes(role) || actor.standsInFor.includes(role))

/** A step of the client or the supplier may be taken for them by who speaks with them. */
export const mayActOnBehalf = (actor: Actor, role: Role): boolean =>
  isStaff(actor) && (role === 'CL' || role === 'FT') && worksTickets(actor)

export const worksTickets = (actor: Actor): boolean =>
  isStaff(actor) && (['CS', 'RGS/AC', 'RGS/RC'] as const).some((role) => answersFor(actor, role))

export const mayTakeStep = (actor: Actor, step: Step): 'mine' | 'on-behalf' | 'no' => {
  const isSignature = step.activities.some(({ name }) => name === 'approve')
  if (answersFor(actor, step.role, isSignature)) return hasRank(actor, step.level) ? 'mine' : 'no'
  return mayActOnBehalf(actor, step.role) ? 'on-behalf' : 'no'
}

/** Within the client, some steps want the contact, some the signatory. */
const hasRank = (actor: Actor, level: string | undefined): boolean => {
  if (level === 'signatory') return actor.clientLevel === 'signatory' || actor.clientId === null
  if (level === 'referent') return actor.clientLevel !== 'requester'
  return true
}

/** Whose word in the firm or at the client binds for money or policy: nobody says it for them without a writing. */
export const wantsWriting = (step: Step): boolean => step.level === 'signatory' || step.role === 'D'

/** What is confidential is read whole by who asked and by the provider; who has only to decide about it sees what is asked. */
export const readsWhole = (
  actor: Actor | null,
  row: Pick<RecordRow, 'is_confidential' | 'requester_id'>,
): boolean =>
  actor === null || actor.clientId === null || !row.is_confidential || row.requester_id === actor.id

/** What it costs is for who asked and for who signs, not for every colleague. */
export const seesPrice = (actor: Actor, { requester_id }: Pick<RecordRow, 'requester_id'>): boolean =>
  isStaff(actor) || actor.clientLevel === 'signatory' || (requester_id !== null && requester_id === actor.id)

/** A supplier works on what it was handed, while it has it. */
export const mayEdit = (actor: Actor): boolean => worksTickets(actor) || actor.roles.includes('D')

/** Against the grid: the service manager, with a reason. */
export const mayOverridePriority = (actor: Actor): boolean =>
  answersFor(actor, 'RGS/AC') || actor.roles.includes('D')

/** Against the procedure: top management alone. */
export const mayOverrideStep = (actor: Actor): boolean => answersFor(actor, 'D', true)

export const mayRedact = (actor: Actor): boolean => answersFor(actor, 'D', true)

type Action =
  | 'edit'
  | 'comment'
  | 'comment-internally'
  | 'attach'
  | 'assign'
  | 'link'
  | 'merge'
  | 'add-time'
  | 'redact'
  | 'override'
  | 'attach-caller'
  | 'rate'
  | 'apply-model'
  | 'requalify-as-change'

/** In plain words so far, and neither decided on nor carried out. */
export const mayBeginAnew = (actor: Actor, row: RecordRow): boolean => {
  const facts = Object(row.facts)
  const isUntouched = ['approved', 'solution', 'supplierId'].every(
    (name) => Reflect.get(facts, name) === undefined,
  )
  const isOpen = row.phase === 'new' || row.phase === 'active'
  return (
    worksTickets(actor) &&
    row.kind === 'REQ' &&
    row.model_version_id === null &&
    isOpen &&
    row.resolved_at === null &&
    row.reopened === 0 &&
    row.waits_for_id === null &&
    isUntouched
  )
}

/** Where the provider itself carries out what was asked for: what a client still has to agree to comes first. */
export const mayRequalifyAsChange = (actor: Actor, row: RecordRow, step: Step | undefined): boolean =>
  mayEdit(actor) &&
  row.kind === 'REQ' &&
  row.closed_at === null &&
  row.merged_into_id === null &&
  row.waits_for_id === null &&
  step?.role === 'CS' &&
  step.activities.some(({ name }) => name === 'fulfil')

/** What somebody reported or asked for, and not what the provider looks after for itself. */
export const isTicket = ({ kind }: Pick<RecordRow, 'kind'>): boolean => kind === 'INC' || kind === 'REQ'

/** What else the screen offers; the buttons follow the server. */
export const actionsOn = (actor: Actor, row: RecordRow, step: Step | undefined): Action[] => {
  const isOpen = row.closed_at === null
  const actions: Action[] = ['comment', 'comment-internally', 'attach']
  if (mayEdit(actor)) actions.push('edit', 'assign', 'link', 'add-time')
  if (mayEdit(actor) && isOpen && isTicket(row)) actions.push('merge')
  if (mayEdit(actor) && isOpen && row.kind === 'INC' && row.parent_id === null) actions.push('attach-caller')
  if (mayBeginAnew(actor, row)) actions.push('apply-model')
  if (mayRequalifyAsChange(actor, row, step)) actions.push('requalify-as-change')
  if (mayRedact(actor)) actions.push('redact')
  if (mayOverrideStep(actor) && isOpen) actions.push('override')
  if (!isOpen && row.phase === 'closed' && isTicket(row)) actions.push('rate')
  return actions
}
