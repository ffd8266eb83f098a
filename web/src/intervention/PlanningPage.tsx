import { interventionApi, type Clash, type Intervention } from '#contract/intervention/api.ts'
import { Button, Group, Loader, SegmentedControl, Text, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAlertTriangle, IconCalendarTime, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { instantAt, localAt } from '../record/local-time.ts'
import { useColleagues } from '../record/use-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { FeedCard } from './feed-card.tsx'
import { PlanningTable, type Target } from './planning-table.tsx'
import { addDays, daysFrom, mondayOf } from '../record/week.ts'

/** Who is where, by day or week; a visit is moved by hand or by key. */
export const PlanningPage = () => {
  const { t } = useWords()
  const { person } = useSession()
  const { date } = useTime()
  const today = localAt(useNow(), person.zone).slice(0, 10)
  const [{ jour = today, vue }, set] = useFilters(['jour', 'vue'])
  // A week does not fit on a phone.
  const isNarrow = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false })
  const isDay = vue === undefined ? isNarrow : vue === 'jour'
  const first = isDay ? jour : mondayOf(jour)
  const days = daysFrom(first, isDay ? 1 : 7)
  const input = { from: first, to: days.at(-1) ?? first }
  const { data, error, refetch } = useApi(interventionApi.planning, input, { keepsPrevious: true })
  const [said, say] = useState('')
  const { short } = useTime()
  const edit = useAction(interventionApi.edit, {
    invalidates: [interventionApi.planning, interventionApi.ofRecord],
    onSuccess: (moved) => say(t('intervention.planning.moved', { when: short(moved.plannedFrom) })),
    onError: () => void refetch(),
  })
  const move = (visit: Intervention, to: Target) => {
    if (!visit.actions.includes('edit')) return
    edit.mutate(movedTo(visit, to, person.zone))
  }
  const step = isDay ? 1 : 7
  return (
    <Page title={t('intervention.planning.title')}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            aria-label={t('intervention.planning.before')}
            onClick={() => set({ jour: addDays(jour, -step) })}
          >
            <IconChevronLeft size={16} aria-hidden />
          </Button>
          <Button variant="default" size="xs" onClick={() => set({ jour: undefined })}>
            {t('intervention.planning.today')}
          </Button>
          <Button
            variant="default"
            size="xs"
            aria-label={t('intervention.planning.after')}
            onClick={() => set({ jour: addDays(jour, step) })}
          >
            <IconChevronRight size={16} aria-hidden />
          </Button>
          <Text fw={600}>{isDay ? date(first) : `${date(first)} – ${date(input.to)}`}</Text>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={t('intervention.planning.view')}
          value={isDay ? 'jour' : 'semaine'}
          onChange={(given) => set({ vue: given })}
          data={[
            { value: 'jour', label: t('intervention.planning.day') },
            { value: 'semaine', label: t('intervention.planning.week') },
          ]}
        />
      </Group>
      <ProblemAlert error={error ?? edit.error} onRetry={() => void refetch()} />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {data === undefined && error === null && <Loader />}
      {data !== undefined && (
        <>
          <Clashes clashes={data.clashes} />
          {data.items.length === 0 && data.absences.length === 0 ? (
            <EmptyState icon={<IconCalendarTime size={32} />} title={t('intervention.planning.empty')}>
              {t('intervention.planning.emptyText')}
            </EmptyState>
          ) : (
            <PlanningTable {...data} days={days} onMove={move} />
          )}
        </>
      )}
      <FeedCard />
    </Page>
  )
}

const Clashes = ({ clashes }: { clashes: readonly Clash[] }) => {
  const { t } = useWords()
  const colleagues = useColleagues()
  const lines = new Set(
    clashes.map(({ personId, kind }) =>
      t(kind === 'twice' ? 'intervention.planning.clashTwice' : 'intervention.planning.clashAbsent', {
        name: colleagues.find(({ id }) => id === personId)?.name ?? '',
      }),
    ),
  )
  return [...lines].map((line) => (
    <Group key={line} gap={6} wrap="nowrap">
      <IconAlertTriangle size={16} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm">{line}</Text>
    </Group>
  ))
}

/** The same hour on another day, for another person, or minutes later; the clock on the wall stays what it says. */
const movedTo = (visit: Intervention, { day, minutes = 0, from, to }: Target, zone: string) => {
  const length = new Date(visit.plannedUntil).getTime() - new Date(visit.plannedFrom).getTime()
  const wall = localAt(visit.plannedFrom, zone)
  const start = instantAt(`${day ?? wall.slice(0, 10)}T${wall.slice(11)}`, zone) ?? visit.plannedFrom
  const begins = new Date(start).getTime() + minutes * 60_000
  const people = visit.people.map(({ id }) => (id === from && to !== undefined ? to : id))
  return {
    id: visit.id,
    version: visit.version,
    plannedFrom: new Date(begins).toISOString(),
    plannedUntil: new Date(begins + length).toISOString(),
    ...(to === undefined || to === from ? {} : { personIds: [...new Set(people)] }),
  }
}
