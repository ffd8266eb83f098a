import { agreementApi } from '#contract/agreement/api.ts'
import { artefactApi, type ArtefactKind } from '#contract/artefact/api.ts'
import { Calendar } from '#contract/calendar/shape.ts'
import { EscalationLevels } from '#contract/escalation/shape.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { personApi } from '#contract/person/api.ts'
import { replyApi } from '#contract/reply/api.ts'
import { templateApi } from '#contract/template/api.ts'
import { viewApi } from '#contract/view/api.ts'
import type { StaffKey } from '../firm/people.ts'
import { secondGrid } from '../firm/grids.ts'
import { agreements } from '../firm/services.ts'
import type { Life, Someone, World } from '../world.ts'

/** Views that people made for themselves and for the others. */
export const saveViews = async (world: World): Promise<void> => {
  const save = async (key: StaffKey, name: string, query: string, isShared = false) => {
    await world.staff(key).voice.call(viewApi.save, { name, query, isShared })
  }
  await save('marc', 'Priorités 1 et 2 ouvertes', 'priority=1,2&phase=new,active', true)
  await save('marc', 'En attente du client', 'held=client', true)
  await save('thomas', 'À prendre', 'assignee=none&phase=new,active', true)
  await save('ines', 'Demandes en cours', 'kind=REQ&phase=new,active')
  await save('sophie', 'Dépassements', 'breached=true&sort=recent', true)
  await save('helene', 'Incidents majeurs', 'isMajor=true')
}

/** What the desk answers and types again and again. */
export const keepTools = async (world: World): Promise<void> => {
  const { voice } = world.staff('thomas')
  const answers = [
    [
      'Accusé de réception',
      '<p>Bonjour {{demandeur}},</p><p>Nous avons bien reçu {{numero}} et nous en occupons. Vous serez tenu informé avant {{echeance}}.</p><p>{{agent}}, {{prestataire}}</p>',
    ],
    [
      'Demande de précisions',
      '<p>Bonjour {{demandeur}},</p><p>Pour avancer sur {{numero}}, il nous manque le message exact affiché à l’écran. Une photo suffit.</p><p>{{agent}}</p>',
    ],
    [
      'Rappel sans réponse',
      '<p>Bonjour,</p><p>Nous avons essayé de vous joindre au sujet de {{numero}}. Rappelez-nous au {{telephone}} quand cela vous convient.</p>',
    ],
  ] as const
  for (const [name, fr] of answers) await voice.call(replyApi.create, { name, body: { fr } })
  await voice.call(templateApi.create, {
    name: 'Imprimante qui ne sort plus rien',
    content: {
      kind: 'INC',
      title: 'Imprimante qui ne sort plus rien',
      urgency: 3,
      impact: 3,
      categoryId: world.category('INC', 'Impression et numérisation'),
      checklist: [
        { label: 'Vérifier papier, toner et bourrage avec l’appelant', isRequired: true },
        { label: 'Noter le compteur', isRequired: false },
      ],
    },
  })
}

/** At 8 h 45 everyone reads what was told, once a week. */
export const readNotices = async function* (world: World): Life {
  const { stage, hours } = world
  const readers: readonly StaffKey[] = [
    'helene',
    'marc',
    'sophie',
    'thomas',
    'ines',
    'paul',
    'julien',
    'nadia',
    'claire',
  ]
  for (;;) {
    yield stage.now().add({ hours: 7 * 24 })
    const left = world.end.since(stage.now()).total('days')
    if (left < 3 || hours.between(stage.now(), world.end) <= 0) return
    await stage.settle()
    for (const key of readers) await world.staff(key).voice.call(notificationApi.markRead, {})
  }
}

/** Each night the journal is sealed; the nights of the last fortnight are enough for an example. */
export const sealDays = async function* ({ stage }: World): Life {
  for (;;) {
    yield stage.now().toZonedDateTimeISO('UTC').with({ hour: 23, minute: 55 }).toInstant()
    await stage.runSchedule('seal-day')
    yield stage.now().add({ hours: 1 })
  }
}

const find = async ({ voice }: Someone, kind: ArtefactKind, key: string) => {
  const { items } = await voice.call(artefactApi.list, { kind })
  const found = items.find((one) => one.key === key && one.clientId === null)
  if (found?.inForce === null || found === undefined) throw new Error(`No ${kind} ${key} is in force.`)
  const { content } = await voice.call(artefactApi.readVersion, { id: found.inForce.id })
  return { id: found.id, content }
}

