import { incidentApi } from '#contract/incident/api.ts'
import type { IncidentScenario } from '../scenarios/scenario.ts'
import type { Life, World } from '../world.ts'
import { confirm, contradict, wrapUp } from './ending.ts'
import { aim, type Plot } from './plot.ts'
import { report } from './report.ts'
import { asStaff, look, move, moveOutside, say, type Told } from './tell.ts'
import { askClient, escalate, handToSupplier, takeUp, waitFor } from './work.ts'
import * as words from './words.ts'

type Incident = Plot<IncidentScenario>
type Doing<Result> = AsyncGenerator<Temporal.Instant, Result, void>

/** One incident from the first word to the last, along the procedure in force. */
export const incidentLife = async function* (world: World, plot: Incident): Life {
  const { random, twist, halt } = plot
  if (plot.channel === 'phone' && (plot.scenario.level ?? 1) === 1 && twist === 'none' && halt === null) {
    if (random.chance(0.35)) {
      yield* onTheLine(world, plot)
      return
    }
  }
  const isVague =
    halt === 'unsorted' ||
    (plot.channel === 'portal' && twist === 'none' && halt === null && random.chance(0.2))
  const told = await report(world, plot, { isVague })
  const { number } = told
  if (halt === 'untaken' || halt === 'unsorted') return
  let taken = isVague ? yield* classify(world, plot, told) : yield* takeUp(world, plot, told)
  if (twist === 'cancelled') {
    yield* cancel(world, plot, number)
    return
  }
  if (twist === 'doubled') yield* mergeDouble(world, plot, number)
  if (twist === 'reprioritised') yield* reprioritise(world, plot, number)
  if (halt === 'taken') return
  if (twist === 'question') yield* askClient(world, plot, number)
  if (twist === 'hardware' || twist === 'agreed-date') yield* waitFor(world, plot, { number, reason: twist })
  if (halt === 'held') return
  if (changing.has(twist)) taken = await look(plot.desk, number)
  let solved = yield* solve(world, plot, taken)
  if (solved === null) return
  if (twist === 'not-yet' && (yield* contradict(world, plot, number))) {
    solved = yield* solveAgain(world, plot, number)
  }
  if (halt === 'waits') return
  const ended = yield* wrapUp(world, plot, yield* confirm(world, plot, solved))
  if (twist === 'reopened' && ended.phase === 'closed') yield* reopen(world, plot, number)
}

/** What moves the due time between taking a ticket and working on it. */
const changing: ReadonlySet<Plot['twist']> = new Set(['question', 'agreed-date', 'reprioritised', 'doubled'])

/** Known trouble, caller on the line: one form and one move. */
const onTheLine = async function* (world: World, plot: Incident): Life {
  const { desk, scenario, fill, random, reporter } = plot

  const { number } = asStaff(
    await desk.voice.call(incidentApi.report, {
      title: fill(scenario.title),
      description: fill(scenario.description),
      serviceId: world.service(scenario.service),
      categoryId: world.category('INC', scenario.category),
      requesterId: reporter.id,
      assigneeId: desk.id,
      channel: 'phone',
      urgency: scenario.urgency,
      impact: scenario.impact,
      solution: fill(scenario.solution),
    }),
  )
  yield world.stage.now().add({ minutes: random.between(3, 12) })
  const fields = { causeCode: scenario.cause, confirmedBy: 'voice', minutes: random.between(4, 15) }
  const closed = await move(desk, number, { id: 'resolve', fields })
  yield* wrapUp(world, { ...plot, ending: 'silence' }, closed)
}

const classify = async function* (world: World, plot: Incident, told: Told): Doing<Told> {
  const { desk, scenario, random } = plot
  yield aim(world, told.dueResponseAt, plot.answerPace)
  return move(desk, told.number, {
    id: 'classify',
    fields: {
      serviceId: world.service(scenario.service),
      urgency: scenario.urgency,
      impact: scenario.impact,
      categoryId: world.category('INC', scenario.category),
      assigneeId: desk.id,
    },
    comment: random.pick(words.acknowledgements),
  })
}

