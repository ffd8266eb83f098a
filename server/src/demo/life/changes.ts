import { changeApi } from '#contract/change/api.ts'
import type { CreateChange } from '#contract/change/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { Life, Someone, World } from '../world.ts'
import { look, move } from './tell.ts'

/** Four changes: one by its model, one that was backed out, an emergency that nobody has signed yet, one that waits for top management. */
export const makeChanges = async function* (world: World): Life {
  const { end, hours } = world
  const at = (days: number, minutes = 0) => hours.after(end.subtract({ hours: days * 24 }), 30 + minutes)
  yield at(21)
  await patch(world)
  yield at(12)
  const failed = await ask(world, 'thomas', {
    title: 'Passer le pare-feu de Morvan à la nouvelle version',
    clientId: world.client('morvan').id,
    severity: 2,
    impact: 3,
    reason: 'La version en place n’est plus maintenue à la fin du mois.',
    benefit: 'Corrections de sécurité, filtrage par application.',
    scope: 'Le pare-feu de l’agence ; rien d’autre.',
    testPlan: 'Sur le pare-feu de prêt, avec la configuration du client.',
    backOutPlan:
      'Remettre l’image précédente, gardée sur la seconde partition : dix minutes. Point de non-retour : aucun.',
    outageMinutes: 20,
    cost: 18_000,
    risk: {
      severalServices: true,
      severalClients: false,
      firstTime: false,
      hardToReverse: 1,
      untested: false,
      experience: 1,
    },
    window: windowAt(world, 11),
  })
  await toDecision(world, failed)
  yield at(11, 60)
  await decide(world, 'marc', failed, { decision: 'approve', comment: 'Essai concluant au labo.' })
  await move(world.staff('marc'), failed, {
    id: 'tests-accepted',
    fields: { testResult: 'Tunnels et téléphonie rétablis en deux minutes.' },
  })
  yield at(10, 200)
  await move(world.staff('marc'), failed, {
    id: 'failure',
    fields: { reason: 'Les tunnels de l’agence ne remontent pas avec la nouvelle version.' },
  })
  await move(world.staff('marc'), failed, { id: 'backed-out' })
  yield at(9)
  await move(world.staff('marc'), failed, {
    id: 'conclude',
    fields: {
      objective: 'missed',
      review:
        '<p>Retour arrière en douze minutes. L’éditeur confirme un défaut ; on attend la version suivante.</p>',
    },
  })
  await move(world.staff('thomas'), failed, { id: 'close' })
  yield lately(world, 10)
  const emergency = await ask(world, 'marc', {
    title: 'Fermer la faille du serveur de messagerie',
    type: 'emergency',
    severity: 2,
    impact: 2,
    reason: 'Faille exploitée, publiée ce matin.',
    backOutPlan: 'Désinstaller le correctif.',
    window: { from: end.subtract({ hours: 3 }).toString(), to: end.subtract({ hours: 2 }).toString() },
  })
  await move(world.staff('marc'), emergency, { id: 'admit' })
  await move(world.staff('marc'), emergency, { id: 'submit' })
  await decide(world, 'marc', emergency, {
    decision: 'approve',
    comment: 'D’accord pour le faire tout de suite.',
    onBehalf: { name: world.staff('helene').name, means: 'phone', reference: 'appel du matin' },
  })
  yield lately(world, 150)
  const waiting = await ask(world, 'sophie', {
    title: 'Remplacer le serveur de fichiers de Morvan',
    clientId: world.client('morvan').id,
    severity: 1,
    impact: 2,
    reason: 'Cinq ans, plus de garantie, deux pannes de disque cette année.',
    benefit: 'Deux fois plus rapide, garantie de cinq ans.',
    scope: 'Le serveur et ses partages ; les postes gardent leurs lecteurs.',
    testPlan: 'Copie de nuit, ouverture de dix dossiers avec Mme Morvan.',
    backOutPlan: 'L’ancien serveur reste en place une semaine : y ramener les lecteurs, quinze minutes.',
    outageMinutes: 120,
    cost: 640_000,
    risk: {
      severalServices: true,
      severalClients: false,
      firstTime: false,
      hardToReverse: 2,
      untested: false,
      data: 2,
    },
    window: { from: end.add({ hours: 5 * 24 }).toString(), to: end.add({ hours: 5 * 24 + 3 }).toString() },
    cis: await itemsNamed(world, ['MOR-SRV-01']),
    modifications: await renewed(world),
    tasks: [
      { kind: 'build', label: 'Préparer le nouveau serveur à l’atelier' },
      { kind: 'test', label: 'Copier les données une première fois' },
      { kind: 'implement', label: 'Basculer les partages' },
      { kind: 'verify', label: 'Ouvrir dix dossiers avec le client' },
    ],
  })
  await toDecision(world, waiting)
}

