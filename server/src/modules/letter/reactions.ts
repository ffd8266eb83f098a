import type { Reaction } from '#platform/reactions.ts'
import { changeLetters } from './changes.ts'
import { concernedReactions } from './concerned.ts'
import { outcomeReactions } from './outcome.ts'
import { saidReactions } from './said.ts'
import { visitReactions } from './visits.ts'

/** The life of a ticket as its client hears of it by mail. */
export const letterReactions: readonly Reaction[] = [
  ...outcomeReactions,
  ...saidReactions,
  ...concernedReactions,
  ...visitReactions,
  ...changeLetters,
]
