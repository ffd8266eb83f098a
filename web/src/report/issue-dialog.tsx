import { reportApi } from '#contract/report/api.ts'
import type { IssuedReport } from '#contract/report/shape.ts'
import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** Sends for one client, or for those that were chosen. */
export const IssueDialog = ({ clientIds, from = null, onDone, onClose }: IssueDialogProps) => {
  const { t } = useWords()
  const [note, setNote] = useState('')
  const issue = useAction(reportApi.issue, {
    invalidates: [reportApi.list, reportApi.schedule, reportApi.read],
    onSuccess: ({ items }) => {
      onClose()
      void notify(t('report.issued', { count: items.length }))
      onDone(items)
    },
  })
  const count = clientIds.length
  return (
    <ConfirmDialog
      isOpen
      title={t('report.issueTitle', { count })}
      action={t('report.issueChosen', { count })}
      isPending={issue.isPending}
      error={issue.error}
      onConfirm={() => issue.mutate({ clientIds: [...clientIds], note, ...(from === null ? {} : { from }) })}
      onClose={onClose}
    >
      <Stack>
        <Text size="sm">{t('report.issueText')}</Text>
        <Textarea
          label={t('report.note')}
          autosize
          minRows={2}
          maxLength={2000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}

interface IssueDialogProps {
  clientIds: readonly string[]
  from?: string | null
  onDone: (items: readonly IssuedReport[]) => void
  onClose: () => void
}
