import type { PriorityGrid } from '#contract/grid/shape.ts'
import { Menu, UnstyledButton } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { toneOfPriority } from '../ui/badges.tsx'
import tone from '../ui/tone.module.css'
import style from './matrix.module.css'

/** Impact × urgency → priority. With `onPick` each cell opens a choice; digits work on the one in focus. */
export const Matrix = ({ grid, chosen, onPick }: MatrixProps) => {
  const { t, say } = useWords()
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className={style['matrix']}>
        <caption>{t('grid.caption')}</caption>
        <thead>
          <tr>
            <th className={style['corner']} scope="col">
              {t('grid.impact')} \ {t('grid.urgency')}
            </th>
            {grid.urgencies.map(({ value, label, help }) => (
              <th key={value} scope="col">
                {value} · {say(label)}
                {help !== undefined && <small>{say(help)}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.impacts.map(({ value, label, help }, impact) => (
            <tr key={value}>
              <th scope="row">
                {value} · {say(label)}
                {help !== undefined && <small>{say(help)}</small>}
              </th>
              {(grid.cells[impact] ?? []).map((priority, urgency) => (
                // A cell is its place: there is nothing else to know it by.
                // oxlint-disable-next-line react/no-array-index-key
                <td key={urgency} className={style['cell']}>
                  <Cell
                    grid={grid}
                    place={{ impact, urgency }}
                    priority={priority}
                    isChosen={chosen?.impact === impact && chosen.urgency === urgency}
                    onPick={onPick}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export interface Place {
  impact: number
  urgency: number
}

interface MatrixProps {
  grid: PriorityGrid
  chosen?: Place
  onPick?: (place: Place, priority: number) => void
}

const Cell = ({ grid, place, priority, isChosen, onPick }: CellProps) => {
  const { t, say } = useWords()
  const name = labelOf(grid, priority, say)
  const classes = [style['value'], tone[toneOfPriority(priority)], isChosen ? style['chosen'] : ''].join(' ')
  const face = (
    <>
      <span className={style['long']}>{name}</span>
      <span className={style['short']}>P{priority}</span>
    </>
  )
  if (onPick === undefined) return <span className={classes}>{face}</span>
  const impact = grid.impacts[place.impact]
  const urgency = grid.urgencies[place.urgency]
  const title = t('grid.cell', {
    impact: impact === undefined ? '' : say(impact.label),
    urgency: urgency === undefined ? '' : say(urgency.label),
    priority: name,
  })
  return (
    <Menu withinPortal position="bottom" shadow="md">
      <Menu.Target>
        <UnstyledButton
          className={classes}
          aria-label={title}
          onKeyDown={({ key }) => {
            const wanted = Number(key)
            if (grid.priorities.some(({ value }) => value === wanted)) onPick(place, wanted)
          }}
        >
          {face}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {grid.priorities.map(({ value, label }) => (
          <Menu.Item key={value} onClick={() => onPick(place, value)} fw={value === priority ? 700 : 400}>
            {say(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface CellProps {
  grid: PriorityGrid
  place: Place
  priority: number
  isChosen: boolean
  onPick: ((place: Place, priority: number) => void) | undefined
}

export const labelOf = (
  { priorities }: Pick<PriorityGrid, 'priorities'>,
  value: number,
  say: (words: { fr: string; en?: string | undefined }) => string,
): string => {
  const found = priorities.find((priority) => priority.value === value)
  return found === undefined ? `P${value}` : say(found.label)
}
