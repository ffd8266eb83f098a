import { pointKey, type Point } from './grid.ts'
import type { Edge } from './table.ts'

export interface Traffic {
  mayTurn: (point: Point) => boolean
  mayRun: (from: Point, heading: Heading) => boolean
  /** How many edges are crossed there; undefined where passing would look like joining. */
  crossings: (point: Point, heading: Heading) => number | undefined
}

/** Index into the four directions: right, down, left, up. */
export type Heading = 0 | 1 | 2 | 3

export const steps = [
  { dx: 1, dy: 0 },
  { dx: 0, dy: 1 },
  { dx: -1, dy: 0 },
  { dx: 0, dy: -1 },
] as const

/** What the other edges occupy, as an edge to `target` sees it: those to the same target may be joined. */
export const trafficOf = (others: readonly { edge: Edge; path: Point[] }[], target: string): Traffic => {
  const runs = new Map<number, boolean>()
  const strangers = new Map<number, Way[]>()
  for (const { edge, path } of others) {
    const isFriend = edge.to === target
    for (const [at, point] of path.entries()) {
      const next = path[at + 1] ?? point
      const before = path[at - 1] ?? point
      if (next !== point) {
        const key = pointKey(point) * 4 + headingOf(point, next)
        runs.set(key, isFriend && runs.get(key) !== false)
      }
      if (isFriend) continue
      const isLevel = before.y === point.y && next.y === point.y
      const isUpright = before.x === point.x && next.x === point.x
      const way = isLevel ? 'level' : isUpright ? 'upright' : 'turn'
      strangers.set(pointKey(point), [...(strangers.get(pointKey(point)) ?? []), way])
    }
  }
  return {
    mayTurn: (point) => !strangers.has(pointKey(point)),
    mayRun: (from, heading) => {
      const { dx, dy } = steps[heading]
      const against = pointKey({ x: from.x + dx, y: from.y + dy }) * 4 + ((heading + 2) % 4)
      return runs.get(pointKey(from) * 4 + heading) !== false && !runs.has(against)
    },
    crossings: (point, heading) => {
      const met = strangers.get(pointKey(point))
      if (!met) return 0
      const across = heading % 2 === 1 ? 'level' : 'upright'
      return met.every((way) => way === across) ? met.length : undefined
    },
  }
}

type Way = 'level' | 'upright' | 'turn'

const headingOf = (from: Point, to: Point): Heading => {
  if (to.x !== from.x) return to.x > from.x ? 0 : 2
  return to.y > from.y ? 1 : 3
}
