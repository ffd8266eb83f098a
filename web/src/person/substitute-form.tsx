import { personApi, type Person } from '#contract/person/api.ts'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { instantAt, localAt } from '../record/local-time.ts'
import { ColleaguePicker } from '../record/pickers.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'

/** Who approves while somebody is away, from when to when. */
export const SubstituteForm = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const { t } = useWords()
  const { zone } = useSession().person
  const [substituteId, setSubstitute] = useState<string | null>(null)
  const [from, setFrom] = useState(() => localAt(Date.now(), zone))
  const [to, setTo] = useState(() => localAt(Date.now() + 7 * 86_400_000, zone))
  const name = useAction(personApi.substitute, {
    invalidates: [personApi.listSubstitutions],
    onSuccess: onClose,
  })
  const startsAt = instantAt(from, zone)
  const endsAt = instantAt(to, zone)
  const isInOrder = startsAt !== null && endsAt !== null && startsAt < endsAt
  const faults = fieldErrorsOf(name.error)
  return (
    <FormDrawer
      title={t('person.absence.addTitle', { name: person.name })}
      action={t('person.absence.save')}
      error={name.error}
      fields={['substituteId', 'endsAt']}
      isPending={name.isPending}
      isDisabled={!isInOrder || substituteId === null || substituteId === person.id}
      onSubmit={() => {
        if (substituteId !== null && startsAt !== null && endsAt !== null)
          name.mutate({ personId: person.id, substituteId, startsAt, endsAt })
      }}
      onClose={onClose}
    >
      <ColleaguePicker
        label={t('person.absence.substitute')}
        required
        value={substituteId}
        onChange={setSubstitute}
        error={faults['substituteId']}
      />
      <TextInput
        type="datetime-local"
        label={t('person.absence.from')}
        required
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('person.absence.to')}
        required
        value={to}
        error={
          startsAt !== null && endsAt !== null && !isInOrder ? t('person.absence.order') : faults['endsAt']
        }
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
    </FormDrawer>
  )
}
