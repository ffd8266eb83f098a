import type { Surroundings } from '#platform/http/surroundings.ts'
import { leave } from './enter.ts'
import { found } from './found.ts'
import { planTickets } from './plan.ts'
import { openStage } from './stage.ts'
import { play, type Someone } from './world.ts'

interface Span {
  end: Temporal.Instant
  /** How much of the past is told. */
  days: number
  /** How many tickets, about. */
  total: number
}

export interface Telling {
  people: readonly Someone[]
}

/** Tells the demonstration's past into an empty database, with a clock that is moved until the end. */
export const tell = async (surroundings: Surroundings, { end, days, total }: Span): Promise<Telling> => {
  const zone = 'Europe/Paris'
  const start = end
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .subtract({ days })
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from('08:30') })
    .toInstant()
  const stage = openStage(surroundings, start)
  const world = await found(stage, end)
  const lives = planTickets(world, { total, seed: 'estran' })
  await play(stage, lives, end)
  for (const person of world.everyone) await leave(person)
  return { people: world.everyone }
}
