import type { Actor } from '#platform/database/transaction.ts'

/** Notes are the provider's own. */
export const mayReadNotes = ({ clientId, supplierId }: Actor): boolean =>
  clientId === null && supplierId === null
