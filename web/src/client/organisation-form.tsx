import type { Organisation } from '#contract/client/api.ts'
import { clientApi } from '#contract/client/api.ts'
import { supplierApi } from '#contract/supplier/api.ts'
import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isProblem } from '../platform/api.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { changesIn } from '../settings/changes.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { Conflict } from '../ui/conflict.tsx'

interface Values {
  name: string
  email: string
  phone: string
  address: string
  notes: string
}

/** A client and a supplier are known by the same things. */
export const OrganisationForm = ({ kind, organisation, onDone, onClose }: OrganisationFormProps) => {
  const { t } = useWords()
  const api = kind === 'client' ? clientApi : supplierApi
  const [values, setValues] = useState<Values>({
    name: organisation?.name ?? '',
    email: organisation?.email ?? '',
    phone: organisation?.phone ?? '',
    address: organisation?.address ?? '',
    notes: organisation?.notes ?? '',
  })
  const set = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }))
  const done = { invalidates: [api.list, api.read], onSuccess: onDone }
  const create = useAction(api.create, done)
  const edit = useAction(api.edit, done)
  const input = {
    name: values.name.trim(),
    email: orNull(values.email),
    phone: orNull(values.phone),
    address: orNull(values.address),
    notes: orNull(values.notes),
  }
  const changes = changesIn(organisation, input)
  const save = (version = organisation?.version, change: object = {}) =>
    organisation === undefined || version === undefined
      ? create.mutate(input)
      : edit.mutate({ ...changes, ...change, id: organisation.id, version })
  const error = create.error ?? edit.error
  const isTaken = isProblem(error, 'already_exists')
  const faults = isTaken ? { name: t('client.field.taken') } : fieldErrorsOf(error)
  const labels = {
    name: t('client.field.name'),
    email: t('client.field.email'),
    phone: t('client.field.phone'),
    address: t('client.field.address'),
    notes: t('client.field.notes'),
  }
  return (
    <>
      <FormDrawer
        title={
          organisation === undefined
            ? t(`${kind}.create`)
            : t(`${kind}.editTitle`, { name: organisation.name })
        }
        error={isTaken ? null : error}
        fields={Object.keys(labels)}
        isPending={create.isPending || edit.isPending}
        onSubmit={() => save()}
        onClose={onClose}
      >
        <TextInput
          label={labels.name}
          required
          data-autofocus
          maxLength={200}
          value={values.name}
          error={faults['name']}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
        <TextInput
          type="email"
          label={labels.email}
          value={values.email}
          error={faults['email']}
          onChange={({ currentTarget }) => set({ email: currentTarget.value })}
        />
        <TextInput
          type="tel"
          label={labels.phone}
          value={values.phone}
          error={faults['phone']}
          onChange={({ currentTarget }) => set({ phone: currentTarget.value })}
        />
        <Textarea
          label={labels.address}
          autosize
          minRows={2}
          maxLength={500}
          value={values.address}
          error={faults['address']}
          onChange={({ currentTarget }) => set({ address: currentTarget.value })}
        />
        <Textarea
          label={labels.notes}
          description={t('client.field.notesHelp')}
          autosize
          minRows={3}
          maxLength={5000}
          value={values.notes}
          error={faults['notes']}
          onChange={({ currentTarget }) => set({ notes: currentTarget.value })}
        />
      </FormDrawer>
      <Conflict
        error={edit.error}
        mine={changes}
        labels={labels}
        onSave={(chosen, version) => save(version, chosen)}
        onClose={() => edit.reset()}
      />
    </>
  )
}

interface OrganisationFormProps {
  kind: 'client' | 'supplier'
  organisation?: Organisation
  onDone: (organisation: Organisation) => void
  onClose: () => void
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
