import type { Channel } from '#contract/record/shape.ts'
import type { ClientKey } from './firm/clients.ts'
import { servicesOf } from './firm/services.ts'
import { incidentLife } from './life/incident.ts'
import { deskFor, expertFor, filler, type Ending, type Plot, type Twist } from './life/plot.ts'
import { requestLife } from './life/request.ts'
import { openRandom, type Random } from './random.ts'
import { scenarios } from './scenarios/all.ts'
import type { Scenario } from './scenarios/scenario.ts'
import type { Life, World } from './world.ts'

/** Mondays are long; Friday afternoons are calm. */
const weekdays: Readonly<Record<number, number>> = {
  1: 1.45,
  2: 1.1,
  3: 0.95,
  4: 0.95,
  5: 0.75,
  6: 0.04,
  7: 0.03,
}
/** September and January bring newcomers and new projects; August is quiet. */
const months = [1.2, 1, 1.05, 0.95, 0.8, 1, 0.85, 0.5, 1.35, 1.15, 1.1, 0.85] as const

/** The tickets of the whole span, each with its own chance, spread over days as the firm's work is. */
export const planTickets = (world: World, { total, seed }: { total: number; seed: string }) => {
  const { hours, stage, end } = world
  const first = stage.now().toZonedDateTimeISO(hours.zone).toPlainDate()
  const last = end.toZonedDateTimeISO(hours.zone).toPlainDate()
  const days = Array.from({ length: first.until(last).days + 1 }, (_, index) => first.add({ days: index }))
  const weights = days.map((day) => weightOf(world, day))
  const share = total / weights.reduce((sum, weight) => sum + weight, 0)
  const begun: { at: Temporal.Instant; life: Life }[] = []
  let owed = 0
  for (const [index, day] of days.entries()) {
    const random = openRandom(`${seed} day ${index}`)
    owed += (weights[index] ?? 0) * share
    for (; owed >= 1; owed -= 1) {
      const plot = drawPlot(world, { day, random: openRandom(`${seed} ${index} ${owed.toFixed(6)}`) })
      if (Temporal.Instant.compare(plot.at, stage.now()) > 0)
        begun.push({ at: plot.at, life: lifeOf(world, plot) })
    }
    if (random.chance(0.1)) owed += 0.5 - random.next()
  }
  return begun
}

export const lifeOf = (world: World, plot: Plot): Life => {
  const { scenario } = plot
  return scenario.kind === 'INC'
    ? incidentLife(world, { ...plot, scenario })
    : requestLife(world, { ...plot, scenario })
}

const weightOf = ({ hours }: World, day: Temporal.PlainDate): number => {
  const weekday = weekdays[day.dayOfWeek] ?? 0
  const month = months[day.month - 1] ?? 1
  return hours.isWorkday(day) || day.dayOfWeek > 5 ? weekday * month : 0.02
}

const drawPlot = (world: World, { day, random }: { day: Temporal.PlainDate; random: Random }): Plot => {
  const isOpen = world.hours.isWorkday(day)
  const client = isOpen
    ? random.weighted<ClientKey>([
        ['morvan', 32],
        ['ledantec', day.month === 8 ? 4 : 20],
        ['rivieres', 23],
        ['bellanger', 25],
      ])
    : random.pick(['rivieres', 'bellanger'] as const)
  const scenario = drawScenario(random, { client, month: day.month, isOpen })
  return plotOf(world, { scenario, client, at: timeOf(world, { day, isOpen, random }), random, isOpen })
}

export const plotOf = (
  world: World,
  given: {
    scenario: Scenario
    client: ClientKey
    at: Temporal.Instant
    random: Random
    isOpen?: boolean
    channel?: Channel
  },
): Plot => {
  const { scenario, client, at, random, isOpen = true } = given
  const twist = drawTwist(random, scenario)
  const channel = given.channel ?? drawChannel(random, { scenario, twist, isOpen })
  return {
    scenario,
    client,
    at,
    random,
    twist,
    channel,
    reporter:
      channel === 'monitoring'
        ? world.client(client).contact
        : reporterOf(world, { client, scenario, random }),
    desk: deskFor(world, random),
    expert: expertFor(world, scenario.service, random),
    pace: twist === 'late' ? 1.05 + random.next() * 0.5 : 0.06 + random.next() ** 1.6 * 0.75,
    answerPace: twist === 'late-answer' ? 1.1 + random.next() * 0.6 : 0.08 + random.next() * 0.7,
    ending: drawEnding(random, channel),
    halt: null,
    fill: filler(client, random),
  }
}

