import type { Actor } from '#platform/database/transaction.ts'
import { keepsRelations } from '#platform/policy.ts'

/** Who hands out the secret of a client, and says how the intake is set. */
export const opensDoors = (actor: Actor): boolean => keepsRelations(actor)
