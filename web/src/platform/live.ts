import { mailApi } from '#contract/mail/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { call, prefix } from './api.ts'

/** What the server says after a commit: that something changed, never what. */
interface Word {
  event: string
  visibility: string
  subject?: string
  number?: string
  version?: number
  client?: string | null
  presence?: { id: string; name: string }
}

export interface Present {
  id: string
  name: string
}

/** Listens while the shell is on the screen; what colleagues do appears without a reload. */
export const useLive = (): void => {
  const cache = useQueryClient()
  useEffect(() => {
    const source = new EventSource(`${prefix}/events`)
    const changes = gather(cache)
    source.addEventListener('message', ({ data }) => {
      const word: Word = JSON.parse(String(data))
      if (word.presence === undefined) changes.add(word)
      else notePresence(word.number ?? '', word.presence)
    })
    source.addEventListener('resync', () => void cache.invalidateQueries())
    let wasOpen = false
    source.addEventListener('open', () => {
      if (wasOpen) void cache.invalidateQueries()
      wasOpen = true
    })
    return () => {
      source.close()
      changes.stop()
    }
  }, [cache])
}

/** Who else looks at a record; says that I do, as long as the page is in sight. */
export const usePresence = (number: string, me: string): readonly Present[] => {
  useEffect(() => {
    const say = () => {
      if (document.visibilityState === 'visible') call(recordApi.presence, { number }).catch(() => undefined)
    }
    say()
    const timer = setInterval(say, 20_000)
    return () => clearInterval(timer)
  }, [number])
  const everyone = useSyncExternalStore(subscribe, () => presentAt(number))
  return everyone.filter(({ id }) => id !== me)
}

/** Words come in bursts: one look at the lists for all of them. Windows do not ask all at once, and those that nobody works in ask later. */
const gather = (cache: QueryClient) => {
  let waiting: Word[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    const words = waiting
    waiting = []
    timer = undefined
    const stale = new Set(words.flatMap(({ event }) => pathsOf(event)))
    const numbers = new Set(words.flatMap(({ number }) => number ?? []))
    void cache.invalidateQueries({
      predicate: ({ queryKey: [path, input] }) => stale.has(String(path)) || concerns(input, numbers),
    })
  }
  return {
    add: (word: Word) => {
      waiting.push(word)
      timer ??= setTimeout(flush, lookAfter(document.hasFocus(), Math.random()))
    },
    stop: () => clearTimeout(timer),
  }
}

const lookAfter = (hasFocus: boolean, chance: number): number => 250 + chance * (hasFocus ? 150 : 1000)

const concerns = (input: unknown, numbers: ReadonlySet<string>): boolean =>
  typeof input === 'object' && input !== null && 'number' in input && numbers.has(String(input.number))

const recordLists = [
  recordApi.list.path,
  recordApi.count.path,
  recordApi.mine.path,
  recordApi.similar.path,
  notificationApi.list.path,
]

/** Which reads an event makes old, by the first part of its name. */
const pathsByTopic: Readonly<Record<string, readonly string[]>> = {
  record: recordLists,
  person: ['/people', '/people/{id}', '/teams', '/session'],
  substitution: ['/substitutions', '/session'],
  team: ['/teams', '/session'],
  organisation: ['/organisation', '/clients', '/clients/{id}', '/suppliers', '/suppliers/{id}'],
  change: [...recordLists, '/changes'],
  ci: ['/cis', '/cis/{number}', '/cis/{number}/history', '/cis/{number}/impact', '/records/{number}/cis'],
  service: ['/cis', '/services', '/services/{id}', '/categories', '/agreements'],
  agreement: ['/agreements', '/agreements/{id}'],
  artefact: ['/artefacts', '/artefacts/{id}', '/artefact-versions/{id}', '/propositions', '/procedures'],
  notification: [notificationApi.list.path],
  mail: [mailApi.health.path, mailApi.list.path, mailApi.read.path],
}

const pathsOf = (event: string): readonly string[] => pathsByTopic[event.split('.')[0] ?? ''] ?? []

/** A colleague who says nothing for this long has left. */
const presenceLasts = 35_000
const nobody: readonly Present[] = []
const present = new Map<string, readonly Present[]>()
const departures = new Map<string, ReturnType<typeof setTimeout>>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const presentAt = (number: string): readonly Present[] => present.get(number) ?? nobody

const notePresence = (number: string, person: Present): void => {
  const others = presentAt(number).filter(({ id }) => id !== person.id)
  const key = `${number} ${person.id}`
  clearTimeout(departures.get(key))
  departures.set(
    key,
    setTimeout(
      () =>
        change(
          number,
          presentAt(number).filter(({ id }) => id !== person.id),
        ),
      presenceLasts,
    ),
  )
  if (others.length === presentAt(number).length) change(number, [...others, person])
}

const change = (number: string, people: readonly Present[]): void => {
  present.set(number, people)
  for (const listener of listeners) listener()
}
