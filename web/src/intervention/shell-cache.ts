import { interventionApi } from '#contract/intervention/api.ts'
import { organisationApi } from '#contract/organisation/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { useEffect, useState } from 'react'
import { addressOf } from '../platform/api.ts'

const cacheName = 'trousse-visits'

/** Once this page was opened with a network it opens without one: true when that holds. */
export const useShell = (visitId: string, isReady: boolean): boolean => {
  const [isKept, setKept] = useState(false)
  useEffect(() => {
    if (!isReady || !('serviceWorker' in navigator)) return undefined
    // What the page needs is known once it has been drawn.
    const timer = setTimeout(() => {
      keepShell(visitId).then(
        () => setKept(true),
        () => setKept(false),
      )
    }, 800)
    return () => clearTimeout(timer)
  }, [visitId, isReady])
  return isKept
}

/** Files of this build replace those of the last one; visits that were opened stay readable. */
const keepShell = async (visitId: string): Promise<void> => {
  await navigator.serviceWorker.register('/visit-worker.js', { scope: '/interventions/' })
  const cache = await caches.open(cacheName)
  const page = await fetch('/interventions/', { headers: { accept: 'text/html' } })
  if (!page.ok) throw new Error('The page was not served')
  await cache.put('/interventions/', page)
  const files = [...new Set([...filesInUse(), '/appearance.js', '/mark.svg'])]
  await Promise.all(files.map(async (path) => (await cache.match(path)) ?? cache.add(path)))
  const read = [
    addressOf(sessionApi.read, {}),
    addressOf(organisationApi.read, {}),
    addressOf(interventionApi.read, { id: visitId }),
  ]
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
}

const filesInUse = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
