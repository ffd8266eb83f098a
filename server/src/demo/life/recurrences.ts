import { recordApi } from '#contract/record/api.ts'
import { recurrenceApi } from '#contract/recurrence/api.ts'
import { templateApi } from '#contract/template/api.ts'
import type { Life, World } from '../world.ts'
import { look, move, take } from './tell.ts'

/** What comes again is made by itself: the backups each Monday, the monthly visit on its first Thursday. */
export const followRhythms = async function* (world: World): Life {
  const { stage } = world
  const { voice } = world.staff('marc')
  const backups = await voice.call(templateApi.create, {
    name: 'Contrôle des sauvegardes',
    content: {
      kind: 'REQ',
      title: 'Contrôle hebdomadaire des sauvegardes',
      description:
        '<p>Lire les rapports de la semaine, restaurer un fichier au hasard, noter le résultat.</p>',
      serviceId: world.service('serveurs'),
      urgency: 3,
      impact: 3,
      checklist: [
        { label: 'Rapports de la semaine lus', isRequired: true },
        { label: 'Un fichier restauré et ouvert', isRequired: false },
      ],
    },
  })
  const tour = await voice.call(templateApi.create, {
    name: 'Visite mensuelle',
    content: {
      kind: 'REQ',
      title: 'Visite mensuelle',
      serviceId: world.service('serveurs'),
      urgency: 3,
      impact: 3,
    },
  })
  const startsOn = stage.now().toZonedDateTimeISO(world.hours.zone).toPlainDate().toString()
  const teamId = world.teams.get('Systèmes') ?? null
  const rules = [
    await voice.call(recurrenceApi.create, {
      name: 'Sauvegardes – Cabinet Morvan',
      templateId: backups.id,
      clientId: world.client('morvan').id,
      teamId,
      rhythm: { every: 'week', interval: 1, on: [1] },
      startsOn,
    }),
    await voice.call(recurrenceApi.create, {
      name: 'Visite mensuelle – Le Dantec',
      templateId: tour.id,
      clientId: world.client('ledantec').id,
      assigneeId: world.staff('thomas').id,
      rhythm: { every: 'month', interval: 1, on: { nth: 1, weekday: 4 } },
      time: '09:00',
      leadDays: 7,
      startsOn,
    }),
  ]
  for (;;) {
    const seen = await Promise.all(rules.map(({ id }) => voice.call(recurrenceApi.read, { id })))
    const due = seen.flatMap(({ next }) => next.slice(0, 1)).map(({ at }) => Temporal.Instant.from(at))
    const [next] = due.toSorted((a, b) => Temporal.Instant.compare(a, b))
    // What could not be made at its hour is no part of the story.
    if (next === undefined || Temporal.Instant.compare(next, stage.now()) <= 0) return
    yield next
    await stage.runSchedule('make-recurrent-tickets')
    await closeOlder(
      world,
      rules.map(({ id }) => id),
    )
  }
}

/** Last week's is done before the next one comes. */
const closeOlder = async (world: World, rules: readonly string[]): Promise<void> => {
  const by = world.staff('thomas')
  for (const id of rules) {
    const { latest } = await by.voice.call(recurrenceApi.read, { id })
    for (const { number } of latest.slice(1)) {
      if (number === null) continue
      const told = await look(by, number)
      if (!told.moves.some((one) => one.id === 'done')) continue
      const mine = await take(by, told, { assigneeId: by.id })
      for (const line of mine.checklist) await tick(world, number, line.id)
      await move(by, number, { id: 'done', fields: { solution: '<p>Fait, rien à signaler.</p>' } })
    }
  }
}

const tick = async (world: World, number: string, item: string): Promise<void> => {
  await world.staff('thomas').voice.call(recordApi.checkItem, { number, item, isDone: true })
}