/** So many minutes into the last hours of work that are over when the story ends: a night or a weekend may lie between. */
const lately = ({ end, hours }: World, minutes: number): Temporal.Instant => {
  const tries = [24, 48, 72, 96].map((back) => hours.after(end.subtract({ hours: back }), minutes))
  return (
    tries.find((at) => Temporal.Instant.compare(at, end.subtract({ hours: 1 })) < 0) ??
    end.subtract({ hours: 1 })
  )
}

type Given = Partial<CreateChange> & Pick<CreateChange, 'title'>

/** Asked for over the telephone, as clients do. */
export const ask = async (world: World, by: 'thomas' | 'marc' | 'sophie', given: Given): Promise<string> => {
  const { number } = await world
    .staff(by)
    .voice.call(changeApi.create, { type: 'normal', channel: 'phone', ...given })
  return number
}

/** Every week the same: one form, its steps, one move. */
const patch = async (world: World): Promise<void> => {
  const ines = world.staff('ines')
  const { number } = await ines.voice.call(changeApi.create, {
    title: 'Correctif du mois sur le serveur de Morvan',
    type: 'standard',
    channel: 'phone',
    model: 'tested-patch',
    clientId: world.client('morvan').id,
    cis: await itemsNamed(world, ['MOR-SRV-01']),
  })
  for (const { id } of (await look(ines, number)).checklist)
    await ines.voice.call(recordApi.checkItem, { number, item: id, isDone: true })
  await move(ines, number, { id: 'done' })
  await move(ines, number, { id: 'close' })
}

const toDecision = async (world: World, number: string): Promise<void> => {
  const marc = world.staff('marc')
  for (const id of ['admit', 'assess', 'submit']) await move(marc, number, { id })
}

export const decide = async (
  world: World,
  by: 'marc' | 'helene' | 'nadia',
  number: string,
  given: {
    decision: 'approve' | 'refuse'
    comment: string
    onBehalf?: { name: string; means: 'phone'; reference: string }
  },
): Promise<void> => {
  await world.staff(by).voice.call(changeApi.decide, { number, ...given })
}

const windowAt = ({ end, hours }: World, days: number) => {
  const from = hours.after(end.subtract({ hours: days * 24 }), 300)
  return { from: from.toString(), to: from.add({ hours: 1 }).toString() }
}

const itemsOf = async (by: Someone, world: World) => {
  const { items } = await by.voice.call(configurationApi.list, {
    client: world.client('morvan').id,
    limit: 200,
  })
  return items
}

const itemsNamed = async (world: World, names: readonly string[]): Promise<string[]> => {
  const items = await itemsOf(world.staff('marc'), world)
  return items.flatMap(({ name, number }) => (names.includes(name) ? [number] : []))
}

/** The new one comes, the old one goes. */
const renewed = async (world: World): Promise<NonNullable<CreateChange['modifications']>> => {
  const [old] = await itemsNamed(world, ['MOR-SRV-01'])
  return [
    {
      action: 'add',
      type: 'server',
      name: 'MOR-SRV-02',
      attributes: { purpose: 'Fichiers', memoryMb: 65_536 },
    },
    ...(old === undefined ? [] : [{ action: 'retire' as const, ci: old }]),
  ]
}
