import { interventionApi } from '#contract/intervention/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { teamApi } from '#contract/team/api.ts'
import type { StaffKey } from '../firm/people.ts'
import { openRandom, type Random } from '../random.ts'
import type { Life, Someone, World } from '../world.ts'
import { asStaff } from './tell.ts'

/** The team that keeps the servers takes turns on call, planned half a year at a time. */
export const takeTurns = async function* (world: World): Life {
  const { stage, end } = world
  const personIds = (['julien', 'nadia', 'marc'] as const).map((key) => world.staff(key).id)
  const id = world.teams.get('Systèmes')
  if (id === undefined) return
  let from = stage.now().toZonedDateTimeISO(world.hours.zone).toPlainDate()
  for (;;) {
    await world.staff('helene').voice.call(teamApi.planTurns, {
      id,
      from: from.toString(),
      weeks: 26,
      personIds,
      handOver: { day: 1, at: '08:30' },
    })
    from = from.add({ weeks: 26 })
    const next = from.subtract({ weeks: 4 }).toZonedDateTime(world.hours.zone).toInstant()
    if (Temporal.Instant.compare(next, end) > 0) return
    yield next
  }
}

const found = [
  'Prise réseau débranchée derrière le meuble, rebranchée et étiquetée.',
  'Alimentation remplacée, poste remonté et vérifié avec l’utilisateur.',
  'Borne Wi-Fi déplacée, débit mesuré dans les trois bureaux.',
  'Câble abîmé remplacé, baie remise en ordre.',
]
const parts = [
  [{ label: 'Cordon réseau 3 m', quantity: 1, priceMinor: 690 }],
  [{ label: 'Alimentation 65 W', quantity: 1, priceMinor: 4900 }],
  [],
  [{ label: 'Cordon réseau 2 m', quantity: 4, priceMinor: 550 }],
]

/** Every few days somebody goes to a client, notes what he found, and has it signed. */
export const goThere = async function* (world: World): Life {
  const { stage, hours } = world
  const random = openRandom('visits')
  for (;;) {
    const visitor = world.staff(random.pick<StaffKey>(['thomas', 'ines', 'nadia']))
    const from = hours.after(stage.now(), random.between(120, 420))
    const visit = await planVisit(visitor, { from, minutes: 60, random })
    if (visit !== null) {
      yield from
      const { id } = visit
      await visitor.voice.call(interventionApi.start, { id })
      const which = random.between(0, found.length - 1)
      yield from.add({ minutes: random.between(25, 70) })
      const note = { id, body: found[which] ?? '', visibility: 'public' as const }
      await visitor.voice.call(interventionApi.note, note)
      const strokes = [[120, 260, 220, 120, 320, 280, 420, 140, 560, 240, 760, 180]]
      await visitor.voice.call(interventionApi.sign, { id, name: visit.signer, strokes })
      await visitor.voice.call(interventionApi.finish, {
        id,
        travelMinutes: random.between(10, 45),
        travelKm: random.between(4, 38),
        parts: parts[which] ?? [],
      })
    }
    yield hours.after(stage.now(), random.between(900, 2400))
  }
}

/** The days to come are not empty either. */
export const planAhead = async function* (world: World): Life {
  const random = openRandom('ahead')
  let from = world.stage.now()
  for (const key of ['thomas', 'ines', 'nadia', 'thomas'] as const) {
    from = world.hours.after(from, random.between(240, 420))
    await planVisit(world.staff(key), { from, minutes: 90, random })
  }
  yield world.end
}

const planVisit = async (
  { voice, id }: Someone,
  { from, minutes, random }: { from: Temporal.Instant; minutes: number; random: Random },
): Promise<{ id: string; signer: string } | null> => {
  const { items } = await voice.call(recordApi.list, { phase: 'active', limit: 20 })
  const open = items.filter((item) => 'clientName' in item && item.clientName !== null)
  if (open.length === 0) return null
  const { number } = random.pick(open)
  const record = asStaff(await voice.call(recordApi.read, { number }))
  const visit = await voice.call(interventionApi.plan, {
    number,
    plannedFrom: from.toString(),
    plannedUntil: from.add({ minutes }).toString(),
    place: record.clientName ?? '',
    personIds: [id],
  })
  return { id: visit.id, signer: record.requesterName ?? 'Accueil' }
}
