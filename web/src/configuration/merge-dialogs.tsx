import { configurationApi } from '#contract/configuration/api.ts'
import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useGo } from '../platform/address.ts'
import { notify } from '../platform/notify.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ItemPicker } from './item-picker.tsx'
import { useTypes, type Item } from './use-types.ts'

const outdated = [
  configurationApi.list,
  configurationApi.read,
  configurationApi.history,
  configurationApi.impact,
  configurationApi.recordsOf,
  configurationApi.ofRecord,
]

/** This item is another one: which, and why. */
export const MergeDialog = ({ item, onClose }: { item: Item; onClose: () => void }) => {
  const { t } = useWords()
  const go = useGo()
  const { of } = useTypes()
  const [into, setInto] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const merge = useAction(configurationApi.merge, {
    invalidates: outdated,
    onSuccess: (kept) => {
      void notify(t('configuration.merge.done', { number: item.number, into: kept.number }))
      go(`/parc/${kept.number}`)
    },
  })
  const isHeld = of(item.type)?.control === 'controlled' && item.state === 'in-service'
  const faults = fieldErrorsOf(merge.error)
  const isReasonGiven = reason.trim().length >= 3
  return (
    <FormDrawer
      title={t('configuration.merge.title', { name: item.name })}
      action={t('configuration.merge.confirm')}
      error={merge.error}
      fields={['into', 'reason']}
      isPending={merge.isPending}
      isDisabled={into === null || (isHeld && !isReasonGiven)}
      onSubmit={() => {
        if (into !== null)
          merge.mutate({ number: item.number, into, ...(isReasonGiven ? { reason: reason.trim() } : {}) })
      }}
      onClose={onClose}
    >
      <Text size="sm">{t('configuration.merge.text')}</Text>
      <ItemPicker
        label={t('configuration.merge.into')}
        required
        data-autofocus
        types={[item.type]}
        except={[item.number]}
        {...(item.clientId === null ? {} : { client: item.clientId })}
        value={into}
        error={faults['into']}
        onChange={setInto}
      />
      <Reason value={reason} onChange={setReason} isRequired={isHeld} error={faults['reason']} />
    </FormDrawer>
  )
}

/** They were two after all. */
export const UnmergeDialog = ({ item, onClose }: { item: Item; onClose: () => void }) => {
  const { t } = useWords()
  const { of } = useTypes()
  const [reason, setReason] = useState('')
  const unmerge = useAction(configurationApi.unmerge, { invalidates: outdated, onSuccess: onClose })
  const isHeld = of(item.type)?.control === 'controlled' && item.state === 'in-service'
  const isReasonGiven = reason.trim().length >= 3
  return (
    <ConfirmDialog
      isOpen
      title={t('configuration.merge.undoTitle', { name: item.name })}
      action={t('configuration.merge.undo')}
      isDisabled={isHeld && !isReasonGiven}
      isPending={unmerge.isPending}
      error={unmerge.error}
      onConfirm={() =>
        unmerge.mutate({ number: item.number, ...(isReasonGiven ? { reason: reason.trim() } : {}) })
      }
      onClose={onClose}
    >
      <Text size="sm">{t('configuration.merge.undoText')}</Text>
      <Reason value={reason} onChange={setReason} isRequired={isHeld} error={undefined} />
    </ConfirmDialog>
  )
}

interface ReasonProps {
  value: string
  onChange: (text: string) => void
  isRequired: boolean
  error: string | undefined
}

const Reason = ({ value, onChange, isRequired, error }: ReasonProps) => {
  const { t } = useWords()
  return (
    <Textarea
      label={t('configuration.merge.reason')}
      description={isRequired ? t('configuration.merge.reasonControlled') : undefined}
      required={isRequired}
      autosize
      minRows={2}
      maxLength={2000}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
