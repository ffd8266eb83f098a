import type { Placed, Placement } from './place.ts'
import type { Edge } from './table.ts'

/** Numbers of grid lines, not pixels. */
export interface Point {
  x: number
  y: number
}

/** Where an edge may touch a shape; `dx`, `dy` point away from it. */
export interface Port {
  key: string
  at: Point
  dx: number
  dy: number
  cost: number
}

/**
 * Lines that edges run on. Each column and row has three (its middle and one on either side), each gap between
 * them has tracks; which of the tracks are used decides later how wide the gap becomes.
 */
export interface Grid {
  blocked: Set<string>
  /** A measure of how far two neighbours are; undefined off the grid. */
  length: (from: Point, to: Point) => number | undefined
  portsFrom: (edge: Edge) => Port[]
  portsInto: (edge: Edge) => Port[]
  columnOf: (line: number) => Line
  rowOf: (line: number) => Line
}

/** A line through cells (`offset` -1, 0, 1) or, with a track number, in the gap before the cell of that number. */
export type Line = { cell: number; offset: number } | { gap: number; track: number }

export const tracks = 9

export const gridOf = (placement: Placement): Grid => {
  const width = placement.columns * stride + tracks
  const height = placement.rows * stride + tracks
  const blocked = new Set(
    [...placement.nodes.values()].flatMap((node) =>
      offsets.flatMap((dx) => offsets.map((dy) => pointKey(pointOf(node, dx, dy)))),
    ),
  )
  return {
    blocked,
    length: (from, to) => {
      if (to.x < 0 || to.y < 0 || to.x >= width || to.y >= height) return undefined
      return from.x === to.x ? spacing(from.y, to.y, 22) : spacing(from.x, to.x, 32)
    },
    portsFrom: (edge) => departures(nodeOf(placement, edge.from), edge),
    portsInto: (edge) => arrivals(nodeOf(placement, edge.to)),
    columnOf: lineOf,
    rowOf: lineOf,
  }
}

export const pointKey = (point: Point): string => `${point.x},${point.y}`

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

const spacing = (a: number, b: number, inCell: number): number => {
  const [from, to] = [lineOf(a), lineOf(b)]
  return 'cell' in from && 'cell' in to ? inCell : 8
}

const nodeOf = (placement: Placement, id: string): Placed => {
  const node = placement.nodes.get(id)
  if (!node) throw new Error(`No node ${id}`)
  return node
}

const port = (node: Placed, side: Side, along: number, cost: number): Port => {
  const { dx, dy } = sides[side]
  const at = dx === 0 ? pointOf(node, along, dy) : pointOf(node, dx, along)
  return { key: `${node.id} ${side} ${along}`, at, dx, dy, cost: cost + Math.abs(along) * 14 }
}

type Side = keyof typeof sides
const sides = {
  left: { dx: -1, dy: 0 },
  right: { dx: 1, dy: 0 },
  top: { dx: 0, dy: -1 },
  bottom: { dx: 0, dy: 1 },
}

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
