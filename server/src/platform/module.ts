import type { Binding } from './http/bind.ts'
import type { InsideContext, Reaction } from './reactions.ts'

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

/** A module's front door: what it answers, what it does afterwards, and what it does by the clock. */
export interface Module {
  bindings: readonly Binding[]
  reactions?: readonly Reaction[]
  schedules?: readonly Schedule[]
}
