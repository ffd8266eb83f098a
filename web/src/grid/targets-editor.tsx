import type { PriorityGrid, Target } from '#contract/grid/shape.ts'
import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { PriorityBadge } from '../ui/badges.tsx'
import { setTarget } from './change.ts'
import { DelayField } from './delay-field.tsx'
import { labelOf } from './matrix.tsx'

/** What is promised at each priority, to be written; with `onRemove` a priority may be left out. */
export const TargetsEditor = ({ targets, priorities, onChange, onRemove }: TargetsEditorProps) => {
  const { t, say } = useWords()
  return (
    <QuietTable
      label={t('grid.targets.title')}
      minWidth={700}
      head={
        <>
          <th>{t('grid.priority')}</th>
          <th>{t('grid.targets.response')}</th>
          <th>{t('grid.targets.resolution')}</th>
          <th>{t('grid.targets.kind')}</th>
          {onRemove !== undefined && <td aria-hidden />}
        </>
      }
    >
      {targets.map((target) => {
        const { priority, response, resolution, kind } = target
        const name = labelOf({ priorities }, priority, say)
        const change = (part: Partial<Target>) => onChange(setTarget(targets, { ...target, ...part }))
        return (
          <tr key={priority}>
            <td>
              <PriorityBadge priority={priority} label={name} />
            </td>
            <td>
              <DelayField
                label={t('grid.targets.responseOf', { priority: name })}
                delay={response}
                onChange={(delay) => change({ response: delay })}
              />
            </td>
            <td>
              <DelayField
                label={t('grid.targets.resolutionOf', { priority: name })}
                delay={resolution}
                onChange={(delay) => change({ resolution: delay })}
              />
            </td>
            <td>
              <NativeSelect
                aria-label={`${t('grid.targets.kind')}, ${name}`}
                size="xs"
                value={kind}
                data={[
                  { value: 'objective', label: t('grid.targets.objective') },
                  { value: 'guarantee', label: t('grid.targets.guarantee') },
                ]}
                onChange={({ currentTarget }) =>
                  change({ kind: currentTarget.value === 'guarantee' ? 'guarantee' : 'objective' })
                }
              />
            </td>
            {onRemove !== undefined && (
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('agreement.targets.remove', { priority: name })}
                  disabled={targets.length === 1}
                  onClick={() => onRemove(priority)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </td>
            )}
          </tr>
        )
      })}
    </QuietTable>
  )
}

interface TargetsEditorProps {
  targets: readonly Target[]
  priorities: PriorityGrid['priorities']
  onChange: (targets: Target[]) => void
  onRemove?: (priority: number) => void
}
