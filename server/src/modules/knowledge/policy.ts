import type { Actor } from '#platform/database/transaction.ts'
import { mayApprove } from '../artefact/index.ts'
import { worksTickets } from '../record/index.ts'

/** Who solves writes down how. */
export const mayWrite = (actor: Actor): boolean => worksTickets(actor) || actor.roles.includes('D')

/** Who publishes also withdraws, and says until when an article is right. */
export const mayPublish = (actor: Actor): boolean => mayApprove(actor, 'RGS/AC')
