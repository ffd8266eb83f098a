import type { Drawing } from './open-drawing.ts'
import type { TrafficRead } from './steps-table.tsx'

interface Heat {
  traffic: TrafficRead
  /** Where work can wait: no ends. */
  steps: ReadonlySet<string>
}

interface Marks {
  now: string
  median: string
  count: string
}

interface Said {
  number: (value: number) => string
  duration: (minutes: number) => string
}

/** Real tickets over the drawing: where they are, how long half of them wait, which ways they take. Answers how to undo it. */
export const showHeat = (
  drawing: Drawing,
  { traffic, steps }: Heat,
  marks: Marks,
  say: Said,
): (() => void) => {
  const undo: (() => void)[] = []
  const mark = (element: string, name: string) => {
    drawing.mark(element, name)
    undo.push(() => drawing.unmark(element, name))
  }
  const most = Math.max(1, ...traffic.steps.map(({ now }) => now))
  for (const { id, now, medianMinutes } of traffic.steps.filter(({ id }) => steps.has(id))) {
    if (now > 0) {
      mark(id, `trousse-heat-${levelOf(now, most)}`)
      drawing.pin(id, small(marks.now, say.number(now)), 'above')
    }
    if (medianMinutes !== null && medianMinutes >= 1) {
      drawing.pin(id, small(marks.median, say.duration(medianMinutes)), 'below')
    }
  }
  const counts = countFlows(drawing, traffic)
  const busiest = Math.max(1, ...counts.values())
  for (const [flow, count] of counts) {
    mark(flow, `trousse-way-${levelOf(count, busiest)}`)
    drawing.pin(flow, small(marks.count, say.number(count)), 'flow')
  }
  return () => {
    drawing.unpin()
    for (const take of undo) take()
  }
}

/** Visits know steps; each pair is laid on the flows between them. */
const countFlows = (drawing: Drawing, { moves }: TrafficRead): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { from, to, count } of moves) {
    for (const flow of drawing.flowsBetween(from, to)) counts.set(flow, (counts.get(flow) ?? 0) + count)
  }
  return counts
}

const levelOf = (count: number, most: number): 1 | 2 | 3 =>
  count > most * 0.6 ? 3 : count > most * 0.2 ? 2 : 1

const small = (name: string, text: string): HTMLElement => {
  const element = document.createElement('span')
  element.className = name
  element.textContent = text
  return element
}
