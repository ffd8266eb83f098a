import { searchApi, type Found } from '#contract/search/api.ts'
import { List, Loader, Tabs, Text, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { addressOfFound, nameOfFound } from '../ui/found.ts'
import { Page } from '../ui/page.tsx'

const kinds = [
  'INC',
  'REQ',
  'PRB',
  'CHG',
  'ECH',
  'ART',
  'CI',
  'client',
  'person',
  'service',
  'supplier',
] as const
const most = 50

/** Everything that words find, by kind. */
export const SearchPage = () => {
  const { t } = useWords()
  const [{ q = '', kind }, set] = useFilters(['q', 'kind'])
  const words = q.trim()
  const { data, error, refetch } = useApi(
    searchApi.find,
    { q: words, limit: most, ...(kind === undefined ? {} : { kind }) },
    { enabled: words !== '', keepsPrevious: true },
  )
  return (
    <Page title={words === '' ? t('search.title') : t('search.for', { q: words })} width="read">
      <FilterBar filters={[{ name: 'q', label: t('search.label'), kind: 'text' }]} />
      <Tabs
        value={kind ?? 'all'}
        onChange={(next) => set({ kind: next === 'all' ? undefined : (next ?? undefined) })}
      >
        <Tabs.List aria-label={t('search.title')}>
          <Tabs.Tab value="all">{t('search.all')}</Tabs.Tab>
          {kinds.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`search.kind.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <ProblemAlert error={error} onRetry={refetch} />
      {words === '' ? (
        <EmptyState icon={<IconSearch size={40} />} title={t('search.emptyTitle')}>
          {t('search.emptyText')}
        </EmptyState>
      ) : data === undefined ? (
        error === null && <Loader size="sm" />
      ) : (
        <Results items={data.items} words={words} />
      )}
    </Page>
  )
}

const Results = ({ items, words }: { items: readonly Found[]; words: string }) => {
  const { t } = useWords()
  if (items.length === 0)
    return <EmptyState title={t('search.noneTitle', { q: words })}>{t('search.noneText')}</EmptyState>
  const groups = kinds.flatMap((kind) => {
    const found = items.filter((item) => item.kind === kind)
    return found.length === 0 ? [] : [{ kind, found }]
  })
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {t(items.length >= most ? 'search.atMost' : 'search.found', { count: items.length })}
      </Text>
      {groups.map(({ kind, found }) => (
        <section key={kind} aria-label={t(`search.kind.${kind}`)}>
          <Title order={2} size="h4" mb={4}>
            {t(`search.kind.${kind}`)}
          </Title>
          <List listStyleType="none" spacing={6}>
            {found.map((item) => (
              <List.Item key={item.address}>
                <TextLink href={addressOfFound(item)}>{nameOfFound(item)}</TextLink>
                {item.context !== null && (
                  <Text span size="sm" c="dimmed">
                    {' '}
                    · {item.context}
                  </Text>
                )}
              </List.Item>
            ))}
          </List>
        </section>
      ))}
    </>
  )
}
