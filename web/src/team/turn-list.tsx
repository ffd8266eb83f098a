import { teamApi, type Turn } from '#contract/team/api.ts'
import { Button, Group, MultiSelect, NumberInput, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { ColleaguePicker, TeamPicker } from '../record/pickers.tsx'
import { useColleagues, useTeams } from '../record/use-names.ts'
import { addDays } from '../record/week.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { keepsRelations } from '../settings/may-keep.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** Who is on call, turn by turn, for the next half year. */
export const TurnList = () => {
  const { t } = useWords()
  const { short } = useTime()
  const session = useSession()
  const teams = useTeams()
  const [isPlanning, setPlanning] = useState(false)
  const [swapping, setSwapping] = useState<Turn | null>(null)
  const today = localAt(useNow(), session.person.zone).slice(0, 10)
  const { items, error, isPending } = useAll(teamApi.listTurns, { from: today, to: addDays(today, 182) })
  const mayPlan = keepsRelations(session)
  return (
    <Stack gap="xs" component="section">
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t('team.duty.turns')}
        </Title>
        {mayPlan && (
          <Button size="xs" variant="default" onClick={() => setPlanning(true)}>
            {t('team.duty.plan')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" maw={720}>
        {t('team.duty.turnsText')}
      </Text>
      <ProblemAlert error={error} />
      {!isPending && items.length === 0 && <Text size="sm">{t('team.duty.noTurn')}</Text>}
      {items.map((turn) => (
        <Group key={turn.id} gap="sm">
          <Text size="sm" fw={600}>
            {turn.personName}
          </Text>
          <Text size="sm">
            {t('team.duty.period', { from: short(turn.startsAt), to: short(turn.endsAt) })}
          </Text>
          <Text size="sm" c="dimmed">
            {teams.find(({ id }) => id === turn.teamId)?.name} ·{' '}
            {t('team.duty.told', { days: turn.noticeDays })}
          </Text>
          {turn.isShortNotice && <ToneBadge tone="warning">{t('team.duty.short')}</ToneBadge>}
          {turn.isSwapped && <ToneBadge tone="neutral">{t('team.duty.swapped')}</ToneBadge>}
          {(mayPlan || turn.personId === session.person.id) && (
            <Button size="compact-xs" variant="subtle" onClick={() => setSwapping(turn)}>
              {t('team.duty.swap', { name: turn.personName })}
            </Button>
          )}
        </Group>
      ))}
      {isPlanning && <PlanForm today={today} onClose={() => setPlanning(false)} />}
      {swapping !== null && <SwapForm turn={swapping} onClose={() => setSwapping(null)} />}
    </Stack>
  )
}

const PlanForm = ({ today, onClose }: { today: string; onClose: () => void }) => {
  const { t } = useWords()
  const { day: dayName } = useTime()
  const colleagues = useColleagues()
  const [teamId, setTeam] = useState<string | null>(null)
  const [from, setFrom] = useState(addDays(today, 15))
  const [weeks, setWeeks] = useState(8)
  const [people, setPeople] = useState<string[]>([])
  const [day, setDay] = useState('1')
  const [at, setAt] = useState('08:00')
  const [noticeDays, setNotice] = useState(15)
  const plan = useAction(teamApi.planTurns, { invalidates: [teamApi.listTurns], onSuccess: onClose })
  // The first of January 2024 was a Monday.
  const dayNames = [1, 2, 3, 4, 5, 6, 7].map((one) => ({
    value: String(one),
    label: dayName(`2024-01-0${one}T12:00:00`).split(/[\s,]/)[0] ?? '',
  }))
  return (
    <FormDrawer
      title={t('team.duty.plan')}
      error={plan.error}
      isPending={plan.isPending}
      isDisabled={teamId === null || people.length === 0 || from === ''}
      onSubmit={() => {
        if (teamId === null) return
        const handOver = { day: Number(day), at }
        plan.mutate({ id: teamId, from, weeks, personIds: people, handOver, noticeDays })
      }}
      onClose={onClose}
    >
      <TeamPicker label={t('team.duty.team')} required value={teamId} onChange={setTeam} />
      <MultiSelect
        label={t('team.duty.people')}
        required
        searchable
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={people}
        onChange={setPeople}
      />
      <TextInput
        type="date"
        label={t('team.duty.first')}
        required
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <NumberInput
        label={t('team.duty.weeks')}
        min={1}
        max={53}
        value={weeks}
        onChange={(given) => typeof given === 'number' && setWeeks(given)}
      />
      <Select
        label={t('team.duty.handOverDay')}
        allowDeselect={false}
        data={dayNames}
        value={day}
        onChange={(given) => setDay(given ?? '1')}
      />
      <TextInput
        type="time"
        label={t('team.duty.handOverAt')}
        required
        value={at}
        onChange={({ currentTarget }) => setAt(currentTarget.value)}
      />
      <NumberInput
        label={t('team.duty.notice')}
        min={0}
        max={90}
        value={noticeDays}
        onChange={(given) => typeof given === 'number' && setNotice(given)}
      />
    </FormDrawer>
  )
}

const SwapForm = ({ turn, onClose }: { turn: Turn; onClose: () => void }) => {
  const { t } = useWords()
  const [personId, setPerson] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const swap = useAction(teamApi.swapTurn, { invalidates: [teamApi.listTurns], onSuccess: onClose })
  return (
    <FormDrawer
      title={t('team.duty.swapTitle')}
      error={swap.error}
      isPending={swap.isPending}
      isDisabled={personId === null || personId === turn.personId}
      onSubmit={() => personId !== null && swap.mutate({ id: turn.id, personId, reason })}
      onClose={onClose}
    >
      <ColleaguePicker label={t('team.duty.person')} required value={personId} onChange={setPerson} />
      <TextInput
        label={t('team.duty.reason')}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </FormDrawer>
  )
}