/** By whom it must be, until the service is restored; null where the story ends before. */
const solve = async function* (world: World, plot: Incident, taken: Told): Doing<Told | null> {
  const { desk, expert, scenario, random, fill, twist } = plot
  const level = scenario.level ?? 1
  const { number } = taken
  let told = taken
  if (level >= 2) told = yield* escalate(world, plot, told)
  if (plot.halt === 'at-level-2') return null
  if (level === 3) told = yield* handToSupplier(world, plot, told)
  if (plot.halt === 'at-supplier') return null
  if (twist === 'late') {
    yield aim(world, told.dueResolutionAt, 0.92)
    await say(desk, number, { body: random.pick(words.lateWords) })
  }
  const due = told.dueResolutionAt
  const from = world.stage.now()
  yield level === 1 || twist === 'late' ? aim(world, due, plot.pace) : aim(world, due, plot.pace * 0.6)
  const by = level === 1 ? desk : expert
  await move(by, number, { id: 'solution-found', fields: { solution: fill(scenario.solution) } })
  await move(desk, number, { id: 'apply' })
  yield world.stage.now().add({ minutes: random.between(2, 9) })
  const spent = Math.max(5, Math.round(scenario.minutes * (0.6 + random.next() * 0.9)))
  const isShort = world.stage.now().since(from).total('minutes') < spent
  return move(desk, number, {
    id: 'resolve',
    fields: {
      causeCode: scenario.cause,
      minutes: isShort ? Math.max(5, Math.round(spent / 2)) : spent,
      ...(scenario.isWorkaround === true ? { isWorkaround: true } : {}),
      ...(plot.ending === 'voice' && plot.twist !== 'not-yet' && plot.halt === null
        ? { confirmedBy: 'voice' }
        : {}),
    },
  })
}

const solveAgain = async function* (world: World, plot: Incident, number: string): Doing<Told> {
  const { desk, random, scenario, fill } = plot
  const told = await look(desk, number)
  await say(desk, number, { body: 'Toutes nos excuses, nous reprenons le dossier.' })
  yield aim(world, told.dueResolutionAt, 0.4)
  const solution = `${fill(scenario.solution)} Seconde intervention : réglage repris à distance avec l’utilisateur, essai concluant.`
  await move(desk, number, { id: 'solution-found', fields: { solution } })
  await move(desk, number, { id: 'apply' })
  const fields = { causeCode: scenario.cause, confirmedBy: 'voice', minutes: random.between(10, 40) }
  return move(desk, number, { id: 'resolve', fields })
}

const reopen = async function* (world: World, plot: Incident, number: string): Doing<void> {
  const { reporter, random } = plot
  yield world.hours.after(world.stage.now(), random.between(500, 2200))
  await moveOutside(reporter, number, { id: 'reopen', fields: { reason: random.pick(words.reopenings) } })
  yield* wrapUp(world, plot, yield* solveAgain(world, plot, number))
}

const cancel = async function* (world: World, plot: Incident, number: string): Doing<void> {
  yield world.hours.after(world.stage.now(), plot.random.between(5, 90))
  await move(plot.desk, number, { id: 'cancel', fields: { reason: plot.random.pick(words.cancellations) } })
}

/** A colleague of the client's reports the same: two tickets become one. */
const mergeDouble = async function* (world: World, plot: Incident, number: string): Doing<void> {
  const { random, reporter, desk } = plot
  const others = world.client(plot.client).people.filter(({ id }) => id !== reporter.id)
  yield world.hours.after(world.stage.now(), random.between(4, 25))
  const double = { ...plot, reporter: random.pick(others), channel: 'portal' as const, random }
  const second = await report(world, double)
  yield world.hours.after(world.stage.now(), random.between(5, 40))
  const first = await look(desk, number)
  if (first.closedAt !== null) return
  await move(desk, second.number, {
    id: 'merge',
    fields: { into: number, reason: 'Même panne, signalée deux fois.' },
  })
}

const reprioritise = async function* (world: World, plot: Incident, number: string): Doing<void> {
  const { random } = plot
  yield world.hours.after(world.stage.now(), random.between(5, 40))
  const told = await look(plot.desk, number)
  if (told.priority === null) return
  if (random.chance(0.5) && told.urgency !== null && told.urgency > 1) {
    const fields = { urgency: told.urgency - 1, reason: 'Échéance du client avancée.' }
    await move(plot.desk, number, { id: 'prioritise', fields })
    return
  }
  const priority = told.priority > 2 ? told.priority - 1 : told.priority + 1
  const reason = 'Décidé avec le client : la grille ne reflète pas la gêne réelle.'
  await move(world.staff('marc'), number, { id: 'prioritise', fields: { priority, reason } })
}
