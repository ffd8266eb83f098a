import { memo } from 'react'
import { useWords } from '../platform/words.ts'
import type { Direction, Placed, Point } from './impact-layout.ts'
import style from './impact.module.css'
import { useKinds } from './use-types.ts'

/** The lines, each with its kind to be read on it. */
export const ImpactEdges = memo(function ImpactEdges({ ways, here }: EdgesProps) {
  const { sayKind } = useKinds()
  return ways.map(({ edge, near, far, points }) => {
    const isLit = near === here || far === here
    return (
      <g key={`${edge.from} ${edge.kind} ${edge.to}`} className={style['edge']} data-lit={isLit || undefined}>
        <path
          d={pathOf(points)}
          markerEnd={`url(#impact-${isLit ? 'lit' : 'quiet'})`}
          strokeDasharray={edge.group === null ? undefined : '6 4'}
        >
          <title>{sayKind(edge.kind, edge.from === near)}</title>
        </path>
      </g>
    )
  })
})

interface EdgesProps {
  ways: Placed['ways']
  here: string
}

/** The name of those that stand in for each other, once, over everything else. */
export const ImpactGroups = memo(function ImpactGroups({ ways, direction }: GroupsProps) {
  const { t } = useWords()
  const named = new Map(
    ways.flatMap((way) => {
      const { group, spare, from, to, carrier } = way.edge
      if (group === null || group.of < 2) return []
      return [
        [`${carrier === 'from' ? to : from} ${spare ?? ''}`, { ...way, group, name: spare ?? '' }] as const,
      ]
    }),
  )
  return [...named].map(([key, { points, group, name }]) => {
    const { x, y } = middleOf(points)
    return (
      <text key={key} x={x} y={y - 5} textAnchor="middle" className={style['group'] ?? ''}>
        {direction === 'up'
          ? t('configuration.impact.group', { name, ...group })
          : t('configuration.impact.groupOf', { name, of: group.of })}
      </text>
    )
  })
})

interface GroupsProps {
  ways: Placed['ways']
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
