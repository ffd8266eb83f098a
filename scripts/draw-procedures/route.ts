import { gridOf, pointKey, type Grid, type Point, type Port } from './grid.ts'
import type { Placement } from './place.ts'
import { queue } from './queue.ts'
import type { Edge } from './table.ts'
import { steps, trafficOf, type Heading } from './traffic.ts'

export interface Route {
  edge: Edge
  /** Lines of the grid, one by one, from the port of departure to the port of arrival. */
  path: Point[]
  from: Port
  to: Port
  cost: number
}

/**
 * Every edge by the cheapest orthogonal way: short, few bends, few crossings. Edges share a line only on their way to
 * the same target. Each is routed again several times with the others in place, so that the first ones also give way,
 * and this from several first orders, of which the best drawing wins.
 */
export const route = (placement: Placement, edges: Edge[]): { grid: Grid; routes: Route[] } => {
  const grid = gridOf(placement)
  const byLength = edges.toSorted((a, b) => distance(placement, a) - distance(placement, b))
  const orders = [byLength, edges, edges.toReversed(), byLength.toReversed(), ...shuffles(byLength)]
  const drawings = orders.flatMap((order) => {
    const routes = routed(grid, order)
    return routes ? [{ routes, cost: routes.reduce((sum, { cost }) => sum + cost, 0) }] : []
  })
  const [best] = drawings.sort((a, b) => a.cost - b.cost)
  if (!best) throw new Error(`No way to draw every edge${crowdOf(edges)}`)
  return { grid, routes: edges.flatMap((edge) => best.routes.find((each) => each.edge === edge) ?? []) }
}

/** A shape has four sides: one with more ways than that – all that arrive may share one – is most likely to blame. */
const crowdOf = (edges: Edge[]): string => {
  const crowded = [...new Set(edges.map(({ from }) => from))].flatMap((id) => {
    const leaving = edges.filter(({ from, timer }) => from === id && timer === undefined).length
    const isArrivedAt = edges.some(({ to }) => to === id)
    return leaving + (isArrivedAt ? 1 : 0) > 4 ? [`${leaving} leave ${id}`] : []
  })
  return crowded.length === 0 ? '' : `: a shape has four sides, and ${crowded.join(', ')}`
}

const passes = 4
const bend = 45
const crossing = 70

const distance = (placement: Placement, edge: Edge): number => {
  const from = placement.nodes.get(edge.from)
  const to = placement.nodes.get(edge.to)
  if (!from || !to) throw new Error(`${edge.id} leads nowhere`)
  const back = to.column < from.column ? 5 : 0
  return Math.abs(to.column - from.column) + Math.abs(to.row - from.row) + back
}

/** A few more orders, always the same ones. */
const shuffles = (edges: Edge[]): Edge[][] =>
  [7, 11, 13, 17, 19, 23].map((stride) =>
    edges
      .map((edge, at) => ({ edge, rank: (at * stride) % 29 }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ edge }) => edge),
  )

const routed = (grid: Grid, order: Edge[]): Route[] | undefined => {
  const routes = new Map<Edge, Route>()
  let isSettled = false
  for (let pass = 0; pass < passes && !isSettled; pass += 1) {
    isSettled = true
    for (const edge of order) {
      const before = routes.get(edge)
      routes.delete(edge)
      const found = cheapest(grid, edge, [...routes.values()])
      if (!found) return undefined
      routes.set(edge, found)
      isSettled &&= before?.cost === found.cost
    }
  }
  return [...routes.values()]
}

interface State {
  at: Point
  heading: Heading
  cost: number
  before: State | undefined
  port: Port
}

const headings: readonly Heading[] = [0, 1, 3, 2]

const cheapest = (grid: Grid, edge: Edge, others: Route[]): Route | undefined => {
  const traffic = trafficOf(others, edge.to)
  const goals = grid
    .portsInto(edge)
    .filter((port) => isFree(port, others, (other) => other.edge.to === edge.to && other.to.key === port.key))
  const open = queue<State>(
    (state) => state.cost + Math.min(...goals.map((goal) => grid.length(state.at, goal.at))),
  )
  for (const port of grid.portsFrom(edge).filter((each) => isFree(each, others, () => false))) {
    open.add({ at: port.at, heading: port.heading, cost: port.cost, before: undefined, port })
  }
  const best = new Map<number, number>()
  const waiting = new Map<number, number>()
  for (let state = open.take(); state; state = open.take()) {
    const { at, heading, before, port, cost } = state
    const reached = before && goals.find((goal) => isArrival(goal, at, heading))
    if (reached) return { edge, path: pathOf(state), from: port, to: reached, cost }
    const key = pointKey(at) * 4 + heading
    if ((best.get(key) ?? Infinity) <= cost) continue
    best.set(key, cost)
    for (const next of headings) {
      const isTurn = next !== heading
      if ((next + 2) % 4 === heading || (isTurn && (!before || !traffic.mayTurn(at)))) continue
      const { dx, dy } = steps[next]
      const to = { x: at.x + dx, y: at.y + dy }
      if (!grid.has(to) || !traffic.mayRun(at, next)) continue
      const isBlocked = grid.blocked.has(pointKey(to))
      const goal = isBlocked ? goals.find((each) => isArrival(each, to, next)) : undefined
      if (isBlocked && !goal) continue
      const cross = goal ? 0 : traffic.crossings(to, next)
      if (cross === undefined) continue
      const more = grid.length(at, to) + (isTurn ? bend : 0) + cross * crossing + (goal?.cost ?? 0)
      const key = pointKey(to) * 4 + next
      // What waits already for the same place, at no more than that, will be taken first.
      if (!goal && (waiting.get(key) ?? Infinity) <= cost + more) continue
      waiting.set(key, cost + more)
      open.add({ at: to, heading: next, cost: cost + more, before: state, port })
    }
  }
  return undefined
}

const isArrival = (port: Port, at: Point, heading: Heading): boolean =>
  port.at.x === at.x && port.at.y === at.y && (port.heading + 2) % 4 === heading

const isFree = (port: Port, others: Route[], mayShare: (other: Route) => boolean): boolean =>
  others.every((other) => (other.from.key !== port.key && other.to.key !== port.key) || mayShare(other))

const pathOf = (last: State): Point[] => {
  const path: Point[] = []
  for (let state: State | undefined = last; state; state = state.before) path.unshift(state.at)
  return path
}
