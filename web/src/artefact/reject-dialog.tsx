import { artefactApi } from '#contract/artefact/api.ts'
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { notify } from '../platform/notify.ts'
import { useAction, type Outdated } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { outdatedByVersions, type Summary } from './use-artefact.ts'
import { useReturnFocus } from '../settings/use-return-focus.ts'

/** Sends a version back to its author, who is told what is missing. */
export const RejectDialog = ({ version, onClose, outdates = outdatedByVersions }: RejectDialogProps) => {
  useReturnFocus()
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const reject = useAction(artefactApi.reject, {
    invalidates: outdates,
    onSuccess: () => {
      void notify(t('artefact.reject.done'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('artefact.reject.title', { number: version.number })}
      action={t('artefact.reject.confirm')}
      isDangerous
      isDisabled={reason.trim() === ''}
      isPending={reject.isPending}
      error={reject.error}
      onConfirm={() => reject.mutate({ id: version.id, reason: reason.trim() })}
      onClose={onClose}
    >
      <Textarea
        label={t('artefact.reject.reason')}
        required
        autosize
        minRows={3}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ConfirmDialog>
  )
}

interface RejectDialogProps {
  version: Pick<Summary, 'id' | 'number'>
  onClose: () => void
  /** What else shows the version. */
  outdates?: readonly Outdated[]
}
