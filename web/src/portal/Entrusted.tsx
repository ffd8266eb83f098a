import { recordApi } from '#contract/record/api.ts'
import { Text, Title } from '@mantine/core'
import { IconTools } from '@tabler/icons-react'
import { ProblemAlert } from '../platform/errors.tsx'
import { usePages } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { Page } from '../ui/page.tsx'
import { Waiting } from './Demands.tsx'
import { RecordLines } from './record-line.tsx'

/** « Confié à nous »: what a supplier has in hand. */
export const Entrusted = () => {
  const { t } = useWords()
  const { provider } = useSession()
  const query = usePages(recordApi.list, { sort: 'due', limit: 50 })
  const isOurs = ({ step }: (typeof query.items)[number]) => step.role === 'FT'
  const parts = [
    { title: t('portal.supplier.yours'), records: query.items.filter(isOurs) },
    { title: t('portal.supplier.theirs'), records: query.items.filter((item) => !isOurs(item)) },
  ]
  return (
    <Page title={t('portal.supplier.title')}>
      <Text c="dimmed">{t('portal.supplier.lead', { name: provider.name })}</Text>
      <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {!query.isPending && query.items.length === 0 && (
        <EmptyState icon={<IconTools size={40} />} title={t('portal.supplier.noneTitle')}>
          {t('portal.supplier.noneText')}
        </EmptyState>
      )}
      {parts.map(({ title, records }) =>
        records.length === 0 ? null : (
          <section key={title}>
            <Title order={2} size="h3" mb={6}>
              {title}
            </Title>
            <RecordLines records={records} />
          </section>
        ),
      )}
      <LoadMore query={query} />
    </Page>
  )
}
