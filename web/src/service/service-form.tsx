import { artefactApi } from '#contract/artefact/api.ts'
import { serviceApi, type Service } from '#contract/service/api.ts'
import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isProblem } from '../platform/api.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { changesIn } from '../settings/changes.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { Conflict } from '../ui/conflict.tsx'

/** A service in the client's words, and the hours during which it is given. */
export const ServiceForm = ({ service, onClose }: { service?: Service; onClose: () => void }) => {
  const { t, say } = useWords()
  const calendars = useApi(artefactApi.list, { kind: 'calendar' }).data?.items ?? []
  const [name, setName] = useState(service?.name ?? '')
  const [description, setDescription] = useState(service?.description ?? '')
  const [isEssential, setEssential] = useState(service?.isEssential ?? false)
  const [calendarId, setCalendar] = useState(service?.calendarId ?? '')
  const done = { invalidates: [serviceApi.list, serviceApi.read], onSuccess: onClose }
  const create = useAction(serviceApi.create, done)
  const edit = useAction(serviceApi.edit, done)
  const input = {
    name: name.trim(),
    description: description.trim(),
    isEssential,
    calendarId: calendarId === '' ? null : calendarId,
  }
  const changes = changesIn(service, input)
  const save = (version = service?.version, change: object = {}) =>
    service === undefined || version === undefined
      ? create.mutate(input)
      : edit.mutate({ ...changes, ...change, id: service.id, version })
  const error = create.error ?? edit.error
  const isTaken = isProblem(error, 'already_exists')
  const faults = isTaken ? { name: t('client.field.taken') } : fieldErrorsOf(error)
  const labels = {
    name: t('service.field.name'),
    description: t('service.field.description'),
    isEssential: t('service.field.essential'),
    calendarId: t('service.field.calendar'),
  }
  const calendarName = (id: unknown) => {
    const calendar = calendars.find((one) => one.id === id)
    return calendar === undefined ? t('service.field.calendarNone') : say(calendar.name)
  }
  return (
    <>
      <FormDrawer
        title={service === undefined ? t('service.create') : t('service.editTitle', { name: service.name })}
        error={isTaken ? null : error}
        fields={['name', 'description']}
        isPending={create.isPending || edit.isPending}
        onSubmit={() => save()}
        onClose={onClose}
      >
        <TextInput
          label={labels.name}
          required
          data-autofocus
          maxLength={200}
          value={name}
          error={faults['name']}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label={labels.description}
          description={t('service.field.descriptionHelp')}
          autosize
          minRows={3}
          maxLength={5000}
          value={description}
          error={faults['description']}
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        <NativeSelect
          label={labels.calendarId}
          description={t('service.field.calendarHelp')}
          value={calendarId}
          data={[
            { value: '', label: t('service.field.calendarNone') },
            ...calendars.map((calendar) => ({ value: calendar.id, label: say(calendar.name) })),
          ]}
          onChange={({ currentTarget }) => setCalendar(currentTarget.value)}
        />
        <Switch
          label={labels.isEssential}
          description={t('service.field.essentialHelp')}
          checked={isEssential}
          onChange={({ currentTarget }) => setEssential(currentTarget.checked)}
        />
      </FormDrawer>
      <Conflict
        error={edit.error}
        mine={changes}
        labels={labels}
        render={(field, value) => (field === 'calendarId' ? calendarName(value) : null)}
        onSave={(chosen, version) => save(version, chosen)}
        onClose={() => edit.reset()}
      />
    </>
  )
}
