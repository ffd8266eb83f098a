import { problemApi } from '#contract/problem/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { Life, World } from '../world.ts'
import { forget } from './problems.ts'
import { look, move } from './tell.ts'

/** What was found of a problem, and what was done about it. */
interface Found {
  whys: string[]
  cause: string
  symptom: string
  workaround: string
  solution: string
}

const found: Readonly<Record<string, Found>> = {
  'Déconnexions répétées du serveur de sessions': {
    whys: [
      'Les sessions tombent quand la mémoire du serveur est pleine.',
      'Un pilote d’impression la retient.',
    ],
    cause: 'Un pilote d’impression retient la mémoire du serveur de sessions jusqu’à la saturer.',
    symptom: 'La session à distance se ferme sans prévenir',
    workaround: 'Rouvrir la session : les documents ouverts y sont encore.',
    solution: 'Pilote d’impression universel mis en place, ancien pilote retiré.',
  },
  'Lenteurs du Wi-Fi à l’étage': {
    whys: ['Deux bornes voisines émettent sur le même canal.', 'Le choix automatique a été coupé à la pose.'],
    cause: 'Deux bornes voisines émettent sur le même canal depuis leur pose.',
    symptom: 'Le Wi-Fi est lent à l’étage, surtout l’après-midi',
    workaround: 'Se brancher par câble, ou se rapprocher de la borne du couloir.',
    solution: 'Canaux répartis, puissance réduite ; mesure faite sur place aux heures chargées.',
  },
  'Échecs de sauvegarde du samedi': {
    whys: [
      'Le disque de sauvegarde est plein le samedi.',
      'La sauvegarde complète n’efface l’ancienne qu’après.',
    ],
    cause: 'La sauvegarde complète du samedi demande deux fois sa place, le disque n’en a qu’une et demie.',
    symptom: 'La sauvegarde du samedi est annoncée en échec',
    workaround: 'Relancer la sauvegarde le lundi, après avoir retiré la plus ancienne.',
    solution: 'Conservation réduite de six à quatre semaines, alerte à 80 % du disque.',
  },
  'Boîtes aux lettres saturées': {
    whys: ['Les pièces jointes sont gardées dans les boîtes.', 'Personne n’a montré où les ranger.'],
    cause: 'Les pièces jointes restent dans les boîtes, faute d’un endroit connu où les ranger.',
    symptom: 'La messagerie refuse d’envoyer : boîte pleine',
    workaround: 'Vider la corbeille et archiver les messages de plus d’un an.',
    solution: 'Archivage automatique à un an, rappel fait à chaque client avec l’article correspondant.',
  },
}

/** Of the problems of great breakdowns and of reviews, whatever they are called. */
const usual: Found = {
  whys: ['Le même défaut revient dans les mêmes conditions.', 'Il n’avait été ni noté ni contrôlé.'],
  cause: 'Un réglage d’origine, jamais revu depuis la mise en service.',
  symptom: 'La même panne revient dans les mêmes conditions',
  workaround: 'Appliquer la fiche du dernier incident, puis prévenir le centre de services.',
  solution: 'Réglage corrigé partout où il existe, contrôle ajouté à la liste mensuelle.',
}

const patience = { days: 16 }
const watched = { days: 31 }

/** Every second week a problem that waits is worked off; what was fixed a month ago is judged. */
export const solveProblems = async function* (world: World): Life {
  const { hours, stage, end } = world
  const marc = world.staff('marc')
  for (;;) {
    yield hours.after(stage.now().add({ hours: 14 * 24 }), 200)
    if (Temporal.Instant.compare(stage.now(), end) >= 0) return
    const { items } = await marc.voice.call(recordApi.list, {
      kind: 'PRB',
      phase: 'active,resolved',
      limit: 50,
    })
    const old = (at: string, { days }: { days: number }) =>
      Temporal.Instant.compare(Temporal.Instant.from(at).add({ hours: 24 * days }), stage.now()) < 0
    for (const { number } of items) {
      const told = await look(marc, number)
      if (told.step.id !== 'P09' || told.resolvedAt === null || !old(told.resolvedAt, watched)) continue
      const { verification } = await marc.voice.call(problemApi.read, { number })
      const again = verification?.recurrences.map(({ number: incident }) => incident) ?? []
      if (again.length === 0) await move(marc, number, { id: 'effective' })
      else
        await move(marc, number, { id: 'not-effective', fields: { reason: `Revenu : ${again.join(', ')}.` } })
    }
    const next = items
      .toReversed()
      .find(({ recordedAt, step }) => step.id === 'P04' && old(recordedAt, patience))
    if (next !== undefined) await solve(world, next.number)
  }
}

const solve = async (world: World, number: string): Promise<void> => {
  const marc = world.staff('marc')
  const { title } = await look(marc, number)
  const { whys, cause, symptom, workaround, solution } = found[title] ?? usual
  const { analysis } = await marc.voice.call(problemApi.read, { number })
  await marc.voice.call(problemApi.analyse, {
    number,
    version: analysis.version,
    whys,
    branches: [],
    rootId: null,
  })
  await move(marc, number, { id: 'cause-found', fields: { cause } })
  await move(marc, number, { id: 'without-change', fields: { symptom, workaround } })
  await move(marc, number, { id: 'fixed', fields: { solution } })
  // What comes back after that is a problem of its own.
  forget(world, title)
}
