import { Button, Group } from '@mantine/core'
import { useRef, type PointerEvent } from 'react'
import { useWords } from '../platform/words.ts'
import style from './visit.module.css'

const [wide, high] = [1000, 400]

/** A sheet to sign on with a finger, a pen or the mouse: strokes as numbers, which the server draws. */
export const SignaturePad = ({ strokes, onChange }: SignaturePadProps) => {
  const { t } = useWords()
  const current = useRef<number[] | null>(null)
  const at = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = currentTarget.getBoundingClientRect()
    const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)))
    return [
      within(((clientX - box.left) / box.width) * wide, wide),
      within(((clientY - box.top) / box.height) * high, high),
    ]
  }
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    current.current = at(event)
    onChange([...strokes, current.current])
  }
  const draw = (event: PointerEvent<SVGSVGElement>) => {
    const line = current.current
    if (line === null || line.length >= 3990) return
    const [x, y] = at(event)
    if (Math.hypot(x - (line.at(-2) ?? 0), y - (line.at(-1) ?? 0)) < 4) return
    current.current = [...line, x, y]
    onChange([...strokes.slice(0, -1), current.current])
  }
  const end = () => {
    current.current = null
  }
  return (
    <div>
      <svg
        className={style['sheet']}
        viewBox={`0 0 ${wide} ${high}`}
        role="img"
        aria-label={t('intervention.phone.signSheet')}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line x1={60} y1={320} x2={940} y2={320} className={style['rule']} />
        {strokes.map((points, index) => (
          <polyline key={index} points={asPoints(points)} />
        ))}
      </svg>
      <Group justify="flex-end">
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={strokes.length === 0}
          onClick={() => onChange([])}
        >
          {t('intervention.phone.signClear')}
        </Button>
      </Group>
    </div>
  )
}

interface SignaturePadProps {
  strokes: readonly (readonly number[])[]
  onChange: (strokes: readonly (readonly number[])[]) => void
}

const asPoints = (points: readonly number[]): string =>
  points.length === 2
    ? `${points.join()} ${(points[0] ?? 0) + 1},${points[1] ?? 0}`
    : points.flatMap((x, at) => (at % 2 === 0 ? [`${x},${points[at + 1] ?? 0}`] : [])).join(' ')
