import { changeApi } from '#contract/change/api.ts'
import { changeCalendarApi } from '#contract/change/calendar.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import type { ClientKey } from '../firm/clients.ts'
import type { Life, World } from '../world.ts'
import { move } from './tell.ts'

/** What is to come: a freeze at the year's end, a client's critical week, a change that was announced, two that meet on one server. */
export const planCalendar = async function* (world: World): Life {
  const { end, hours } = world
  const marc = world.staff('marc').voice
  yield hours.after(end.subtract({ hours: 8 * 24 }), 20)
  const year = end.toZonedDateTimeISO(hours.zone).year
  const dayAt = (day: string) =>
    Temporal.PlainDate.from(day).toZonedDateTime(hours.zone).toInstant().toString()
  await marc.call(changeCalendarApi.createFreeze, {
    kind: 'freeze',
    name: { fr: 'Gel de fin d’année', en: 'Year-end freeze' },
    from: dayAt(`${year}-12-18`),
    to: dayAt(`${year + 1}-01-04`),
    reason: 'Équipe réduite : seules les urgences passent.',
  })
  await marc.call(changeCalendarApi.createFreeze, {
    kind: 'critical-period',
    name: { fr: 'Clôture des comptes', en: 'Closing of the accounts' },
    clientId: world.client('bellanger').id,
    from: dayAt(dayAfter(world, 9)),
    to: dayAt(dayAfter(world, 14)),
    reason: 'La compta ne peut pas s’arrêter.',
  })
  yield hours.after(end.subtract({ hours: 6 * 24 }), 40)
  const announced = await ask(world, 'ledantec', {
    title: 'Remplacer les bornes Wi-Fi de l’atelier',
    reason: 'Deux bornes sur cinq ne répondent plus aux mises à jour.',
    outageMinutes: 30,
    window: evening(world, 3, 2),
  })
  for (const id of ['admit', 'assess', 'submit']) await move(world.staff('marc'), announced, { id })
  await marc.call(changeApi.decide, { number: announced, decision: 'approve', comment: 'Matériel reçu.' })
  await marc.call(changeCalendarApi.announce, {
    number: announced,
    message: 'Les postes câblés ne sont pas concernés.',
  })
  yield hours.after(end.subtract({ hours: 4 * 24 }), 60)
  const server = await itemNamed(world, 'MOR-SRV-01')
  for (const [title, length] of [
    ['Passer la sauvegarde de Morvan à la nouvelle version', 3],
    ['Ajouter de la mémoire au serveur de Morvan', 2],
  ] as const)
    await ask(world, 'morvan', {
      title,
      reason: 'Le serveur arrive à ses limites.',
      outageMinutes: 45,
      window: evening(world, 2, length),
      cis: server,
      assigneeId: world.staff('julien').id,
    })
  await ask(world, 'bellanger', {
    title: 'Mettre à jour le logiciel de comptabilité',
    reason: 'Version exigée par la télédéclaration.',
    outageMinutes: 60,
    window: evening(world, 10, 1),
  })
}

interface Given {
  title: string
  reason: string
  outageMinutes: number
  window: { from: string; to: string }
  cis?: string[]
  assigneeId?: string
}

const ask = async (world: World, client: ClientKey, given: Given): Promise<string> => {
  const { number } = await world.staff('thomas').voice.call(changeApi.create, {
    type: 'normal',
    channel: 'phone',
    severity: 3,
    impact: 3,
    clientId: world.client(client).id,
    testPlan: 'Sur un poste de prêt, la veille.',
    backOutPlan: 'Remettre l’état d’avant, gardé une semaine : quinze minutes.',
    risk: { severalServices: false, severalClients: false, untested: false, hardToReverse: 1 },
    ...given,
  })
  return number
}

/** A day of the week: who plans for Saturday means Monday. */
const dayAfter = ({ end, hours }: World, days: number): string => {
  const day = end.toZonedDateTimeISO(hours.zone).toPlainDate().add({ days })
  return day.add({ days: day.dayOfWeek > 5 ? 8 - day.dayOfWeek : 0 }).toString()
}

/** At half past six in the evening, when the offices are closed. */
const evening = (world: World, days: number, length: number) => {
  const from = Temporal.PlainDate.from(dayAfter(world, days))
    .toZonedDateTime({ timeZone: world.hours.zone, plainTime: '18:30' })
    .toInstant()
  return { from: from.toString(), to: from.add({ hours: length }).toString() }
}

const itemNamed = async (world: World, name: string): Promise<string[]> => {
  const { items } = await world
    .staff('marc')
    .voice.call(configurationApi.list, { client: world.client('morvan').id, limit: 200 })
  return items.flatMap((item) => (item.name === name ? [item.number] : []))
}
