import { type Grid, type Line, type Point, type Port } from './grid.ts'
import type { Placed, Placement } from './place.ts'
import type { Route } from './route.ts'
import type { Table } from './table.ts'
import { steps } from './traffic.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** The drawing in pixels, but for its labels. */
export interface Sketch {
  shapes: Map<string, Box>
  timers: Map<string, Box>
  edges: Map<string, Point[]>
  lanes: { role: string; box: Box }[]
  pool: Box
}

/** Room that labels asked for, in pixels, by number of the gap. */
export interface Room {
  columns: Map<number, number>
  rows: Map<number, number>
}

/** The gaps become as wide as the tracks in use need, so that the drawing is no larger than it must be. */
export const sketch = (
  table: Table,
  { placement, grid, routes }: { placement: Placement; grid: Grid; routes: Route[] },
  room: Room,
): Sketch => {
  const nodes = [...placement.nodes.values()]
  const hosts = new Set(table.nodes.filter(({ timers }) => timers.length > 0).map(({ id }) => id))
  const isUsed = usedTracks(grid, routes)
  const columns = axis({
    cells: Array.from({ length: placement.columns }, (_, at) => columnWidth(nodes, at)),
    offset: 30,
    before: (at) => (at === 0 ? 18 : 20),
    after: () => 20,
    borders: new Set(),
    room: room.columns,
    used: isUsed.columns,
    origin: origin.x + header * 2,
  })
  const rows = axis({
    cells: Array.from({ length: placement.rows }, () => 80),
    offset: 22,
    before: () => 20,
    after: (at) => (nodes.some((node) => node.row === at && hosts.has(node.id)) ? 36 : 20),
    borders: new Set(placement.lanes.map(({ first }) => first).filter((first) => first > 0)),
    room: room.rows,
    used: isUsed.rows,
    origin: origin.y,
  })
  const shapes = new Map(nodes.map((node) => [node.id, shapeOf(node, columns, rows)]))
  const timers = new Map(
    table.nodes.flatMap(({ id, timers: owned }) => {
      const host = shapes.get(id)
      return host ? owned.map((timer): [string, Box] => [timer.id, timerOf(host)]) : []
    }),
  )
  const edges = new Map(
    routes.map((each): [string, Point[]] => [
      each.edge.id,
      wayOf(each, { grid, columns, rows, shapes, timers }),
    ]),
  )
  const inside = { x: origin.x + header, width: columns.end - origin.x - header }
  const lanes = placement.lanes.map(({ role, first, count }) => {
    const y = rows.border(first)
    return { role, box: { ...inside, y, height: rows.border(first + count) - y } }
  })
  const pool = { x: origin.x, y: origin.y, width: columns.end - origin.x, height: rows.end - origin.y }
  return { shapes, timers, edges, lanes, pool }
}

const origin = { x: 160, y: 80 }
const header = 30
const pitch = 14

const columnWidth = (nodes: Placed[], column: number): number =>
  nodes.some((node) => node.column === column && (node.form === 'task' || node.form === 'call')) ? 120 : 80

const sizes = {
  task: { width: 120, height: 80 },
  call: { width: 120, height: 80 },
  gateway: { width: 50, height: 50 },
  start: { width: 36, height: 36 },
  end: { width: 36, height: 36 },
}

const shapeOf = (node: Placed, columns: Axis, rows: Axis): Box => {
  const { width, height } = sizes[node.form]
  const x = columns.at({ cell: node.column, offset: node.isUnder ? 1 : 0 }) - width / 2
  return { x, y: rows.at({ cell: node.row, offset: 0 }) - height / 2, width, height }
}

const timerOf = (host: Box): Box => ({
  x: host.x + host.width / 2 + 30 - 18,
  y: host.y + host.height - 18,
  width: 36,
  height: 36,
})

interface Axis {
  at: (line: Line) => number
  /** The line between the cells of two lanes, or an outer one. */
  border: (gap: number) => number
  end: number
}

