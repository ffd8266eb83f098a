import { IconAlertTriangle, IconCircleX, IconFlag } from '@tabler/icons-react'
import { memo } from 'react'
import { nodeHeight, nodeWidth, type Direction, type Node } from './impact-layout.ts'
import style from './impact.module.css'
import { TypeIcon } from './type-icons.tsx'

/** One item: a link, so that it opens as links do, in a new tab too. */
export const ImpactNode = memo(function ImpactNode(props: ImpactNodeProps) {
  const { node, x, y, client, isRoot, isHere, direction, say, onFocus, onOpen } = props
  const { number, name, type, state, hit } = node
  const href = `/parc/${number}`
  const isHit = direction === 'up' && !isRoot
  const mark = isRoot ? 'root' : isHit ? hit : 'needed'
  const stateWord = say.state(state)
  const hitWord = isHit ? say.hit(hit) : null
  const [shown, under] = [cut(name, 17), cut(client === null ? number : `${number} · ${client}`, 27)]
  /** What is seen comes first, as it is seen: the spaces between are in the drawing as well. */
  const spoken = [shown, under, stateWord, hitWord ?? '', say.type(type), isRoot ? say.start : ''].filter(
    Boolean,
  )
  return (
    <g transform={`translate(${x} ${y})`}>
      <a
        href={href}
        tabIndex={isHere ? 0 : -1}
        data-number={number}
        data-mark={mark}
        className={style['node'] ?? ''}
        aria-label={spoken.join(' ')}
        onFocus={() => onFocus(number)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          onOpen(href)
        }}
        onDragStart={(event) => event.preventDefault()}
      >
        <rect width={nodeWidth} height={nodeHeight} rx="8" />
        <rect className={style['bar'] ?? ''} width="5" height={nodeHeight - 16} x="0" y="8" rx="2" />
        <use href={`#${iconId(say.icon(type))}`} x="14" y="12" />
        <text x="40" y="25" className={style['name'] ?? ''}>
          {`${shown} `}
        </text>
        <text x="14" y="42" className={style['quiet'] ?? ''}>
          {`${under} `}
        </text>
        <text x="14" y="57" className={style['quiet'] ?? ''}>
          {`${stateWord} `}
        </text>
        {(isRoot || hitWord !== null) && (
          <g className={style['hit'] ?? ''}>
            {!isRoot && (
              <text x={nodeWidth - 12} y="57" textAnchor="end">
                {hitWord}
              </text>
            )}
            <use href={`#impact-${mark}`} x={nodeWidth - 26} y="10" />
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
  say: NodeWords
  onFocus: (number: string) => void
  onOpen: (href: string) => void
}

/** Asked once for all: hundreds of nodes that each ask for words and types would be seconds. */
export interface NodeWords {
  start: string
  state: (state: Node['state']) => string
  hit: (hit: Node['hit']) => string
  type: (type: string) => string
  icon: (type: string) => string | undefined
}

/** What the nodes show by reference: hundreds of drawn icons would be most of what the page holds. */
export const NodeIcons = ({ types }: { types: ReadonlySet<string | undefined> }) => (
  <defs>
    {[...types].map((name) => (
      <g key={iconId(name)} id={iconId(name)}>
        <TypeIcon name={name} size={18} />
      </g>
    ))}
    <IconFlag id="impact-root" size={16} aria-hidden />
    <IconCircleX id="impact-down" size={16} aria-hidden />
    <IconAlertTriangle id="impact-weakened" size={16} aria-hidden />
  </defs>
)

const iconId = (name: string | undefined): string => `impact-type-${name ?? 'none'}`

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
