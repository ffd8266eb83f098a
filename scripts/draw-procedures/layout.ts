import type { ModdleElement } from 'bpmn-moddle'
import { label } from './label.ts'
import { textWidth } from './measure.ts'
import { legendOf } from './legend.ts'
import { place } from './place.ts'
import { route } from './route.ts'
import { sketch, type Box, type Room, type Sketch } from './sketch.ts'
import { edgesOf, type Table } from './table.ts'
import { laneId, type Make } from './write.ts'

/** The diagram interchange of a table: a shape or an edge for everything drawn. */
export const layOut = (
  table: Table,
  { make, subjects }: { make: Make; subjects: Map<string, ModdleElement> },
): ModdleElement[] => {
  const { drawn, labels } = draw(table)
  const bounds = (box: Box): ModdleElement => make('dc:Bounds', { ...rounded(box) })
  const named = (id: string): Record<string, ModdleElement> => {
    const box = labels.get(id)
    return box ? { label: make('bpmndi:BPMNLabel', { bounds: bounds(box) }) } : {}
  }
  const shape = (id: string, box: Box, more: Record<string, unknown> = {}): ModdleElement =>
    make('bpmndi:BPMNShape', {
      id: `${id}-shape`,
      bpmnElement: subjects.get(id),
      bounds: bounds(box),
      ...named(id),
      ...more,
    })
  const edges = [...drawn.edges].map(([id, points]) =>
    make('bpmndi:BPMNEdge', {
      id: `${id}-edge`,
      bpmnElement: subjects.get(id),
      waypoint: points.map(({ x, y }) => make('dc:Point', { x: Math.round(x), y: Math.round(y) })),
      ...named(id),
    }),
  )
  const gateways = new Set(table.nodes.filter(({ choice, decide }) => choice ?? decide).map(({ id }) => id))
  return [
    shape('pool', drawn.pool, { isHorizontal: true }),
    ...drawn.lanes.map(({ role, box }) => shape(laneId(role), box, { isHorizontal: true })),
    ...[...drawn.shapes].map(([id, box]) =>
      shape(id, box, gateways.has(id) ? { isMarkerVisible: true } : {}),
    ),
    ...[...drawn.timers].map(([id, box]) => shape(id, box)),
    ...edges,
    shape('legend', legendBox(table, drawn.pool)),
  ]
}

const draw = (table: Table): { drawn: Sketch; labels: Map<string, Box> } => {
  const placement = place(table)
  const routed = { placement, ...route(placement, edgesOf(table)) }
  const room: Room = { columns: new Map(), rows: new Map() }
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const drawn = sketch(table, routed, room)
    const { boxes, wanted } = label(table, drawn, placement)
    if (wanted.columns.size + wanted.rows.size === 0) return { drawn, labels: boxes }
    for (const [gap, more] of wanted.columns) room.columns.set(gap, (room.columns.get(gap) ?? 0) + more)
    for (const [gap, more] of wanted.rows) room.rows.set(gap, (room.rows.get(gap) ?? 0) + more)
  }
  throw new Error(`No room for the labels of ${table.process}`)
}

const legendBox = (table: Table, pool: Box): Box => {
  const legend = legendOf(table)
  const longest = Math.max(textWidth(legend.fr, 12), textWidth(legend.en, 12))
  const lines = Math.ceil((longest * 1.05) / (pool.width - 20))
  return { x: pool.x, y: pool.y + pool.height + 20, width: pool.width, height: lines * 15 + 12 }
}

const rounded = (box: Box): Box => ({
  x: Math.round(box.x),
  y: Math.round(box.y),
  width: Math.round(box.width),
  height: Math.round(box.height),
})
