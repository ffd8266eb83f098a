import type { Procedure } from '#contract/procedure/shape.ts'

/** One way through a procedure, from a start to an end. */
export interface Path {
  steps: string[]
  /** `I05 escalate`, `IG5 IG5.controlled-ci`, `I12 I12T`: each choice, decision and timer taken, in order. */
  turns: string[]
  end: string
}

export interface Walked {
  /** How many paths reached an end. */
  ended: number
  paths: Path[]
  /** Nodes that lead nowhere: there must be none. */
  stuck: string[]
}

/**
 * Every path through all combinations of choices, decisions and timers, each taken at most `times` in one path. What
 * the record holds is not asked: this covers more than any record can do. At most `limit` paths are kept; all are walked,
 * so this is for procedures of the kit and not for what anyone uploads.
 */
export const walk = (procedure: Procedure, times = 2, limit = 1000): Walked => {
  const ways = waysOf(procedure)
  const ends = new Set(procedure.ends.map(({ id }) => id))
  const walked: Walked = { ended: 0, paths: [], stuck: [] }
  const taken = new Map<string, number>()
  const trail: Turn[] = []
  const visit = (node: string): void => {
    if (ends.has(node)) {
      walked.ended += 1
      if (walked.paths.length < limit) walked.paths.push(toPath(trail, node))
      return
    }
    const next = ways.get(node) ?? []
    if (next.length === 0 && !walked.stuck.includes(node)) walked.stuck.push(node)
    for (const turn of next) {
      const count = taken.get(turn.id) ?? 0
      if (count >= times) continue
      taken.set(turn.id, count + 1)
      trail.push(turn)
      visit(turn.to)
      trail.pop()
      taken.set(turn.id, count)
    }
  }
  for (const { target } of procedure.starts) visit(target)
  return walked
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
