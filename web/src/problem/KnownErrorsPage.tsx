import { problemApi } from '#contract/problem/api.ts'
import { KnownErrorState, type KnownError } from '#contract/problem/shape.ts'
import { Button, Text } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { usePages } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ReviewDate } from '../knowledge/ArticlesPage.tsx'
import { useClients, useServices } from '../record/use-names.ts'
import { AppLink } from '../ui/app-link.tsx'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar, type Filter } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import style from './problem.module.css'
import { StateBadge } from './state-badge.tsx'
import { isWhole } from './use-problem.ts'

const names = ['q', 'state', 'client', 'service'] as const

/** What does not work and how to get by, as the desk looks it up. */
export const KnownErrorsPage = () => {
  const { t } = useWords()
  const [{ state: given, ...rest }] = useFilters(names)
  const state = KnownErrorState.options.find((one) => one === given)
  const query = usePages(problemApi.knownErrors, { ...rest, ...(state === undefined ? {} : { state }) })
  const isFiltered = state !== undefined || Object.values(rest).some((value) => value !== undefined)
  return (
    <Page
      title={t('problem.list.title')}
      method={{ text: t('problem.list.method'), href: '/methode/procedures/problem' }}
    >
      <FilterBar filters={useQuestions()} />
      <DataList<KnownError>
        label={t('problem.list.title')}
        query={{ ...query, items: query.items.filter(isWhole) }}
        columns={useColumns()}
        keyOf={({ number }) => number}
        addressOf={({ number }) => `/tickets/${number}`}
        empty={
          <EmptyState
            icon={<IconBulb size={40} />}
            title={t(isFiltered ? 'problem.list.noneTitle' : 'problem.list.emptyTitle')}
            action={
              <Button component={AppLink} href="/problemes" variant="default">
                {t('problem.list.toProblems')}
              </Button>
            }
          >
            {t(isFiltered ? 'problem.list.noneText' : 'problem.list.emptyText')}
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
    { name: 'q', label: t('problem.list.search'), kind: 'text' },
    {
      name: 'state',
      label: t('problem.list.state'),
      kind: 'one',
      options: KnownErrorState.options.map((value) => ({ value, label: t(`problem.state.${value}`) })),
    },
    { name: 'client', label: t('problem.list.client'), kind: 'one', options: named(useClients()) },
    { name: 'service', label: t('problem.list.service'), kind: 'one', options: named(useServices()) },
  ]
}

const useColumns = (): readonly Column<KnownError>[] => {
  const { t } = useWords()
  return [
    {
      key: 'symptom',
      label: t('problem.list.symptom'),
      render: ({ number, symptom, workaround }) => (
        <>
          <Text size="sm" component="span" fw={550}>
            <span style={{ color: 'var(--mantine-color-dimmed)' }}>{number}</span> {symptom}
          </Text>
          <Text size="xs" c="dimmed" component="div" lineClamp={2} className={style['text'] ?? ''}>
            {workaround}
          </Text>
        </>
      ),
    },
    {
      key: 'where',
      label: t('problem.list.where'),
      width: '16%',
      isWide: true,
      render: ({ serviceName, cis }) =>
        [serviceName, ...cis.map(({ name }) => name)].filter(Boolean).join(', '),
    },
    {
      key: 'state',
      label: t('problem.list.state'),
      width: '8rem',
      render: ({ state }) => <StateBadge state={state} />,
    },
    {
      key: 'incidents',
      label: t('problem.list.incidents'),
      width: '6rem',
      align: 'end',
      isWide: true,
      render: ({ incidents }) => (incidents === 0 ? '' : incidents),
    },
    {
      key: 'review',
      label: t('problem.list.review'),
      width: '9rem',
      isWide: true,
      render: ({ reviewOn }) => <ReviewDate reviewOn={reviewOn} />,
    },
    {
      key: 'updated',
      label: t('problem.list.updated'),
      width: '8.5rem',
      isWide: true,
      render: ({ updatedAt }) => <Ago at={updatedAt} />,
    },
  ]
}
