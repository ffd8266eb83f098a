import { isAdministratorOrTop } from '#platform/policy.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { worksTickets } from '../record/index.ts'

/** Mailboxes, their secrets and the domains of clients. */
export const mayKeepMailboxes = isAdministratorOrTop

/** What arrived and what was not sent is the desk's daily work. */
export const maySortMail = (actor: Actor): boolean => worksTickets(actor) || isAdministratorOrTop(actor)
