import type { Actor } from '#platform/database/transaction.ts'
import { answersFor, isStaff } from '../record/index.ts'

/** Who decides what becomes of a finding: the service manager and top management. */
export const decidesFindings = (actor: Actor): boolean =>
  isStaff(actor) && (answersFor(actor, 'RGS/AC') || answersFor(actor, 'D'))
