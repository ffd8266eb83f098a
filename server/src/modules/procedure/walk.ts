import type { Procedure } from '#contract/procedure/shape.ts'

/** One way through a procedure, from a start to an end. */
export interface Path {
  steps: string[]
  /** `I05 escalate`, `IG5 IG5.controlled-ci`, `I12 I12T`: each choice, decision and timer taken, in order. */
  turns: string[]
  end: string
}

export interface Walked {
  paths: Path[]
  /** Nodes that no end can be reached from: there must be none. */
  stuck: string[]
}

/**
 * Paths that take every way of a procedure, and every sequence of ways between two resting places: each goes from a start to
 * such a sequence, loops and all, and from there to the nearest end. What the record holds is not asked: this covers more than
 * any record can do.
 */
export const walk = (procedure: Procedure): Walked => {
  const ways = waysOf(procedure)
  const ends = new Set(procedure.ends.map(({ id }) => id))
  const endings = endingsOf(ways, ends)
  const paths = new Map<string, Path>()
  const stuck = new Set<string>()
  const seen = new Set<string>()
  const waiting = procedure.starts.map(({ target }): { at: string; trail: Turn[] } => ({
    at: target,
    trail: [],
  }))
  for (const { at, trail } of waiting) {
    const state = [at, ...sinceRest(trail)].join(' ')
    if (seen.has(state)) continue
    seen.add(state)
    const ending = endings.get(at)
    if (ending === undefined) stuck.add(at)
    else {
      const path = toPath([...trail, ...ending], [...trail, ...ending].at(-1)?.to ?? at)
      paths.set(path.turns.join(', '), path)
    }
    for (const turn of ways.get(at) ?? []) waiting.push({ at: turn.to, trail: [...trail, turn] })
  }
  return { paths: [...paths.values()], stuck: [...stuck] }
}

/** What was taken from the last step on: the step's own way, and those of the gateways after it. */
const sinceRest = (trail: readonly Turn[]): string[] =>
  trail
    .slice(
      Math.max(
        0,
        trail.findLastIndex(({ isStep }) => isStep),
      ),
    )
    .map(({ id }) => id)

/** From each node the shortest way to an end. */
const endingsOf = (
  ways: ReadonlyMap<string, readonly Turn[]>,
  ends: ReadonlySet<string>,
): Map<string, Turn[]> => {
  const endings = new Map<string, Turn[]>([...ends].map((end) => [end, []]))
  const turns = [...ways.values()].flat()
  for (let grown = true; grown;) {
    grown = false
    for (const turn of turns) {
      const rest = endings.get(turn.to)
      if (rest === undefined || (endings.get(turn.from)?.length ?? Infinity) <= rest.length + 1) continue
      endings.set(turn.from, [turn, ...rest])
      grown = true
    }
  }
  return endings
}

interface Turn {
  id: string
  from: string
  to: string
  isStep: boolean
}

const waysOf = (procedure: Procedure): Map<string, Turn[]> => {
  const ways = new Map<string, Turn[]>()
  for (const { id, moves, timers } of procedure.steps) {
    const timed = timers.flatMap((timer) =>
      timer.target === undefined ? [] : [{ id: timer.id, target: timer.target }],
    )
    const turns = [...moves, ...timed].map((way) => ({
      id: `${id} ${way.id}`,
      from: id,
      to: way.target,
      isStep: true,
    }))
    ways.set(id, turns)
  }
  for (const { id, branches, otherwise } of procedure.gateways) {
    const turns = [...branches, otherwise].map((way) => ({
      id: `${id} ${way.flow}`,
      from: id,
      to: way.target,
      isStep: false,
    }))
    ways.set(id, turns)
  }
  return ways
}

const toPath = (trail: Turn[], end: string): Path => ({
  steps: trail.filter(({ isStep }) => isStep).map(({ from }) => from),
  turns: trail.map(({ id }) => id),
  end,
})
