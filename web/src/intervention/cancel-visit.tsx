import { interventionApi, type Intervention } from '#contract/intervention/api.ts'
import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** A visit is called off with a reason. */
export const CancelVisit = ({ visit, onClose }: { visit: Intervention; onClose: () => void }) => {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const cancel = useAction(interventionApi.cancel, {
    invalidates: [interventionApi.ofRecord, interventionApi.planning],
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('intervention.cancelTitle')}
      action={t('intervention.cancel')}
      isDangerous
      isDisabled={reason.trim().length < 3}
      isPending={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate({ id: visit.id, reason })}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text size="sm">{t('intervention.cancelText')}</Text>
        <Textarea
          label={t('intervention.field.reason')}
          required
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}
