import type { SessionPerson } from '#contract/session/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useGo } from '../platform/address.ts'
import { beginSession } from '../platform/session.tsx'

type SignedIn = { person: SessionPerson } | { pending: string }

/** What follows the first step of signing in: the code where one is asked, then the page one wanted. */
export const useArrival = (href: string) => {
  const go = useGo()
  const cache = useQueryClient()
  const [pending, setPending] = useState<string | null>(null)
  const arrive = (answer: SignedIn) => {
    if ('pending' in answer) {
      setPending(answer.pending)
      return
    }
    beginSession(cache, answer)
    go(href)
  }
  return { pending, arrive, again: () => setPending(null) }
}
