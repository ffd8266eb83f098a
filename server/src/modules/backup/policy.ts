import type { Actor } from '#platform/database/transaction.ts'
import { isAdministratorOrTop } from '#platform/policy.ts'

/** A backup holds everything: those who look after the installation say where it lies. The database says so too. */
export const mayKeepBackups = (actor: Actor): boolean => isAdministratorOrTop(actor)
