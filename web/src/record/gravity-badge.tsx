import { LevelBadge } from '../problem/level-badge.tsx'
import { PriorityBadge } from '../ui/badges.tsx'
import { isJudged, type Row } from './ticket.ts'

/** A priority of the grid, or a level of problems; changes and duties have neither. */
export const GravityBadge = ({ row: { kind, priority } }: { row: Pick<Row, 'kind' | 'priority'> }) => {
  if (kind === 'PRB') return <LevelBadge level={priority} />
  return isJudged(kind) ? <PriorityBadge priority={priority} /> : null
}
