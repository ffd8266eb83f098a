import type { TrendLine, Verdict } from '#contract/trend/shape.ts'
import { Text } from '@mantine/core'
import { useId, useRef, type KeyboardEvent } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './trend.module.css'

const most = 20
const [height, top, foot, left, right] = [180, 22, 84, 72, 46]

/** Bars from the most on, and what share they make together; the table below says the same. */
export const Pareto = ({ lines, onChoose }: ParetoProps) => {
  const { t, say } = useWords()
  const { number, percent } = useTime()
  const hint = useId()
  const bars = useRef(new Map<number, SVGGElement>())
  const shown = lines.slice(0, most)
  const peak = Math.max(1, ...shown.map(({ n }) => n))
  const pitch = Math.max(38, Math.min(90, 700 / Math.max(1, shown.length)))
  const width = left + pitch * shown.length + right
  const yOf = (part: number) => top + height * (1 - part)
  const xOf = (place: number) => left + pitch * (place + 0.5)
  const points = shown.flatMap(({ cumulative }, place) =>
    cumulative === null ? [] : [{ x: xOf(place), y: yOf(cumulative) }],
  )
  const walk = (event: KeyboardEvent, place: number) => {
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: shown.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      bars.current.get(to)?.focus()
    }
    const line = shown[place]
    if ((event.key !== 'Enter' && event.key !== ' ') || line === undefined) return
    event.preventDefault()
    onChoose(line.key)
  }
  return (
    <figure style={{ margin: 0 }}>
      <div className={style['chart']}>
        <svg
          viewBox={`0 0 ${width} ${top + height + foot}`}
          style={{ width: '100%', minWidth: Math.min(width, 560), maxWidth: width * 1.25, height: 'auto' }}
          role="group"
          aria-label={t('trend.chart')}
          aria-describedby={hint}
        >
          {[0, 0.5, 1].map((part) => (
            <g key={part} aria-hidden>
              <line x1={left} x2={width - right} y1={yOf(part)} y2={yOf(part)} stroke="var(--line)" />
              <text
                x={left - 5}
                y={yOf(part) + 4}
                textAnchor="end"
                fontSize={11}
                fill="var(--mantine-color-dimmed)"
              >
                {peak * part === Math.round(peak * part) ? number(peak * part) : ''}
              </text>
              {points.length > 0 && (
                <text
                  x={width - right + 5}
                  y={yOf(part) + 4}
                  fontSize={11}
                  fill="var(--mantine-color-dimmed)"
                >
                  {percent(part)}
                </text>
              )}
            </g>
          ))}
          {shown.map((line, place) => (
            <g
              key={line.key}
              ref={(group) => {
                if (group === null) bars.current.delete(place)
                else bars.current.set(place, group)
              }}
              className={style['bar']}
              role="button"
              tabIndex={place === 0 ? 0 : -1}
              aria-label={t(line.cumulative === null ? 'trend.bar' : 'trend.barCumulative', {
                name: say(line.name),
                n: line.n,
                verdict: t(`trend.verdict.${line.verdict}`),
                share: percent(line.cumulative ?? 0),
              })}
              onClick={() => onChoose(line.key)}
              onKeyDown={(event) => walk(event, place)}
            >
              <title>{say(line.name)}</title>
              <rect x={xOf(place) - pitch / 2} y={top} width={pitch} height={height} fill="transparent" />
              <rect
                x={xOf(place) - pitch * 0.34}
                y={yOf(line.n / peak)}
                width={pitch * 0.68}
                height={Math.max(1, (height * line.n) / peak)}
                fill={colours[line.verdict]}
              />
            </g>
          ))}
          <g aria-hidden pointerEvents="none">
            {shown.map((line, place) => (
              <g key={line.key}>
                <text
                  x={xOf(place)}
                  y={yOf(line.n / peak) - 5}
                  textAnchor="middle"
                  fontSize={11}
                  fill="currentColor"
                  className={style['figure']}
                >
                  {number(line.n)}
                  {marks[line.verdict]}
                </text>
                <text
                  transform={`translate(${xOf(place) + 4} ${top + height + 14}) rotate(-32)`}
                  textAnchor="end"
                  fontSize={11}
                  fill="currentColor"
                >
                  {shortened(say(line.name))}
                </text>
              </g>
            ))}
            <polyline
              points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
              fill="none"
              stroke="currentColor"
              strokeWidth={1.5}
            />
            {points.map(({ x, y }) => (
              <circle
                key={x}
                cx={x}
                cy={y}
                r={3}
                fill="var(--mantine-color-body)"
                stroke="currentColor"
                strokeWidth={1.5}
              />
            ))}
          </g>
        </svg>
      </div>
      <Text component="figcaption" id={hint} size="xs" c="dimmed" mt={4}>
        {t('trend.chart')}. {t('trend.chartHint')}
      </Text>
    </figure>
  )
}

const shortened = (name: string): string => (name.length > 18 ? `${name.slice(0, 17)}…` : name)

/** A mark beside the number, since colour alone says nothing. */
const marks: Readonly<Record<Verdict, string>> = {
  rises: ' ↑',
  falls: ' ↓',
  seasonal: ' ~',
  stable: '',
  'too-few': '',
}

const colours: Readonly<Record<Verdict, string>> = {
  rises: 'var(--mantine-color-red-filled)',
  falls: 'var(--mantine-color-green-filled)',
  seasonal: 'var(--mantine-color-blue-filled)',
  stable: 'var(--mantine-primary-color-filled)',
  'too-few': 'var(--mantine-color-gray-5)',
}

interface ParetoProps {
  lines: readonly TrendLine[]
  onChoose: (key: string) => void
}
