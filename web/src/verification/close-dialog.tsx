import { verificationApi } from '#contract/verification/api.ts'
import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

export const CloseDialog = ({ id, left, onClose }: { id: string; left: number; onClose: () => void }) => {
  const { t } = useWords()
  const [conclusion, setConclusion] = useState('')
  const close = useAction(verificationApi.close, {
    invalidates: [verificationApi.read, verificationApi.list, verificationApi.ofItem],
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('verification.closeTitle')}
      action={t('verification.close')}
      isPending={close.isPending}
      error={close.error}
      onConfirm={() => close.mutate({ id, conclusion })}
      onClose={onClose}
    >
      <Stack>
        <Text size="sm">
          {left === 0 ? t('verification.closeDone') : t('verification.closeText', { count: left })}
        </Text>
        <Textarea
          label={t('verification.conclusion')}
          autosize
          minRows={3}
          maxLength={5000}
          value={conclusion}
          onChange={({ currentTarget }) => setConclusion(currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}
