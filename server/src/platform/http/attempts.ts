import { isIPv6 } from 'node:net'
import { Failure } from '../failure.ts'

const mostKeys = 10_000

/**
 * Counts attempts by key in a sliding window. An attempt counts before it is known whether it fails, so that many at once
 * are no way around; one that succeeds is given back.
 */
export const openAttempts = (most: number, windowSeconds: number) => {
  const attempts = new Map<string, number[]>()
  const recent = (key: string, now: number) =>
    (attempts.get(key) ?? []).filter((at) => at > now - windowSeconds * 1000)

  /** The oldest keys go first: whoever floods the list forgets himself last. */
  const makeRoom = (): void => {
    for (const key of attempts.keys()) {
      if (attempts.size < mostKeys) return
      attempts.delete(key)
    }
  }

  return {
    /** False where there were too many; then nothing is counted. */
    take: (key: string, now: number): boolean => {
      const known = recent(key, now)
      attempts.delete(key)
      makeRoom()
      const isAllowed = known.length < most
      attempts.set(key, isAllowed ? [...known, now] : known)
      return isAllowed
    },
    giveBack: (key: string): void => {
      attempts.get(key)?.pop()
    },
    forget: (key: string): void => {
      attempts.delete(key)
    },
  }
}

/**
 * What stands before an address that holds a secret: a program asks every few minutes, who tries secrets is stopped.
 * `enter` throws where there were too many; a secret that opens something is given back by `opened`.
 */
export const openSecretDoor = () => {
  const attempts = openAttempts(120, 300)
  const misses = openAttempts(20, 300)
  return {
    enter: (secret: string, { address, now }: { address: string; now: Temporal.Instant }): void => {
      const at = now.epochMilliseconds
      if (!attempts.take(secret, at) || !misses.take(networkOf(address), at))
        throw new Failure('too_many_requests')
    },
    opened: (address: string): void => misses.giveBack(networkOf(address)),
  }
}

/** Whose address it is: of IPv6, the part that one household or firm is given. */
export const networkOf = (address: string): string => {
  if (!isIPv6(address) || address.startsWith('::')) return address
  const [before = '', after] = address.split('::')
  const [head, tail] = [before.split(':'), after === undefined || after === '' ? [] : after.split(':')]
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return [...head, ...(after === undefined ? [] : zeros), ...tail].slice(0, 4).join(':')
}
