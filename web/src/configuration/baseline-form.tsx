import { configurationApi } from '#contract/configuration/api.ts'
import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { instantAt, localAt } from '../record/local-time.ts'
import { ClientPicker } from '../record/pickers.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'

/** Gives an instant a name: now, or one that is past. */
export const BaselineForm = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords()
  const { person } = useSession()
  const [, set] = useFilters(['base', 'avec'])
  const [name, setName] = useState('')
  const [clientId, setClient] = useState<string | null>(null)
  const [at, setAt] = useState('')
  const [latest] = useState(() => localAt(Date.now(), person.zone))
  const [note, setNote] = useState('')
  const create = useAction(configurationApi.createBaseline, {
    invalidates: [configurationApi.listBaselines],
    onSuccess: ({ id }) => {
      set({ base: id, avec: undefined })
      onClose()
    },
  })
  const faults = fieldErrorsOf(create.error)
  const instant = at === '' ? null : instantAt(at, person.zone)
  return (
    <FormDrawer
      title={t('configuration.baselines.create')}
      action={t('configuration.baselines.createAction')}
      error={create.error}
      fields={['name', 'at', 'note']}
      isPending={create.isPending}
      isDisabled={name.trim() === ''}
      onSubmit={() =>
        create.mutate({ name: name.trim(), clientId, note, ...(instant === null ? {} : { at: instant }) })
      }
      onClose={onClose}
    >
      <TextInput
        label={t('configuration.baselines.name')}
        placeholder={t('configuration.baselines.nameExample')}
        required
        data-autofocus
        maxLength={120}
        value={name}
        error={faults['name']}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <ClientPicker
        label={t('configuration.baselines.client')}
        placeholder={t('configuration.baselines.whole')}
        value={clientId}
        onChange={setClient}
      />
      <TextInput
        type="datetime-local"
        label={t('configuration.baselines.at')}
        description={t('configuration.baselines.atHelp')}
        max={latest}
        value={at}
        error={faults['at']}
        onChange={({ currentTarget }) => setAt(currentTarget.value)}
      />
      <Textarea
        label={t('configuration.baselines.note')}
        autosize
        minRows={3}
        maxLength={2000}
        value={note}
        error={faults['note']}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </FormDrawer>
  )
}
