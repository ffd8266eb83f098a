import { organisationApi } from '#contract/organisation/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { useEffect, useState } from 'react'
import { addressOf } from './api.ts'

/** A page that opens without a network: its folder, and what of the API it reads beside the session. */
export interface Kept {
  scope: '/interventions/' | '/parc/verifications/'
  reads: readonly string[]
}

/** Once this page was opened with a network it opens without one: true when that holds. */
export const useShell = ({ scope, reads }: Kept, isReady: boolean): boolean => {
  const [isKept, setKept] = useState(false)
  const list = reads.join(' ')
  useEffect(() => {
    if (!isReady || !('serviceWorker' in navigator)) return undefined
    // What the page needs is known once it has been drawn.
    const timer = setTimeout(() => {
      keepShell({ scope, reads: list.split(' ') }).then(
        () => setKept(true),
        () => setKept(false),
      )
    }, 800)
    return () => clearTimeout(timer)
  }, [scope, list, isReady])
  return isKept
}

/** Files of this build replace those of the last one; what was opened stays readable. */
const keepShell = async ({ scope, reads }: Kept): Promise<void> => {
  await navigator.serviceWorker.register('/visit-worker.js', { scope })
  const cache = await caches.open(`trousse ${scope}`)
  const page = await fetch(scope, { headers: { accept: 'text/html' } })
  if (!page.ok) throw new Error('The page was not served')
  await cache.put(scope, page)
  const files = [...new Set([...filesInUse(), '/appearance.js', '/mark.svg'])]
  await Promise.all(files.map(async (path) => (await cache.match(path)) ?? cache.add(path)))
  const read = [addressOf(sessionApi.read, {}), addressOf(organisationApi.read, {}), ...reads]
  await Promise.all(
    read.map(async (path) => {
      const answer = await fetch(path, { credentials: 'same-origin' })
      if (answer.ok) await cache.put(path, answer)
    }),
  )
  const kept = new Set(files)
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url)
    if (pathname.startsWith('/assets/') && !kept.has(pathname)) await cache.delete(pathname)
  }
  // Registered is not yet at work.
  await navigator.serviceWorker.ready
}

const filesInUse = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
