import { teamApi, type Team } from '#contract/team/api.ts'
import type { Role } from '#contract/role.ts'
import { Checkbox, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isProblem } from '../platform/api.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useColleagues } from '../record/use-names.ts'
import { changesIn } from '../settings/changes.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { Conflict } from '../ui/conflict.tsx'

const mandates = ['D', 'RGS/AC', 'RGS/RC', 'CS'] as const

/** A team's name, its people, and the roles whose steps they may take. */
export const TeamForm = ({ team, onClose }: { team?: Team; onClose: () => void }) => {
  const { t } = useWords()
  const colleagues = useColleagues()
  const [name, setName] = useState(team?.name ?? '')
  const [actsFor, setActsFor] = useState<readonly Role[]>(team?.mandates ?? [])
  const [members, setMembers] = useState<readonly string[]>(team?.members.map(({ id }) => id) ?? [])
  const done = { invalidates: [teamApi.list], onSuccess: onClose }
  const create = useAction(teamApi.create, done)
  const edit = useAction(teamApi.edit, done)
  const input = {
    name: name.trim(),
    mandates: mandates.filter((role) => actsFor.includes(role)),
    members: [...members],
  }
  const present = team === undefined ? undefined : { ...team, members: team.members.map(({ id }) => id) }
  const changes = changesIn(present, input)
  const save = (version = team?.version, change: object = {}) =>
    team === undefined || version === undefined
      ? create.mutate(input)
      : edit.mutate({ ...changes, ...change, id: team.id, version })
  const error = create.error ?? edit.error
  const isTaken = isProblem(error, 'already_exists')
  const faults = isTaken ? { name: t('client.field.taken') } : fieldErrorsOf(error)
  const nameOf = (id: unknown) => colleagues.find((person) => person.id === id)?.name ?? String(id)
  const listed = [
    ...colleagues.map((person) => ({ value: person.id, label: person.name })),
    ...(team?.members ?? [])
      .filter(({ id }) => !colleagues.some((person) => person.id === id))
      .map((member) => ({ value: member.id, label: member.name })),
  ]
  return (
    <>
      <FormDrawer
        title={team === undefined ? t('team.create') : t('team.editTitle', { name: team.name })}
        error={isTaken ? null : error}
        fields={['name', 'members']}
        isPending={create.isPending || edit.isPending}
        onSubmit={() => save()}
        onClose={onClose}
      >
        <TextInput
          label={t('team.name')}
          required
          data-autofocus
          maxLength={100}
          value={name}
          error={faults['name']}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <MultiSelect
          label={t('team.members')}
          searchable
          data={listed}
          value={[...members]}
          error={faults['members']}
          onChange={setMembers}
        />
        <Checkbox.Group
          label={t('team.mandates')}
          description={t('team.mandatesHelp')}
          value={[...actsFor]}
          onChange={(chosen) => setActsFor(mandates.filter((role) => chosen.includes(role)))}
        >
          <Stack gap="xs" mt={6}>
            {mandates.map((role) => (
              <Checkbox
                key={role}
                value={role}
                label={`${t(`person.role.${role}.name`)} (${role})`}
                description={t(`person.role.${role}.text`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      </FormDrawer>
      <Conflict
        error={edit.error}
        mine={changes}
        labels={{ name: t('team.name'), mandates: t('team.mandates'), members: t('team.members') }}
        render={(_, value) => (Array.isArray(value) ? value.map(readable(nameOf)).join(', ') : null)}
        onSave={(chosen, version) => save(version, withIds(chosen))}
        onClose={() => edit.reset()}
      />
    </>
  )
}

/** Mine are ids, theirs are people: both are shown by name and saved by id. */
const readable = (nameOf: (id: unknown) => string) => (value: unknown) =>
  typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : nameOf(value)

const withIds = (chosen: Readonly<Record<string, unknown>>): object => {
  const { members } = chosen
  if (!Array.isArray(members)) return chosen
  const ids = members.map((member: unknown) =>
    typeof member === 'object' && member !== null && 'id' in member ? member.id : member,
  )
  return { ...chosen, members: ids }
}
