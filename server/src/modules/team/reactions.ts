import { reaction, type Reaction } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'

/** Whoever is put on call, or off it, is told at once. */
export const teamReactions: readonly Reaction[] = [
  reaction('tell-on-call', ['on-call.planned', 'on-call.swapped'], async ({ db, now }, happening) => {
    const { entry, event, body, actorId } = happening
    const people = 'turns' in body ? body.turns.map(({ person }) => person) : [body.from, body.to]
    await notify(db, {
      personIds: [...new Set(people)].filter((id) => id !== actorId),
      recordId: null,
      event,
      cause: {},
      source: entry,
      at: now,
    })
  }),
]
