import { ActionIcon, Stack, Text, Textarea } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** Takes a content away for good, with the reason that stays in its place. */
export const RedactButton = ({ label, title, text, redaction, onRedact }: RedactButtonProps) => {
  const { t } = useWords()
  const [isAsking, ask] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={label}
        title={label}
        onClick={() => ask(true)}
      >
        <IconEraser size={14} aria-hidden />
      </ActionIcon>
      <ConfirmDialog
        isOpen={isAsking}
        title={title}
        action={t('journal.redact')}
        isDangerous
        isDisabled={reason.trim().length < 3}
        isPending={redaction.isPending}
        error={redaction.error}
        onConfirm={() => onRedact(reason, () => ask(false))}
        onClose={() => ask(false)}
      >
        <Stack gap="xs">
          <Text size="sm">{text}</Text>
          <Textarea
            label={t('journal.reason')}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Stack>
      </ConfirmDialog>
    </>
  )
}

interface RedactButtonProps {
  label: string
  title: string
  text: string
  redaction: { isPending: boolean; error: Error | null }
  onRedact: (reason: string, onDone: () => void) => void
}
