import { gridOf, pointKey, type Grid, type Point, type Port } from './grid.ts'
import type { Placement } from './place.ts'
import { queue } from './queue.ts'
import type { Edge } from './table.ts'

export interface Route {
  edge: Edge
  /** Lines of the grid, from the port of departure to the port of arrival; bends and crossings alike. */
  path: Point[]
  from: Port
  to: Port
}

/**
 * Every edge by the cheapest orthogonal way: short, few bends, few crossings. Edges share a line only on their way to
 * the same target. Each is routed again several times with the others in place, so that the first ones also give way.
 */
export const route = (placement: Placement, edges: Edge[]): { grid: Grid; routes: Route[] } => {
  const grid = gridOf(placement)
  const routes = new Map<Edge, Route>()
  const byLength = [...edges].sort((a, b) => distance(placement, a) - distance(placement, b))
  for (let pass = 0; pass < passes; pass += 1) {
    for (const edge of byLength) {
      routes.delete(edge)
      const found = cheapest(grid, edge, [...routes.values()])
      if (!found) throw new Error(`No way for ${edge.id}`)
      routes.set(edge, found)
    }
  }
  return { grid, routes: edges.flatMap((edge) => routes.get(edge) ?? []) }
}

const passes = 6
const bend = 45
const crossing = 70

const distance = (placement: Placement, edge: Edge): number => {
  const from = placement.nodes.get(edge.from)
  const to = placement.nodes.get(edge.to)
  if (!from || !to) throw new Error(`${edge.id} leads nowhere`)
  const back = to.column < from.column ? 5 : 0
  return Math.abs(to.column - from.column) + Math.abs(to.row - from.row) + back
}

interface State {
  at: Point
  dx: number
  dy: number
  cost: number
  before: State | undefined
  port: Port
}

const cheapest = (grid: Grid, edge: Edge, others: Route[]): Route | undefined => {
  const traffic = trafficOf(others, edge.to)
  const goals = grid
    .portsInto(edge)
    .filter((port) => isFree(port, others, (other) => other.edge.to === edge.to && other.to.key === port.key))
  const open = queue<State>((state) => state.cost)
  for (const port of grid.portsFrom(edge).filter((each) => isFree(each, others, () => false))) {
    open.add({ at: port.at, dx: port.dx, dy: port.dy, cost: port.cost, before: undefined, port })
  }
  const best = new Map<string, number>()
  const blocked = (point: Point): boolean => grid.blocked.has(pointKey(point))
  for (let state = open.take(); state; state = open.take()) {
    const goal = goals.find((port) => isArrival(port, state))
    if (goal) return { edge, path: pathOf(state), from: state.port, to: goal }
    const key = `${pointKey(state.at)} ${state.dx} ${state.dy}`
    if ((best.get(key) ?? Infinity) <= state.cost) continue
    best.set(key, state.cost)
    for (const [dx, dy] of directions) {
      const isTurn = dx !== state.dx || dy !== state.dy
      if (
        (dx === -state.dx && dy === -state.dy) ||
        (isTurn && (!state.before || !traffic.mayTurn(state.at)))
      ) {
        continue
      }
      const at = { x: state.at.x + dx, y: state.at.y + dy }
      const length = grid.length(state.at, at)
      if (length === undefined || !traffic.mayRun(state.at, at)) continue
      const goal = goals.find((port) => port.at.x === at.x && port.at.y === at.y)
      const isGoal = goal !== undefined && goal.dx === -dx && goal.dy === -dy
      if (blocked(at) && !isGoal) continue
      const cross = isGoal ? 0 : traffic.crossings(at, dx)
      if (cross === undefined) continue
      const cost = state.cost + length + (isTurn ? bend : 0) + cross * crossing + (isGoal ? goal.cost : 0)
      open.add({ at, dx, dy, cost, before: state, port: state.port })
    }
  }
  return undefined
}

const directions = [
  [1, 0],
  [0, 1],
  [0, -1],
  [-1, 0],
] as const

const isArrival = (port: Port, state: State): boolean =>
  port.at.x === state.at.x &&
  port.at.y === state.at.y &&
  port.dx === -state.dx &&
  port.dy === -state.dy &&
  state.before !== undefined

const isFree = (port: Port, others: Route[], mayShare: (other: Route) => boolean): boolean =>
  others.every((other) => (other.from.key !== port.key && other.to.key !== port.key) || mayShare(other))

const pathOf = (last: State): Point[] => {
  const path: Point[] = []
  for (let state: State | undefined = last; state; state = state.before) path.unshift(state.at)
  return path
}

interface Traffic {
  mayTurn: (point: Point) => boolean
  mayRun: (from: Point, to: Point) => boolean
  /** How many edges are crossed there; undefined where passing would look like joining. */
  crossings: (point: Point, dx: number) => number | undefined
}

/** What the other edges occupy. Those to the same target may be joined. */
const trafficOf = (others: Route[], target: string): Traffic => {
  const runs = new Map<string, Set<string>>()
  const points = new Map<string, { target: string; way: 'level' | 'upright' | 'turn' }[]>()
  for (const { edge, path } of others) {
    for (const [at, point] of path.entries()) {
      const next = path[at + 1]
      const before = path[at - 1]
      if (next) runs.set(runKey(point, next), new Set([...(runs.get(runKey(point, next)) ?? []), edge.to]))
      const isLevel = (before ?? point).y === point.y && (next ?? point).y === point.y
      const isUpright = (before ?? point).x === point.x && (next ?? point).x === point.x
      const way = isLevel ? 'level' : isUpright ? 'upright' : 'turn'
      points.set(pointKey(point), [...(points.get(pointKey(point)) ?? []), { target: edge.to, way }])
    }
  }
  const strangers = (point: Point): { way: string }[] =>
    (points.get(pointKey(point)) ?? []).filter((other) => other.target !== target)
  return {
    mayTurn: (point) => strangers(point).length === 0,
    mayRun: (from, to) => {
      const along = [...(runs.get(runKey(from, to)) ?? [])]
      return along.every((other) => other === target) && !runs.has(runKey(to, from))
    },
    crossings: (point, dx) => {
      const met = strangers(point)
      const across = dx === 0 ? 'level' : 'upright'
      return met.every(({ way }) => way === across) ? met.length : undefined
    },
  }
}

const runKey = (from: Point, to: Point): string => `${pointKey(from)} ${pointKey(to)}`
