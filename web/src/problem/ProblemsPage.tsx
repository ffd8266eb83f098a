import { recordApi } from '#contract/record/api.ts'
import { Button } from '@mantine/core'
import { IconBug, IconPlus } from '@tabler/icons-react'
import { Phase } from '#contract/procedure/shape.ts'
import { useFilters } from '../platform/address.ts'
import { usePages } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useColumns } from '../record/columns.tsx'
import { rowsOf, type Row } from '../record/ticket.ts'
import { useClients, useColleagues, useServices } from '../record/use-names.ts'
import { AppLink } from '../ui/app-link.tsx'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar, type Filter } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'

const names = ['q', 'phase', 'priority', 'client', 'service', 'assignee'] as const

/** Every problem: the gravest first, then what is due first. */
export const ProblemsPage = () => {
  const { t } = useWords()
  const [filters] = useFilters(names)
  const pages = usePages(recordApi.list, { ...filters, kind: 'PRB', sort: 'priority', limit: 50 })
  const isFiltered = names.some((name) => filters[name] !== undefined)
  const create = (
    <Button component={AppLink} href="/problemes/nouveau" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('problem.openOne')}
    </Button>
  )
  return (
    <Page
      title={t('problem.title')}
      method={{ text: t('problem.method'), href: '/methode/procedures/problem' }}
      actions={create}
    >
      <FilterBar filters={useQuestions()} />
      <DataList<Row>
        label={t('problem.title')}
        query={{ ...pages, items: rowsOf(pages.items) }}
        columns={useColumns(['priority', 'client', 'service', 'step', 'assignee', 'dueResolution'])}
        keyOf={({ number }) => number}
        addressOf={({ number }) => `/tickets/${number}`}
        empty={
          <EmptyState
            icon={<IconBug size={40} />}
            title={t(isFiltered ? 'record.list.noneTitle' : 'problem.emptyTitle')}
            action={create}
          >
            {t(isFiltered ? 'record.list.noneText' : 'problem.emptyText')}
          </EmptyState>
        }
      />
    </Page>
  )
}

const useQuestions = (): readonly Filter[] => {
  const { t } = useWords()
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return [
    { name: 'q', label: t('record.list.search'), kind: 'text' },
    {
      name: 'phase',
      label: t('record.filter.phase'),
      kind: 'one',
      options: [
        { value: 'new,active,resolved', label: t('record.filter.open') },
        ...Phase.options.map((phase) => ({ value: phase, label: t(`shell.phase.${phase}`) })),
      ],
    },
    {
      name: 'priority',
      label: t('problem.new.level'),
      kind: 'one',
      options: [1, 2, 3, 4].map((level) => ({
        value: String(level),
        label: t('problem.level.short', { level }),
      })),
    },
    { name: 'client', label: t('record.filter.client'), kind: 'one', options: named(useClients()) },
    { name: 'service', label: t('record.filter.service'), kind: 'one', options: named(useServices()) },
    { name: 'assignee', label: t('record.filter.assignee'), kind: 'one', options: named(useColleagues()) },
  ]
}
