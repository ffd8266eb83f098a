import { changeApi } from '#contract/change/api.ts'
import { changeCalendarApi, type CalendarChange } from '#contract/change/calendar.ts'
import { dateFormat } from '#contract/say-date.ts'
import { Button, Group, Loader, SegmentedControl, Text, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCalendarEvent, IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { useClients, useColleagues, useServices } from '../record/use-names.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar, type Filter } from '../ui/filter-bar.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import { CalendarGrid } from './calendar-grid.tsx'
import { CalendarList } from './calendar-list.tsx'
import { isView, movedTo, spanOf, stepped, type Target, type View } from './calendar-span.ts'
import { Freezes } from './freezes.tsx'
import { outdated } from './use-change.ts'

/** Planned changes and what they have to fit in with: by month, by week, as a list. */
export const CalendarPage = () => {
  const { t } = useWords()
  const { person } = useSession()
  const { short } = useTime()
  const today = localAt(useNow(), person.zone).slice(0, 10)
  const [{ jour = today, vue, client, service, person: who }, set] = useFilters([
    'jour',
    'vue',
    'client',
    'service',
    'person',
  ])
  // A month does not fit on a phone.
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const view: View = isView(vue) ? vue : isNarrow ? 'liste' : 'mois'
  const span = spanOf(view, jour)
  const asked = { from: span.from, to: span.to, ...filled({ client, service, person: who }) }
  const { data, error, refetch } = useApi(changeCalendarApi.calendar, asked, { keepsPrevious: true })
  const [pending, setPending] = useState<Move | null>(null)
  const [said, say] = useState('')
  const [moved, setMoved] = useState<string | null>(null)
  const edit = useAction(changeApi.edit, {
    invalidates: [...outdated, changeCalendarApi.calendar],
    onSuccess: (change) => {
      setPending(null)
      setMoved(change.number)
      if (change.window !== null)
        say(t('changeCalendar.moved', { number: change.number, when: short(change.window.from) }))
    },
    onError: () => void refetch(),
  })
  // What was moved by a key is still what the keys are for, wherever it is now.
  useEffect(() => {
    if (moved === null || data === undefined) return
    document.querySelector<HTMLElement>(`[data-change="${moved}"]`)?.focus()
  }, [moved, data])
  const send = ({ change, window }: Move) =>
    edit.mutate({ number: change.number, version: change.version, window })
  const move = (change: CalendarChange, to: Target) => {
    if (!change.mayMove || edit.isPending) return
    const window = movedTo(change, to, person.zone)
    if (window.from === change.from) return
    setMoved(null)
    if (change.voids) setPending({ change, window })
    else send({ change, window })
  }
  const changes = data?.items.filter((entry) => entry.kind === 'change') ?? []
  return (
    <Page
      title={t('changeCalendar.title')}
      crumbs={[{ label: t('change.title'), href: '/changements' }]}
      method={{ text: t('changeCalendar.method'), href: '/methode/procedures/change' }}
      actions={
        <Button
          component="a"
          variant="default"
          href={`/api/v1/change-schedule?${new URLSearchParams({ from: span.from, to: span.to, ...filled({ client, service }) }).toString()}`}
          download
          leftSection={<IconPrinter size={16} aria-hidden />}
        >
          {t('changeCalendar.paper.print')}
        </Button>
      }
    >
      <Way view={view} jour={jour} onChange={set} />
      <Filters />
      <ProblemAlert error={error ?? (pending === null ? edit.error : null)} onRetry={() => void refetch()} />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {data === undefined && error === null && <Loader />}
      {data?.isCut === true && <Text size="sm">{t('changeCalendar.cut')}</Text>}
      {data !== undefined && view !== 'liste' && (
        <CalendarGrid
          items={data.items}
          weeks={span.weeks}
          month={view === 'mois' ? jour.slice(0, 7) : null}
          today={today}
          onMove={move}
        />
      )}
      {data !== undefined && view === 'liste' && changes.length > 0 && <CalendarList changes={changes} />}
      {data !== undefined && changes.length === 0 && (
        <EmptyState icon={<IconCalendarEvent size={32} />} title={t('changeCalendar.empty')}>
          {t('changeCalendar.emptyText')}
        </EmptyState>
      )}
      <Freezes />
      <Text size="sm">
        {t('changeCalendar.feed.personal')} <TextLink href="/planning">{t('shell.rail.planning')}</TextLink>
      </Text>
      <ConfirmDialog
        isOpen={pending !== null}
        title={t('changeCalendar.moveTitle', { number: pending?.change.number ?? '' })}
        action={t('changeCalendar.moveConfirm')}
        isPending={edit.isPending}
        error={edit.error}
        onConfirm={() => {
          if (pending !== null) send(pending)
        }}
        onClose={() => setPending(null)}
      >
        <Moving move={pending} />
      </ConfirmDialog>
    </Page>
  )
}

interface Move {
  change: CalendarChange
  window: { from: string; to: string }
}

const Moving = ({ move }: { move: Move | null }) => {
  const { t } = useWords()
  const { exact } = useTime()
  if (move === null) return null
  const { change, window } = move
  return (
    <>
      <Text size="sm">
        {t('changeCalendar.moveText', {
          title: change.title,
          from: exact(window.from),
          to: exact(window.to),
        })}
      </Text>
      <Text size="sm" fw={600}>
        {t('changeCalendar.moveVoids')}
      </Text>
      <Text size="sm">{t('changeCalendar.moveTold')}</Text>
    </>
  )
}

const Way = ({ view, jour, onChange }: WayProps) => {
  const { t, locale } = useWords()
  const { from, to } = spanOf(view, jour)
  const months = dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const days = dateFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const noon = (day: string) => new Date(`${day}T12:00:00Z`)
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          aria-label={t('changeCalendar.before')}
          onClick={() => onChange({ jour: stepped(view, jour, -1) })}
        >
          <IconChevronLeft size={16} aria-hidden />
        </Button>
        <Button variant="default" size="xs" onClick={() => onChange({ jour: undefined })}>
          {t('changeCalendar.today')}
        </Button>
        <Button
          variant="default"
          size="xs"
          aria-label={t('changeCalendar.after')}
          onClick={() => onChange({ jour: stepped(view, jour, 1) })}
        >
          <IconChevronRight size={16} aria-hidden />
        </Button>
        <Text fw={600}>
          {view === 'semaine'
            ? days.formatRange(noon(from), noon(to))
            : months.format(new Date(`${jour.slice(0, 7)}-15T00:00:00Z`))}
        </Text>
      </Group>
      <SegmentedControl
        size="xs"
        aria-label={t('changeCalendar.view')}
        value={view}
        onChange={(vue) => onChange({ vue })}
        data={(['mois', 'semaine', 'liste'] as const).map((value) => ({
          value,
          label: t(`changeCalendar.views.${value}`),
        }))}
      />
    </Group>
  )
}

interface WayProps {
  view: View
  jour: string
  onChange: (change: { jour?: string | undefined; vue?: string }) => void
}

const Filters = () => {
  const { t } = useWords()
  const asChoices = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  const filters: Filter[] = [
    { name: 'client', label: t('changeCalendar.client'), kind: 'one', options: asChoices(useClients()) },
    { name: 'service', label: t('changeCalendar.service'), kind: 'one', options: asChoices(useServices()) },
    { name: 'person', label: t('changeCalendar.person'), kind: 'one', options: asChoices(useColleagues()) },
  ]
  return <FilterBar filters={filters} />
}

const filled = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
