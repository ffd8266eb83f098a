import { configurationApi } from '#contract/configuration/api.ts'
import { Phase } from '#contract/procedure/shape.ts'
import { Button, Group, Text } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { PhaseBadge } from '../ui/badges.tsx'
import { DataList } from '../ui/data-list.tsx'
import { Ago } from '../ui/times.tsx'
import { newTicketAddress } from './new-ticket-address.ts'
import type { Item } from './use-types.ts'

/** Tickets about an item, latest first. */
export const ItemRecords = ({ item }: { item: Item }) => {
  const { t } = useWords()
  const query = useAll(configurationApi.recordsOf, { number: item.number })
  return (
    <>
      <Group mb="xs">
        <Button
          component={AppLink}
          href={newTicketAddress(item)}
          variant="default"
          size="sm"
          leftSection={<IconTicket size={16} aria-hidden />}
        >
          {t('configuration.newTicket')}
        </Button>
      </Group>
      <DataList
        label={t('configuration.records.title')}
        query={query}
        keyOf={({ number }) => number}
        addressOf={({ number }) => `/tickets/${number}`}
        columns={[
          {
            key: 'title',
            label: t('configuration.tabs.records'),
            render: ({ number, title }) => (
              <>
                {title}{' '}
                <Text span size="xs" c="dimmed">
                  {number}
                </Text>
              </>
            ),
          },
          {
            key: 'phase',
            label: t('record.filter.phase'),
            width: '9rem',
            render: ({ phase }) => {
              const known = Phase.options.find((one) => one === phase)
              return known === undefined ? phase : <PhaseBadge phase={known} />
            },
          },
          {
            key: 'at',
            label: t('journal.at'),
            width: '9rem',
            isWide: true,
            render: ({ recordedAt }) => <Ago at={recordedAt} />,
          },
        ]}
        empty={
          <Text size="sm" c="dimmed">
            {t('configuration.records.none')}
          </Text>
        }
      />
    </>
  )
}
