import type { Impact } from '#contract/configuration/shape.ts'
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { useEffect, useState } from 'react'

export type Node = Impact['nodes'][number]
export type Edge = Impact['edges'][number]
export type Direction = 'up' | 'down'

/** Which of the two ends comes first on the way from the item that is looked at. */
export const endsOf = ({ from, to, carrier }: Edge, direction: Direction): { near: string; far: string } => {
  const [bearing, borne] = carrier === 'from' ? [from, to] : [to, from]
  return direction === 'up' ? { near: bearing, far: borne } : { near: borne, far: bearing }
}

export const nodeWidth = 210
export const nodeHeight = 66
/** Between two that stand one below the other. */
const gap = 18

export interface Point {
  x: number
  y: number
}

export interface Placed {
  width: number
  height: number
  places: ReadonlyMap<string, Point>
  ways: readonly { edge: Edge; near: string; far: string; points: readonly Point[] }[]
}

/** Measured on 500 nodes: the defaults of the algorithm take four times as long and hardly cross less. */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.thoroughness': '1',
  'elk.layered.nodePlacement.strategy': 'SIMPLE',
  'elk.layered.spacing.nodeNodeBetweenLayers': '120',
  'elk.spacing.nodeNode': String(gap),
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
}

/** Sixty items on five levels, some of them carried twice: enough for each part of the algorithm to have run. */
const sample: ElkNode = {
  id: 'sample',
  layoutOptions: options,
  children: Array.from({ length: 60 }, (_, at) => ({ id: String(at), width: nodeWidth, height: nodeHeight })),
  edges: Array.from({ length: 75 }, (_, at) => {
    const far = 1 + (at % 59)
    const near = at < 59 ? Math.floor(far / 3) : Math.floor(far / 9)
    return { id: `way ${at}`, sources: [String(near)], targets: [String(far)] }
  }),
}

type Elk = ReturnType<(typeof import('./elk.ts'))['openElk']>
let opened: Promise<Elk> | null = null
/** Loaded once, and begun as soon as somebody seems to want it: it is large. */
export const openLayout = (): Promise<Elk> => {
  opened ??= open().catch((error: unknown) => {
    // Asked again, it is tried again.
    opened = null
    throw error
  })
  return opened
}

const open = async (): Promise<Elk> => {
  const { openElk } = await import('./elk.ts')
  const elk = openElk()
  // The first layout waits for the start of the worker.
  void elk.layout({ id: 'first', layoutOptions: options, children: [] })
  return elk
}

/** Somebody turns to the graph: until the click comes, the worker compiles what a layout runs through, which is half of its time. */
export const warmLayout = async (): Promise<void> => {
  if (opened !== null) return
  const elk = await openLayout()
  await elk.layout(sample)
}

export const place = async (
  nodes: readonly Node[],
  edges: readonly Edge[],
  direction: Direction,
): Promise<Placed> => {
  const elk = await openLayout()
  const ends = edges.map((edge) => ({ edge, ...endsOf(edge, direction) }))
  const { blocks, headOf } = blocksOf(nodes, ends)
  const isHead = (number: string) => (headOf.get(number) ?? number) === number
  const graph: ElkNode = {
    id: 'impact',
    layoutOptions: options,
    children: nodes
      .map(({ number }) => number)
      .filter(isHead)
      .map((id) => ({ id, width: nodeWidth, height: heightOf(blocks.get(id)?.length ?? 1) })),
    edges: ends.flatMap(({ near, far }, at) =>
      isHead(far) ? [{ id: String(at), sources: [near], targets: [far] }] : [],
    ),
  }
  const drawn = await elk.layout(graph)
  const places = new Map(
    (drawn.children ?? []).flatMap(({ id, x = 0, y = 0 }) =>
      (blocks.get(id) ?? [id]).map(
        (number, row) => [number, { x, y: y + row * (nodeHeight + gap) }] as const,
      ),
    ),
  )
  const ways = new Map((drawn.edges ?? []).map(({ id, sections }) => [id, sections?.[0]]))
  return {
    width: drawn.width ?? 0,
    height: drawn.height ?? 0,
    places,
    ways: ends.flatMap((end, at) => {
      const [from, to, way] = [places.get(end.near), places.get(end.far), ways.get(String(at))]
      if (headOf.has(end.far))
        return from === undefined || to === undefined ? [] : [{ ...end, points: straight(from, to) }]
      if (way === undefined) return []
      return [{ ...end, points: [way.startPoint, ...(way.bendPoints ?? []), way.endPoint] }]
    }),
  }
}

const heightOf = (count: number): number => count * nodeHeight + (count - 1) * gap

const straight = (from: Point, to: Point): Point[] => [
  { x: from.x + nodeWidth, y: from.y + nodeHeight / 2 },
  { x: to.x, y: to.y + nodeHeight / 2 },
]

/**
 * Items that hang on one other alone, and on which nothing hangs, stand one below the other as one block: of hundreds of items they are
 * most, and the layout takes as long as it has nodes.
 */
const blocksOf = (
  nodes: readonly Node[],
  ends: readonly { near: string; far: string }[],
): { blocks: ReadonlyMap<string, readonly string[]>; headOf: ReadonlyMap<string, string> } => {
  const carries = new Set(ends.map(({ near }) => near))
  const carriers = Map.groupBy(ends, ({ far }) => far)
  const leaves = nodes.flatMap(({ number }) => {
    const [only, ...others] = carriers.get(number) ?? []
    return only === undefined || others.length > 0 || carries.has(number) ? [] : [{ number, on: only.near }]
  })
  const blocks = new Map(
    [...Map.groupBy(leaves, ({ on }) => on).values()]
      .map((group) => group.map(({ number }) => number))
      .filter((group) => group.length > 1)
      .flatMap((group) => group.slice(0, 1).map((head) => [head, group] as const)),
  )
  const headOf = new Map(
    [...blocks].flatMap(([head, group]) => group.map((number) => [number, head] as const)),
  )
  return { blocks, headOf }
}

/** Null while it is being worked out; what was placed before stays until then. */
export const useLayout = (
  nodes: readonly Node[],
  edges: readonly Edge[],
  direction: Direction,
): { placed: Placed | null; error: unknown; began: number } => {
  const [answer, setAnswer] = useState<{ placed: Placed | null; error: unknown; began: number }>({
    placed: null,
    error: null,
    began: 0,
  })
  useEffect(() => {
    let isWanted = true
    const began = performance.now()
    const settle = async () => {
      try {
        const placed = await place(nodes, edges, direction)
        performance.measure('impact-placed', { start: began, end: performance.now() })
        if (isWanted) setAnswer({ placed, error: null, began })
      } catch (error) {
        if (isWanted) setAnswer({ placed: null, error, began })
      }
    }
    void settle()
    return () => {
      isWanted = false
    }
  }, [nodes, edges, direction])
  return answer
}