/** Requests that want an agreement come from those who ask; grave troubles from whoever is nearest. */
const reporterOf = (
  world: World,
  { client, scenario, random }: { client: ClientKey; scenario: Scenario; random: Random },
) => {
  const { people, signatory } = world.client(client)
  const usual = people.filter(({ id }) => id !== signatory.id)
  return scenario.urgency > 1 && random.chance(0.1) ? signatory : random.pick(usual)
}

const drawScenario = (
  random: Random,
  { client, month, isOpen }: { client: ClientKey; month: number; isOpen: boolean },
): Scenario => {
  const offered = servicesOf(client)
  const kind = isOpen ? (random.chance(0.66) ? 'INC' : 'REQ') : 'INC'
  const possible = scenarios.filter(
    (one) =>
      one.kind === kind &&
      offered.includes(one.service) &&
      (one.clients === undefined || one.clients.includes(client)) &&
      (isOpen || one.service === 'serveurs' || one.service === 'reseau'),
  )
  return random.weighted(possible.map((one) => [one, frequency(one, month)] as const))
}

/** What is grave is rare. */
const frequency = (one: Scenario, month: number): number => {
  const gravity = one.urgency + one.impact
  const usual = gravity <= 2 ? 0.35 : gravity === 3 ? 0.6 : 1
  return usual * (one.season === undefined ? 1 : one.season.includes(month) ? 2.6 : 0.6)
}

const timeOf = (
  { hours }: World,
  { day, isOpen, random }: { day: Temporal.PlainDate; isOpen: boolean; random: Random },
): Temporal.Instant => {
  if (!isOpen) return hours.at(day, clock(random.between(7 * 60, 22 * 60)))
  const minute = random.weighted<number>([
    [random.between(5 * 60 + 30, 8 * 60 + 50), 7],
    [random.between(9 * 60 + 2, 10 * 60 + 30), 36],
    [random.between(10 * 60 + 30, 12 * 60 + 25), 20],
    [random.between(14 * 60 + 1, 16 * 60), 25],
    [random.between(16 * 60, 17 * 60 + 50), 14],
    [random.between(18 * 60, 21 * 60), 4],
  ])
  return hours.at(day, clock(minute))
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const drawTwist = (random: Random, { kind, level, approval }: Scenario & { approval?: unknown }): Twist => {
  if (kind === 'REQ') {
    return random.weighted<Twist>([
      ['none', 58],
      ['question', 12],
      ['agreed-date', 12],
      ['hardware', 5],
      ['late', 4],
      ['not-yet', 4],
      ['cancelled', 3],
      ['requalified', approval === undefined && level === undefined ? 4 : 0],
      ['refused', approval === undefined ? 0 : 14],
    ])
  }
  return random.weighted<Twist>([
    ['none', 56],
    ['question', 15],
    ['hardware', 3],
    ['agreed-date', 3],
    ['late', 5],
    ['late-answer', 2.5],
    ['not-yet', 4],
    ['reopened', 2.5],
    ['cancelled', 2.5],
    ['doubled', 2.5],
    ['reprioritised', 4],
  ])
}

const drawChannel = (
  random: Random,
  { scenario, twist, isOpen }: { scenario: Scenario; twist: Twist; isOpen: boolean },
): Channel => {
  if (twist === 'requalified' || twist === 'doubled') return 'portal'
  if (scenario.kind === 'INC' && scenario.isMonitored === true && random.chance(0.55)) return 'monitoring'
  if (!isOpen) return random.chance(0.6) ? 'phone' : 'portal'
  const isGrave = scenario.urgency === 1
  return random.weighted<Channel>([
    ['phone', isGrave ? 62 : 36],
    ['portal', isGrave ? 26 : 40],
    ['email', 17],
    ['visit', 4],
  ])
}

const drawEnding = (random: Random, channel: Channel): Ending =>
  random.weighted<Ending>([
    ['portal', channel === 'portal' ? 62 : 34],
    ['voice', channel === 'phone' || channel === 'visit' ? 52 : 16],
    ['silence', 22],
  ])
