import { artefactApi } from '#contract/artefact/api.ts'
import { Alert, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { instantAt } from '../record/local-time.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { outdatedByVersions, type Summary } from './use-artefact.ts'
import { useReturnFocus } from '../settings/use-return-focus.ts'

/** The one act that puts something in force: from when, why, and when to look at it again. */
export const ApproveDialog = ({ version, supersedes, onClose }: ApproveDialogProps) => {
  useReturnFocus()
  const { t } = useWords()
  const { person } = useSession()
  const [isLater, setLater] = useState(false)
  const [from, setFrom] = useState('')
  const [reason, setReason] = useState('')
  const [reviewOn, setReviewOn] = useState('')
  const approve = useAction(artefactApi.approve, {
    invalidates: outdatedByVersions,
    onSuccess: ({ number }) => {
      void notify(t('artefact.approve.done', { number }))
      onClose()
    },
  })
  const instant = isLater ? instantAt(from, person.zone) : null
  const confirm = () =>
    approve.mutate({
      id: version.id,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(instant === null ? {} : { from: instant }),
      ...(reviewOn === '' ? {} : { reviewOn }),
    })
  return (
    <ConfirmDialog
      isOpen
      title={t('artefact.approve.title', { number: version.number })}
      action={t('artefact.approve.confirm')}
      isDisabled={isLater && instant === null}
      isPending={approve.isPending}
      error={approve.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Stack gap="sm">
        {supersedes !== null && (
          <Text size="sm">{t('artefact.approve.supersedes', { number: supersedes })}</Text>
        )}
        {version.author?.id === person.id && (
          <Alert variant="light" color="yellow" p="xs">
            {t('artefact.approve.own')}
          </Alert>
        )}
        <Radio.Group
          label={t('artefact.approve.when')}
          value={isLater ? 'later' : 'now'}
          onChange={(value) => setLater(value === 'later')}
        >
          <Stack gap={6} mt={4}>
            <Radio value="now" label={t('artefact.approve.now')} />
            <Radio value="later" label={t('artefact.approve.later')} />
          </Stack>
        </Radio.Group>
        {isLater && (
          <TextInput
            type="datetime-local"
            label={t('artefact.approve.from')}
            required
            value={from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
        )}
        <Textarea
          label={t('artefact.approve.reason')}
          description={t('artefact.approve.reasonHelp')}
          autosize
          minRows={2}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('artefact.approve.review')}
          description={t('artefact.approve.reviewHelp')}
          value={reviewOn}
          onChange={({ currentTarget }) => setReviewOn(currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}

interface ApproveDialogProps {
  version: Summary
  /** The number of the version in force, if there is one. */
  supersedes: number | null
  onClose: () => void
}