/** A change of the escalation levels that was not agreed to: the history keeps it with the reason. */
export const proposeLevels = async function* (world: World): Life {
  const sophie = world.staff('sophie')
  const { id, content } = await find(sophie, 'escalation-levels', 'default')
  const levels = EscalationLevels.parse(content)
  const hierarchical = levels.hierarchical.map((level) =>
    level.role === 'D' ? { ...level, at: { ...level.at, 2: 0, 3: 50, 4: 75 } } : level,
  )
  const draft = await sophie.voice.call(artefactApi.draft, {
    id,
    content: { ...levels, hierarchical },
    note: 'Prévenir la direction plus tôt, à la demande de deux clients.',
  })
  yield world.hours.after(world.stage.now(), 90)
  await sophie.voice.call(artefactApi.submit, { id: draft.id })
  yield world.hours.after(world.stage.now(), 900)
  await world.staff('helene').voice.call(artefactApi.reject, {
    id: draft.id,
    reason: 'Trop d’alertes pour des P3 et P4 : le point hebdomadaire suffit. À revoir avec des chiffres.',
  })
}

/** After half a year of practice the grid gets its second version. */
export const improveGrid = async function* (world: World): Life {
  const marc = world.staff('marc')
  const { id } = await find(marc, 'priority-grid', 'default')
  const { content: first } = await find(marc, 'priority-grid', 'default')
  const draft = await marc.voice.call(artefactApi.draft, {
    id,
    content: first,
    note: 'Brouillon de travail : délais de prise en charge à revoir.',
  })
  yield world.hours.after(world.stage.now(), 240)
  const edited = await marc.voice.call(artefactApi.edit, {
    id: draft.id,
    content: secondGrid,
    note: 'P3 prise en charge en 1 h au lieu de 2 h ; P5 rétablie en 8 jours au lieu de 10.',
    version: draft.version,
  })
  yield world.hours.after(world.stage.now(), 60)
  await marc.voice.call(artefactApi.submit, { id: edited.id })
  yield world.hours.after(world.stage.now(), 700)
  const from = world.stage.now().add({ hours: 24 })
  await world.staff('helene').voice.call(artefactApi.approve, {
    id: edited.id,
    reason:
      'Six mois de pratique : neuf P3 sur dix sont déjà prises en moins d’une heure. Nous pouvons le promettre.',
    from: from.toString(),
  })
}

/** A client asked for more, and gets it in writing. */
export const renewAgreement = async function* (world: World): Life {
  yield world.stage.now()
  const agreed = agreements.find(({ client, service }) => client === 'ledantec' && service === 'serveurs')
  if (agreed === undefined) return
  await world.staff('sophie').voice.call(agreementApi.create, {
    clientId: world.client('ledantec').id,
    serviceId: world.service('serveurs'),
    targets: agreed.targets.map((target) =>
      target.priority === 2
        ? { ...target, resolution: { value: 6, unit: 'hour' as const }, kind: 'guarantee' as const }
        : target,
    ),
    note: 'Avenant signé par Yves Le Dantec : P2 rétablie en 6 heures, garanti.',
  })
}

/** Holidays and days off: somebody stands in. */
export const standIn = async function* (
  world: World,
  { person, by, days }: { person: StaffKey; by: StaffKey; days: number },
): Life {
  yield world.stage.now()
  const { id, voice } = world.staff(person)
  const startsAt = world.stage.now().add({ hours: 12 })
  await voice.call(personApi.substitute, {
    personId: id,
    substituteId: world.staff(by).id,
    startsAt: startsAt.toString(),
    endsAt: startsAt.add({ hours: 24 * days }).toString(),
  })
}

/** Next year's bridges are being written: a draft that nobody has submitted yet. */
export const draftCalendar = async function* (world: World): Life {
  const marc = world.staff('marc')
  const { id, content } = await find(marc, 'calendar', 'default')
  const calendar = Calendar.parse(content)
  const day = world.end.toZonedDateTimeISO(world.hours.zone).toPlainDate().add({ days: 40 }).toString()
  await marc.voice.call(artefactApi.draft, {
    id,
    content: { ...calendar, exceptions: [...calendar.exceptions, { date: day, spans: [], reason: 'Pont' }] },
    note: 'Ponts de l’année à venir, à compléter avec Sophie.',
  })
  yield world.stage.now()
}
