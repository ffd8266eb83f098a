import { IconAlertTriangle, IconCircleX, IconFlag } from '@tabler/icons-react'
import { memo } from 'react'
import { useGo } from '../platform/address.ts'
import { useWords } from '../platform/words.ts'
import { nodeHeight, nodeWidth, type Direction, type Node } from './impact-layout.ts'
import style from './impact.module.css'
import { TypeIcon } from './type-icons.tsx'
import { useTypes } from './use-types.ts'

/** One item: a link, so that it opens as links do, in a new tab too. */
export const ImpactNode = memo(function ImpactNode(props: ImpactNodeProps) {
  const { node, x, y, client, isRoot, isHere, direction, onFocus } = props
  const { t } = useWords()
  const { of, nameOf } = useTypes()
  const go = useGo()
  const { number, name, type, state, hit } = node
  const href = `/parc/${number}`
  const isHit = direction === 'up' && !isRoot
  const mark = isRoot ? 'root' : isHit ? hit : 'needed'
  const stateWord = t(`configuration.states.${state}`)
  const hitWord = isRoot
    ? t('configuration.impact.start')
    : isHit
      ? t(`configuration.impact.hits.${hit}`)
      : null
  const told = [name, number, nameOf(type), client, stateWord, hitWord].filter((part) => part !== null)
  return (
    <g transform={`translate(${x} ${y})`}>
      <a
        href={href}
        tabIndex={isHere ? 0 : -1}
        data-number={number}
        data-mark={mark}
        className={style['node'] ?? ''}
        aria-label={told.join(', ')}
        onFocus={() => onFocus(number)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          go(href)
        }}
        onDragStart={(event) => event.preventDefault()}
      >
        <title>{told.join(' · ')}</title>
        <rect width={nodeWidth} height={nodeHeight} rx="8" />
        <rect className={style['bar'] ?? ''} width="5" height={nodeHeight - 16} x="0" y="8" rx="2" />
        <g transform="translate(14 12)">
          <TypeIcon name={of(type)?.icon} size={18} />
        </g>
        <text x="40" y="25" className={style['name'] ?? ''}>
          {cut(name, 22)}
        </text>
        <text x="14" y="42" className={style['quiet'] ?? ''}>
          {cut(client === null ? number : `${number} · ${client}`, 32)}
        </text>
        <text x="14" y="57" className={style['quiet'] ?? ''}>
          {stateWord}
        </text>
        {hitWord !== null && (
          <g className={style['hit'] ?? ''}>
            <text x={nodeWidth - 12} y="57" textAnchor="end">
              {hitWord}
            </text>
            <g transform={`translate(${nodeWidth - 26} 10)`}>
              <Sign mark={mark} />
            </g>
          </g>
        )}
      </a>
    </g>
  )
})

interface ImpactNodeProps {
  node: Node
  x: number
  y: number
  client: string | null
  isRoot: boolean
  isHere: boolean
  direction: Direction
  onFocus: (number: string) => void
}

const Sign = ({ mark }: { mark: 'root' | 'down' | 'weakened' | 'needed' }) => {
  if (mark === 'root') return <IconFlag size={16} aria-hidden />
  return mark === 'down' ? <IconCircleX size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
