import { recordApi } from '#contract/record/api.ts'
import { Button, SegmentedControl, Skeleton, Stack, TextInput, Title } from '@mantine/core'
import { IconMailbox, IconPlus, IconSearch } from '@tabler/icons-react'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { usePages, type ListQuery } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { Page } from '../ui/page.tsx'
import style from './portal.module.css'
import { RecordLines } from './record-line.tsx'
import { waitsFor, type Line } from './state.tsx'

/** « Mes demandes »: what waits for me, what is open, what is over; mine, or the company's for who may see it. */
export const Demands = () => {
  const { t } = useWords()
  const { person } = useSession()
  const [{ voir, q }] = useFilters(['voir', 'q'])
  const seesCompany = person.clientLevel === 'contact' || person.clientLevel === 'signatory'
  const isCompany = seesCompany && voir === 'entreprise'
  const filter = {
    ...(isCompany ? {} : { requester: person.id }),
    ...(q === undefined ? {} : { q }),
  }
  const open = usePages(recordApi.list, {
    ...filter,
    phase: 'new,active,resolved',
    sort: 'updated',
    limit: 100,
  })
  const over = usePages(recordApi.list, { ...filter, phase: 'closed,cancelled', sort: 'updated', limit: 20 })
  const isEmpty = !open.isPending && !over.isPending && open.items.length + over.items.length === 0
  const waiting = open.items.filter((item) => waitsFor(item, person))
  const others = open.items.filter((item) => !waitsFor(item, person))
  return (
    <Page
      title={t('portal.mine.title')}
      actions={
        <Button
          component={AppLink}
          href="/portail/aide-immediate"
          leftSection={<IconPlus size={18} aria-hidden />}
        >
          {t('portal.ask.title')}
        </Button>
      }
    >
      <Stack gap="lg">
        {(seesCompany || !isEmpty || q !== undefined) && (
          <Filters seesCompany={seesCompany} isCompany={isCompany} />
        )}
        <ProblemAlert error={open.error ?? over.error} onRetry={() => void open.refetch()} />
        {(open.isPending || over.isPending) && <Waiting />}
        {isEmpty && <Nothing isFiltered={q !== undefined} />}
        <Part title={t('portal.mine.waiting')} records={waiting} />
        <Part title={t('portal.mine.open')} records={others} query={open} />
        <Part title={t('portal.mine.over')} records={over.items} query={over} />
      </Stack>
    </Page>
  )
}

const Part = ({
  title,
  records,
  query,
}: {
  title: string
  records: readonly Line[]
  query?: ListQuery<Line>
}) =>
  records.length === 0 ? null : (
    <section>
      <Title order={2} size="h3" mb={6}>
        {title}
      </Title>
      <RecordLines records={records} />
      {query !== undefined && <LoadMore query={query} />}
    </section>
  )

const Filters = ({ seesCompany, isCompany }: { seesCompany: boolean; isCompany: boolean }) => {
  const { t } = useWords()
  const [{ q = '' }, set] = useFilters(['voir', 'q'])
  const [words, setWords] = useState(q)
  const search = useDebouncedCallback((text: string) => set({ q: text.trim() }), 300)
  return (
    <div className={style['filters']}>
      {seesCompany && (
        <SegmentedControl
          aria-label={t('portal.mine.whose')}
          value={isCompany ? 'entreprise' : 'moi'}
          onChange={(value) => set({ voir: value === 'entreprise' ? value : '' })}
          data={[
            { value: 'moi', label: t('portal.mine.onlyMine') },
            { value: 'entreprise', label: t('portal.mine.company') },
          ]}
        />
      )}
      <TextInput
        type="search"
        aria-label={t('portal.mine.search')}
        placeholder={t('portal.mine.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
        className={style['search'] ?? ''}
      />
    </div>
  )
}

const Nothing = ({ isFiltered }: { isFiltered: boolean }): ReactNode => {
  const { t } = useWords()
  if (isFiltered) return <EmptyState title={t('portal.mine.notFound')} />
  return (
    <EmptyState
      icon={<IconMailbox size={40} />}
      title={t('portal.mine.noneTitle')}
      action={
        <Button component={AppLink} href="/portail/aide-immediate">
          {t('portal.ask.title')}
        </Button>
      }
    >
      {t('portal.mine.noneText')}
    </EmptyState>
  )
}

export const Waiting = () => (
  <Stack gap="sm" aria-hidden>
    {[1, 2, 3, 4].map((row) => (
      <Skeleton key={row} height={52} />
    ))}
  </Stack>
)
