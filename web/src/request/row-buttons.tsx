import { ActionIcon, Group } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'

/** Up, down, away: the order is changed by keyboard as by hand. */
export const RowButtons = ({ name, at, count, onMove, onRemove }: RowButtonsProps) => {
  const { t } = useWords()
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={at === 0}
        aria-label={t('request.model.up', { name })}
        onClick={() => onMove(at - 1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={at === count - 1}
        aria-label={t('request.model.down', { name })}
        onClick={() => onMove(at + 1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('request.model.remove', { name })}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

interface RowButtonsProps {
  name: string
  at: number
  count: number
  onMove: (to: number) => void
  onRemove: () => void
}
