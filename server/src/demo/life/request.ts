import { attachmentApi } from '#contract/attachment/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { RequestScenario } from '../scenarios/scenario.ts'
import type { Life, World } from '../world.ts'
import { confirm, contradict, wrapUp } from './ending.ts'
import { aim, type Plot } from './plot.ts'
import { categoryOf, priceOf, report } from './report.ts'
import { look, move, moveOutside, say, type Told } from './tell.ts'
import { askClient, handToSupplier, takeUp, waitFor } from './work.ts'
import * as words from './words.ts'

type Request = Plot<RequestScenario>
type Doing<Result> = AsyncGenerator<Temporal.Instant, Result, void>

/** One request from the asking to the thanks. */
export const requestLife = async function* (world: World, plot: Request): Life {
  const { twist, halt, scenario, channel, random } = plot
  const needsWord = scenario.approval !== undefined && scenario.model === undefined && channel === 'portal'
  const isVague = needsWord || (channel === 'portal' && twist === 'none' && random.chance(0.15))
  let told = await report(world, plot, { isVague, asIncident: twist === 'requalified' })
  if (halt === 'untaken') return
  if (twist === 'requalified') told = yield* requalify(world, plot, told)
  if (told.moves.some(({ id }) => id === 'record')) yield* record(world, plot, told)
  else if (scenario.approval === undefined) yield* takeUp(world, plot, told)
  const { number } = told
  if (halt === 'to-approve') return
  if (!(yield* approve(world, plot, number))) return
  if (twist === 'cancelled') {
    yield world.hours.after(world.stage.now(), random.between(20, 200))
    await move(plot.desk, number, { id: 'cancel', fields: { reason: random.pick(words.cancellations) } })
    return
  }
  if (halt === 'taken') return
  if (twist === 'question') yield* askClient(world, plot, number)
  if (twist === 'hardware' || twist === 'agreed-date') yield* waitFor(world, plot, { number, reason: twist })
  if (halt === 'held') return
  let done = yield* fulfil(world, plot, number)
  if (done === null) return
  if (twist === 'not-yet' && (yield* contradict(world, plot, number))) {
    await say(plot.desk, number, { body: 'Désolé, nous complétons tout de suite.' })
    yield world.hours.after(world.stage.now(), random.between(30, 240))
    done = await move(plot.desk, number, { id: 'done' })
  }
  if (halt === 'waits') return
  yield* wrapUp(world, plot, yield* confirm(world, plot, done))
}

/** A wish that came in as a trouble gets a number of its own. */
const requalify = async function* (world: World, plot: Request, told: Told): Doing<Told> {
  yield aim(world, told.dueResponseAt, plot.answerPace)
  const reason = 'Rien n’est en panne : c’est une demande.'
  return move(plot.desk, told.number, { id: 'requalify', fields: { reason } })
}

const record = async function* (world: World, plot: Request, told: Told): Doing<void> {
  const { desk, scenario, random } = plot
  yield aim(world, told.dueResponseAt, plot.answerPace)
  await move(desk, told.number, {
    id: 'record',
    fields: {
      serviceId: world.service(scenario.service),
      urgency: scenario.urgency,
      impact: scenario.impact,
      categoryId: categoryOf(world, scenario),
      assigneeId: desk.id,
      ...(scenario.approval === 'contact' ? { needsApproval: true } : {}),
      ...priceOf(scenario),
    },
    comment: random.pick(words.acknowledgements),
  })
}

/** Whoever may say yes for the client says it; false where the answer was no. */
const approve = async function* (world: World, plot: Request, number: string): Doing<boolean> {
  const { scenario, random, twist, desk } = plot
  if (scenario.approval === undefined) return true
  const client = world.client(plot.client)
  const by = scenario.approval === 'signatory' ? client.signatory : client.contact
  if (scenario.price !== undefined) {
    await say(desk, number, {
      body: 'Le prix est indiqué sur la demande. Merci de nous donner votre accord.',
    })
  }
  yield world.hours.after(world.stage.now(), random.between(30, 700))
  if (twist === 'refused') {
    const reason = random.pick([
      'Trop cher cette année.',
      'Pas nécessaire pour ce poste.',
      'À revoir à la rentrée.',
    ])
    await moveOutside(by, number, { id: 'refuse', fields: { reason } })
    return false
  }
  const id = scenario.approval === 'signatory' ? 'accept' : 'approve'
  if (random.chance(0.8)) {
    await moveOutside(by, number, { id })
  } else {
    const attachment = await writingOf(plot, number, by.name)
    await move(desk, number, { id, onBehalfOf: { name: by.name, means: 'email', ...attachment } })
  }
  const told = await look(desk, number)
  if (told.assigneeId === null) yield* takeUp(world, plot, told)
  return true
}

/** What binds the client is kept as it was written. */
const writingOf = async (
  { scenario, desk }: Request,
  number: string,
  name: string,
): Promise<{ attachment?: string }> => {
  if (scenario.approval !== 'signatory') return {}
  const text = `De : ${name}\nObjet : ${number}\n\nBon pour accord au prix de ${scenario.price ?? 'votre devis'}.\n`
  const input = { number, visibility: 'internal' as const }
  const { id } = await desk.voice.attach(attachmentApi.add, input, { name: `accord-${number}.txt`, text })
  return { attachment: id }
}

const fulfil = async function* (world: World, plot: Request, number: string): Doing<Told | null> {
  const { desk, scenario, fill, random } = plot
  let told = await look(desk, number)
  if (scenario.level === 3) {
    yield aim(world, told.dueResolutionAt, plot.pace * 0.2)
    told = yield* handToSupplier(world, plot, told)
    if (plot.halt === 'at-supplier') return null
  }
  yield aim(world, told.dueResolutionAt, plot.pace)
  const minutes = Math.max(5, Math.round(scenario.minutes * (0.6 + random.next() * 0.9)))
  for (const { id, isRequired, doneAt } of told.checklist)
    if (doneAt === null && (isRequired || random.chance(0.7)))
      await desk.voice.call(recordApi.checkItem, { number, item: id, isDone: true })
  await say(desk, number, { body: 'Liste de contrôle déroulée.', visibility: 'internal', minutes })
  return move(desk, number, { id: 'done', fields: { solution: fill(scenario.solution) } })
}
