import { configurationApi } from '#contract/configuration/api.ts'
import { reportApi } from '#contract/report/api.ts'
import { verificationApi } from '#contract/verification/api.ts'
import type { Life, World } from '../world.ts'

/** What the firm tells its clients of their park, and the day on which somebody went to see whether it is so. */
export const reportAndVerify = async function* (world: World): Life {
  const start = world.stage.now()
  const minutes = world.end.since(start).total('minutes')
  const at = (share: number, later = 0) =>
    world.hours.after(start.add({ minutes: Math.round(minutes * share) }), 50 + later)
  const marc = world.staff('marc').voice
  const { signatory, contact, id: clientId } = world.client('morvan')

  yield at(0.5)
  const {
    items: [first],
  } = await marc.call(reportApi.issue, {
    clientIds: [clientId],
    note: 'Premier rapport de l’année : merci de relire la liste des postes.',
  })
  yield at(0.51, 90)
  if (first !== undefined)
    await contact.voice.call(reportApi.answer, {
      id: first.id,
      verdict: 'wrong',
      comment: 'Le portable de Manon n’est plus à l’accueil, elle l’emporte chez elle.',
    })
  yield at(0.53)
  if (first !== undefined)
    await signatory.voice.call(reportApi.answer, { id: first.id, verdict: 'right', comment: '' })

  yield at(0.8)
  await verifyOnSite(world, clientId)

  yield at(0.94)
  const {
    items: [last],
  } = await marc.call(reportApi.issue, { clientIds: [clientId] })
  yield at(0.95, 45)
  if (last !== undefined)
    await signatory.voice.call(reportApi.answer, {
      id: last.id,
      verdict: 'right',
      comment: 'Conforme, merci.',
    })
}

/** One that was closed. A park of which nothing is written down yet cannot be verified. */
const verifyOnSite = async (world: World, clientId: string): Promise<void> => {
  const marc = world.staff('marc').voice
  const thomas = world.staff('thomas').voice
  const { items } = await marc.call(configurationApi.list, {
    client: clientId,
    type: 'workstation,printer',
    state: 'in-service',
    limit: 1,
  })
  if (items.length === 0) return
  const { id } = await marc.call(verificationApi.open, {
    name: 'Cabinet Morvan, postes et imprimantes',
    clientId,
    types: ['workstation', 'printer'],
  })
  const { items: wanted } = await thomas.call(verificationApi.read, { id })
  for (const [order, { number }] of wanted.entries()) {
    if (order === 2)
      await thomas.call(verificationApi.note, {
        id,
        number,
        result: 'different',
        fields: [{ field: 'location', found: 'Salle Loire' }],
      })
    else if (order === 5)
      await thomas.call(verificationApi.note, {
        id,
        number,
        result: 'missing',
        note: 'Prêté à un stagiaire, selon Mme Texier.',
      })
    else await thomas.call(verificationApi.note, { id, number, result: 'right' })
  }
  await thomas.call(verificationApi.addFind, {
    id,
    what: 'Écran Dell 27 pouces, sans étiquette',
    location: 'Accueil',
  })
  await marc.call(verificationApi.close, {
    id,
    conclusion: 'Retrouver le poste prêté ; enregistrer l’écran de l’accueil ; corriger un emplacement.',
  })
}
