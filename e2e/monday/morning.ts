import { setTimeout as sleep } from 'node:timers/promises'
import { incidentApi } from '../../contract/src/incident/api.ts'
import { mailApi } from '../../contract/src/mail/api.ts'
import { personApi } from '../../contract/src/person/api.ts'
import { recordApi } from '../../contract/src/record/api.ts'
import { foundFirm, manager } from '../firm.ts'
import { voiceOf, type Voice } from '../voice.ts'
import type { Actions } from './hand.ts'
import { deliver, desk, tenMails } from './mails.ts'
import { parts, type Window } from './parts.ts'

type Firm = Awaited<ReturnType<typeof foundFirm>>
/** A running product, wherever its windows come from. */
export interface Place {
  url: string
  first: () => Promise<Voice>
}

/** Friday evening: one ticket waits for the client's word that it is settled, one for the client's answer. */
const leaveForTheWeekend = async (voice: Voice, { computers }: Firm) => {
  const open = async (title: string, requester: string) => {
    const { items } = await voice.call(personApi.list, { q: requester, limit: 1 })
    const { number } = await voice.call(incidentApi.report, {
      title,
      requesterId: items[0]?.id ?? '',
      serviceId: computers.id,
      urgency: 3,
      impact: 3,
    })
    return number
  }
  const move = (number: string, name: string, fields: Record<string, unknown> = {}) =>
    voice.call(recordApi.move, { number, move: name, fields })
  const solved = await open('Mot de passe', 'Léa')
  await move(solved, 'solution-found', { solution: 'Remis à zéro' })
  await move(solved, 'apply')
  await move(solved, 'resolve', { causeCode: 'user' })
  const waiting = await open('Numériseur', 'Tom')
  await move(waiting, 'hold', { holdReason: 'client' })
  return { solved, waiting }
}

/** A firm with its mailbox, and what a weekend has left in it. */
export const prepareMonday = async (place: Place, doorPort: number) => {
  const firm = await foundFirm(place)
  const administrator = await place.first()
  await administrator.call(mailApi.createMailbox, { name: 'Aide', address: desk, kind: 'door' })
  const voice = await voiceOf(place.url, manager)
  const before = await leaveForTheWeekend(voice, firm)
  await deliver(doorPort, tenMails(before))
  await allFiled(voice)
  return { voice, ...before }
}

const allFiled = async (voice: Voice): Promise<void> => {
  for (let tries = 0; tries < 150; tries++) {
    const { items } = await voice.call(mailApi.list, { state: 'filed,refused,quarantined', limit: 50 })
    if (items.filter(({ direction }) => direction === 'in').length >= 10) return
    await sleep(200)
  }
  throw new Error('The ten mails were not filed')
}

/** All that a Monday brings, in one window: what the hands did for each part is counted. */
export const playMorning = async (window: Window): Promise<Map<string, Actions>> => {
  const tally = new Map<string, Actions>()
  await window.hand.count()
  for (const [name, play] of parts) {
    await play(window)
    tally.set(name, await window.hand.count())
  }
  return tally
}
