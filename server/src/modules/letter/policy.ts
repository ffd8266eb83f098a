import type { Actor } from '#platform/database/transaction.ts'
import { worksTickets } from '../record/index.ts'

/** As canned answers: whoever answers clients. */
export const mayWriteLetters = (actor: Actor): boolean => worksTickets(actor)
