import { Text } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { GridPicker } from './GridPicker.tsx'
import type { Ticket } from './ticket.ts'
import { useGrid } from './use-grid.ts'

/** Where both are asked for, one choice in the grid answers both. */
export const GridQuestion = ({ ticket, values, onChange, error }: GridQuestionProps) => {
  const { t } = useWords()
  const grid = useGrid(ticket.judgedBy.grid?.versionId)
  if (grid === undefined) return null
  const { urgency, impact } = values
  return (
    <div>
      <Text size="sm" fw={500} mb={4} aria-hidden>
        {t('record.classify.grid')} <span style={{ color: 'var(--mantine-color-error)' }}>*</span>
      </Text>
      <GridPicker
        grid={grid}
        urgency={typeof urgency === 'number' ? urgency : null}
        impact={typeof impact === 'number' ? impact : null}
        onChange={onChange}
      />
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4}>
          {error}
        </Text>
      )}
    </div>
  )
}

interface GridQuestionProps {
  ticket: Ticket
  values: Readonly<Record<string, unknown>>
  onChange: (choice: { urgency: number; impact: number }) => void
  error?: string | undefined
}
