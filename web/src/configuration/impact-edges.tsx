import { memo } from 'react'
import { useWords } from '../platform/words.ts'
import type { Direction, Placed, Point } from './impact-layout.ts'
import style from './impact.module.css'
import { useKinds } from './use-types.ts'

/** The lines, each with its kind to be read on it, and the name of those that stand in for each other. */
export const ImpactEdges = memo(function ImpactEdges({ ways, here, direction }: ImpactEdgesProps) {
  const { t } = useWords()
  const { sayKind } = useKinds()
  return ways.map(({ edge, near, far, points }) => {
    const isLit = near === here || far === here
    const group = edge.group === null ? null : (edge.spare ?? '')
    const middle = middleOf(points)
    return (
      <g key={`${edge.from} ${edge.kind} ${edge.to}`} className={style['edge']} data-lit={isLit || undefined}>
        <path
          d={pathOf(points)}
          markerEnd={`url(#impact-${isLit ? 'lit' : 'quiet'})`}
          strokeDasharray={group === null ? undefined : '6 4'}
        >
          <title>{sayKind(edge.kind, edge.from === near)}</title>
        </path>
        {group !== null && edge.group !== null && (
          <text x={middle.x} y={middle.y - 5} textAnchor="middle">
            {direction === 'up'
              ? t('configuration.impact.group', { name: group, ...edge.group })
              : t('configuration.impact.groupOf', { name: group, of: edge.group.of })}
          </text>
        )}
      </g>
    )
  })
})

interface ImpactEdgesProps {
  ways: Placed['ways']
  here: string
  direction: Direction
}

/** Softened where it bends. */
const pathOf = (points: readonly Point[]): string => {
  const [first, ...rest] = points
  if (first === undefined) return ''
  const start = `M${first.x} ${first.y}`
  const only = rest[0]
  if (rest.length === 1 && only !== undefined) {
    const half = (first.x + only.x) / 2
    return `${start}C${half} ${first.y} ${half} ${only.y} ${only.x} ${only.y}`
  }
  return `${start}${rest.map(({ x, y }) => `L${x} ${y}`).join('')}`
}

const middleOf = (points: readonly Point[]): Point => {
  const at = Math.floor((points.length - 1) / 2)
  const [one = { x: 0, y: 0 }, other = one] = [points[at], points[at + 1]]
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }
}
