import { knowledgeApi, type ArticleGap } from '#contract/knowledge/api.ts'
import { Button, Group, Text } from '@mantine/core'
import { IconMoodSearch } from '@tabler/icons-react'
import { useAction, useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import style from './knowledge.module.css'

/** What was looked for in vain, most often first: the articles to write. */
export const GapsPage = () => {
  const { t } = useWords()
  const query = useAll(knowledgeApi.listGaps, {})
  const close = useAction(knowledgeApi.closeGap, { invalidates: [knowledgeApi.listGaps] })
  const columns: readonly Column<ArticleGap>[] = [
    {
      key: 'words',
      label: t('knowledge.missing.words'),
      render: ({ words }) => (
        <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
          {words}
        </Text>
      ),
    },
    {
      key: 'clients',
      label: t('knowledge.missing.byClients'),
      width: '8rem',
      align: 'end',
      render: ({ byClients }) => byClients,
    },
    {
      key: 'staff',
      label: t('knowledge.missing.byStaff'),
      width: '8rem',
      align: 'end',
      isWide: true,
      render: ({ byStaff }) => byStaff,
    },
    {
      key: 'asked',
      label: t('knowledge.missing.stillAsked'),
      width: '10rem',
      align: 'end',
      isWide: true,
      render: ({ stillAsked }) => stillAsked,
    },
    {
      key: 'last',
      label: t('knowledge.missing.last'),
      width: '9rem',
      isWide: true,
      render: ({ lastAt }) => <Ago at={lastAt} />,
    },
    {
      key: 'actions',
      label: '',
      width: '19rem',
      render: ({ words }) => (
        <Group gap={4} justify="flex-end" className={style['both'] ?? ''}>
          <Button
            size="xs"
            variant="light"
            component={AppLink}
            href={`/connaissances/nouveau?titre=${encodeURIComponent(words)}&manque=${encodeURIComponent(words)}`}
            aria-label={t('knowledge.missing.writeOf', { words })}
          >
            {t('knowledge.missing.write')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={t('knowledge.missing.closeOf', { words })}
            onClick={() => close.mutate({ words })}
          >
            {t('knowledge.missing.close')}
          </Button>
        </Group>
      ),
    },
  ]
  return (
    <Page title={t('knowledge.missing.title')}>
      <Text size="sm" maw="46rem">
        {t('knowledge.missing.text')}
      </Text>
      <DataList<ArticleGap>
        label={t('knowledge.missing.title')}
        query={query}
        columns={columns}
        keyOf={({ words }) => words}
        empty={
          <EmptyState icon={<IconMoodSearch size={40} />} title={t('knowledge.missing.emptyTitle')}>
            {t('knowledge.missing.emptyText')}
          </EmptyState>
        }
      />
    </Page>
  )
}
