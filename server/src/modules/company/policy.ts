import type { Actor } from '#platform/database/transaction.ts'

/** A requester sees what is his own. */
export const seesCompany = ({ clientLevel }: Actor): boolean =>
  clientLevel === 'contact' || clientLevel === 'signatory'
