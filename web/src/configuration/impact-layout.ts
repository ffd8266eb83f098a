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
  'elk.spacing.nodeNode': '18',
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
  // The first layout pays for the start of the worker and for the compiling of what it runs through: half of its time.
  void elk.layout(sample)
  return elk
}

export const place = async (
  nodes: readonly Node[],
  edges: readonly Edge[],
  direction: Direction,
): Promise<Placed> => {
  const elk = await openLayout()
  const graph: ElkNode = {
    id: 'impact',
    layoutOptions: options,
    children: nodes.map(({ number }) => ({ id: number, width: nodeWidth, height: nodeHeight })),
    edges: edges.map((edge, at) => {
      const { near, far } = endsOf(edge, direction)
      return { id: String(at), sources: [near], targets: [far] }
    }),
  }
  const drawn = await elk.layout(graph)
  const ways = new Map((drawn.edges ?? []).map(({ id, sections }) => [id, sections?.[0]]))
  return {
    width: drawn.width ?? 0,
    height: drawn.height ?? 0,
    places: new Map((drawn.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    ways: edges.flatMap((edge, at) => {
      const way = ways.get(String(at))
      if (way === undefined) return []
      const points = [way.startPoint, ...(way.bendPoints ?? []), way.endPoint]
      return [{ edge, ...endsOf(edge, direction), points }]
    }),
  }
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
