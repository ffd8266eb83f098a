import { recordApi } from '#contract/record/api.ts'
import type { World } from '../world.ts'
import type { Plot } from './plot.ts'
import { look, move, moveOutside, type Told } from './tell.ts'
import * as words from './words.ts'

type Doing<Result> = AsyncGenerator<Temporal.Instant, Result, void>

const justAfter = { minutes: 7 }

/** The client's word, or three working days without one. */
export const confirm = async function* (world: World, plot: Plot, number: string): Doing<Told> {
  const { desk, reporter, random, ending, channel } = plot
  const { hours, stage } = world
  const told = await look(desk, number)
  if (told.phase !== 'resolved' || !told.moves.some(({ id }) => id === 'settled')) return told
  if (ending === 'silence' || channel === 'monitoring') {
    yield hours.after(stage.now(), 3 * 450).add(justAfter)
    while ((await look(desk, number)).moves.some(({ id }) => id === 'settled')) {
      yield hours.after(stage.now(), 60)
    }
    return look(desk, number)
  }
  yield hours.after(stage.now(), random.between(15, 800))
  if (random.chance(0.12)) {
    const onBehalfOf = { name: reporter.name, means: 'phone' as const }
    return move(desk, number, { id: 'settled', onBehalfOf })
  }
  const comment = random.pick(words.confirmations)
  await moveOutside(reporter, number, { id: 'settled', ...(comment === '' ? {} : { comment }) })
  return look(desk, number)
}

/** « Pas encore » : the clocks go on. */
export const contradict = async function* (world: World, plot: Plot, number: string): Doing<void> {
  const { reporter, random } = plot
  yield world.hours.after(world.stage.now(), random.between(40, 500))
  await moveOutside(reporter, number, { id: 'not-yet', comment: random.pick(words.notYet) })
}

/** What is left to do inside once the client is content: the problem behind it, the last facts, the client's stars. */
export const wrapUp = async function* (world: World, plot: Plot, number: string): Doing<void> {
  const { desk, reporter, random, scenario, ending } = plot
  const { hours, stage } = world
  let told = await look(desk, number)
  if (told.moves.some(({ id }) => id === 'link-problem') || told.step.id === 'I13') {
    if (plot.halt === 'to-link') return
    yield hours.after(stage.now(), random.between(60, 900))
    const known = random.chance(0.3)
    const fields = known
      ? { problem: `${random.pick(problems)} – suivi en revue mensuelle` }
      : { problemReason: random.pick(words.problemReasons) }
    told = await move(world.staff('marc'), number, { id: 'link-problem', fields })
  }
  if (told.moves.some(({ id }) => id === 'close')) {
    yield hours.after(stage.now(), random.between(10, 200))
    const cause = scenario.kind === 'INC' ? { causeCode: scenario.cause } : {}
    told = await move(desk, number, { id: 'close', fields: cause })
  }
  if (told.phase !== 'closed' || ending === 'silence' || !random.chance(0.45)) return
  yield hours.after(stage.now(), random.between(20, 1200))
  const [rating, comment] = random.pick(words.ratings)
  await reporter.voice.call(recordApi.rate, { number, rating, ...(comment === '' ? {} : { comment }) })
}

const problems = [
  'Déconnexions répétées du serveur de sessions',
  'Lenteurs du Wi-Fi à l’étage',
  'Échecs de sauvegarde du samedi',
  'Boîtes aux lettres saturées',
] as const
