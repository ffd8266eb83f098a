import { verificationApi } from '#contract/verification/api.ts'
import type { Difference, Finding } from '#contract/verification/shape.ts'
import type { z } from 'zod'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { openOutbox } from '../platform/outbox.ts'
import { outdate } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'

const outbox = openOutbox([verificationApi.note, verificationApi.addFind])

export interface Result {
  result: Finding
  fields: z.infer<typeof Difference>[]
  note: string
}

/** What was ticked here and is still to be sent, and how to tick. Sending goes on by itself. */
export const useActs = (id: string) => {
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
    if (state.sent > 0) void outdate(cache, [verificationApi.read, verificationApi.ofItem])
  }, [cache, state.sent])
  const mine = useMemo(
    () => state.acts.filter((act) => act.personId === personId && act.about === id),
    [state.acts, personId, id],
  )
  const about = { personId, about: id }
  const at = () => new Date().toISOString()
  const sent = () => outbox.send(personId)
  return {
    acts: mine,
    isSignedOut: state.isSignedOut,
    isUnreachable: state.isUnreachable,
    note: async (number: string, result: Result) => {
      const input = { id, number, at: at(), ...result }
      await outbox.add({ ...about, name: 'note', detail: number, endpoint: verificationApi.note, input })
      await sent()
    },
    find: async (what: string, location: string) => {
      const input = { id, what, location, at: at() }
      await outbox.add({ ...about, name: 'find', detail: what, endpoint: verificationApi.addFind, input })
      await sent()
    },
    retry: async (order: number) => {
      await outbox.retry(order)
      await sent()
    },
    discard: outbox.discard,
  }
}

export type Acts = ReturnType<typeof useActs>
