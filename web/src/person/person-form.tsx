import { personApi, type Person } from '#contract/person/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { Checkbox, Radio, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isProblem } from '../platform/api.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ClientPicker, SupplierPicker } from '../record/pickers.tsx'
import { changesIn } from '../settings/changes.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { keepsAccounts } from '../settings/may-keep.ts'
import { Conflict } from '../ui/conflict.tsx'
import { emptyPerson, inputOf, valuesOf, type Belonging, type PersonValues } from './person-values.ts'

const levels = ['requester', 'contact', 'signatory'] as const
const providerRoles = ['D', 'RGS/AC', 'RGS/RC', 'CS'] as const

/** A person of ours, of a client or of a supplier; whose it is decides what it can be. */
export const PersonForm = ({ person, start = {}, onDone, onClose }: PersonFormProps) => {
  const { t } = useWords()
  const [values, setValues] = useState<PersonValues>(() =>
    person === undefined ? { ...emptyPerson, ...start } : valuesOf(person),
  )
  const set = (part: Partial<PersonValues>) => setValues((before) => ({ ...before, ...part }))
  const done = { invalidates: [personApi.list, personApi.read], onSuccess: onDone }
  const create = useAction(personApi.create, done)
  const edit = useAction(personApi.edit, done)
  const changes = changesIn(person, inputOf(values))
  const save = (version = person?.version, change: Partial<InputOf<typeof personApi.edit>> = {}) =>
    person === undefined || version === undefined
      ? create.mutate(inputOf(values))
      : edit.mutate({ ...changes, ...change, id: person.id, version })
  const error = create.error ?? edit.error
  const isTaken = isProblem(error, 'already_exists')
  const faults = isTaken ? { email: t('person.field.emailTaken') } : fieldErrorsOf(error)
  const labels = {
    name: t('person.field.name'),
    email: t('person.field.email'),
    phone: t('person.field.phone'),
    roles: t('person.field.roles'),
    clientLevel: t('person.field.level'),
    isAdministrator: t('person.field.administrator'),
  }
  return (
    <>
      <FormDrawer
        title={person === undefined ? t('person.create') : t('person.editTitle', { name: person.name })}
        error={isTaken ? null : error}
        fields={['name', 'email', 'phone']}
        isPending={create.isPending || edit.isPending}
        onSubmit={() => save()}
        onClose={onClose}
      >
        {person === undefined && start.belongs === undefined && (
          <BelongsField values={values} onChange={set} />
        )}
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
          description={t('person.field.emailHelp')}
          value={values.email}
          error={faults['email']}
          onChange={({ currentTarget }) => set({ email: currentTarget.value })}
        />
        <TextInput
          type="tel"
          label={labels.phone}
          description={t('person.field.phoneHelp')}
          value={values.phone}
          error={faults['phone']}
          onChange={({ currentTarget }) => set({ phone: currentTarget.value })}
        />
        {values.belongs === 'client' && <LevelField values={values} onChange={set} />}
        {values.belongs === 'provider' && <RolesField values={values} onChange={set} />}
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

interface PersonFormProps {
  person?: Person
  /** What is known already: the client whose page this is. */
  start?: Partial<PersonValues>
  onDone: (person: Person) => void
  onClose: () => void
}

interface FieldProps {
  values: PersonValues
  onChange: (part: Partial<PersonValues>) => void
}

const BelongsField = ({ values, onChange }: FieldProps) => {
  const { t } = useWords()
  const session = useSession()
  const choices: readonly Belonging[] = keepsAccounts(session)
    ? ['client', 'supplier', 'provider']
    : ['client', 'supplier']
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('person.belongs.label')}
        value={values.belongs}
        data={choices.map((value) => ({ value, label: t(`person.belongs.${value}`) }))}
        onChange={(value) => onChange({ belongs: value })}
      />
      {values.belongs === 'client' && (
        <ClientPicker
          label={t('person.field.client')}
          required
          value={values.clientId}
          onChange={(clientId) => onChange({ clientId })}
        />
      )}
      {values.belongs === 'supplier' && (
        <SupplierPicker
          label={t('person.field.supplier')}
          required
          value={values.supplierId}
          onChange={(supplierId) => onChange({ supplierId })}
        />
      )}
    </Stack>
  )
}

const LevelField = ({ values, onChange }: FieldProps) => {
  const { t } = useWords()
  return (
    <Radio.Group
      label={t('person.field.level')}
      value={values.level}
      onChange={(value) => onChange({ level: levels.find((level) => level === value) ?? 'requester' })}
    >
      <Stack gap="xs" mt={4}>
        {levels.map((level) => (
          <Radio
            key={level}
            value={level}
            label={t(`person.level.${level}.name`)}
            description={t(`person.level.${level}.text`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

const RolesField = ({ values, onChange }: FieldProps) => {
  const { t } = useWords()
  return (
    <>
      <Checkbox.Group
        label={t('person.field.roles')}
        description={t('person.field.rolesHelp')}
        value={[...values.roles]}
        onChange={(chosen) => onChange({ roles: providerRoles.filter((role) => chosen.includes(role)) })}
      >
        <Stack gap="xs" mt={6}>
          {providerRoles.map((role) => (
            <Checkbox
              key={role}
              value={role}
              label={`${t(`person.role.${role}.name`)} (${role})`}
              description={t(`person.role.${role}.text`)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Checkbox
        mt="xs"
        label={t('person.field.administrator')}
        description={t('person.field.administratorHelp')}
        checked={values.isAdministrator}
        onChange={({ currentTarget }) => onChange({ isAdministrator: currentTarget.checked })}
      />
    </>
  )
}
