import type { Actor } from '#platform/database/transaction.ts'
import { answersForConfiguration, keepsItems } from '../configuration/index.ts'

/** Who writes items down by hand may do it with a file. */
export const mayImport = (actor: Actor): boolean => keepsItems(actor)

/** Whoever imported takes it back, and who answers for the configuration. */
export const mayUndo = (actor: Actor, { byId, state }: { byId: string; state: string }): boolean =>
  state === 'done' && mayImport(actor) && (actor.id === byId || answersForConfiguration(actor))
