import { changeApi } from '#contract/change/api.ts'
import { personApi } from '#contract/person/api.ts'
import { requestApi } from '#contract/request/api.ts'
import type { Life, World } from '../world.ts'
import { ask, decide } from './changes.ts'
import { look, move, paragraph, say, take } from './tell.ts'

/** More than a request: it waits for the change that was made of it. */
export const askMore = async function* (world: World): Life {
  const { end, hours, stage } = world
  const [ines, marc] = [world.staff('ines'), world.staff('marc')]
  const client = world.client('morvan')
  const { number } = await ines.voice.call(requestApi.submit, {
    title: 'Travailler de chez soi pendant la période fiscale',
    description: paragraph('Quatre collaborateurs voudraient ouvrir Comptalia de chez eux à partir de mars.'),
    requesterId: client.contact.id,
    serviceId: world.service('reseau'),
    urgency: 3,
    impact: 2,
    channel: 'phone',
  })
  await take(ines, await look(ines, number), { assigneeId: ines.id })
  yield hours.after(stage.now(), 60)
  await say(ines, number, {
    body: 'C’est noté. Il faut ouvrir un accès sur le pare-feu : nous le préparons et vous donnons une date.',
    minutes: 10,
  })
  const { number: change } = await ines.voice.call(changeApi.requalify, { number })
  yield hours.after(stage.now(), 150)
  await move(marc, change, { id: 'admit' })
  await move(marc, change, {
    id: 'classify',
    fields: { changeType: 'normal', severity: 3, changeImpact: 2, assigneeId: world.staff('julien').id },
  })
  const { version } = await look(marc, change)
  await marc.voice.call(changeApi.edit, {
    number: change,
    version,
    reason: 'Quatre accès à distance pendant la période fiscale.',
    benefit: 'Le cabinet tient ses échéances sans venir le samedi.',
    scope: 'Le pare-feu de Morvan et quatre portables.',
    testPlan: 'Un accès d’essai, depuis l’extérieur, la veille.',
    backOutPlan: 'Retirer la règle et les quatre comptes : cinq minutes.',
    risk: { severalServices: false, severalClients: false, untested: false, hardToReverse: 1 },
    window: { from: end.add({ hours: 6 * 24 }).toString(), to: end.add({ hours: 6 * 24 + 1 }).toString() },
  })
  await move(marc, change, { id: 'assess' })
}

/** Said on the telephone, not signed in time, then denied: the change was carried out and goes back to its review. */
export const denyAgreement = async function* (world: World): Life {
  const { hours, stage } = world
  const [marc, helene] = [world.staff('marc'), world.staff('helene')]
  const from = hours.after(stage.now(), 30)
  const number = await ask(world, 'thomas', {
    title: 'Bloquer les connexions de l’étranger au VPN de Bellanger',
    type: 'emergency',
    severity: 2,
    impact: 3,
    clientId: world.client('bellanger').id,
    reason: 'Des centaines d’essais de mots de passe cette nuit, tous de l’étranger.',
    backOutPlan: 'Retirer la règle du pare-feu : deux minutes.',
    window: { from: from.toString(), to: from.add({ hours: 1 }).toString() },
  })
  for (const id of ['admit', 'submit']) await move(marc, number, { id })
  await decide(world, 'marc', number, {
    decision: 'approve',
    comment: 'Elle veut que ce soit fermé avant midi.',
    onBehalf: { name: helene.name, means: 'phone', reference: 'appel de 9 h' },
  })
  yield from
  await move(marc, number, {
    id: 'tests-accepted',
    fields: { testResult: 'Connexion de France : oui ; de l’étranger : refusée.' },
  })
  await move(marc, number, { id: 'success' })
  yield hours.after(from.add({ hours: 2 * 24 }), 90)
  await stage.runSchedule('tell-change-lapses')
  yield hours.after(stage.now(), 40)
  await decide(world, 'helene', number, {
    decision: 'refuse',
    comment: 'J’avais demandé d’attendre : deux chauffeurs sont en Belgique cette semaine.',
  })
}

/** The service manager is away for a day: who stands in for him decides, under her own name. */
export const decideInstead = async function* (world: World): Life {
  const { hours, stage } = world
  const [marc, nadia] = [world.staff('marc'), world.staff('nadia')]
  const startsAt = stage.now().add({ hours: 1 })
  await marc.voice.call(personApi.substitute, {
    personId: marc.id,
    substituteId: nadia.id,
    startsAt: startsAt.toString(),
    endsAt: startsAt.add({ hours: 24 }).toString(),
  })
  const from = hours.after(startsAt, 500)
  const number = await ask(world, 'thomas', {
    title: 'Séparer le Wi-Fi des visiteurs à la clinique',
    clientId: world.client('rivieres').id,
    severity: 3,
    impact: 2,
    assigneeId: world.staff('julien').id,
    reason: 'Les visiteurs sont sur le réseau des soins.',
    benefit: 'Plus de débit pour les tablettes, et un réseau de soins fermé.',
    scope: 'Les bornes de l’accueil et de l’étage.',
    testPlan: 'Une borne d’essai au centre de services.',
    backOutPlan: 'Remettre la configuration gardée des bornes : dix minutes.',
    risk: { severalServices: false, severalClients: false, untested: false, hardToReverse: 1 },
    window: { from: from.toString(), to: from.add({ hours: 1 }).toString() },
  })
  yield startsAt.add({ minutes: 20 })
  for (const id of ['admit', 'assess', 'submit']) await move(nadia, number, { id })
  await decide(world, 'nadia', number, {
    decision: 'approve',
    comment: 'Pour Marc, absent aujourd’hui. Essai vu ce matin.',
  })
  yield from
  await move(nadia, number, {
    id: 'tests-accepted',
    fields: { testResult: 'Visiteurs isolés, tablettes connectées.' },
  })
  await move(nadia, number, { id: 'success' })
  yield hours.after(from, 400)
  await move(marc, number, {
    id: 'conclude',
    fields: { objective: 'met', review: paragraph('Fait en trente minutes, aucun appel depuis.') },
  })
  await move(world.staff('thomas'), number, { id: 'close' })
}
