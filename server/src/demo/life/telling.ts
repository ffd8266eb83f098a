import { letterApi } from '#contract/letter/api.ts'
import { notificationApi, type Choices, type Preference } from '#contract/notification/api.ts'
import type { StaffKey } from '../firm/people.ts'
import type { World } from '../world.ts'

/** How the firm writes to its clients, and how its people want to be told. */
export const chooseTelling = async (world: World): Promise<void> => {
  await writeLetters(world)
  await choose(
    world,
    'marc',
    { isQuietOnWeekends: true, dailyAt: '08:15' },
    { late: 'daily', colleague: 'daily' },
  )
  await choose(world, 'ines', { quietFrom: '18:30', quietUntil: '08:00' }, { late: 'at-once' })
  await choose(
    world,
    'helene',
    { dailyAt: '07:30', isQuietOnWeekends: true },
    { article: 'daily', system: 'daily' },
  )
}

const writeLetters = async (world: World): Promise<void> => {
  const { voice } = world.staff('thomas')
  await voice.call(letterApi.write, {
    topic: 'received',
    language: 'fr',
    subject: '{{titre}}',
    body: '<p>Bonjour {{demandeur}},</p><p>C’est noté sous le numéro <strong>{{numero}}</strong>. Pour une urgence, appelez-nous au {{telephone}}.</p><p>{{lien}}</p><p>L’équipe {{prestataire}}</p>',
    version: 0,
  })
  await voice.call(letterApi.write, {
    topic: 'visit',
    language: 'fr',
    clientId: world.client('rivieres').id,
    subject: '{{titre}} : notre passage',
    body: '<p>Bonjour {{demandeur}},</p><p>Nous passerons à la clinique <strong>{{date}}</strong>, par l’entrée du personnel.</p><p>Qui vient : {{intervenants}}</p><p>{{lien}}</p><p>L’équipe {{prestataire}}</p>',
    version: 0,
  })
}

const choose = async (
  world: World,
  who: StaffKey,
  change: Partial<Preference>,
  mails: Partial<Record<keyof Choices, 'off' | 'at-once' | 'daily'>>,
): Promise<void> => {
  const { voice } = world.staff(who)
  const now = await voice.call(notificationApi.readPreference, {})
  const { late, colleague, article, system } = now.choices
  const choices = {
    ...now.choices,
    late: { ...late, mail: mails.late ?? late.mail },
    colleague: { ...colleague, mail: mails.colleague ?? colleague.mail },
    article: { ...article, mail: mails.article ?? article.mail },
    system: { ...system, mail: mails.system ?? system.mail },
  }
  await voice.call(notificationApi.writePreference, { ...now, ...change, choices })
}
