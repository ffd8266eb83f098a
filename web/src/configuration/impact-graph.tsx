import { ActionIcon, Box, Group, Loader, Text } from '@mantine/core'
import { IconFocusCentered, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  memo,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useGo } from '../platform/address.ts'
import { useWords } from '../platform/words.ts'
import { ImpactEdges, ImpactGroups } from './impact-edges.tsx'
import { nodeHeight, nodeWidth, useLayout, type Direction, type Edge, type Node } from './impact-layout.ts'
import { ImpactNode, NodeIcons, type NodeWords } from './impact-node.tsx'
import { stepFrom, type Step } from './impact-walk.ts'
import style from './impact.module.css'
import { useTypes } from './use-types.ts'
import { useViewPort } from './use-view-port.ts'

const steps: Readonly<Record<string, Step>> = {
  ArrowRight: 'onward',
  ArrowLeft: 'back',
  ArrowUp: 'above',
  ArrowDown: 'below',
}
/** Below this, names can't be read: the graph then begins at its item. */
const readable = 0.55

/** What is hit, drawn: the item on the left, and from there the way a failure takes, or what it leans on. */
export const ImpactGraph = ({ root, nodes, edges, direction, clientOf }: ImpactGraphProps) => {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const { view, setView, zoom, pointer } = useViewPort(frame)
  const { placed, error, began } = useLayout(nodes, edges, direction)
  const [chosen, setChosen] = useState(root)
  const here = placed?.places.has(chosen) === true ? chosen : root

  const fit = useCallback(
    (isFirst = false) => {
      const box = frame.current?.getBoundingClientRect()
      if (box === undefined || placed === null) return
      const whole = Math.min(1, box.width / placed.width, box.height / placed.height)
      const start = placed.places.get(root)
      if (!isFirst || whole >= readable || start === undefined) {
        const [x, y] = [(box.width - placed.width * whole) / 2, (box.height - placed.height * whole) / 2]
        setView({ x, y, scale: whole })
        return
      }
      const scale = box.width < 600 ? 0.7 : 0.8
      setView({ scale, x: 16 - start.x * scale, y: box.height / 2 - (start.y + nodeHeight / 2) * scale })
    },
    [placed, root, setView],
  )
  const begin = useEffectEvent(() => fit(true))
  useLayoutEffect(() => {
    if (placed === null) return undefined
    begin()
    // Read by the journey that holds the graph to its second.
    const frameId = requestAnimationFrame(() =>
      performance.measure('impact-drawn', { start: began, end: performance.now() }),
    )
    return () => cancelAnimationFrame(frameId)
  }, [placed, began])

  /** What has the keyboard is seen. */
  const reveal = (number: string) => {
    const box = frame.current?.getBoundingClientRect()
    const at = placed?.places.get(number)
    if (box === undefined || at === undefined) return
    setView((before) => {
      const scale = Math.max(before.scale, 0.4)
      const [left, top] = [before.x + at.x * scale, before.y + at.y * scale]
      const isSeen =
        scale === before.scale &&
        left >= 0 &&
        top >= 0 &&
        left + nodeWidth * scale <= box.width &&
        top + nodeHeight * scale <= box.height
      if (isSeen) return before
      return {
        scale,
        x: box.width / 2 - (at.x + nodeWidth / 2) * scale,
        y: box.height / 2 - (at.y + nodeHeight / 2) * scale,
      }
    })
  }
  const go = (number: string) => {
    setChosen(number)
    reveal(number)
    frame.current?.querySelector<SVGAElement>(`[data-number="${number}"]`)?.focus({ preventScroll: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || placed === null) return
    const step = steps[event.key]
    const act =
      step === undefined
        ? {
            '+': () => zoom(1.25),
            '=': () => zoom(1.25),
            '-': () => zoom(0.8),
            '0': () => fit(),
            Home: () => go(root),
          }[event.key]
        : () => {
            const next = stepFrom(placed, here, step)
            if (next !== null) go(next)
          }
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  // A browser scrolls what it brings the keyboard to into view: the drawing moves itself.
  useEffect(() => {
    const element = frame.current
    const hold = () => element?.scrollTo(0, 0)
    element?.addEventListener('scroll', hold)
    return () => element?.removeEventListener('scroll', hold)
  }, [])
  return (
    <div className={style['graph']}>
      <Group gap={4} className={style['tools']} role="group" aria-label={t('configuration.impact.view')}>
        <Tool
          label={t('configuration.impact.zoomIn')}
          onClick={() => zoom(1.25)}
          icon={<IconPlus size={16} />}
        />
        <Tool
          label={t('configuration.impact.zoomOut')}
          onClick={() => zoom(0.8)}
          icon={<IconMinus size={16} />}
        />
        <Tool label={t('configuration.impact.fit')} onClick={() => fit()} icon={<IconMaximize size={16} />} />
        <Tool
          label={t('configuration.impact.root')}
          onClick={() => go(root)}
          icon={<IconFocusCentered size={16} />}
        />
      </Group>
      <Box
        ref={frame}
        className={style['frame']}
        style={placed === null ? {} : { '--drawn': `${Math.round(placed.height)}px` }}
        role="group"
        aria-label={t('configuration.impact.graphLabel', { count: nodes.length })}
        aria-describedby="impact-keys"
        aria-busy={placed === null}
        onKeyDown={onKeyDown}
        {...pointer}
      >
        {error !== null && <ProblemAlert error={error} />}
        {placed === null && error === null && <Loader size="sm" m="md" />}
        {placed !== null && (
          <svg width="100%" height="100%" role="presentation">
            <Arrows />
            <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
              <ImpactEdges ways={placed.ways} here={here} />
              <Nodes {...{ nodes, placed, root, here, direction, clientOf }} onFocus={setChosen} />
              <ImpactGroups ways={placed.ways} direction={direction} />
            </g>
          </svg>
        )}
      </Box>
      <Text size="xs" c="dimmed" id="impact-keys" mt={4}>
        {t('configuration.impact.keys')}
      </Text>
    </div>
  )
}

interface ImpactGraphProps {
  /** The number of the item that is looked at. */
  root: string
  nodes: readonly Node[]
  edges: readonly Edge[]
  direction: Direction
  clientOf: (id: string | null) => string | null
}

interface NodesProps extends Omit<ImpactGraphProps, 'edges'> {
  placed: { places: ReadonlyMap<string, { x: number; y: number }> }
  here: string
  onFocus: (number: string) => void
}

const Nodes = memo(function Nodes({ nodes, placed, root, here, direction, clientOf, onFocus }: NodesProps) {
  const say = useNodeWords()
  const open = useGo()
  const icons = new Set(nodes.map(({ type }) => say.icon(type)))
  const drawn = nodes.map((node) => {
    const at = placed.places.get(node.number)
    return at === undefined ? null : (
      <ImpactNode
        key={node.number}
        node={node}
        x={at.x}
        y={at.y}
        client={clientOf(node.clientId)}
        isRoot={node.number === root}
        isHere={node.number === here}
        direction={direction}
        say={say}
        onFocus={onFocus}
        onOpen={open}
      />
    )
  })
  return (
    <>
      <NodeIcons types={icons} />
      {drawn}
    </>
  )
})

/** The same object while nothing is said otherwise, so that moving the drawing draws no node anew. */
const useNodeWords = (): NodeWords => {
  const { t, say } = useWords()
  const { all } = useTypes()
  return useMemo((): NodeWords => {
    const types = new Map(all.map((type) => [type.key, { name: say(type.name), icon: type.icon }]))
    return {
      start: t('configuration.impact.start'),
      state: (state) => t(`configuration.states.${state}`),
      hit: (hit) => t(`configuration.impact.hits.${hit}`),
      type: (type) => types.get(type)?.name ?? type,
      icon: (type) => types.get(type)?.icon,
    }
  }, [t, say, all])
}

const Arrows = () => (
  <defs>
    {['quiet', 'lit'].map((kind) => (
      <marker
        key={kind}
        id={`impact-${kind}`}
        viewBox="0 0 10 10"
        refX="9"
        refY="5"
        markerWidth="7"
        markerHeight="7"
        orient="auto"
      >
        <path d="M0 0 10 5 0 10z" className={style[kind]} />
      </marker>
    ))}
  </defs>
)

const Tool = ({ label, icon, onClick }: { label: string; icon: React.ReactNode; onClick: () => void }) => (
  <ActionIcon variant="default" size="md" aria-label={label} title={label} onClick={onClick}>
    {icon}
  </ActionIcon>
)
