import type { Actor } from '#platform/database/transaction.ts'
import { answersFor, isStaff, worksTickets } from '../record/index.ts'

/** Who keeps the rhythm of the firm: the service manager and top management. */
export const keepsRhythm = (actor: Actor): boolean =>
  isStaff(actor) && (answersFor(actor, 'RGS/AC') || answersFor(actor, 'D'))

/** What the kit proposes is put in force by top management or its named substitute. */
export const adoptsRhythm = (actor: Actor): boolean => isStaff(actor) && answersFor(actor, 'D', true)

export const startsDuties = (actor: Actor): boolean => worksTickets(actor) || keepsRhythm(actor)
