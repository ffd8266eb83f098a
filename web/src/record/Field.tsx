import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { InPlace } from './InPlace.tsx'
import type { PickerProps } from './pickers.tsx'

/** A line of the right column: a name, and a value that can be changed where it stands. */
export const Field = ({ label, canEdit, text, value, onChange, picker: Picker }: FieldProps) => (
  <>
    <dt>{label}</dt>
    <dd>
      <InPlace label={label} canEdit={canEdit} value={text ?? <Unsaid />}>
        {(close) => (
          <Picker
            aria-label={label}
            size="xs"
            value={value}
            defaultDropdownOpened
            onChange={(id) => {
              close()
              if (id !== value) onChange(id)
            }}
          />
        )}
      </InPlace>
    </dd>
  </>
)

interface FieldProps {
  label: string
  canEdit: boolean
  /** Null: nothing is said yet. */
  text: ReactNode | null
  value: string | null
  onChange: (id: string | null) => void
  picker: (props: PickerProps) => ReactNode
}

export const Unsaid = () => {
  const { t } = useWords()
  return (
    <Text span size="sm" c="dimmed">
      {t('record.edit.none')}
    </Text>
  )
}
