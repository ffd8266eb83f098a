import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import type { Point } from './impact-layout.ts'

export interface View extends Point {
  scale: number
}

const smallest = 0.02
const largest = 2
const within = (scale: number): number => Math.min(largest, Math.max(smallest, scale))

/** What of a drawing is seen: moved by dragging, zoomed by the wheel with Ctrl, by two fingers, or by what the buttons call. */
export const useViewPort = (frame: RefObject<HTMLElement | null>) => {
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 })
  const fingers = useRef(new Map<number, Point>())

  const zoomAt = useCallback((factor: number, { x, y }: Point) => {
    setView((before) => {
      const scale = within(before.scale * factor)
      const part = scale / before.scale
      return { scale, x: x - (x - before.x) * part, y: y - (y - before.y) * part }
    })
  }, [])

  const zoom = useCallback(
    (factor: number) => {
      const box = frame.current?.getBoundingClientRect()
      if (box !== undefined) zoomAt(factor, { x: box.width / 2, y: box.height / 2 })
    },
    [frame, zoomAt],
  )

  const onWheel = useEffectEvent((event: WheelEvent) => {
    // The page scrolls on: only who asks to zoom zooms. A pinch on a touch pad comes as the wheel with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined) return
    zoomAt(Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top })
  })
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const listen = (event: WheelEvent) => onWheel(event)
    element.addEventListener('wheel', listen, { passive: false })
    return () => element.removeEventListener('wheel', listen)
  }, [frame])

  const pointer = {
    onPointerDown: (event: React.PointerEvent) => {
      if (event.button !== 0) return
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    },
    onPointerMove: (event: React.PointerEvent) => {
      const before = fingers.current.get(event.pointerId)
      if (before === undefined) return
      const now = { x: event.clientX, y: event.clientY }
      const [other] = [...fingers.current].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]))
      if (other === undefined) {
        const isDrag = Math.hypot(now.x - before.x, now.y - before.y) > 4
        if (!isDrag && !event.currentTarget.hasPointerCapture(event.pointerId)) return
        // From here on it is no click on what lies under the pointer.
        event.currentTarget.setPointerCapture(event.pointerId)
        setView((view) => ({ ...view, x: view.x + now.x - before.x, y: view.y + now.y - before.y }))
      } else {
        const box = event.currentTarget.getBoundingClientRect()
        const width = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y)
        zoomAt(width(now) / Math.max(1, width(before)), {
          x: (now.x + other.x) / 2 - box.left,
          y: (now.y + other.y) / 2 - box.top,
        })
      }
      fingers.current.set(event.pointerId, now)
    },
    onPointerUp: (event: React.PointerEvent) => void fingers.current.delete(event.pointerId),
    onPointerCancel: (event: React.PointerEvent) => void fingers.current.delete(event.pointerId),
  }
  return { view, setView, zoom, pointer }
}
