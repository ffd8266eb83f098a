import { personApi, type Person } from '#contract/person/api.ts'
import { Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** Somebody has lost telephone and recovery codes; why this is believed goes into the journal. */
export const ResetFactor = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const reset = useAction(personApi.resetSecondFactor, {
    invalidates: [personApi.read, personApi.list],
    onSuccess: () => {
      void notify(t('access.reset.done'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('access.reset.title', { name: person.name })}
      action={t('access.reset.confirm')}
      isDangerous
      isDisabled={reason.trim().length < 3}
      isPending={reset.isPending}
      error={reset.error}
      onConfirm={() => reset.mutate({ id: person.id, reason })}
      onClose={onClose}
    >
      <Stack>
        <Text size="sm">{t('access.reset.text')}</Text>
        <TextInput
          label={t('access.reset.reason')}
          description={t('access.reset.reasonHelp')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={500}
          required
          data-autofocus
        />
      </Stack>
    </ConfirmDialog>
  )
}
