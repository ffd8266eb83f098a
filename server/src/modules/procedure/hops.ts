import type { Procedure } from '#contract/procedure/shape.ts'

/** `from` is empty for what a start leads to. */
export interface Hop {
  from: string
  to: string
}

/**
 * Each pair of resting places between which a record may go at once, through gateways: from a start or a step to a
 * step or an end, sorted. What passes by itself on the way is a hop of its own.
 */
export const hops = (procedure: Procedure): Hop[] => {
  const gateways = new Map(
    procedure.gateways.map(({ id, branches, otherwise }) => [id, [...branches, otherwise].map(targetOf)]),
  )
  const reached = (from: string, targets: readonly string[]): Hop[] => {
    const found = new Set(targets)
    for (const node of found) for (const to of gateways.get(node) ?? []) found.add(to)
    return [...found].filter((node) => !gateways.has(node)).map((to) => ({ from, to }))
  }
  const starts = reached('', procedure.starts.map(targetOf))
  const steps = procedure.steps.flatMap(({ id, moves, timers }) =>
    reached(id, [...moves.map(targetOf), ...timers.flatMap(({ target }) => target ?? [])]),
  )
  return [...starts, ...steps].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to))
}

const targetOf = ({ target }: { target: string }): string => target

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
