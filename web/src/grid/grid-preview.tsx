import type { PriorityGrid } from '#contract/grid/shape.ts'
import { Alert, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { PriorityBadge } from '../ui/badges.tsx'
import { findUneven } from './change.ts'
import { sayDelay } from './delay.ts'
import { labelOf, type Place } from './matrix.tsx'

/** What the grid as it stands would do to one ticket; and what looks like a slip. */
export const GridPreview = ({ grid }: { grid: PriorityGrid }) => {
  const words = useWords()
  const { t, say } = words
  const [{ impact, urgency }, setPlace] = useState<Place>({ impact: 0, urgency: 0 })
  const priority = grid.cells[impact]?.[urgency]
  const target = grid.targets.find((one) => one.priority === priority)
  const unused = grid.priorities.filter(({ value }) => !grid.cells.flat().includes(value))
  const uneven = findUneven(grid)
  const choices = (levels: PriorityGrid['impacts']) =>
    levels.map(({ label }, at) => ({ value: String(at), label: `${at + 1} · ${say(label)}` }))
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={t('grid.impact')}
          size="xs"
          value={String(impact)}
          data={choices(grid.impacts)}
          onChange={({ currentTarget }) => setPlace({ impact: Number(currentTarget.value), urgency })}
        />
        <NativeSelect
          label={t('grid.urgency')}
          size="xs"
          value={String(urgency)}
          data={choices(grid.urgencies)}
          onChange={({ currentTarget }) => setPlace({ impact, urgency: Number(currentTarget.value) })}
        />
      </Group>
      {priority !== undefined && target !== undefined && (
        <Group gap="xs" aria-live="polite">
          <PriorityBadge priority={priority} label={labelOf(grid, priority, say)} />
          <Text size="sm">
            {t('grid.preview.promise', {
              response: sayDelay(words, target.response),
              resolution: sayDelay(words, target.resolution),
            })}
          </Text>
        </Group>
      )}
      {unused.map(({ value, label }) => (
        <Alert key={value} color="yellow" variant="light" p="xs">
          {t('grid.preview.unused', { priority: say(label) })}
        </Alert>
      ))}
      {uneven !== null && (
        <Alert color="yellow" variant="light" p="xs">
          {t('grid.preview.uneven', { impact: uneven.impact + 1, urgency: uneven.urgency + 1 })}
        </Alert>
      )}
    </Stack>
  )
}
