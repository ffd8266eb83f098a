import type { Binding } from './http/bind.ts'
import type { InsideContext, Reaction } from './reactions.ts'

/** Work that a clock starts. `cron` is in UTC; the work itself asks `context.now`. */
export interface Schedule {
  name: string
  cron: string
  run: (context: InsideContext) => Promise<void>
}

/** A module's front door: what it answers, what it does afterwards, and what it does by the clock. */
export interface Module {
  bindings: readonly Binding[]
  reactions?: readonly Reaction[]
  schedules?: readonly Schedule[]
}
