import { incidentApi } from '#contract/incident/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import type { CauseCategory } from '#contract/problem/shape.ts'
import type { ClientKey } from '../firm/clients.ts'
import type { ServiceKey } from '../firm/services.ts'
import type { Life, World } from '../world.ts'
import { move, paragraph, say } from './tell.ts'

/** Problems by their title, so that what comes back is linked to what is followed already. */
const followed = new WeakMap<World, Map<string, string>>()

/** The problem of that title, opened from an incident the first time that somebody thinks of it. */
export const problemOf = async (
  world: World,
  given: { title: string; incident: string; level: number; causeCategory: CauseCategory },
): Promise<string> => {
  const known = followed.get(world) ?? new Map<string, string>()
  followed.set(world, known)
  const found = known.get(given.title)
  if (found !== undefined) return found
  const marc = world.staff('marc')
  const { title, incident, level, causeCategory } = given
  const { number } = await marc.voice.call(problemApi.open, {
    title,
    incidents: [incident],
    level,
    causeCategory,
    assigneeId: marc.id,
  })
  known.set(title, number)
  return number
}

export const forget = (world: World, title: string): void => void followed.get(world)?.delete(title)

interface Report {
  client: ClientKey
  person: number
  service: ServiceKey
  title: string
  description: string
}

const report = async (world: World, { client, person, service, title, description }: Report) => {
  const { people, contact } = world.client(client)
  const { number } = await world.staff('ines').voice.call(incidentApi.report, {
    title,
    description: paragraph(description),
    requesterId: (people[person] ?? contact).id,
    serviceId: world.service(service),
    urgency: 2,
    impact: 2,
    channel: 'phone',
  })
  return number
}

const mails: readonly Report[] = [
  {
    client: 'morvan',
    person: 1,
    service: 'messagerie',
    title: 'Messagerie : connexion refusée sur les téléphones',
    description: 'Les téléphones demandent sans fin le mot de passe depuis ce matin.',
  },
  {
    client: 'bellanger',
    person: 2,
    service: 'messagerie',
    title: 'Téléphones : la messagerie redemande le mot de passe',
    description: 'Trois chauffeurs ne reçoivent plus rien sur leur téléphone.',
  },
  {
    client: 'rivieres',
    person: 1,
    service: 'messagerie',
    title: 'Plus de messagerie sur les téléphones de la clinique',
    description: 'L’ordinateur reçoit, les téléphones non.',
  },
]

/** Three incidents, one cause: asked five times why, drawn, published, and said to whoever waits. */
export const followMails = async function* (world: World): Life {
  const { hours, stage } = world
  const [marc, ines] = [world.staff('marc'), world.staff('ines')]
  const incidents: string[] = []
  for (const one of mails) {
    incidents.push(await report(world, one))
    yield hours.after(stage.now(), 70)
  }
  const lost = await report(world, {
    client: 'ledantec',
    person: 2,
    service: 'messagerie',
    title: 'Plus de messages sur le téléphone de l’atelier',
    description: 'Le téléphone ne reçoit plus rien depuis hier soir.',
  })
  const { number } = await ines.voice.call(problemApi.open, {
    title: 'Les téléphones perdent la messagerie à chaque renouvellement de certificat',
    description: paragraph('Trois clients le même matin, et déjà une fois il y a trois mois.'),
    incidents: [...incidents, lost],
  })
  yield hours.after(stage.now(), 90)
  // It looked like the others that morning.
  await marc.voice.call(problemApi.unlink, {
    number,
    incident: lost,
    reason: 'Le téléphone est tombé à l’eau : le certificat n’y est pour rien.',
  })
  await move(ines, lost, {
    id: 'solution-found',
    fields: { solution: 'Téléphone de prêt remis à l’atelier, messagerie installée.' },
  })
  await move(ines, lost, { id: 'apply' })
  await move(ines, lost, { id: 'resolve', fields: { causeCode: 'hardware', minutes: 25 } })
  await move(marc, number, {
    id: 'investigate',
    fields: { level: 2, causeCategory: 'procedure', assigneeId: marc.id },
  })
  yield hours.after(stage.now(), 240)
  await marc.voice.call(problemApi.analyse, {
    number,
    version: 0,
    whys: [
      'Les téléphones refusent le nouveau certificat du serveur de messagerie.',
      'Le certificat vient d’une autre autorité que le précédent.',
      'Le renouvellement automatique a échoué, on l’a refait à la main dans l’urgence.',
      'Personne n’avait vu l’alerte de renouvellement, envoyée à une boîte fermée.',
      'Le départ d’un collègue n’a pas fait revoir les adresses d’alerte.',
    ],
    branches: [
      {
        id: 'methode',
        name: 'Méthode',
        causes: [
          {
            id: 'alertes',
            text: 'Adresses d’alerte jamais revues',
            causes: [{ id: 'depart', text: 'Rien dans la liste de départ d’un collègue' }],
          },
          { id: 'urgence', text: 'Renouvellement à la main, sans liste', causes: [] },
        ],
      },
      {
        id: 'materiel',
        name: 'Matériel',
        causes: [{ id: 'telephones', text: 'Vieux téléphones sans la nouvelle autorité', causes: [] }],
      },
      {
        id: 'milieu',
        name: 'Milieu',
        causes: [{ id: 'fournisseur', text: 'L’autorité a changé sa racine en janvier', causes: [] }],
      },
      {
        id: 'gens',
        name: 'Main-d’œuvre',
        causes: [{ id: 'seul', text: 'Une seule personne connaît le serveur', causes: [] }],
      },
    ],
    rootId: 'alertes',
  })
  yield hours.after(stage.now(), 60)
  await move(marc, number, {
    id: 'cause-found',
    fields: {
      cause: 'L’alerte de renouvellement part vers une boîte fermée : le certificat est refait à la main.',
    },
  })
  await marc.voice.call(problemApi.writeKnownError, {
    number,
    symptom: 'Les téléphones redemandent sans fin le mot de passe de la messagerie',
    cause: 'Le nouveau certificat vient d’une autre autorité, que les téléphones ne connaissent pas.',
    workaround:
      'Supprimez le compte de messagerie du téléphone, puis ajoutez-le de nouveau : le nouveau certificat est alors accepté.\nEn attendant, le webmail fonctionne.',
    solution: 'Renouvellement automatique rétabli, alerte envoyée à l’équipe et suivie comme une échéance.',
    portal: true,
  })
  yield hours.after(stage.now(), 20)
  await ines.voice.call(problemApi.push, { number })
  yield hours.after(stage.now(), 400)
  await move(marc, number, { id: 'by-change' })
}

