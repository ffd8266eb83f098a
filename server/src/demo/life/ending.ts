import { recordApi } from '#contract/record/api.ts'
import type { World } from '../world.ts'
import type { Plot } from './plot.ts'
import { problemOf } from './problems.ts'
import { look, move, moveOutside, type Told } from './tell.ts'
import * as words from './words.ts'

type Doing<Result> = AsyncGenerator<Temporal.Instant, Result, void>

/** The working minutes of one of the firm's days. */
const workday = 450

const isAsked = ({ moves }: Told): boolean => moves.some(({ id }) => id === 'settled')

/** The client's word, or three working days without one. */
export const confirm = async function* (world: World, plot: Plot, told: Told): Doing<Told> {
  const { desk, reporter, random, ending, channel } = plot
  const { number } = told
  if (!isAsked(told)) return told
  if (ending === 'silence' || channel === 'monitoring') return yield* keepSilent(world, plot, number)
  yield world.hours.after(world.stage.now(), random.between(15, 800))
  const now = await look(desk, number)
  if (!isAsked(now)) return now
  if (random.chance(0.12)) {
    return move(desk, number, { id: 'settled', onBehalfOf: { name: reporter.name, means: 'phone' } })
  }
  const comment = random.pick(words.confirmations)
  await moveOutside(reporter, number, { id: 'settled', ...(comment === '' ? {} : { comment }) })
  return look(desk, number)
}

/** Three working days of the agreement's own calendar, then the timer of the procedure. */
const keepSilent = async function* (world: World, { desk }: Plot, number: string): Doing<Told> {
  const { hours, stage } = world
  yield hours.after(stage.now(), 3 * workday).add({ minutes: 20 })
  for (;;) {
    const told = await look(desk, number)
    if (!isAsked(told)) return told
    yield hours.after(stage.now(), 120)
  }
}

/** « Pas encore » : the clocks go on. False where the ticket was closed before the client looked. */
export const contradict = async function* (world: World, plot: Plot, number: string): Doing<boolean> {
  const { reporter, random } = plot
  yield world.hours.after(world.stage.now(), random.between(40, 500))
  if (!isAsked(await look(plot.desk, number))) return false
  await moveOutside(reporter, number, { id: 'not-yet', comment: random.pick(words.notYet) })
  return true
}

/** What is left to do inside once the client is content: the problem behind it, the last facts, the client's stars. */
export const wrapUp = async function* (world: World, plot: Plot, ended: Told): Doing<Told> {
  const { desk, reporter, random, scenario, ending } = plot
  const { hours, stage } = world
  const { number } = ended
  let told = ended
  if (told.step.id === 'I13') {
    if (plot.halt === 'to-link') return told
    yield hours.after(stage.now(), random.between(60, 900))
    const fields = random.chance(0.3)
      ? { problem: await problemOf(world, { ...random.pick(words.problems), incident: number, level: 4 }) }
      : { problemReason: random.pick(words.problemReasons) }
    told = await move(world.staff('marc'), number, { id: 'link-problem', fields })
  }
  if (told.moves.some(({ id }) => id === 'close')) {
    yield hours.after(stage.now(), random.between(10, 200))
    const cause = scenario.kind === 'INC' ? { causeCode: scenario.cause } : {}
    told = await move(desk, number, { id: 'close', fields: cause })
  }
  if (told.phase !== 'closed' || told.requesterId !== reporter.id) return told
  if (ending === 'silence' || !random.chance(0.45)) return told
  yield hours.after(stage.now(), random.between(20, 1200))
  const [rating, comment] = random.pick(words.ratings)
  await reporter.voice.call(recordApi.rate, { number, rating, ...(comment === '' ? {} : { comment }) })
  return told
}
