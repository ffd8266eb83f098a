import type { Actor } from '#platform/database/transaction.ts'
import { worksTickets } from '../record/index.ts'

/** The desk and the managers report for anyone; a client reports for itself. */
export const mayReport = (actor: Actor): boolean =>
  actor.clientId !== null || worksTickets(actor) || actor.roles.includes('D')
