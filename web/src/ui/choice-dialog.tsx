import { Combobox, Modal, Text, TextInput, useCombobox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useWords } from '../platform/words.ts'

export interface Choosable {
  value: string
  label: string
  /** A line under the label. */
  text?: string
}

/** One out of many, found by typing: arrows and Enter choose, Escape leaves. */
export const ChoiceDialog = ({ title, choices, nothing, onChoose, onClose }: ChoiceDialogProps) => {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const store = useCombobox({ opened: true })
  const found = choices.filter(({ label }) => folded(label).includes(folded(words))).slice(0, 50)
  const { selectFirstOption } = store
  useEffect(() => {
    selectFirstOption()
    // oxlint-disable-next-line react/exhaustive-deps -- when what is found has changed
  }, [words, choices.length])
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('shell.confirm.close') }}
    >
      <Combobox store={store} onOptionSubmit={onChoose}>
        <Combobox.EventsTarget>
          <TextInput
            aria-label={title}
            data-autofocus
            autoComplete="off"
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options mt="xs" mah={320} style={{ overflowY: 'auto' }} aria-label={title}>
          {found.map(({ value, label, text }) => (
            <Combobox.Option key={value} value={value}>
              <Text size="sm" fw={600}>
                {label}
              </Text>
              {text !== undefined && (
                <Text size="xs" c="dimmed" lineClamp={2}>
                  {text}
                </Text>
              )}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox>
      {found.length === 0 && (
        <Text size="sm" c="dimmed" mt="xs" role="status">
          {nothing}
        </Text>
      )}
    </Modal>
  )
}

interface ChoiceDialogProps {
  title: string
  choices: readonly Choosable[]
  nothing: string
  onChoose: (value: string) => void
  onClose: () => void
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
