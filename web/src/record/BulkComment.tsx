import { Button, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'
import { isBlank } from '../ui/rich-text.tsx'

/** The same word on several tickets. */
export const BulkComment = ({ count, onSend, onClose }: BulkCommentProps) => {
  const { t } = useWords()
  const [html, setHtml] = useState('')
  const [visibility, setVisibility] = useState<'internal' | 'public'>('internal')
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('record.bulk.commentTitle', { count })}
      closeButtonProps={{ 'aria-label': t('record.bulk.close') }}
    >
      <Stack gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('record.answer.visibility')}
          value={visibility}
          onChange={(given) => setVisibility(given === 'public' ? 'public' : 'internal')}
          data={(['internal', 'public'] as const).map((one) => ({
            value: one,
            label: t(`record.answer.${one}`),
          }))}
        />
        <Text size="xs" c="dimmed" role="status">
          {t(`record.answer.${visibility}Text`)}
        </Text>
        <RichTextEditor label={t('record.answer.label')} value={html} onChange={setHtml} />
        <Button
          disabled={isBlank(html)}
          onClick={() => onSend(html, visibility)}
          style={{ alignSelf: 'start' }}
        >
          {t(visibility === 'internal' ? 'record.answer.note' : 'record.answer.send')}
        </Button>
      </Stack>
    </Modal>
  )
}

interface BulkCommentProps {
  count: number
  onSend: (html: string, visibility: 'internal' | 'public') => void
  onClose: () => void
}
