import { inventoryApi } from '#contract/inventory/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** What is to become of the chosen ones: it stands from now on, was put right, or is nobody's concern. */
export const DecideDeviations = ({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) => {
  const { t } = useWords()
  const [asked, setAsked] = useState<'accept' | 'ignore' | null>(null)
  const [reason, setReason] = useState('')
  const decide = useAction(inventoryApi.decideDeviations, {
    invalidates: [inventoryApi.listDeviations, inventoryApi.ofItem, configurationApi.read],
    onSuccess: () => {
      setAsked(null)
      setReason('')
      onDone()
    },
  })
  const isNone = ids.length === 0
  return (
    <Group gap="xs">
      <Text size="sm" aria-live="polite">
        {t('inventory.deviations.chosen', { count: ids.length })}
      </Text>
      <Button size="xs" disabled={isNone} onClick={() => setAsked('accept')}>
        {t('inventory.deviations.accept')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={isNone}
        onClick={() => decide.mutate({ ids: [...ids], decision: 'corrected' })}
      >
        {t('inventory.deviations.corrected')}
      </Button>
      <Button size="xs" variant="default" disabled={isNone} onClick={() => setAsked('ignore')}>
        {t('inventory.deviations.ignore')}
      </Button>
      {asked === null && <ProblemAlert error={decide.error} />}
      {asked !== null && (
        <ConfirmDialog
          isOpen
          title={t(`inventory.deviations.${asked}Title`)}
          action={t(`inventory.deviations.${asked}`)}
          isDisabled={reason.trim().length < 3}
          isPending={decide.isPending}
          error={decide.error}
          onConfirm={() =>
            decide.mutate({ ids: [...ids], decision: asked === 'accept' ? 'accepted' : 'ignored', reason })
          }
          onClose={() => {
            setAsked(null)
            decide.reset()
          }}
        >
          <Stack gap="xs">
            <Text size="sm">{t(`inventory.deviations.${asked}Text`)}</Text>
            <Textarea
              label={t('inventory.deviations.reason')}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
              maxLength={2000}
              required
              withAsterisk={false}
              autosize
              minRows={2}
            />
          </Stack>
        </ConfirmDialog>
      )}
    </Group>
  )
}
