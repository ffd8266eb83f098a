import type { PriorityGrid } from '#contract/grid/shape.ts'
import { Fragment, useRef, type KeyboardEvent } from 'react'
import { useWords } from '../platform/words.ts'
import { PriorityBadge } from '../ui/badges.tsx'
import style from './grid-picker.module.css'

/** Impact × urgency as people know it from the grid: one stop of the Tab key, arrows move and choose. */
export const GridPicker = ({ grid, urgency, impact, onChange }: GridPickerProps) => {
  const { t, say } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const labelOf = (priority: number) => {
    const known = grid.priorities.find(({ value }) => value === priority)
    return known === undefined ? `P${priority}` : say(known.label)
  }
  const move = (event: KeyboardEvent, row: number, column: number) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = {
      impact: wrapped(row + step[0], grid.impacts.length),
      urgency: wrapped(column + step[1], grid.urgencies.length),
    }
    onChange(next)
    box.current?.querySelector<HTMLElement>(`[data-cell="${next.impact}-${next.urgency}"]`)?.focus()
  }
  const hasChoice = urgency !== null && impact !== null
  return (
    <div
      ref={box}
      role="radiogroup"
      aria-label={t('record.classify.grid')}
      className={style['grid']}
      style={{ gridTemplateColumns: `minmax(4.5rem, auto) repeat(${grid.urgencies.length}, minmax(0, 1fr))` }}
    >
      <span className={style['corner']} aria-hidden>
        {t('record.classify.impact')} ↓ {t('record.classify.urgency')} →
      </span>
      {grid.urgencies.map(({ value, label, help }) => (
        <span key={value} className={style['head']} aria-hidden title={help && say(help)}>
          {say(label)}
        </span>
      ))}
      {grid.impacts.map(({ value: row, label, help }) => (
        <Fragment key={row}>
          <span className={style['side']} aria-hidden title={help && say(help)}>
            {say(label)}
          </span>
          {grid.urgencies.map(({ value: column, label: columnLabel }) => {
            const priority = grid.cells[row - 1]?.[column - 1] ?? 0
            const isChosen = row === impact && column === urgency
            return (
              <button
                key={column}
                type="button"
                role="radio"
                aria-checked={isChosen}
                data-cell={`${row}-${column}`}
                tabIndex={isChosen || (!hasChoice && row === 1 && column === 1) ? 0 : -1}
                className={style['cell']}
                aria-label={t('record.classify.cell', {
                  impact: say(label),
                  urgency: say(columnLabel),
                  priority: labelOf(priority),
                })}
                onClick={() => onChange({ impact: row, urgency: column })}
                onKeyDown={(event) => move(event, row, column)}
              >
                <PriorityBadge priority={priority} />
              </button>
            )
          })}
        </Fragment>
      ))}
    </div>
  )
}

interface GridPickerProps {
  grid: PriorityGrid
  urgency: number | null
  impact: number | null
  onChange: (choice: { urgency: number; impact: number }) => void
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const wrapped = (value: number, count: number): number => ((value - 1 + count) % count) + 1
