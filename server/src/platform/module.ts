import type { EventName } from '#contract/events.ts'
import type { Place } from './database/cluster.ts'
import type { Context } from './context.ts'
import type { Binding, RawDoor } from './http/bind.ts'
import type { Surroundings } from './http/surroundings.ts'
import type { Happening, InsideContext, Reaction } from './reactions.ts'

/** What one turn of a schedule has come to; each turn is a transaction of its own. */
export interface Turn {
  hasMore: boolean
  /** What went wrong while nobody waits for an answer: it is logged, and the rest goes on. */
  troubles?: readonly unknown[]
}

/** Work that a clock starts. `cron` is in UTC; the work itself asks `context.now`. */
export interface Schedule {
  name: string
  cron: string
  run: (context: InsideContext) => Promise<Turn>
}

/**
 * Long work outside of any transaction, or work that speaks with the outside: it begins and ends its own transactions. A clock
 * starts it (`cron`, in UTC), an event, or a job of its name; it looks for itself what there is to do, and may run twice.
 */
export interface Chore {
  name: string
  cron?: string
  on?: readonly EventName[]
  run: (site: Site, happening: Happening | null) => Promise<void>
}

/** What a chore works in: all that the process has, and the server with its databases. */
export interface Site extends Surroundings {
  place: Place
  /** The database that is served. */
  database: string
}

/** Something that listens outside for as long as the process lives. */
export interface Listener {
  name: string
  start: (surroundings: Surroundings) => Promise<{ stop: () => Promise<void> }>
}

/** What a part of the installation says of itself: `cause` is its sentence, `facts` what the sentence is made of. */
export interface Reading {
  tone: 'success' | 'caution' | 'warning' | 'danger' | 'neutral'
  cause: string
  facts?: Readonly<Record<string, string | number | null>>
}

/** One line of the page on the state of the system; several readings where there are several of a thing. */
export interface Vital {
  key: string
  read: (context: Context) => Promise<Reading | readonly Reading[]>
}

/** A module's front door: what it answers, what it does afterwards, what it does by the clock, and how it is. */
export interface Module {
  bindings: readonly Binding[]
  /** For programs of others, which speak their own protocol. */
  doors?: readonly RawDoor[]
  reactions?: readonly Reaction[]
  schedules?: readonly Schedule[]
  chores?: readonly Chore[]
  /** Started where the worker runs. */
  listeners?: readonly Listener[]
  vitals?: readonly Vital[]
}