/** What no one will repair: the risk is accepted until the machine goes. */
export const acceptPrinter = async function* (world: World): Life {
  const { hours, stage, end } = world
  const [marc, helene] = [world.staff('marc'), world.staff('helene')]
  const incident = await report(world, {
    client: 'ledantec',
    person: 1,
    service: 'postes',
    title: 'Le traceur se fige après un grand plan',
    description: 'Il faut l’éteindre et le rallumer, le plan repart du début.',
  })
  yield hours.after(stage.now(), 200)
  const { number } = await marc.voice.call(problemApi.open, {
    title: 'Traceur : pilote abandonné par le fabricant',
    incidents: [incident],
    level: 4,
    origin: 'supplier',
    causeCategory: 'hardware',
    assigneeId: marc.id,
  })
  yield hours.after(stage.now(), 300)
  await move(marc, number, {
    id: 'cause-found',
    fields: { cause: 'Le pilote sature au-delà de 200 Mo ; le fabricant ne le corrigera plus.' },
  })
  await marc.voice.call(problemApi.writeKnownError, {
    number,
    symptom: 'Le traceur se fige après un grand plan',
    workaround: 'Imprimer en deux parties, ou exporter le plan en PDF avant de l’envoyer.',
  })
  await move(marc, number, {
    id: 'propose-acceptance',
    fields: { reason: 'Le traceur sera remplacé à la fin du bail ; d’ici là le contournement suffit.' },
  })
  yield hours.after(stage.now(), 120)
  await move(helene, number, {
    id: 'accept-risk',
    fields: {
      reason: 'Accepté jusqu’à la fin du bail.',
      reviewOn: end.toZonedDateTimeISO(hours.zone).toPlainDate().add({ months: 4 }).toString(),
    },
  })
}

/** Fixed, and watched: thirty days in which it must not come back. */
export const watchWifi = async function* (world: World): Life {
  const { hours, stage } = world
  const [marc, thomas] = [world.staff('marc'), world.staff('thomas')]
  const incident = await report(world, {
    client: 'rivieres',
    person: 2,
    service: 'reseau',
    title: 'Wi-Fi coupé à l’étage chaque lundi',
    description: 'Les tablettes de soins perdent le réseau vers neuf heures.',
  })
  yield hours.after(stage.now(), 120)
  const { number } = await thomas.voice.call(problemApi.open, {
    title: 'Wi-Fi de l’étage coupé chaque lundi matin',
    incidents: [incident],
    level: 3,
    causeCategory: 'network',
    assigneeId: marc.id,
  })
  yield hours.after(stage.now(), 300)
  await marc.voice.call(problemApi.analyse, {
    number,
    version: 0,
    whys: [
      'La borne de l’étage redémarre à neuf heures.',
      'Son injecteur est sur la multiprise de la bouilloire.',
    ],
    branches: [],
    rootId: null,
  })
  await move(marc, number, {
    id: 'cause-found',
    fields: { cause: 'L’injecteur de la borne est sur une multiprise que l’on éteint le soir.' },
  })
  await move(marc, number, {
    id: 'without-change',
    fields: {
      symptom: 'Le Wi-Fi de l’étage est coupé le matin',
      workaround: 'Attendre cinq minutes que la borne redémarre, ou se rapprocher de l’accueil.',
    },
  })
  yield hours.after(stage.now(), 200)
  await move(marc, number, {
    id: 'fixed',
    fields: { solution: 'Injecteur déplacé sur une prise ondulée, étiquette « ne pas éteindre » posée.' },
  })
  await say(marc, incident, {
    body: 'La borne est maintenant alimentée à part : cela ne devrait plus arriver.',
    minutes: 20,
  })
}
