import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { numberIn, TicketPicker } from './pickers.tsx'

/** Several tickets of one trouble: each keeps its client and its clocks, and is restored with the one that is named here. */
export const BulkAttach = ({ count, onAttach, onClose }: BulkAttachProps) => {
  const { t } = useWords()
  const [text, setText] = useState('')
  const number = numberIn(text)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('record.bulk.attachTitle', { count })}
      closeButtonProps={{ 'aria-label': t('record.bulk.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (number !== null) onAttach(number)
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('record.bulk.attachHelp')}</Text>
          <TicketPicker
            label={t('record.bulk.attachTo')}
            description={t('record.bulk.attachToHelp')}
            kinds="INC"
            value={text}
            onChange={setText}
            required
          />
          <Button type="submit" disabled={number === null} style={{ alignSelf: 'start' }}>
            {t('record.bulk.attach')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

interface BulkAttachProps {
  count: number
  /** The number of the incident that they belong to. */
  onAttach: (number: string) => void
  onClose: () => void
}
