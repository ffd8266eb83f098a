import { dutyApi } from '#contract/duty/api.ts'
import { reportApi } from '#contract/report/api.ts'
import { decideTrends } from './trends.ts'
import type { Life, Someone, World } from '../world.ts'
import { look, move } from './tell.ts'

/** A year of duties: the kit's rhythm is put in force on the first days, most of it is kept, the last verification is late. */
export const keepRhythm = async function* (world: World): Life {
  const { stage, end } = world
  const top = world.staff('helene')
  const { items } = await top.voice.call(dutyApi.listPropositions, {})
  await top.voice.call(dutyApi.adopt, { chosen: items.map(({ key, clientId }) => ({ key, clientId })) })
  const lastDay = end.toZonedDateTimeISO(world.hours.zone).toPlainDate().toString()
  let tried: Temporal.Instant | null = null
  for (;;) {
    const { items: rules } = await top.voice.call(dutyApi.listRules, {})
    const [at] = rules
      .flatMap(({ next }) => next.slice(0, 1).map((one) => Temporal.Instant.from(one.at)))
      // What could not be opened at its hour is not waited for.
      .filter((one) => tried === null || Temporal.Instant.compare(one, tried) > 0)
      .toSorted((a, b) => Temporal.Instant.compare(a, b))
    if (at === undefined) return
    tried = at
    // Some fall due while others are being done.
    if (Temporal.Instant.compare(at, stage.now()) > 0) yield at
    await stage.runSchedule('make-duties')
    yield world.hours.after(stage.now(), 90)
    for (const { process, open, next } of (await top.voice.call(dutyApi.listRules, {})).items) {
      const isLeft = leftOpen.has(process) && (next[0]?.dueOn ?? lastDay) >= lastDay
      if (!isLeft) for (const { number } of open) await keep(world, number)
    }
  }
}

/** Whose last ticket waits still. */
const leftOpen: ReadonlySet<string> = new Set(['configuration-verification', 'trend-review'])

/** From its first step to its proof. */
const keep = async (world: World, number: string): Promise<void> => {
  const marc = world.staff('marc')
  for (let turn = 0; turn < 12; turn++) {
    const told = await look(marc, number)
    const { role } = told.step
    if (told.closedAt !== null || role === null) return
    if (role === 'CL') {
      const contact = world.everyone.find(({ id }) => id === contactOf(world, told.clientId))
      if (contact === undefined) return
      const report = String(told.facts['report'])
      const comment = 'Bien reçu, rien à corriger.'
      await contact.voice.call(reportApi.answer, { id: report, verdict: 'right', comment })
      continue
    }
    const by = actorOf(world, role)
    const seen = role === 'RGS/AC' ? told : await look(by, number)
    const taken = moves.find(([id]) => seen.moves.some((one) => one.id === id))
    if (taken === undefined) return
    const [id, fields] = taken
    if (id === 'decided') await decideTrends(marc, number)
    const handed = id === 'hand-over' ? await reportTo(marc, told.clientId) : {}
    await move(by, number, { id, fields: { ...fields, ...handed, ...minutesOf(id, told.title) } })
  }
}

const reportTo = async (marc: Someone, clientId: string | null) => {
  if (clientId === null) return {}
  const { items } = await marc.voice.call(reportApi.issue, { clientIds: [clientId] })
  return { report: items[0]?.id }
}

const actorOf = (world: World, role: string): Someone => {
  if (role === 'D') return world.staff('helene')
  return role === 'CS' ? world.staff('thomas') : world.staff('marc')
}

const contactOf = (world: World, clientId: string | null): string | undefined =>
  (['morvan', 'ledantec', 'rivieres', 'bellanger'] as const)
    .map((key) => world.client(key))
    .find(({ id }) => id === clientId)?.contact.id

/** Which move is taken, where several are offered: the first of these. */
const moves: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['done', {}],
  ['controlled', {}],
  ['approve-policy', { policy: 'Politique de gestion des configurations, version 2, dossier « Qualité »' }],
  ['plan-ready', { plan: 'PGC inchangé ; les points d’accès Wi-Fi sont désormais suivis.' }],
  ['identified', {}],
  ['recorded', {}],
  ['complete', {}],
  ['baseline', {}],
  ['deviations', { itemsVerified: 34 }],
  [
    'input-error',
    {
      deviations: 2,
      causes: 'Deux postes remplacés en début d’année portaient encore l’ancien numéro de série.',
    },
  ],
  ['corrected', {}],
  ['minuted', {}],
  ['hand-over', {}],
  ['gather', {}],
  ['decided', {}],
  ['sign', {}],
]

const minutesOf = (move: string, title: string): Readonly<Record<string, string>> => {
  const text: Readonly<Record<string, string>> = {
    done: title.includes('tickets')
      ? 'Tickets en retard relancés ; deux en attente du client rappelés ; rien d’oublié.'
      : 'Tenue avec toute l’équipe. Résultats, risques et actions dans le compte rendu joint au dossier « Qualité ».',
    baseline: 'Politique relue et approuvée, plan à jour, parc complet et sans doublon.',
    minuted: title.includes('tendances')
      ? 'Les corrections du mois dernier tiennent. Ce qui est surveillé est revu le mois prochain.'
      : 'Échantillon de 34 éléments chez deux clients. Deux écarts, deux erreurs de saisie, corrigées.',
    'hand-over': 'Rapport remis au référent, commenté au téléphone.',
  }
  const said = text[move]
  return said === undefined
    ? {}
    : { proceedings: said, ...(title.includes('tendances') ? { participants: 'Marc, Hélène, Thomas' } : {}) }
}
