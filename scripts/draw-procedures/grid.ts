import type { Placed, Placement } from './place.ts'
import type { Edge } from './table.ts'
import { steps, type Heading } from './traffic.ts'

/** Numbers of grid lines, not pixels. */
export interface Point {
  x: number
  y: number
}

/** Where an edge may touch a shape; the heading points away from it. */
export interface Port {
  key: string
  at: Point
  heading: Heading
  cost: number
}

/**
 * Lines that edges run on. Each column and row has three (its middle and one on either side), each gap between
 * them has tracks; which of the tracks are used decides later how wide the gap becomes.
 */
export interface Grid {
  blocked: Set<number>
  /** A measure of how far two points are, along the lines. */
  length: (from: Point, to: Point) => number
  has: (point: Point) => boolean
  portsFrom: (edge: Edge) => Port[]
  portsInto: (edge: Edge) => Port[]
  columnOf: (line: number) => Line
  rowOf: (line: number) => Line
}

/** A line through cells (`offset` -1, 0, 1) or, with a track number, in the gap before the cell of that number. */
export type Line = { cell: number; offset: number } | { gap: number; track: number }

export const tracks = 7

export const gridOf = (placement: Placement): Grid => {
  const across = measured(placement.columns, 32)
  const down = measured(placement.rows, 22)
  const blocked = new Set(
    [...placement.nodes.values()].flatMap((node) =>
      offsets.flatMap((dx) => offsets.map((dy) => pointKey(pointOf(node, dx, dy)))),
    ),
  )
  return {
    blocked,
    length: (from, to) =>
      Math.abs((across[from.x] ?? 0) - (across[to.x] ?? 0)) +
      Math.abs((down[from.y] ?? 0) - (down[to.y] ?? 0)),
    has: ({ x, y }) => x >= 0 && y >= 0 && x < across.length && y < down.length,
    portsFrom: (edge) => departures(nodeOf(placement, edge.from), edge),
    portsInto: (edge) => arrivals(nodeOf(placement, edge.to)),
    columnOf: lineOf,
    rowOf: lineOf,
  }
}

export const pointKey = (point: Point): number => point.x * 4096 + point.y

const stride = tracks + 3
const offsets = [-1, 0, 1]

const lineOf = (line: number): Line => {
  const cell = Math.floor(line / stride)
  const within = line % stride
  return within < tracks ? { gap: cell, track: within } : { cell, offset: within - tracks - 1 }
}

const pointOf = (node: Placed, dx: number, dy: number): Point => ({
  x: node.column * stride + tracks + 1 + dx + (node.isUnder && dx === 0 ? 1 : 0),
  y: node.row * stride + tracks + 1 + dy,
})

/** Where each line lies if every track were in use. */
const measured = (cells: number, inCell: number): number[] => {
  const lines: number[] = []
  let now = 0
  for (let line = 0; line < cells * stride + tracks; line += 1) {
    now += 'cell' in lineOf(line) && 'cell' in lineOf(line - 1) ? inCell : 8
    lines.push(now)
  }
  return lines
}

const nodeOf = (placement: Placement, id: string): Placed => {
  const node = placement.nodes.get(id)
  if (!node) throw new Error(`No node ${id}`)
  return node
}

const port = (node: Placed, side: Side, along: number, cost: number): Port => {
  const heading = sides[side]
  const { dx, dy } = steps[heading]
  const at = dx === 0 ? pointOf(node, along, dy) : pointOf(node, dx, along)
  return { key: `${node.id} ${side} ${along}`, at, heading, cost: cost + Math.abs(along) * 14 }
}

type Side = keyof typeof sides
const sides = { right: 0, bottom: 1, left: 2, top: 3 } as const

const isWide = (node: Placed): boolean => node.form === 'task' || node.form === 'call'

const departures = (node: Placed, edge: Edge): Port[] => {
  if (edge.timer) return [port(node, 'bottom', 1, 0)]
  const level = isWide(node) ? [0, -1, 1] : [0]
  const upright = isWide(node) ? [0, -1] : [0]
  const turning = isWide(node) ? 30 : 8
  return [
    ...level.map((along) => port(node, 'right', along, 0)),
    ...upright.map((along) => port(node, 'bottom', along, turning)),
    ...[...upright, ...(isWide(node) ? [1] : [])].map((along) => port(node, 'top', along, turning)),
    port(node, 'left', 0, 90),
  ]
}

const arrivals = (node: Placed): Port[] => {
  if (node.isUnder) return [port(node, 'top', 0, 0)]
  const along = isWide(node) ? [0, -1, 1] : [0]
  return [
    ...along.map((each) => port(node, 'left', each, 0)),
    ...along.map((each) => port(node, 'top', each, 16)),
    ...along.filter((each) => each < 1).map((each) => port(node, 'bottom', each, 16)),
    port(node, 'right', 0, 100),
  ]
}
