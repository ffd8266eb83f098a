import 'bpmn-js/dist/assets/bpmn-js.css'
import 'bpmn-js/dist/assets/diagram-js.css'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'

/** A drawing on the screen. */
export interface Drawing {
  /** Height by width, for the place that it wants. */
  proportion: number
  fit: () => void
  zoomBy: (factor: number) => void
  /** Brings one element into sight. */
  show: (element: string) => void
  mark: (element: string, name: string) => void
  unmark: (element: string, name: string) => void
  /** Something small at a corner of a step, or at the end of a flow. */
  pin: (element: string, html: HTMLElement, corner: Corner) => void
  unpin: () => void
  /** The flows of the shortest way from one step to another. */
  flowsBetween: (from: string, to: string) => readonly string[]
  svg: () => Promise<string>
  close: () => void
}

type Corner = 'above' | 'below' | 'flow'

export const openDrawing = async (place: HTMLElement, xml: string): Promise<Drawing> => {
  const viewer = new NavigatedViewer<Services>({ container: place, bpmnRenderer: colours })
  try {
    await viewer.importXML(xml)
  } catch (error) {
    viewer.destroy()
    throw error
  }
  const canvas = viewer.get('canvas')
  const registry = viewer.get('elementRegistry')
  const overlays = viewer.get('overlays')
  const { inner } = canvas.viewbox()
  const known = (element: string) => registry.get(element)
  const fit = () => {
    canvas.resized()
    const scale = canvas.zoom('fit-viewport', 'auto')
    if (scale >= smallest) return
    const { outer } = canvas.viewbox()
    const width = outer.width / smallest
    canvas.viewbox({ x: inner.x - 20, y: inner.y - 20, width, height: outer.height / smallest })
  }
  fit()
  return {
    proportion: inner.height / inner.width,
    fit,
    zoomBy: (factor) => canvas.zoom(Math.min(4, Math.max(0.1, canvas.zoom() * factor))),
    show: (element) => {
      if (known(element) === undefined) return
      if (canvas.zoom() < 0.7) canvas.zoom(0.9)
      canvas.scrollToElement(element, 120)
    },
    mark: (element, name) => {
      if (known(element) !== undefined) canvas.addMarker(element, name)
    },
    unmark: (element, name) => {
      if (known(element) !== undefined) canvas.removeMarker(element, name)
    },
    pin: (element, html, corner) => {
      const shape = known(element)
      if (shape !== undefined) overlays.add(element, 'pin', { html, position: positionOf(shape, corner) })
    },
    unpin: () => overlays.remove({ type: 'pin' }),
    flowsBetween: (from, to) => flowsBetween(known(from), to),
    svg: async () => forPaper((await viewer.saveSVG()).svg),
    close: () => viewer.destroy(),
  }
}

/** Below this scale nobody can read a label: the drawing then starts at its corner and is moved. */
const smallest = 0.4

const colours = {
  defaultFillColor: 'var(--mantine-color-body)',
  defaultStrokeColor: 'var(--mantine-color-text)',
  defaultLabelColor: 'var(--mantine-color-text)',
}

const forPaper = (svg: string): string =>
  svg.replaceAll('var(--mantine-color-body)', '#fff').replaceAll('var(--mantine-color-text)', '#000')

interface Point {
  x: number
  y: number
}

interface Box extends Point {
  width: number
  height: number
}

interface Element extends Partial<Box> {
  id: string
  outgoing?: Flow[]
  waypoints?: Point[]
}

interface Flow {
  id: string
  target: Element
}

interface Services {
  canvas: {
    zoom: (level?: number | 'fit-viewport', center?: Point | 'auto') => number
    viewbox: (box?: Box) => Box & { inner: Box; outer: Box }
    resized: () => void
    scrollToElement: (element: string, padding: number) => void
    addMarker: (element: string, name: string) => void
    removeMarker: (element: string, name: string) => void
  }
  elementRegistry: { get: (id: string) => Element | undefined }
  overlays: {
    add: (element: string, type: string, overlay: { html: HTMLElement; position: Position }) => string
    remove: (filter: { type: string }) => void
  }
}

type Position = { top?: number; left?: number; right?: number; bottom?: number }

/** A flow's overlay counts from the box around its bends; its last stretch is where it is named least. */
const positionOf = ({ waypoints }: Element, corner: Corner): Position => {
  if (corner === 'above') return { top: -12, right: 14 }
  if (corner === 'below') return { bottom: 10, left: 6 }
  const points = waypoints ?? []
  const [before, last] = points.slice(-2)
  if (before === undefined || last === undefined) return {}
  const left = Math.min(...points.map(({ x }) => x))
  const top = Math.min(...points.map(({ y }) => y))
  const isLevel = Math.abs(before.y - last.y) < 1
  const middle = { left: (before.x + last.x) / 2 - left, top: (before.y + last.y) / 2 - top }
  return isLevel
    ? { left: middle.left - 12, top: middle.top - 18 }
    : { left: middle.left + 4, top: middle.top - 8 }
}

const flowsBetween = (start: Element | undefined, goal: string): readonly string[] => {
  if (start === undefined) return []
  const seen = new Set([start.id])
  let ends: { at: Element; way: readonly string[] }[] = [{ at: start, way: [] }]
  while (ends.length > 0) {
    const next: typeof ends = []
    for (const { at, way } of ends) {
      for (const { id, target } of at.outgoing ?? []) {
        if (target.id === goal) return [...way, id]
        if (seen.has(target.id)) continue
        seen.add(target.id)
        next.push({ at: target, way: [...way, id] })
      }
    }
    ends = next
  }
  return []
}
