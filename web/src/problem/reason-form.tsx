import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useWords } from '../platform/words.ts'

/** What is only done with a reason that stays: what it does, what else it asks for, the reason, and a way out. */
export const ReasonForm = ({ text, children, reason, onReason, act, ...rest }: ReasonFormProps) => {
  const { t } = useWords()
  const { isReady = true, isPending, error, onSubmit, onCancel } = rest
  const isGiven = isReady && reason.trim().length > 2
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isGiven) onSubmit()
      }}
    >
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {text}
        </Text>
        {children}
        <Textarea
          size="xs"
          label={t('record.field.reason')}
          required
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={({ currentTarget }) => onReason(currentTarget.value)}
        />
        <ProblemAlert error={error} />
        <Group gap="xs">
          <Button type="submit" size="xs" disabled={!isGiven} loading={isPending}>
            {act}
          </Button>
          <Button size="xs" variant="subtle" onClick={onCancel}>
            {t('record.edit.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface ReasonFormProps {
  text: string
  /** What is asked for besides the reason. */
  children?: ReactNode
  reason: string
  onReason: (reason: string) => void
  /** The words of the button that does it. */
  act: string
  isReady?: boolean
  isPending: boolean
  error: unknown
  onSubmit: () => void
  onCancel: () => void
}
