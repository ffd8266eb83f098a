import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useWords } from '../platform/words.ts'

/** Asks before what can't be taken back. The button says what it does; `children` may hold a field (a reason). */
export const ConfirmDialog = ({
  isOpen,
  title,
  children,
  action,
  isDangerous = false,
  isDisabled = false,
  isPending = false,
  error = null,
  onConfirm,
  onClose,
}: ConfirmDialogProps) => {
  const { t } = useWords()
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onConfirm()
        }}
      >
        <Stack>
          {typeof children === 'string' ? <Text size="sm">{children}</Text> : children}
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('shell.confirm.cancel')}
            </Button>
            <Button
              type="submit"
              loading={isPending}
              disabled={isDisabled}
              {...(isDangerous ? { color: 'danger' } : {})}
            >
              {action ?? t('shell.confirm.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface ConfirmDialogProps {
  isOpen: boolean
  title: string
  children?: ReactNode
  action?: string
  isDangerous?: boolean
  isDisabled?: boolean
  isPending?: boolean
  error?: unknown
  onConfirm: () => void
  onClose: () => void
}
