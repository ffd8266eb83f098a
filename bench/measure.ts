import type { Both } from './processes.ts'

/** What one stretch of one job took. Times are milliseconds, as the caller waited. */
export interface Stretch {
  seconds: number
  times: number[]
  /** What processors spent on it, in milliseconds. */
  spent?: Both | null
}

export interface Figures {
  perSecond: number
  p50: number
  p99: number
  count: number
  /** Processor time an answer, in milliseconds: what remains true while other programs want the same cores. */
  spent: Both | null
}

/** Runs `once` on `lanes` lanes at a time, each waiting for its answer, until time is up or there is nothing left to do. */
export const stretch = async (
  { lanes, seconds }: { lanes: number; seconds: number },
  once: (lane: number) => Promise<boolean>,
): Promise<Stretch> => {
  const times: number[] = []
  const began = performance.now()
  const end = began + seconds * 1000
  const walk = async (lane: number): Promise<void> => {
    for (let from = performance.now(); from < end;) {
      if (!(await once(lane))) return
      const to = performance.now()
      times.push(to - from)
      from = to
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => walk(lane)))
  return { seconds: (performance.now() - began) / 1000, times }
}

/** Several stretches of the same job as one. */
export const figuresOf = (stretches: readonly Stretch[]): Figures => {
  const times = stretches.flatMap((one) => one.times).toSorted((a, b) => a - b)
  const seconds = stretches.reduce((sum, one) => sum + one.seconds, 0)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    count: times.length,
    spent: spentOn(stretches, times.length),
  }
}

const spentOn = (stretches: readonly Stretch[], answers: number): Both | null => {
  const sum = { node: 0, postgres: 0 }
  for (const { spent } of stretches) {
    if (spent === undefined || spent === null) return null
    sum.node += spent.node
    sum.postgres += spent.postgres
  }
  return { node: sum.node / answers, postgres: sum.postgres / answers }
}

/** The same stretch, with what the processors spent on it. */
export const withSpending = async (
  read: () => Both | null,
  work: () => Promise<Stretch>,
): Promise<Stretch> => {
  const before = read()
  const done = await work()
  const after = read()
  if (before === null || after === null) return { ...done, spent: null }
  return { ...done, spent: { node: after.node - before.node, postgres: after.postgres - before.postgres } }
}