interface AxisPlan {
  cells: number[]
  offset: number
  before: (cell: number) => number
  after: (cell: number) => number
  borders: Set<number>
  room: Map<number, number>
  used: Map<number, number[]>
  origin: number
}

const axis = (plan: AxisPlan): Axis => {
  const middles: number[] = []
  const borders: number[] = []
  const tracksAt = new Map<string, number>()
  let now = plan.origin
  for (let gap = 0; gap <= plan.cells.length; gap += 1) {
    const used = plan.used.get(gap) ?? []
    const isBorder = plan.borders.has(gap)
    const split = isBorder ? used.filter((track) => track <= 3).length : used.length
    if (gap === 0) {
      borders[gap] = now
      now += used.length > 0 ? pitch : 0
    } else now += plan.after(gap - 1)
    for (const [at, track] of used.entries()) {
      if (isBorder && at === split) {
        borders[gap] = now + (at > 0 ? 0 : 2)
        now += pitch
      }
      tracksAt.set(`${gap} ${track}`, now)
      now += at < used.length - 1 || isBorder ? pitch : 0
    }
    if (isBorder && split === used.length) borders[gap] = now
    now += plan.room.get(gap) ?? 0
    if (gap < plan.cells.length) {
      now += plan.before(gap)
      const size = plan.cells[gap] ?? 0
      middles[gap] = now + size / 2
      now += size
    } else borders[gap] = now + (used.length > 0 ? pitch : 0)
  }
  const end = borders[plan.cells.length] ?? now
  return {
    at: (line) =>
      'cell' in line
        ? (middles[line.cell] ?? 0) + line.offset * plan.offset
        : (tracksAt.get(`${line.gap} ${line.track}`) ?? 0),
    border: (gap) => borders[gap] ?? end,
    end,
  }
}

interface Used {
  columns: Map<number, number[]>
  rows: Map<number, number[]>
}

/** Which tracks some edge runs along, by gap. */
const usedTracks = (grid: Grid, routes: Route[]): Used => {
  const used: Used = { columns: new Map(), rows: new Map() }
  const note = (map: Map<number, number[]>, line: Line): void => {
    if (!('gap' in line)) return
    const known = map.get(line.gap) ?? []
    if (!known.includes(line.track))
      map.set(
        line.gap,
        [...known, line.track].sort((a, b) => a - b),
      )
  }
  for (const { path } of routes) {
    for (const [at, point] of path.entries()) {
      const next = path[at + 1]
      if (next && next.x === point.x) note(used.columns, grid.columnOf(point.x))
      if (next && next.y === point.y) note(used.rows, grid.rowOf(point.y))
    }
  }
  return used
}

interface Ground {
  grid: Grid
  columns: Axis
  rows: Axis
  shapes: Map<string, Box>
  timers: Map<string, Box>
}

const wayOf = ({ edge, path, from, to }: Route, ground: Ground): Point[] => {
  const corners = path.filter((_, at) => {
    const [before, next] = [path[at - 1], path[at + 1]]
    return !before || !next || (before.x !== next.x && before.y !== next.y)
  })
  const drawn = corners.map(({ x, y }) => ({
    x: ground.columns.at(ground.grid.columnOf(x)),
    y: ground.rows.at(ground.grid.rowOf(y)),
  }))
  const source = (edge.timer && ground.timers.get(edge.timer.id)) ?? ground.shapes.get(edge.from)
  const target = ground.shapes.get(edge.to)
  const [first, last] = [drawn[0], drawn.at(-1)]
  if (source && first) drawn[0] = onSide(source, from, first)
  if (target && last) drawn[drawn.length - 1] = onSide(target, to, last)
  return drawn
}

/** The point of the outline where a line through `near` arrives on that side. */
const onSide = (box: Box, port: Port, near: Point): Point => {
  const { dx, dy } = steps[port.heading]
  if (dx > 0) return { x: box.x + box.width, y: near.y }
  if (dx < 0) return { x: box.x, y: near.y }
  return { x: near.x, y: dy > 0 ? box.y + box.height : box.y }
}
