import type { Words } from '../../contract/src/words.ts'
import type { Point } from './grid.ts'
import { labelSize, type Size } from './measure.ts'
import type { Placement } from './place.ts'
import type { Box, Room, Sketch } from './sketch.ts'
import { edgesOf, type Table } from './table.ts'

export interface Labels {
  boxes: Map<string, Box>
  /** Where the drawing must be widened for a label that found no place; empty when all did. */
  wanted: Room
}

/** Each label where it covers nothing, as close as can be to what it names, in French and in English alike. */
export const label = (table: Table, drawn: Sketch, placement: Placement): Labels => {
  const boxes = new Map<string, Box>()
  const wanted: Room = { columns: new Map(), rows: new Map() }
  const fixed = [
    ...drawn.shapes.values(),
    ...drawn.timers.values(),
    ...[...drawn.edges.values()].flatMap(segments),
  ]
  const borders = drawn.lanes.map(({ box }) => ({ x: box.x, y: box.y, width: box.width, height: 0 }))
  const settle = (id: string, words: Words, candidates: (size: Size) => Candidate[]): boolean => {
    const size = widest(labelSize(words.fr), labelSize(words.en ?? words.fr))
    const taken = [...fixed, ...boxes.values()]
    const fits = candidates(size)
      .filter(({ box }) => isInside(box, drawn.pool) && !taken.some((other) => overlap(grown(box), other)))
      .map((found) => ({
        ...found,
        cost: found.cost + (borders.some((line) => overlap(found.box, line)) ? 40 : 0),
      }))
      .sort((a, b) => a.cost - b.cost)
    const [best] = fits
    if (best) boxes.set(id, best.box)
    return best !== undefined
  }
  const gatewayOf = (id: string): { column: number; row: number } =>
    placement.nodes.get(id) ?? { column: 0, row: 0 }
  for (const { id, from, way } of edgesOf(table)) {
    if (way?.fr === undefined) continue
    const words = way.en === undefined ? { fr: way.fr } : { fr: way.fr, en: way.en }
    const done = settle(id, words, (size) => alongEdge(drawn.edges.get(id) ?? [], size))
    const [start, next] = drawn.edges.get(id) ?? []
    if (done) continue
    const isLeft = start && next && next.x < start.x
    wanted.columns.set(gatewayOf(from).column + (isLeft ? 0 : 1), 12)
  }
  for (const node of table.nodes) {
    const shape = drawn.shapes.get(node.id)
    const isOutside = shape !== undefined && shape.width <= 50
    if (!isOutside || !node.label) continue
    const done = settle(node.id, node.label, (size) => around(shape, size))
    if (!done) wanted.rows.set(gatewayOf(node.id).row, 12)
  }
  for (const node of table.nodes) {
    for (const timer of node.timers) {
      const shape = drawn.timers.get(timer.id)
      const done =
        shape && settle(timer.id, { fr: timer.fr, en: timer.en }, (size) => besideTimer(shape, size))
      if (!done) wanted.columns.set(gatewayOf(node.id).column + 1, 12)
    }
  }
  return { boxes, wanted }
}

interface Candidate {
  box: Box
  cost: number
}

const gap = 4

const widest = (a: Size, b: Size): Size => ({
  width: Math.max(a.width, b.width),
  height: Math.max(a.height, b.height),
})

const alongEdge = (points: Point[], size: Size): Candidate[] =>
  points.slice(1).flatMap((to, at) => {
    const from = points[at]
    if (!from || at > 2) return []
    const far = at * 60
    const isLevel = from.y === to.y
    const length = Math.abs(isLevel ? to.x - from.x : to.y - from.y)
    const steps = Array.from({ length: Math.min(10, Math.floor(length / 8) + 1) }, (_, step) => step * 8)
    return steps
      .flatMap((step) => (isLevel ? level(from, to, step, size) : upright(from, to, step, size)))
      .map((found) => ({ ...found, cost: found.cost + far }))
  })

// oxlint-disable-next-line max-params
const level = (from: Point, to: Point, step: number, size: Size): Candidate[] => {
  const isRight = to.x > from.x
  const x = isRight ? from.x + step + 2 : from.x - step - 2 - size.width
  return [
    { box: { ...size, x, y: from.y - size.height - gap }, cost: step },
    { box: { ...size, x, y: from.y + gap }, cost: step + 4 },
  ]
}

// oxlint-disable-next-line max-params
const upright = (from: Point, to: Point, step: number, size: Size): Candidate[] => {
  const y = to.y > from.y ? from.y + step + 2 : from.y - step - 2 - size.height
  return [
    { box: { ...size, x: from.x + gap + 1, y }, cost: step },
    { box: { ...size, x: from.x - gap - 1 - size.width, y }, cost: step + 3 },
  ]
}

const around = (shape: Box, size: Size): Candidate[] => {
  const middle = shape.x + shape.width / 2 - size.width / 2
  const above = shape.y - size.height - gap
  const below = shape.y + shape.height + gap
  const [left, right] = [shape.x + shape.width / 2 - size.width - 8, shape.x + shape.width / 2 + 8]
  const near = (x: number, y: number, cost: number): Candidate[] =>
    [0, 6, 12].map((away) => ({
      box: { ...size, x, y: y < shape.y ? y - away : y + away },
      cost: cost + away,
    }))
  return [
    ...near(middle, below, 0),
    ...near(middle, above, 2),
    ...near(left, above, 6),
    ...near(right, above, 7),
    ...near(left, below, 8),
    ...near(right, below, 9),
    ...near(left - 14, above + 12, 14),
    ...near(right + 14, above + 12, 15),
    ...near(left - 14, below - 12, 16),
    ...near(right + 14, below - 12, 17),
  ]
}

const besideTimer = (shape: Box, size: Size): Candidate[] => [
  { box: { ...size, x: shape.x - size.width - 3, y: shape.y + 21 }, cost: 0 },
  { box: { ...size, x: shape.x + shape.width + 3, y: shape.y + 21 }, cost: 1 },
  { box: { ...size, x: shape.x - size.width + 10, y: shape.y + 38 }, cost: 4 },
  { box: { ...size, x: shape.x + shape.width - 10, y: shape.y + 38 }, cost: 5 },
]

const segments = (points: Point[]): Box[] =>
  points.slice(1).flatMap((to, at) => {
    const from = points[at]
    if (!from) return []
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)]
    return [{ x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) }]
  })

const grown = (box: Box): Box => ({
  x: box.x - 2,
  y: box.y - 1,
  width: box.width + 4,
  height: box.height + 2,
})

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const isInside = (box: Box, pool: Box): boolean =>
  box.x > pool.x + 62 &&
  box.y > pool.y + 2 &&
  box.x + box.width < pool.x + pool.width - 2 &&
  box.y + box.height < pool.y + pool.height - 2
