import { Phase } from '#contract/procedure/shape.ts'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { useWords } from '../platform/words.ts'
import { FilterBar, type Filter } from '../ui/filter-bar.tsx'
import { openPhases } from './list-filter.ts'
import { holdReasons } from './move-fields.ts'
import { useCategories, useClients, useColleagues, useServices, useTeams } from './use-names.ts'
import { useGridFor } from './use-grid.ts'

/** Words within the list. */
export const ListSearch = () => {
  const { t } = useWords()
  return <FilterBar filters={[{ name: 'q', label: t('record.list.search'), kind: 'text' }]} />
}

/** The questions that the list can be asked; the rarer ones wait behind a button unless they are asked. */
export const ListFilters = () => {
  const { t } = useWords()
  const [hasMore, showMore] = useState(false)
  const { usual, rare } = useQuestions()
  const [values] = useFilters(rare.map(({ name }) => name))
  const shown = rare.filter(({ name }) => hasMore || values[name] !== undefined)
  return (
    <FilterBar filters={[...usual, ...shown]}>
      {shown.length < rare.length && (
        <Tooltip label={t('record.filter.more')}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('record.filter.more')}
            onClick={() => showMore(true)}
          >
            <IconAdjustmentsHorizontal size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </FilterBar>
  )
}

const useQuestions = (): { usual: readonly Filter[]; rare: readonly Filter[] } => {
  const { t, say } = useWords()
  const { grid } = useGridFor(null)
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  const phases = [
    { value: openPhases, label: t('record.filter.open') },
    { value: 'new,active', label: t('record.filter.underWay') },
    ...Phase.options.map((phase) => ({ value: phase, label: t(`shell.phase.${phase}`) })),
  ]
  const priorities = (grid?.priorities ?? []).map(({ value, label }) => ({
    value: String(value),
    label: say(label),
  }))
  const holds = [
    { value: 'any', label: t('record.filter.heldAny') },
    { value: 'none', label: t('record.filter.heldNone') },
    ...holdReasons.map((reason) => ({ value: reason, label: t(`shell.held.${reason}`) })),
  ]
  const people = [
    { value: 'me', label: t('record.filter.me') },
    { value: 'none', label: t('record.filter.nobody') },
    ...named(useColleagues()),
  ]
  const categories = useCategories().map(({ id, name }) => ({ value: id, label: say(name) }))
  return {
    usual: [
      { name: 'phase', label: t('record.filter.phase'), kind: 'one', options: phases },
      { name: 'priority', label: t('record.filter.priority'), kind: 'many', options: priorities },
      { name: 'assignee', label: t('record.filter.assignee'), kind: 'one', options: people },
      { name: 'client', label: t('record.filter.client'), kind: 'one', options: named(useClients()) },
    ],
    rare: [
      { name: 'service', label: t('record.filter.service'), kind: 'one', options: named(useServices()) },
      { name: 'category', label: t('record.filter.category'), kind: 'one', options: categories },
      { name: 'team', label: t('record.filter.team'), kind: 'one', options: named(useTeams()) },
      { name: 'held', label: t('record.filter.held'), kind: 'one', options: holds },
      { name: 'from', label: t('record.filter.from'), kind: 'date' },
      { name: 'to', label: t('record.filter.to'), kind: 'date' },
      { name: 'breached', label: t('record.filter.breached'), kind: 'flag' },
      { name: 'isMajor', label: t('record.filter.major'), kind: 'flag' },
      { name: 'watched', label: t('record.filter.watched'), kind: 'flag' },
    ],
  }
}
