import type { PriorityGrid, Target } from '#contract/grid/shape.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { PriorityBadge } from '../ui/badges.tsx'
import { sayDelay } from './delay.ts'
import { labelOf } from './matrix.tsx'

/** What is promised at each priority, to be read. */
export const TargetsTable = ({ targets, priorities }: TargetsTableProps) => {
  const words = useWords()
  const { t, say } = words
  const informs = priorities.some(({ inform }) => inform !== undefined)
  return (
    <QuietTable
      label={t('grid.targets.title')}
      minWidth={480}
      isStacked
      head={
        <>
          <th>{t('grid.priority')}</th>
          <th>{t('grid.targets.response')}</th>
          <th>{t('grid.targets.resolution')}</th>
          <th>{t('grid.targets.kind')}</th>
          {informs && <th>{t('grid.targets.inform')}</th>}
        </>
      }
    >
      {targets.map(({ priority, response, resolution, kind }) => {
        const inform = priorities.find(({ value }) => value === priority)?.inform
        return (
          <tr key={priority}>
            <th scope="row">
              <PriorityBadge priority={priority} label={labelOf({ priorities }, priority, say)} />
            </th>
            <td data-label={t('grid.targets.response')}>{sayDelay(words, response)}</td>
            <td data-label={t('grid.targets.resolution')}>{sayDelay(words, resolution)}</td>
            <td data-label={t('grid.targets.kind')}>{t(`grid.targets.${kind}`)}</td>
            {informs && (
              <td data-label={t('grid.targets.inform')}>{inform === undefined ? '' : say(inform)}</td>
            )}
          </tr>
        )
      })}
    </QuietTable>
  )
}

interface TargetsTableProps {
  targets: readonly Target[]
  priorities: PriorityGrid['priorities']
}
