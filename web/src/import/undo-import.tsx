import { importApi } from '#contract/import/api.ts'
import type { UndoPreview } from '#contract/import/shape.ts'
import { Button, List, Loader, Stack, Text, Textarea } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useTargets } from './use-targets.ts'

/** Takes an import back, after saying what that would do. */
export const UndoImport = ({ id }: { id: string }) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { data, error } = useApi(importApi.previewUndo, { id }, { enabled: isOpen })
  const undo = useAction(importApi.undo, {
    invalidates: [importApi.read, importApi.list],
    onSuccess: () => setOpen(false),
  })
  const needsReason = data?.needsReason === true
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('import.undo.title')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('import.undo.title')}
        action={t('import.undo.confirm')}
        isDangerous
        isDisabled={data === undefined || (needsReason && reason.trim().length < 3)}
        isPending={undo.isPending}
        error={undo.error}
        onConfirm={() => undo.mutate({ id, ...(needsReason ? { reason: reason.trim() } : {}) })}
        onClose={() => setOpen(false)}
      >
        <Stack gap="sm">
          <Text size="sm">{t('import.undo.lead')}</Text>
          <ProblemAlert error={error} />
          {data === undefined ? error === null && <Loader size="sm" /> : <Effects preview={data} />}
          {needsReason && (
            <Textarea
              label={t('import.reason')}
              description={t('import.reasonHelp')}
              value={reason}
              autosize
              minRows={2}
              withAsterisk
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Stack>
      </ConfirmDialog>
    </>
  )
}

const keptShown = 8

const Effects = ({ preview }: { preview: UndoPreview }) => {
  const { t } = useWords()
  const { number } = useTime()
  const { nameOf } = useTargets()
  const { kept, keptCount } = preview
  return (
    <Stack gap="xs">
      <List size="sm">
        {(['ended', 'restored', 'relations'] as const).map((key) => (
          <List.Item key={key}>
            {t(`import.undo.${key}`)} : <b>{number(preview[key])}</b>
          </List.Item>
        ))}
        <List.Item>
          {t('import.undo.kept')} : <b>{number(keptCount)}</b>
        </List.Item>
      </List>
      {keptCount > 0 && (
        <>
          <Text size="sm">{t('import.undo.keptLead')}</Text>
          <List size="xs">
            {kept.slice(0, keptShown).map(({ number: ci, name, reason, fields }) => (
              <List.Item key={ci}>
                {ci} {name} – {t(`import.undo.reasons.${reason}`, { fields: fields.map(nameOf).join(', ') })}
              </List.Item>
            ))}
          </List>
          {keptCount > keptShown && (
            <Text size="xs" c="dimmed">
              {t('import.undo.keptMore', { count: keptCount - keptShown })}
            </Text>
          )}
        </>
      )}
    </Stack>
  )
}
