import type { ClientKey } from './firm/clients.ts'
import type { Halt, Plot, Twist } from './life/plot.ts'
import { before } from './hours.ts'
import { lifeOf, plotOf } from './plan.ts'
import { openRandom } from './random.ts'
import { scenarios } from './scenarios/all.ts'
import type { Life, World } from './world.ts'

interface Open {
  /** Working minutes before the end. */
  ago: number
  title: string
  client: ClientKey
  channel: Plot['channel']
  halt: Halt
  twist?: Twist
}

/** What is open when the story ends: something in every phase, for every kind of eye. */
const open: readonly Open[] = [
  { ago: 12, title: 'Wi-Fi très lent dans', client: 'morvan', channel: 'portal', halt: 'unsorted' },
  { ago: 25, title: 'Boîte aux lettres pleine', client: 'ledantec', channel: 'email', halt: 'untaken' },
  {
    ago: 48,
    title: 'Sauvegarde de la nuit en échec',
    client: 'bellanger',
    channel: 'monitoring',
    halt: 'untaken',
  },
  { ago: 70, title: 'Casque pour les visio', client: 'rivieres', channel: 'portal', halt: 'untaken' },
  {
    ago: 95,
    title: 'Imprimante {imprimante} : bourrages',
    client: 'rivieres',
    channel: 'phone',
    halt: 'taken',
  },
  {
    ago: 130,
    title: 'Compte de messagerie qui envoie',
    client: 'bellanger',
    channel: 'phone',
    halt: 'taken',
  },
  {
    ago: 260,
    title: 'Accès au dossier {dossier} pour',
    client: 'morvan',
    channel: 'portal',
    halt: 'to-approve',
  },
  { ago: 340, title: 'Départ de {nom}', client: 'morvan', channel: 'phone', halt: 'to-approve' },
  { ago: 420, title: 'Agrandir le stockage de', client: 'ledantec', channel: 'phone', halt: 'to-approve' },
  {
    ago: 300,
    title: '{appli} très lente entre',
    client: 'morvan',
    channel: 'phone',
    halt: 'held',
    twist: 'question',
  },
  {
    ago: 700,
    title: 'Batterie du portable',
    client: 'bellanger',
    channel: 'email',
    halt: 'held',
    twist: 'hardware',
  },
  {
    ago: 520,
    title: 'Déménagement de trois postes',
    client: 'ledantec',
    channel: 'phone',
    halt: 'held',
    twist: 'agreed-date',
  },
  { ago: 640, title: 'Écran bleu à répétition', client: 'morvan', channel: 'portal', halt: 'at-level-2' },
  { ago: 560, title: 'Édition vide dans', client: 'rivieres', channel: 'phone', halt: 'at-supplier' },
  {
    ago: 330,
    title: 'Peut-on augmenter notre débit',
    client: 'morvan',
    channel: 'portal',
    halt: 'at-supplier',
  },
  {
    ago: 380,
    title: 'Le calendrier partagé ne se met',
    client: 'rivieres',
    channel: 'portal',
    halt: 'waits',
  },
  { ago: 880, title: 'Internet par à-coups', client: 'ledantec', channel: 'phone', halt: 'waits' },
  { ago: 610, title: 'Accès VPN pour', client: 'bellanger', channel: 'portal', halt: 'waits' },
  { ago: 760, title: 'Messages reçus en double', client: 'morvan', channel: 'email', halt: 'to-link' },
  {
    ago: 1350,
    title: 'La numérisation vers {dossier}',
    client: 'ledantec',
    channel: 'phone',
    halt: 'taken',
    twist: 'late',
  },
  {
    ago: 690,
    title: 'Synchronisation du dossier',
    client: 'bellanger',
    channel: 'portal',
    halt: 'taken',
    twist: 'late',
  },
  {
    ago: 3100,
    title: 'Deuxième écran non détecté',
    client: 'morvan',
    channel: 'portal',
    halt: 'taken',
    twist: 'late',
  },
]

export const planPresent = (world: World): { at: Temporal.Instant; life: Life }[] =>
  open.flatMap(({ ago, title, client, channel, halt, twist }, index) => {
    const scenario = scenarios.find((one) => one.title.startsWith(title))
    if (scenario === undefined) throw new Error(`No scenario begins with ${title}.`)
    const at = before(world.hours, world.end, ago)
    if (Temporal.Instant.compare(at, world.stage.now()) <= 0) return []
    const plot = plotOf(world, { scenario, client, at, channel, random: openRandom(`open ${index}`) })
    return [
      { at, life: lifeOf(world, { ...plot, halt, twist: twist ?? 'none', pace: 0.05, answerPace: 0.15 }) },
    ]
  })
