import { personApi } from '#contract/person/api.ts'
import { AbsenceKind, teamApi, type Absence } from '#contract/team/api.ts'
import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { instantAt } from '../record/local-time.ts'
import { ColleaguePicker } from '../record/pickers.tsx'
import { useColleagues } from '../record/use-names.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { keepsAccounts } from '../settings/may-keep.ts'

/** Who is away, now and later. */
export const AbsenceList = () => {
  const { t } = useWords()
  const { short } = useTime()
  const session = useSession()
  const colleagues = useColleagues()
  const [isEntering, setEntering] = useState(false)
  const { items, error, isPending } = useAll(teamApi.listAbsences, {})
  const withdraw = useAction(teamApi.withdrawAbsence, { invalidates: [teamApi.listAbsences] })
  const nameOf = (id: string) => colleagues.find((one) => one.id === id)?.name ?? ''
  const mayEnter = ({ personId }: Absence) => keepsAccounts(session) || personId === session.person.id
  return (
    <Stack gap="xs" component="section">
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t('team.duty.absences')}
        </Title>
        <Button size="xs" variant="default" onClick={() => setEntering(true)}>
          {t('team.duty.enter')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" maw={720}>
        {t('team.duty.absencesText')}
      </Text>
      <ProblemAlert error={error ?? withdraw.error} />
      {!isPending && items.length === 0 && <Text size="sm">{t('team.duty.noAbsence')}</Text>}
      {items.map((one) => (
        <Group key={one.id} gap="sm">
          <Text size="sm" fw={600}>
            {nameOf(one.personId)}
          </Text>
          <Text size="sm">
            {t('team.duty.period', { from: short(one.startsAt), to: short(one.endsAt) })}
            {one.kind !== null && ` · ${t(`team.duty.kinds.${one.kind}`)}`}
          </Text>
          {mayEnter(one) && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => withdraw.mutate({ id: one.id })}
            >
              {t('team.duty.withdraw', { name: nameOf(one.personId) })}
            </Button>
          )}
        </Group>
      ))}
      {isEntering && <AbsenceForm onClose={() => setEntering(false)} />}
    </Stack>
  )
}

/** A substitute is offered with it: whoever is away should not be missed. */
const AbsenceForm = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords()
  const session = useSession()
  const { zone } = session.person
  const [personId, setPerson] = useState<string | null>(session.person.id)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [kind, setKind] = useState<AbsenceKind>('leave')
  const [substituteId, setSubstitute] = useState<string | null>(null)
  const substitute = useAction(personApi.substitute, {
    invalidates: [personApi.listSubstitutions],
    onSuccess: onClose,
  })
  const enter = useAction(teamApi.enterAbsence, {
    invalidates: [teamApi.listAbsences],
    onSuccess: ({ personId: away, startsAt, endsAt }) => {
      if (substituteId === null) onClose()
      else substitute.mutate({ personId: away, substituteId, startsAt, endsAt })
    },
  })
  const [startsAt, endsAt] = [instantAt(from, zone), instantAt(to, zone)]
  const isInOrder = startsAt !== null && endsAt !== null && startsAt < endsAt
  const error = enter.error ?? substitute.error
  const faults = fieldErrorsOf(error)
  return (
    <FormDrawer
      title={t('team.duty.enter')}
      error={error}
      fields={['personId', 'endsAt', 'substituteId']}
      isPending={enter.isPending || substitute.isPending}
      isDisabled={personId === null || !isInOrder || substituteId === personId}
      onSubmit={() => {
        if (personId === null || startsAt === null || endsAt === null) return
        // Entered already, and only the substitute was refused.
        if (enter.isSuccess && substituteId !== null)
          substitute.mutate({ personId, substituteId, startsAt, endsAt })
        else enter.mutate({ personId, startsAt, endsAt, kind })
      }}
      onClose={onClose}
    >
      <ColleaguePicker
        label={t('team.duty.person')}
        required
        disabled={!keepsAccounts(session)}
        value={personId}
        onChange={setPerson}
        error={faults['personId']}
      />
      <TextInput
        type="datetime-local"
        label={t('team.duty.from')}
        required
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('team.duty.to')}
        required
        value={to}
        error={startsAt !== null && endsAt !== null && !isInOrder ? t('team.duty.order') : faults['endsAt']}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <Select
        label={t('team.duty.kind')}
        allowDeselect={false}
        data={AbsenceKind.options.map((one) => ({ value: one, label: t(`team.duty.kinds.${one}`) }))}
        value={kind}
        onChange={(given) => setKind(AbsenceKind.options.find((one) => one === given) ?? 'leave')}
      />
      <ColleaguePicker
        label={t('team.duty.substitute')}
        description={t('team.duty.substituteHelp')}
        value={substituteId}
        onChange={setSubstitute}
        error={faults['substituteId']}
      />
    </FormDrawer>
  )
}
