import type { Surroundings } from '#platform/http/surroundings.ts'
import { leave } from './enter.ts'
import { found } from './found.ts'
import { dress } from './life/appearance.ts'
import * as governance from './life/governance.ts'
import { takeInventories } from './life/inventory.ts'
import { planCalendar } from './life/calendar.ts'
import { makeChanges } from './life/changes.ts'
import { keepRhythm } from './life/duties.ts'
import { sellHours } from './life/hours.ts'
import { keepPark } from './life/park.ts'
import { reportAndVerify } from './life/stock-take.ts'
import { followRhythms } from './life/recurrences.ts'
import { planArticles } from './life/knowledge.ts'
import { chooseTelling } from './life/telling.ts'
import * as visits from './life/visits.ts'
import { openMailbox } from './life/mails.ts'
import { majorLife } from './life/major.ts'
import * as problems from './life/problems.ts'
import * as secondThoughts from './life/second-thoughts.ts'
import { solveProblems } from './life/solve.ts'
import { planPresent } from './plan-present.ts'
import { planTickets } from './plan.ts'
import { openRandom } from './random.ts'
import { majors } from './scenarios/majors.ts'
import { openStage } from './stage.ts'
import { play, type Life, type Someone, type World } from './world.ts'

interface Span {
  end: Temporal.Instant
  /** How much of the past is told. */
  days: number
  /** How many tickets, about. */
  total: number
  onFault?: (error: unknown) => void
  /** Says now and then how far the story has come. */
  tellProgress?: (day: string) => void
}

/** Tells the demonstration's past into an empty database, with a clock that is moved until the end. */
export const tellPast = async (surroundings: Surroundings, span: Span): Promise<readonly Someone[]> => {
  const { end, days, total } = span
  const stage = openStage(surroundings, startOf(end, days))
  const world = await found(stage, end)
  await governance.saveViews(world)
  await governance.keepTools(world)
  await chooseTelling(world)
  await dress(world)
  const lives = [
    ...planTickets(world, { total, seed: 'estran' }),
    ...planPresent(world),
    ...planMilestones(world),
    ...planArticles(world),
    { at: stage.now(), life: tellMonths(world, span) },
    { at: stage.now(), life: visits.takeTurns(world) },
    { at: stage.now(), life: keepPark(world) },
    { at: stage.now(), life: reportAndVerify(world) },
    { at: world.hours.after(stage.now(), 400), life: visits.goThere(world) },
    { at: end.subtract({ hours: 3 }), life: visits.planAhead(world) },
    { at: end.subtract({ hours: 26 }), life: openMailbox(world) },
    { at: noEarlier(stage.now(), end.subtract({ hours: 24 * 60 })), life: followRhythms(world) },
    { at: noEarlier(stage.now(), end.subtract({ hours: 24 * 9 })), life: problems.followMails(world) },
    { at: noEarlier(stage.now(), end.subtract({ hours: 24 * 20 })), life: problems.acceptPrinter(world) },
    { at: noEarlier(stage.now(), end.subtract({ hours: 24 * 14 })), life: problems.watchWifi(world) },
    { at: stage.now(), life: solveProblems(world) },
    { at: stage.now(), life: keepRhythm(world) },
    { at: noEarlier(stage.now(), end.subtract({ hours: 24 * 22 })), life: makeChanges(world) },
    { at: workingDay(world, 16), life: secondThoughts.decideInstead(world) },
    { at: workingDay(world, 6), life: secondThoughts.denyAgreement(world) },
    { at: workingDay(world, 2), life: secondThoughts.askMore(world) },
    { at: noEarlier(stage.now(), end.subtract({ hours: 24 * 9 })), life: planCalendar(world) },
    { at: end.subtract({ hours: 2 }), life: sellHours(world) },
    { at: noEarlier(stage.now(), end.subtract({ hours: 24 * 7 })), life: takeInventories(world) },
  ]
  await play(stage, lives, { end, onFault: span.onFault })
  await stage.settle()
  for (const person of world.everyone) await leave(person)
  return world.everyone
}

const noEarlier = (first: Temporal.Instant, wanted: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(first, wanted) > 0 ? first : wanted

/** In the morning of a day at work, about so many days before the end. */
const workingDay = ({ stage, hours, end }: World, days: number): Temporal.Instant =>
  hours.after(noEarlier(stage.now(), end.subtract({ hours: 24 * days })), 30)

const zone = 'Europe/Paris'

/** So many days before, on a weekday's morning. */
const startOf = (end: Temporal.Instant, days: number): Temporal.Instant => {
  const day = end.toZonedDateTimeISO(zone).toPlainDate().subtract({ days })
  return day
    .add({ days: day.dayOfWeek > 5 ? 8 - day.dayOfWeek : 0 })
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from('08:30') })
    .toInstant()
}

/** What happens once, at a share of the span: the great breakdowns, and what the firm decides about its own rules. */
const planMilestones = (world: World): { at: Temporal.Instant; life: Life }[] => {
  const start = world.stage.now()
  const whole = world.end.since(start).total('minutes')
  const at = (share: number, minutes = 0) =>
    world.hours.after(start.add({ minutes: Math.round(whole * share) }), 20 + minutes)
  const breakdowns = majors.map((scenario, index) => {
    const share = [0.17, 0.55, 0.98][index] ?? 0.5
    const random = openRandom(`major ${index}`)
    const isReviewed = index < majors.length - 1
    return { at: at(share, 45), life: majorLife(world, { scenario, random, isReviewed }) }
  })
  return [
    ...breakdowns,
    { at: at(0.32), life: governance.proposeLevels(world) },
    { at: at(0.5), life: governance.improveGrid(world) },
    { at: at(0.64), life: governance.renewAgreement(world) },
    { at: at(0.38), life: governance.standIn(world, { person: 'sophie', by: 'claire', days: 14 }) },
    { at: at(0.985), life: governance.standIn(world, { person: 'marc', by: 'nadia', days: 10 }) },
    { at: at(0.97), life: governance.draftCalendar(world) },
    { at: start, life: governance.readNotices(world) },
    { at: world.end.subtract({ hours: 14 * 24 }), life: governance.sealDays(world) },
  ]
}

const tellMonths = async function* ({ stage, end }: World, { tellProgress }: Span): Life {
  while (Temporal.Instant.compare(stage.now(), end) < 0) {
    tellProgress?.(stage.now().toZonedDateTimeISO(zone).toPlainDate().toString())
    yield stage.now().add({ hours: 30 * 24 })
  }
}
