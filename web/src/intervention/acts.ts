import type { Endpoint } from '#contract/endpoint.ts'
import { attachmentApi } from '#contract/attachment/api.ts'
import { interventionApi, type Intervention } from '#contract/intervention/api.ts'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { openOutbox, type Act, type NewAct } from '../platform/outbox.ts'
import { outdate } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'

const outbox = openOutbox([
  interventionApi.start,
  interventionApi.note,
  interventionApi.sign,
  interventionApi.finish,
  attachmentApi.add,
])

export type ActName = 'start' | 'note' | 'picture' | 'sign' | 'finish'

/** The acts of a visit that this browser still keeps, and how to add one. Sending goes on by itself. */
export const useActs = (visitId: string) => {
  const { person } = useSession()
  const cache = useQueryClient()
  const state = useSyncExternalStore(outbox.subscribe, outbox.state)
  const personId = person.id
  useEffect(() => {
    const send = () => void outbox.send(personId)
    send()
    const timer = setInterval(send, 10_000)
    window.addEventListener('online', send)
    document.addEventListener('visibilitychange', send)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', send)
      document.removeEventListener('visibilitychange', send)
    }
  }, [personId])
  useEffect(() => {
    if (state.sent > 0)
      void outdate(cache, [interventionApi.read, interventionApi.ofRecord, attachmentApi.list])
  }, [cache, state.sent])
  const mine = useMemo(
    () => state.acts.filter((act) => act.personId === personId && act.about === visitId),
    [state.acts, personId, visitId],
  )
  const about = { personId, about: visitId, detail: '' }
  const keep = async <E extends Endpoint>(
    act: Pick<NewAct<E>, 'endpoint' | 'input'> & Partial<NewAct<E>>,
  ) => {
    await outbox.add({ ...about, name: '', ...act })
    await outbox.send(personId)
  }
  const at = () => new Date().toISOString()
  return {
    acts: mine,
    isSending: state.isSending,
    isSignedOut: state.isSignedOut,
    isUnreachable: state.isUnreachable,
    retry: async (order: number) => {
      await outbox.retry(order)
      await outbox.send(personId)
    },
    discard: outbox.discard,
    start: () => keep({ name: 'start', endpoint: interventionApi.start, input: { id: visitId, at: at() } }),
    note: (body: string, visibility: 'public' | 'internal') =>
      keep({
        name: 'note',
        endpoint: interventionApi.note,
        input: { id: visitId, body, visibility, at: at() },
      }),
    picture: (number: string, file: File, visibility: 'public' | 'internal') =>
      keep({
        name: 'picture',
        detail: file.name,
        endpoint: attachmentApi.add,
        input: { number, visibility },
        file,
      }),
    sign: (name: string, strokes: number[][]) =>
      keep({
        name: 'sign',
        endpoint: interventionApi.sign,
        input: { id: visitId, name, strokes, at: at() },
      }),
    finish: (given: Finish) =>
      keep({
        name: 'finish',
        endpoint: interventionApi.finish,
        input: { id: visitId, at: at(), ...given },
      }),
  }
}

interface Finish {
  workMinutes?: number
  travelMinutes: number
  travelKm: number
  parts: Intervention['parts']
}

export type Acts = ReturnType<typeof useActs>

/** The visit as it stands for the one who does it: what the server knows, and what it will know. */
export const withActs = (visit: Intervention, acts: readonly Act[]): Intervention =>
  acts.filter(({ refusal }) => refusal === null).reduce(withAct, visit)

const withAct = (visit: Intervention, { name, input, key }: Act): Intervention => {
  const at = String(input['at'])
  switch (name) {
    case 'start':
      return visit.startedAt === null ? { ...visit, state: 'started', startedAt: at } : visit
    case 'note': {
      const visibility = input['visibility'] === 'public' ? 'public' : 'internal'
      const note = {
        id: key,
        visibility,
        body: String(input['body']),
        notedAt: at,
        authorName: null,
      } as const
      // Between the answer and the next look both know of it.
      const isKnown = visit.notes.some(
        (one) => one.body === note.body && new Date(one.notedAt).getTime() === new Date(at).getTime(),
      )
      return isKnown ? visit : { ...visit, notes: [...visit.notes, note] }
    }
    case 'sign':
      return visit.signedName === null ? { ...visit, signedName: String(input['name']), signedAt: at } : visit
    case 'finish':
      return visit.state === 'done' ? visit : { ...visit, state: 'done', finishedAt: at }
    default:
      return visit
  }
}
