import { configurationApi } from '#contract/configuration/api.ts'
import type { Expiry as Line } from '#contract/configuration/shape.ts'
import { SegmentedControl, Text } from '@mantine/core'
import { IconCalendarDue } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { useClients } from '../record/use-names.ts'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { Expiry } from './expiry.tsx'
import { ItemName } from './item-name.tsx'
import { useTypes } from './use-types.ts'

const spans = ['30', '90', '365'] as const
const dayIn = (zone: string, at: number): string => localAt(at, zone).slice(0, 10)

/** Warranties, certificates, contracts, next tests: what runs out, the past first. */
export const ExpiriesPage = () => {
  const { t, say } = useWords()
  const { nameOf } = useTypes()
  const { person } = useSession()
  const clients = useClients()
  const now = useNow(3_600_000)
  const [{ client, jours }, set] = useFilters(['client', 'jours'])
  const days = spans.find((one) => one === jours) ?? '90'
  const until = dayIn(person.zone, now + Number(days) * 86_400_000)
  const query = useAll(
    configurationApi.expiries,
    { until, ...(client === undefined ? {} : { client }) },
    { keepsPrevious: true },
  )
  const today = dayIn(person.zone, now)
  const past = query.items.filter(({ on }) => on < today).length
  return (
    <Page
      title={t('configuration.due.title')}
      crumbs={[{ label: t('configuration.title'), href: '/parc' }]}
      method={{ text: t('configuration.method') }}
    >
      <Text size="sm" maw={720}>
        {t('configuration.due.lead')}
      </Text>
      <FilterBar
        filters={[
          {
            name: 'client',
            label: t('configuration.filter.client'),
            kind: 'one',
            options: [
              { value: 'none', label: t('configuration.filter.noClient') },
              ...clients.map(({ id, name }) => ({ value: id, label: name })),
            ],
          },
        ]}
      >
        <SegmentedControl
          size="sm"
          aria-label={t('configuration.due.span')}
          value={days}
          data={spans.map((value) => ({
            value,
            label: t(value === '365' ? 'configuration.due.year' : 'configuration.due.days', {
              count: Number(value),
            }),
          }))}
          onChange={(value) => set({ jours: value === '90' ? undefined : value })}
        />
      </FilterBar>
      {past > 0 && (
        <Text size="sm" fw={600}>
          {t('configuration.due.past', { count: past })}
        </Text>
      )}
      <DataList<Line>
        label={t('configuration.due.title')}
        query={query}
        keyOf={({ number, attribute }) => `${number} ${attribute}`}
        addressOf={({ number }) => `/parc/${number}`}
        columns={[
          {
            key: 'name',
            label: t('configuration.item'),
            render: (item) => <ItemName {...item} />,
          },
          {
            key: 'what',
            label: t('configuration.due.what'),
            width: '14rem',
            render: ({ attributeName }) => say(attributeName),
          },
          {
            key: 'on',
            label: t('configuration.due.on'),
            width: '19rem',
            render: ({ on }) => <Expiry day={on} isOver={false} />,
          },
          {
            key: 'type',
            label: t('configuration.field.type'),
            width: '11rem',
            isWide: true,
            render: ({ type }) => nameOf(type),
          },
          {
            key: 'client',
            label: t('configuration.field.clientId'),
            width: '12rem',
            isWide: true,
            render: ({ clientName }) => clientName ?? t('configuration.filter.noClient'),
          },
          {
            key: 'owner',
            label: t('configuration.field.ownerId'),
            width: '10rem',
            isWide: true,
            render: ({ ownerName }) => ownerName ?? '–',
          },
        ]}
        empty={
          <EmptyState icon={<IconCalendarDue size={32} />} title={t('configuration.due.noneTitle')}>
            {t('configuration.due.noneText')}
          </EmptyState>
        }
      />
    </Page>
  )
}
