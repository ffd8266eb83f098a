import { recordApi } from '#contract/record/api.ts'
import { dateFormat } from '#contract/say-date.ts'
import type { World } from '../world.ts'
import { aim, type Plot } from './plot.ts'
import { look, move, moveOutside, say, take, type Told } from './tell.ts'
import * as words from './words.ts'

type Doing<Result> = AsyncGenerator<Temporal.Instant, Result, void>

/** What the client must say before anyone can go on; its clocks wait with it. */
export const askClient = async function* (world: World, plot: Plot, number: string): Doing<void> {
  const { desk, reporter, random, scenario, fill } = plot
  await say(desk, number, { body: fill(scenario.question ?? random.pick(words.questions)) })
  await move(desk, number, { id: 'hold', fields: { holdReason: 'client' } })
  if (plot.halt === 'held') return
  yield world.hours.after(world.stage.now(), random.between(30, 900))
  const answer = fill(scenario.answer ?? random.pick(words.answers))
  if (random.chance(0.7)) {
    await say(reporter, number, { body: answer })
  } else {
    await move(desk, number, { id: 'resume' })
    await say(desk, number, { body: `Rappel de ${reporter.name} : ${answer}`, visibility: 'internal' })
  }
}

/** A wait that does not stop the clocks: a part is on its way, or a date was agreed, by which all must be done. */
export const waitFor = async function* (
  world: World,
  plot: Plot,
  { number, reason }: { number: string; reason: 'hardware' | 'agreed-date' },
): Doing<void> {
  const { desk, random, reporter } = plot
  const { stage, hours } = world
  const minutes = reason === 'hardware' ? random.between(200, 600) : random.between(300, 1100)
  const until = hours.after(stage.now(), minutes)
  const onSite = reason === 'hardware' ? until : hours.after(stage.now(), minutes - 90)
  const days = dateFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: hours.zone })
  const shown = days.format(until.epochMilliseconds)
  const body =
    reason === 'hardware'
      ? `Pièce commandée, livraison annoncée pour le ${shown}.`
      : `Comme convenu avec ${reporter.name}, nous intervenons le ${shown}.`
  await say(desk, number, { body })
  await move(desk, number, { id: 'hold', fields: { holdReason: reason, until: until.toString() } })
  if (plot.halt === 'held') return
  yield onSite
  const held = await look(desk, number)
  if (held.held !== null) await move(desk, number, { id: 'resume' })
}

/** The usual answer to what came in writing; after it the client knows who cares. */
export const takeUp = async function* (world: World, plot: Plot, told: Told): Doing<Told> {
  const { desk, random, channel } = plot
  const isTaken = channel === 'phone' || channel === 'visit'
  let taken = told
  if (!isTaken) {
    yield aim(world, told.dueResponseAt, plot.answerPace)
    const now = await look(desk, told.number)
    taken = await take(desk, now, {
      assigneeId: desk.id,
      categoryId: world.category(plot.scenario.kind, plot.scenario.category),
    })
    await say(desk, told.number, { body: random.pick(words.acknowledgements) })
  }
  if (plot.scenario.note !== undefined && random.chance(0.7)) {
    const minutes = random.between(5, 20)
    await say(desk, told.number, { body: plot.fill(plot.scenario.note), visibility: 'internal', minutes })
  }
  return taken
}

/** The desk hands on to who knows more; the ticket's owner stays the same in the client's eyes. */
export const escalate = async function* (world: World, plot: Plot, told: Told): Doing<Told> {
  const { desk, expert, random } = plot
  const { number } = told
  yield aim(world, told.dueResolutionAt, plot.pace * 0.2)
  await say(desk, number, {
    body: random.pick(words.escalations),
    visibility: 'internal',
    minutes: random.between(5, 25),
  })
  const escalated = await move(desk, number, { id: 'escalate' })
  if (plot.halt === 'at-level-2') return escalated
  const team = world.teams.get(expert === world.staff('nadia') ? 'Réseaux et téléphonie' : 'Systèmes')
  const taken = await take(expert, escalated, {
    assigneeId: expert.id,
    ...(team === undefined ? {} : { teamId: team }),
  })
  if (taken.priority !== null && taken.priority <= 2 && random.chance(0.6)) {
    await expert.voice.call(recordApi.watch, { number, personId: world.staff('marc').id })
  }
  yield aim(world, taken.dueResolutionAt, plot.pace * 0.4)
  await say(expert, number, {
    body: random.pick(words.findings),
    visibility: 'internal',
    minutes: random.between(10, 45),
  })
  return taken
}

/** The supplier sees the ticket from now on, and says here what it did. */
export const handToSupplier = async function* (world: World, plot: Plot, told: Told): Doing<Told> {
  const { expert, random, scenario, fill } = plot
  const { id, person } = world.supplier(scenario.supplier ?? 'editor')
  const { number } = told
  const by = told.kind === 'INC' ? expert : plot.desk
  const reference = `${scenario.supplier === 'fibre' ? 'AF' : 'LE'}-${random.between(10_000, 99_999)}`
  await move(by, number, { id: 'delegate-supplier', fields: { supplierId: id, reference } })
  await say(by, number, {
    body: `Bonjour, merci de regarder ceci : ${fill(scenario.title)}.`,
    visibility: 'supplier',
  })
  if (plot.halt === 'at-supplier') return told
  yield aim(world, told.dueResolutionAt, plot.pace * 0.3)
  await say(person, number, {
    body: `Dossier ${reference} ouvert chez nous, un technicien est affecté.`,
    visibility: 'supplier',
  })
  yield aim(world, told.dueResolutionAt, plot.pace * 0.5)
  const supplierResult = `Intervention ${reference} terminée. ${fill(scenario.solution)}`
  if (random.chance(0.8)) {
    await moveOutside(person, number, { id: 'report-result', fields: { supplierResult } })
  } else {
    const onBehalfOf = { name: person.name, means: 'phone' as const }
    await move(by, number, { id: 'report-result', fields: { supplierResult }, onBehalfOf })
  }
  return told
}
