import { interventionApi, type Intervention } from '#contract/intervention/api.ts'
import { MultiSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { instantAt, localAt } from '../record/local-time.ts'
import { useColleagues } from '../record/use-names.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'

/** Who goes where and when. */
export const VisitForm = ({ number, visit, onClose }: VisitFormProps) => {
  const { t } = useWords()
  const { person } = useSession()
  const colleagues = useColleagues()
  const local = (instant: string | number) => localAt(instant, person.zone)
  const [people, setPeople] = useState<string[]>(visit?.people.map(({ id }) => id) ?? [person.id])
  const [from, setFrom] = useState(visit === undefined ? nextHour(local) : local(visit.plannedFrom))
  const [until, setUntil] = useState(visit === undefined ? nextHour(local, 2) : local(visit.plannedUntil))
  const [place, setPlace] = useState(visit?.place ?? '')
  const options = {
    invalidates: [interventionApi.ofRecord, interventionApi.planning, interventionApi.read],
    onSuccess: onClose,
  }
  const plan = useAction(interventionApi.plan, options)
  const edit = useAction(interventionApi.edit, options)
  const plannedFrom = instantAt(from, person.zone)
  const plannedUntil = instantAt(until, person.zone)
  const isInOrder = plannedFrom !== null && plannedUntil !== null && plannedFrom < plannedUntil
  const error = plan.error ?? edit.error
  const faults = fieldErrorsOf(error)
  const submit = () => {
    if (plannedFrom === null || plannedUntil === null) return
    const given = { plannedFrom, plannedUntil, place, personIds: people }
    if (visit === undefined) plan.mutate({ number, ...given })
    else edit.mutate({ id: visit.id, version: visit.version, ...given })
  }
  return (
    <FormDrawer
      title={visit === undefined ? t('intervention.planTitle', { number }) : t('intervention.editTitle')}
      error={error}
      fields={['personIds', 'place']}
      isPending={plan.isPending || edit.isPending}
      isDisabled={!isInOrder || (visit !== undefined && people.length === 0)}
      onSubmit={submit}
      onClose={onClose}
    >
      <MultiSelect
        label={t('intervention.field.people')}
        description={visit === undefined ? t('intervention.field.peopleHelp') : undefined}
        searchable
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={people}
        onChange={setPeople}
        error={faults['personIds']}
      />
      <TextInput
        type="datetime-local"
        label={t('intervention.field.from')}
        required
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('intervention.field.until')}
        required
        value={until}
        error={
          plannedFrom !== null && plannedUntil !== null && !isInOrder
            ? t('intervention.field.order')
            : undefined
        }
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
      />
      <TextInput
        label={t('intervention.field.place')}
        description={t('intervention.field.placeHelp')}
        maxLength={500}
        value={place}
        onChange={({ currentTarget }) => setPlace(currentTarget.value)}
        error={faults['place']}
      />
    </FormDrawer>
  )
}

interface VisitFormProps {
  number: string
  visit?: Intervention
  onClose: () => void
}

const hourMs = 3_600_000

const nextHour = (local: (instant: number) => string, hours = 1): string =>
  local((Math.floor(Date.now() / hourMs) + hours) * hourMs)
