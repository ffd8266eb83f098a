import { artefactApi } from '#contract/artefact/api.ts'
import { OffDay, recurrenceApi, type Recurrence, type Rhythm } from '#contract/recurrence/api.ts'
import { templateApi } from '#contract/template/api.ts'
import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction, useAll, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { ClientPicker, ColleaguePicker, ServicePicker, TeamPicker } from '../record/pickers.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'
import type { KeptFormProps } from '../settings/kept-list-page.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { RhythmFields } from './rhythm-fields.tsx'
import { RuleState } from './rule-state.tsx'

/** One rule: what it makes, for whom, and when. */
export const RecurrenceForm = ({ item: rule, onClose }: KeptFormProps<Recurrence>) => {
  const { t, say } = useWords()
  const { person } = useSession()
  const { items: templates, isPending: areTemplatesPending } = useAll(templateApi.list, {})
  const calendars = useApi(artefactApi.list, { kind: 'calendar' }).data?.items ?? []
  const [given, setGiven] = useState(() => rule ?? blankOn(localAt(Date.now(), person.zone).slice(0, 10)))
  const set = (part: Partial<Given>) => setGiven((before) => ({ ...before, ...part }))
  const done = { invalidates: [recurrenceApi.list, recurrenceApi.read], onSuccess: onClose }
  const create = useAction(recurrenceApi.create, done)
  const edit = useAction(recurrenceApi.edit, done)
  const error = create.error ?? edit.error
  const faults = fieldErrorsOf(error)
  const save = () => {
    const { templateId } = given
    if (templateId === null) return
    const input = { ...onlyGiven(given), name: given.name.trim(), templateId }
    if (rule === null) create.mutate(input)
    else edit.mutate({ ...input, id: rule.id, version: rule.version })
  }
  return (
    <FormDrawer
      title={t(rule === null ? 'recurrence.create' : 'recurrence.edit')}
      size="lg"
      error={error}
      fields={['name', 'templateId', 'startsOn', 'endsOn']}
      isPending={create.isPending || edit.isPending}
      isDisabled={given.name.trim() === '' || given.templateId === null || given.startsOn === ''}
      onSubmit={save}
      onClose={onClose}
    >
      {rule !== null && <RuleState rule={rule} onEnd={onClose} />}
      <TextInput
        label={t('recurrence.name')}
        required
        data-autofocus
        maxLength={80}
        value={given.name}
        error={faults['name']}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <Select
        label={t('recurrence.template')}
        description={
          areTemplatesPending || templates.length > 0 ? t('recurrence.templateHelp') : <NoTemplate />
        }
        required
        searchable
        data={templates.map(({ id, name }) => ({ value: id, label: name }))}
        value={given.templateId}
        error={faults['templateId']}
        onChange={(templateId) => set({ templateId })}
      />
      <ClientPicker
        label={t('recurrence.client')}
        placeholder={t('recurrence.internal')}
        value={given.clientId}
        onChange={(clientId) => set({ clientId })}
      />
      <ServicePicker
        label={t('recurrence.service')}
        placeholder={t('recurrence.ofTemplate')}
        value={given.serviceId}
        onChange={(serviceId) => set({ serviceId })}
      />
      <ColleaguePicker
        label={t('recurrence.assignee')}
        placeholder={t('recurrence.nobody')}
        value={given.assigneeId}
        onChange={(assigneeId) => set({ assigneeId })}
      />
      <TeamPicker
        label={t('recurrence.team')}
        placeholder={t('recurrence.noTeam')}
        value={given.teamId}
        onChange={(teamId) => set({ teamId })}
      />
      <RhythmFields rhythm={given.rhythm} onChange={(rhythm) => set({ rhythm })} />
      <TextInput
        type="time"
        label={t('recurrence.time')}
        required
        value={given.time}
        onChange={({ currentTarget }) => set({ time: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('recurrence.startsOn')}
        required
        value={given.startsOn}
        error={faults['startsOn']}
        onChange={({ currentTarget }) => set({ startsOn: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('recurrence.endsOn')}
        description={t('recurrence.endsHelp')}
        min={given.startsOn}
        value={given.endsOn ?? ''}
        error={faults['endsOn']}
        onChange={({ currentTarget }) =>
          set({ endsOn: currentTarget.value === '' ? null : currentTarget.value })
        }
      />
      <Select
        label={t('recurrence.calendar')}
        placeholder={t('recurrence.anyDay')}
        clearable
        data={calendars.map(({ id, name }) => ({ value: id, label: say(name) }))}
        value={given.calendarId}
        onChange={(calendarId) =>
          set({ calendarId, offDay: calendarId === null ? null : (given.offDay ?? 'after') })
        }
      />
      {given.calendarId !== null && (
        <Select
          label={t('recurrence.offDay')}
          allowDeselect={false}
          data={OffDay.options.map((value) => ({ value, label: t(`recurrence.offDays.${value}`) }))}
          value={given.offDay}
          onChange={(value) => set({ offDay: OffDay.options.find((one) => one === value) ?? 'after' })}
        />
      )}
      <NumberInput
        label={t('recurrence.leadDays')}
        min={0}
        max={90}
        allowDecimal={false}
        value={given.leadDays}
        onChange={(value) => typeof value === 'number' && set({ leadDays: value })}
      />
    </FormDrawer>
  )
}

/** A rule needs a template first. */
const NoTemplate = () => {
  const { t } = useWords()
  return (
    <>
      {t('recurrence.noTemplate')}{' '}
      <TextLink href="/reglages/gabarits" inherit>
        {t('recurrence.noTemplateLink')}
      </TextLink>
    </>
  )
}

interface Given {
  name: string
  templateId: string | null
  clientId: string | null
  serviceId: string | null
  assigneeId: string | null
  teamId: string | null
  rhythm: Rhythm
  time: string
  startsOn: string
  endsOn: string | null
  calendarId: string | null
  offDay: OffDay | null
  leadDays: number
}

const blankOn = (startsOn: string): Given => ({
  name: '',
  templateId: null,
  clientId: null,
  serviceId: null,
  assigneeId: null,
  teamId: null,
  rhythm: { every: 'week', interval: 1, on: [1] },
  time: '08:00',
  startsOn,
  endsOn: null,
  calendarId: null,
  offDay: null,
  leadDays: 0,
})

/** A rule that is edited brings more than may be said of it. */
const onlyGiven = (given: Given) => ({
  clientId: given.clientId,
  serviceId: given.serviceId,
  assigneeId: given.assigneeId,
  teamId: given.teamId,
  rhythm: given.rhythm,
  time: given.time,
  startsOn: given.startsOn,
  endsOn: given.endsOn,
  calendarId: given.calendarId,
  offDay: given.offDay,
  leadDays: given.leadDays,
})
