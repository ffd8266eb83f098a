import 'bpmn-js/dist/assets/bpmn-js.css'
import 'bpmn-js/dist/assets/diagram-js.css'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { useEffect, useRef, useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import style from './procedure-drawing.module.css'

/** The drawing of a procedure with the way taken and the step lit; moved by drag, zoomed with Ctrl and the wheel. */
export const ProcedureDrawing = ({ xml, label, visited, current, height = 220 }: ProcedureDrawingProps) => {
  const place = useRef<HTMLElement>(null)
  const [error, setError] = useState<unknown>(null)
  const steps = visited.join(' ')
  useEffect(() => {
    if (place.current === null) return undefined
    let isGone = false
    const viewer = new NavigatedViewer<Services>({ container: place.current, bpmnRenderer: colours })
    viewer
      .importXML(xml)
      .then(() => {
        return isGone ? undefined : light(viewer, { visited: steps.split(' '), current })
      })
      .catch((fault: unknown) => {
        if (!isGone) setError(fault)
      })
    return () => {
      isGone = true
      viewer.destroy()
    }
  }, [xml, steps, current])
  return (
    <>
      <ProblemAlert error={error} />
      <figure ref={place} aria-label={label} className={style['drawing']} style={{ height }} />
    </>
  )
}

interface ProcedureDrawingProps {
  xml: string
  label: string
  /** Steps in the order in which the ticket came through them. */
  visited: readonly string[]
  current: string
  height?: number | string
}

const colours = {
  defaultFillColor: 'var(--mantine-color-body)',
  defaultStrokeColor: 'var(--mantine-color-text)',
  defaultLabelColor: 'var(--mantine-color-text)',
}

interface Shape {
  id: string
  x: number
  y: number
  width: number
  height: number
  outgoing?: Flow[]
}

interface Flow {
  id: string
  target: Shape
}

interface Services {
  canvas: {
    zoom: (level: number | 'fit-viewport', center?: { x: number; y: number } | 'auto') => number
    addMarker: (element: string, name: string) => void
  }
  elementRegistry: { get: (id: string) => Shape | undefined }
}

const light = (
  viewer: NavigatedViewer<Services>,
  { visited, current }: { visited: readonly string[]; current: string },
): void => {
  const canvas = viewer.get('canvas')
  const registry = viewer.get('elementRegistry')
  const mark = (id: string, name: string) => {
    if (registry.get(id) !== undefined) canvas.addMarker(id, name)
  }
  for (const id of visited) mark(id, style['visited'] ?? '')
  visited.forEach((id, at) => {
    const from = visited[at - 1]
    const start = from === undefined ? undefined : registry.get(from)
    for (const step of start === undefined ? [] : wayBetween(start, id)) mark(step, style['taken'] ?? '')
  })
  mark(current, style['current'] ?? '')
  canvas.zoom('fit-viewport', 'auto')
}

/** The flows and gateways of the shortest way from one step to the next. */
const wayBetween = (start: Shape, goal: string): readonly string[] => {
  const seen = new Set([start.id])
  let ends: { shape: Shape; way: readonly string[] }[] = [{ shape: start, way: [] }]
  while (ends.length > 0) {
    const next: typeof ends = []
    for (const { shape, way } of ends) {
      for (const { id, target } of shape.outgoing ?? []) {
        if (target.id === goal) return [...way, id]
        if (seen.has(target.id)) continue
        seen.add(target.id)
        next.push({ shape: target, way: [...way, id, target.id] })
      }
    }
    ends = next
  }
  return []
}
