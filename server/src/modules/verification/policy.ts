import type { Actor } from '#platform/database/transaction.ts'
import { answersForConfiguration, keepsItems } from '../configuration/index.ts'

/** Who writes items down ticks them. */
export const notesResults = (actor: Actor): boolean => keepsItems(actor)

/** What is to be seen, and that it was: who answers for the configuration. */
export const runsCampaigns = (actor: Actor): boolean => answersForConfiguration(actor)
