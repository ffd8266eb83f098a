import type { EventBodies, EventName } from '#contract/events.ts'
import type { Context, ReactionsOf } from './context.ts'

/** What a reaction is woken with: the journal entry, read again from the database. */
export interface Happening<Name extends EventName = EventName> {
  entry: string
  subject: string
  event: Name
  body: EventBodies[Name]
  at: Temporal.Instant
  actorId: string | null
}

/** What reactions and jobs work with: the role `worker`, and no person. */
export type InsideContext = Omit<Context, 'actor' | 'door' | 'house'>

/** What follows an event after its commit. Idempotent: it may run twice. */
export interface Reaction {
  name: string
  on: readonly EventName[]
  run: (context: InsideContext, happening: Happening) => Promise<void>
}

export const reaction = <Name extends EventName>(
  name: string,
  on: readonly Name[],
  run: (context: InsideContext, happening: Happening<Name>) => Promise<void>,
): Reaction => ({
  name,
  on,
  run: async (context, happening) => {
    if (isOneOf(happening, on)) await run(context, happening)
  },
})

export const indexReactions = (reactions: readonly Woken[]): ReactionsOf => {
  const byEvent = new Map<EventName, string[]>()
  for (const { name, on = [] } of reactions) {
    for (const event of on) byEvent.set(event, [...(byEvent.get(event) ?? []), name])
  }
  return (event) => byEvent.get(event) ?? []
}

/** What an event wakes. */
interface Woken {
  name: string
  on?: readonly EventName[]
}

const isOneOf = <Name extends EventName>(
  happening: Happening,
  names: readonly Name[],
): happening is Happening<Name> => names.some((name) => name === happening.event)
