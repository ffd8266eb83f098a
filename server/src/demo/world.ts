import type { ClientKey } from './firm/clients.ts'
import type { StaffKey, SupplierKey } from './firm/people.ts'
import type { ServiceKey } from './firm/services.ts'
import type { Hours } from './hours.ts'
import type { Stage, Voice } from './stage.ts'

export interface Someone {
  id: string
  name: string
  email: string
  /** What the console says of this person. */
  title: string
  password: string
  voice: Voice
}

export interface Client {
  id: string
  key: ClientKey
  name: string
  people: readonly Someone[]
  signatory: Someone
  contact: Someone
}

/** Everyone and everything that exists once the firm is founded. */
export interface World {
  stage: Stage
  hours: Hours
  end: Temporal.Instant
  staff: (key: StaffKey) => Someone
  client: (key: ClientKey) => Client
  supplier: (key: SupplierKey) => { id: string; person: Someone }
  service: (key: ServiceKey) => string
  category: (kind: 'INC' | 'REQ', name: string) => string
  teams: ReadonlyMap<string, string>
  everyone: readonly Someone[]
}

/** Something that goes on by itself: yields the instant at which it wants to go on, and ends. */
export type Life = AsyncGenerator<Temporal.Instant, void, void>

interface Waiting {
  at: Temporal.Instant
  order: number
  life: Life
}

interface Play {
  end: Temporal.Instant
  /** Told of a life that could not go on; without it the story ends there. */
  onFault?: ((error: unknown) => void) | undefined
}

/** Lets all lives go on in the order of time until the end; what would happen later has not happened yet. */
export const play = async (
  stage: Stage,
  begun: readonly { at: Temporal.Instant; life: Life }[],
  { end, onFault }: Play,
): Promise<void> => {
  const waiting: Waiting[] = begun.map(({ at, life }, order) => ({ at, order, life }))
  for (;;) {
    const next = earliest(waiting)
    if (next === null || Temporal.Instant.compare(next.at, end) > 0) break
    await stage.reach(next.at)
    const { done, value } = await next.life.next().catch((error: unknown) => {
      if (onFault === undefined) throw error
      onFault(error)
      return { done: true as const, value: undefined }
    })
    if (done === true) waiting.splice(waiting.indexOf(next), 1)
    else next.at = Temporal.Instant.compare(value, stage.now()) < 0 ? stage.now() : value
  }
  await stage.reach(end)
}

const earliest = (waiting: readonly Waiting[]): Waiting | null =>
  waiting.reduce<Waiting | null>((first, one) => {
    if (first === null) return one
    const order = Temporal.Instant.compare(one.at, first.at)
    return order < 0 || (order === 0 && one.order < first.order) ? one : first
  }, null)
