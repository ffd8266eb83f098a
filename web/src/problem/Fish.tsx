import type { Branch } from '#contract/problem/analysis.ts'
import { drawIshikawa } from '#contract/problem/ishikawa.ts'
import { useWords } from '../platform/words.ts'
import style from './problem.module.css'

/** The diagram as a picture; who can't see it reads the list below. */
export const Fish = ({ number, title, branches, rootId }: FishProps) => {
  const { t } = useWords()
  const { width, height, lines, boxes, words } = drawIshikawa({ branches, rootId }, title)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={style['fish']} role="region" aria-label={t('problem.analysis.ishikawa')} tabIndex={0}>
      <svg
        style={{ width: '100%', minWidth: Math.min(width, 640), maxWidth: width, height: 'auto' }}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('problem.analysis.ishikawaOf', { number })}
      >
        {lines.map(({ from, to, weight }) => (
          <line
            key={`${from.x} ${from.y} ${to.x} ${to.y}`}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            stroke={weight === 'twig' ? 'var(--mantine-color-dimmed)' : 'var(--mantine-primary-color-filled)'}
            strokeWidth={strokes[weight]}
          />
        ))}
        {boxes.map(({ x, y, width: wide, height: high, kind }) => (
          <rect
            key={`${x} ${y}`}
            x={x}
            y={y}
            width={wide}
            height={high}
            rx={4}
            fill={kind === 'root' ? 'var(--mantine-primary-color-light)' : 'var(--mantine-color-body)'}
            stroke={kind === 'root' ? 'none' : 'var(--mantine-primary-color-filled)'}
            strokeWidth={kind === 'effect' ? 2 : 1}
          />
        ))}
        {words.map(({ x, y, text, anchor, size, isStrong }) => (
          <text
            key={`${x} ${y}`}
            x={x}
            y={y}
            textAnchor={anchor}
            fontSize={size}
            fontWeight={isStrong ? 650 : 400}
            fill="currentColor"
          >
            {text}
          </text>
        ))}
      </svg>
    </div>
  )
}

const strokes = { spine: 3, bone: 2, twig: 1 } as const

interface FishProps {
  number: string
  /** What is to be explained. */
  title: string
  branches: readonly Branch[]
  rootId: string | null
}

/** The same as a list. */
export const CauseList = ({ branches, rootId }: Pick<FishProps, 'branches' | 'rootId'>) => {
  const { t } = useWords()
  const said = (id: string, text: string) =>
    id === rootId ? <strong>{`${text} (${t('problem.analysis.rootMark')})`}</strong> : text
  return (
    <ul className={style['causes']}>
      {branches.map(({ id, name, causes }) => (
        <li key={id}>
          {name}
          <ul>
            {causes.map((cause) => (
              <li key={cause.id}>
                {said(cause.id, cause.text)}
                {cause.causes.length > 0 && (
                  <ul>
                    {cause.causes.map((sub) => (
                      <li key={sub.id}>{said(sub.id, sub.text)}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
