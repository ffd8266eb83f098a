import {
  ArticleState,
  ArticleVisibility,
  knowledgeApi,
  type ArticleSummary,
} from '#contract/knowledge/api.ts'
import { Button, Group, Text } from '@mantine/core'
import { IconBook, IconClock, IconPlus } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useFilters } from '../platform/address.ts'
import { useAction, usePages } from '../platform/query.ts'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useCategories, useClients, useServices } from '../record/use-names.ts'
import { AppLink } from '../ui/app-link.tsx'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar, type Filter } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { ArticleBadge, VisibilityBadge } from './article-state.tsx'
import { isStaffSummary } from './use-article.ts'

const names = ['q', 'state', 'category', 'service', 'visibility', 'client', 'due'] as const

/** Everything the firm has written down, as a list that is a tool. */
export const ArticlesPage = () => {
  const { t } = useWords()
  const [filters] = useFilters(names)
  const { state: givenState, visibility: givenReaders, due, ...rest } = filters
  const state = ArticleState.options.find((one) => one === givenState)
  const visibility = ArticleVisibility.options.find((one) => one === givenReaders)
  const query = usePages(knowledgeApi.list, {
    ...rest,
    ...(state === undefined ? {} : { state }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(due === 'true' ? { due: 'true' as const } : {}),
  })
  const items = query.items.filter(isStaffSummary)
  const isSettled = !query.isPending && query.isPlaceholderData !== true
  useNotedSearch(filters.q ?? '', isSettled && items.length === 0)
  const isFiltered = names.some((name) => filters[name] !== undefined)
  const create = (
    <Button
      component={AppLink}
      href={
        filters.q === undefined
          ? '/connaissances/nouveau'
          : `/connaissances/nouveau?titre=${encodeURIComponent(filters.q)}`
      }
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t('knowledge.create')}
    </Button>
  )
  return (
    <Page title={t('knowledge.title')} method={{ text: t('knowledge.method') }} actions={create}>
      <FilterBar filters={useQuestions()} />
      <DataList<ArticleSummary>
        label={t('knowledge.title')}
        query={{ ...query, items }}
        columns={useColumns()}
        keyOf={({ number }) => number}
        addressOf={({ number }) => `/connaissances/${number}`}
        empty={
          <EmptyState
            icon={<IconBook size={40} />}
            title={t(isFiltered ? 'knowledge.empty.noneTitle' : 'knowledge.empty.title')}
            action={create}
          >
            {t(isFiltered ? 'knowledge.empty.noneText' : 'knowledge.empty.text')}
          </EmptyState>
        }
      />
    </Page>
  )
}

/** Words that found nothing are what is missing; counted a moment after the typing has ended. */
const useNotedSearch = (words: string, isVain: boolean): void => {
  const { mutate } = useAction(knowledgeApi.noteSearch)
  useEffect(() => {
    if (!isVain || words.length < 3) return undefined
    const timer = setTimeout(() => mutate({ words, outcome: 'nothing' }), 1500)
    return () => clearTimeout(timer)
  }, [words, isVain, mutate])
}

const useQuestions = (): readonly Filter[] => {
  const { t, say } = useWords()
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return [
    { name: 'q', label: t('knowledge.search'), kind: 'text' },
    {
      name: 'state',
      label: t('knowledge.filter.state'),
      kind: 'one',
      options: ArticleState.options.map((value) => ({ value, label: t(`knowledge.state.${value}`) })),
    },
    { name: 'service', label: t('knowledge.filter.service'), kind: 'one', options: named(useServices()) },
    {
      name: 'category',
      label: t('knowledge.filter.category'),
      kind: 'one',
      options: useCategories().map(({ id, name }) => ({ value: id, label: say(name) })),
    },
    {
      name: 'visibility',
      label: t('knowledge.filter.visibility'),
      kind: 'one',
      options: ArticleVisibility.options.map((value) => ({
        value,
        label: t(`knowledge.visibility.${value}`),
      })),
    },
    { name: 'client', label: t('knowledge.filter.client'), kind: 'one', options: named(useClients()) },
    { name: 'due', label: t('knowledge.filter.due'), kind: 'flag' },
  ]
}

const useColumns = (): readonly Column<ArticleSummary>[] => {
  const { t, say } = useWords()
  return [
    {
      key: 'title',
      label: t('knowledge.column.title'),
      render: ({ number, title, categoryName, serviceName }) => (
        <>
          <Text size="sm" fw={550} component="span">
            {say(title)}
          </Text>
          <Text size="xs" c="dimmed" component="div">
            {[number, serviceName, categoryName === null ? null : say(categoryName)]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </>
      ),
    },
    {
      key: 'state',
      label: t('knowledge.column.state'),
      width: '13rem',
      render: ({ state, pending }) => (
        <Group gap={6}>
          <ArticleBadge state={state} />
          {pending !== null && state === 'published' && (
            <Text size="xs" c="dimmed">
              {t(`knowledge.pending.${pending}`)}
            </Text>
          )}
        </Group>
      ),
    },
    {
      key: 'visibility',
      label: t('knowledge.column.visibility'),
      width: '11rem',
      isWide: true,
      render: (item) => <VisibilityBadge {...item} />,
    },
    {
      key: 'helped',
      label: t('knowledge.column.helped'),
      width: '5rem',
      align: 'end',
      isWide: true,
      render: ({ helped }) => (helped === 0 ? '' : helped),
    },
    {
      key: 'review',
      label: t('knowledge.column.review'),
      width: '9rem',
      isWide: true,
      render: ({ reviewOn }) => <ReviewDate reviewOn={reviewOn} />,
    },
    {
      key: 'updated',
      label: t('knowledge.column.updated'),
      width: '9rem',
      isWide: true,
      render: ({ updatedAt }) => <Ago at={updatedAt} />,
    },
  ]
}

/** A review that is due is said in words and colour. */
export const ReviewDate = ({ reviewOn }: { reviewOn: string | null }) => {
  const { t } = useWords()
  const { date } = useTime()
  const now = useNow()
  if (reviewOn === null) return null
  const isDue = reviewOn <= new Date(now).toISOString().slice(0, 10)
  return isDue ? (
    <ToneBadge tone="warning" icon={<IconClock aria-hidden />}>
      {`${date(reviewOn)} · ${t('knowledge.view.overdue')}`}
    </ToneBadge>
  ) : (
    date(reviewOn)
  )
}
