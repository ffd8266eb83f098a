import { changeCalendarApi, type Freeze, type FreezeKind } from '#contract/change/calendar.ts'
import {
  Button,
  Group,
  Modal,
  MultiSelect,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
  Textarea,
} from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, type Outdated } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { instantAt, localAt } from '../record/local-time.ts'
import { useClients, useServices } from '../record/use-names.ts'

/** A new freeze or critical period, or another form of one. */
export const FreezeForm = ({ freeze, invalidates, onClose }: FreezeFormProps) => {
  const { t } = useWords()
  const { person } = useSession()
  const clients = useClients()
  const services = useServices()
  const [draft, setDraft] = useState(() => draftOf(freeze, person.zone))
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const options = { invalidates, onSuccess: onClose }
  const create = useAction(changeCalendarApi.createFreeze, options)
  const edit = useAction(changeCalendarApi.editFreeze, options)
  const [from, to] = [instantAt(draft.from, person.zone), instantAt(draft.to, person.zone)]
  const isWhole =
    draft.fr.trim() !== '' &&
    from !== null &&
    to !== null &&
    (draft.kind === 'freeze' || draft.clientId !== null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (from === null || to === null) return
    const given = {
      name: { fr: draft.fr, ...(draft.en.trim() === '' ? {} : { en: draft.en }) },
      clientId: draft.clientId,
      services: draft.services,
      from,
      to,
      reason: draft.reason,
    }
    if (freeze === null) create.mutate({ kind: draft.kind, ...given })
    else edit.mutate({ id: freeze.id, version: freeze.version, ...given })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(freeze === null ? 'changeCalendar.freeze.add' : 'changeCalendar.freeze.edit')}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Select
            label={t('changeCalendar.freeze.kind')}
            data={(['freeze', 'critical-period'] as const).map((value) => ({
              value,
              label: t(`changeCalendar.freeze.kinds.${value}`),
            }))}
            value={draft.kind}
            disabled={freeze !== null}
            allowDeselect={false}
            onChange={(value) => set({ kind: value === 'critical-period' ? value : 'freeze' })}
          />
          <TextInput
            label={t('changeCalendar.freeze.nameFr')}
            required
            maxLength={200}
            value={draft.fr}
            onChange={({ currentTarget }) => set({ fr: currentTarget.value })}
          />
          <TextInput
            label={t('changeCalendar.freeze.nameEn')}
            maxLength={200}
            value={draft.en}
            onChange={({ currentTarget }) => set({ en: currentTarget.value })}
          />
          <Select
            label={t('changeCalendar.freeze.client')}
            placeholder={t('changeCalendar.freeze.allClients')}
            required={draft.kind === 'critical-period'}
            searchable
            clearable
            data={clients.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.clientId}
            onChange={(clientId) => set({ clientId })}
          />
          <MultiSelect
            label={t('changeCalendar.freeze.services')}
            data={services.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.services}
            onChange={(chosen) => set({ services: chosen })}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="datetime-local"
                required
                label={t(`changeCalendar.freeze.${end}`)}
                value={draft[end]}
                onChange={({ currentTarget }) => set({ [end]: currentTarget.value })}
              />
            ))}
          </SimpleGrid>
          <Textarea
            label={t('changeCalendar.freeze.reason')}
            autosize
            minRows={2}
            maxLength={5000}
            value={draft.reason}
            onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
          />
          <ProblemAlert error={create.error ?? edit.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('changeCalendar.cancel')}
            </Button>
            <Button type="submit" disabled={!isWhole} loading={create.isPending || edit.isPending}>
              {t('changeCalendar.freeze.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface Draft {
  kind: FreezeKind
  fr: string
  en: string
  clientId: string | null
  services: string[]
  from: string
  to: string
  reason: string
}

const draftOf = (freeze: Freeze | null, zone: string): Draft => ({
  kind: freeze?.kind ?? 'freeze',
  fr: freeze?.name.fr ?? '',
  en: freeze?.name.en ?? '',
  clientId: freeze?.client?.id ?? null,
  services: freeze?.services.map(({ id }) => id) ?? [],
  from: freeze === null ? '' : localAt(freeze.from, zone),
  to: freeze === null ? '' : localAt(freeze.to, zone),
  reason: freeze?.reason ?? '',
})

interface FreezeFormProps {
  freeze: Freeze | null
  invalidates: readonly Outdated[]
  onClose: () => void
}
