import type { Indicator } from '#contract/indicator/shape.ts'
import { useWords } from '../platform/words.ts'
import style from './indicator.module.css'
import { useSay } from './use-say.ts'

const [width, height, edge] = [112, 26, 3]

/** Twelve months as a line, broken where nothing is said; who cannot see it hears the months. */
export const Sparkline = ({ indicator }: { indicator: Indicator }) => {
  const { t } = useWords()
  const { inUnit, month, name } = useSay()
  const { unit, rolling } = indicator
  const { months } = rolling
  const known = months.flatMap(({ value }) => value ?? [])
  if (known.length === 0) return <span aria-hidden>–</span>
  const [low, high] = [Math.min(0, ...known), Math.max(...known)]
  const x = (place: number) => edge + (place * (width - 2 * edge)) / Math.max(1, months.length - 1)
  const y = (value: number) =>
    high === low ? height / 2 : height - edge - ((value - low) * (height - 2 * edge)) / (high - low)
  const points = months.map(({ value }, place) => (value === null ? null : ([x(place), y(value)] as const)))
  const last = points.findLast((point) => point !== null)
  const told = months
    .map(({ month: one, value }) =>
      t('indicator.sparkMonth', {
        month: month(one, 'short'),
        value: value === null ? t('indicator.sparkNone') : inUnit(unit, value),
      }),
    )
    .join(', ')
  return (
    <svg
      className={style['spark']}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('indicator.spark', { name: name(indicator), months: told })}
    >
      <title>{told}</title>
      <path d={pathOf(points)} fill="none" stroke="currentColor" strokeWidth={1.5} />
      {points.map(
        (point) =>
          point !== null && <circle key={point[0]} cx={point[0]} cy={point[1]} r={1.4} fill="currentColor" />,
      )}
      {last !== undefined && last !== null && (
        <circle cx={last[0]} cy={last[1]} r={2.6} fill="currentColor" />
      )}
    </svg>
  )
}

const pathOf = (points: readonly (readonly [number, number] | null)[]): string =>
  points
    .map((point, place) => {
      if (point === null) return ''
      const isJoined = place > 0 && points[place - 1] !== null
      return `${isJoined ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1].toFixed(1)}`
    })
    .join('')
