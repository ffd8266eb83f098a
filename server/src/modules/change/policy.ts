import type { Change } from '#contract/change/shape.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { answersFor, isStaff, mayEdit } from '../record/index.ts'

/** Who asks for changes and works on them: the desk, who manages services, top management. */
export const worksOnChanges = (actor: Actor): boolean => mayEdit(actor)

interface Standing {
  isOpen: boolean
  isCarriedOut: boolean
  isMyTurn: boolean
  isMineToSign: boolean
  isControlDue: boolean
}

/** What the page offers; buttons follow the server. */
export const actionsOn = (
  actor: Actor,
  { isOpen, isCarriedOut, isMyTurn, isMineToSign, isControlDue }: Standing,
): Change['actions'] => {
  const works = worksOnChanges(actor)
  return [
    ...(works && isOpen && !isCarriedOut ? (['edit', 'edit-sheet'] as const) : []),
    ...(isMyTurn ? (['decide'] as const) : []),
    ...(isMineToSign ? (['sign'] as const) : []),
    ...(works && isControlDue ? (['control'] as const) : []),
  ]
}

/** Who says when nothing is changed: who answers for changes, and top management. */
export const keepsFreezes = (actor: Actor): boolean =>
  isStaff(actor) && (answersFor(actor, 'RGS/AC') || answersFor(actor, 'D'))

/** The address of a client's calendar: who looks after the client, and its own contacts and signatories. */
export const keepsCalendarOf = (actor: Actor, clientId: string): boolean =>
  isStaff(actor)
    ? keepsFreezes(actor) || answersFor(actor, 'RGS/RC')
    : actor.clientId === clientId && actor.clientLevel !== 'requester'
