import { incidentApi } from '#contract/incident/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { Random } from '../random.ts'
import type { MajorScenario } from '../scenarios/majors.ts'
import type { Life, World } from '../world.ts'
import { problemOf } from './problems.ts'
import { asStaff, look, move, paragraph, say, type Told } from './tell.ts'

type Doing<Result> = AsyncGenerator<Temporal.Instant, Result, void>

/** A breakdown of many clients: declared, led, told about every hour, restored for all at once, looked back upon. */
export const majorLife = async function* (
  world: World,
  { scenario, random, isReviewed }: { scenario: MajorScenario; random: Random; isReviewed: boolean },
): Life {
  const { hours, stage } = world
  const [thomas, marc] = [world.staff('thomas'), world.staff('marc')]
  const opened = asStaff(
    await thomas.voice.call(incidentApi.report, {
      title: scenario.title,
      description: paragraph(scenario.description),
      serviceId: world.service(scenario.service),
      categoryId: world.category('INC', scenario.category),
      urgency: 1,
      impact: 1,
      channel: 'monitoring',
    }),
  )
  const { number } = opened
  yield stage.now().add({ minutes: 4 })
  await say(thomas, number, {
    body: 'Tout est tombé à la même minute. Marc prévenu de vive voix.',
    visibility: 'internal',
    minutes: 5,
  })
  yield stage.now().add({ minutes: random.between(3, 8) })
  const fields = { reason: scenario.criteria, leaderId: marc.id }
  await move(marc, number, { id: 'declare-major', fields })
  await marc.voice.call(recordApi.watch, { number, personId: world.staff('helene').id })
  await marc.voice.call(recordApi.watch, { number, personId: world.staff('sophie').id })
  const children = yield* attachCallers(world, { number, scenario, random })
  for (const body of scenario.updates) {
    yield stage.now().add({ minutes: random.between(48, 62) })
    await say(marc, number, { body, minutes: 15 })
  }
  yield stage.now().add({ minutes: random.between(20, 40) })
  await move(marc, number, { id: 'restored', fields: { solution: scenario.solution } })
  yield stage.now().add({ minutes: random.between(5, 15) })
  await move(thomas, number, {
    id: 'resolve',
    fields: { causeCode: scenario.cause, minutes: random.between(30, 90) },
    comment: 'Service rétabli pour tous. Merci de nous signaler tout ce qui resterait anormal.',
  })
  yield* restoreChildren(world, { number, children, scenario })
  yield hours.after(stage.now(), random.between(90, 300))
  const onBehalfOf = { name: world.client('morvan').contact.name, means: 'phone' as const }
  await move(thomas, number, { id: 'settled', onBehalfOf })
  yield hours.after(stage.now(), random.between(60, 300))
  const problem = await problemOf(world, aboutOf(scenario, number))
  // What was opened for a caller’s ticket already is on this one, which goes on by itself.
  const isAsked = (await look(marc, number)).moves.some(({ id }) => id === 'link-problem')
  if (isAsked) await move(marc, number, { id: 'link-problem', fields: { problem } })
  if (!isReviewed) return
  yield hours.after(stage.now(), random.between(700, 1500))
  const reviewed = await move(marc, number, { id: 'review', fields: { review: scenario.review } })
  if (reviewed.moves.some(({ id }) => id === 'close')) {
    yield hours.after(stage.now(), 30)
    await move(thomas, number, { id: 'close', fields: { causeCode: scenario.cause } })
  }
}

/** A major incident leaves a problem of the gravest level behind it. */
const aboutOf = ({ problem, problemCategory }: MajorScenario, incident: string) => ({
  title: problem,
  incident,
  level: 1,
  causeCategory: problemCategory,
})

/** Each caller of the same trouble in one keystroke. */
const attachCallers = async function* (
  world: World,
  { number, scenario, random }: { number: string; scenario: MajorScenario; random: Random },
): Doing<string[]> {
  const children: string[] = []
  for (const { client, person, note } of scenario.callers) {
    yield world.stage.now().add({ minutes: random.between(2, 7) })
    const desk = world.staff(random.pick(['thomas', 'ines', 'paul'] as const))
    const requester = world.client(client).people[person] ?? world.client(client).contact
    const child = await desk.voice.call(recordApi.attachCaller, {
      number,
      requesterId: requester.id,
      note: paragraph(note),
    })
    children.push(child.number)
  }
  return children
}

/** One message left for all; each caller is called back, and what the procedure still asks for is done. */
const restoreChildren = async function* (
  world: World,
  {
    number: parent,
    children,
    scenario,
  }: { number: string; children: readonly string[]; scenario: MajorScenario },
): Doing<void> {
  for (const [index, number] of children.entries()) {
    yield world.stage.now().add({ minutes: 4 })
    const desk = world.staff(index % 2 === 0 ? 'ines' : 'thomas')
    let child: Told = await look(desk, number)
    const offers = (id: string) => child.moves.some((move) => move.id === id)
    if (offers('solution-found')) {
      await move(desk, number, { id: 'solution-found', fields: { solution: scenario.solution } })
      child = await move(desk, number, { id: 'apply' })
    }
    if (offers('resolve')) {
      const fields = { causeCode: scenario.cause, confirmedBy: 'voice', minutes: 5 }
      child = await move(desk, number, { id: 'resolve', fields })
    }
    if (offers('settled')) {
      const onBehalfOf = { name: child.requesterName ?? 'le client', means: 'phone' as const }
      child = await move(desk, number, { id: 'settled', onBehalfOf })
    }
    if (child.step.id === 'I13') {
      const problem = await problemOf(world, aboutOf(scenario, parent))
      child = await move(world.staff('marc'), number, { id: 'link-problem', fields: { problem } })
    }
    if (offers('close')) {
      await move(desk, number, {
        id: 'close',
        fields: { causeCode: scenario.cause, solution: scenario.solution },
      })
    }
  }
}
