import type { Agreement } from '#contract/agreement/api.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { StateBadge } from '../artefact/state-badge.tsx'
import { sayDelay, sayShortDelay } from '../grid/delay.ts'
import { useApi, type ListQuery } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useClients, useServices } from '../record/use-names.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** Agreements in a list; on a client's page without the column that would repeat it. */
export const AgreementList = ({ query, empty, hasClient = true }: AgreementListProps) => {
  const { t, say } = useWords()
  const { day } = useTime()
  const clients = useClients()
  const services = useServices()
  const calendars = useApi(artefactApi.list, { kind: 'calendar' }).data?.items ?? []
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? '…'
  const hours = (id: string) => {
    const name = calendars.find((calendar) => calendar.id === id)?.name
    return name === undefined ? '' : say(name)
  }
  const columns: Column<Agreement>[] = [
    ...(hasClient
      ? [
          {
            key: 'client',
            label: t('agreement.column.client'),
            width: '22%',
            render: ({ clientId }: Agreement) => nameIn(clients, clientId),
          },
        ]
      : []),
    {
      key: 'service',
      width: hasClient ? '19%' : '24%',
      label: t('agreement.column.service'),
      render: ({ serviceId }) => nameIn(services, serviceId),
    },
    {
      key: 'targets',
      label: t('grid.targets.resolution'),
      width: hasClient ? '27%' : '38%',
      render: ({ targets }) => <Promise targets={targets} />,
    },
    {
      key: 'hours',
      label: t('agreement.column.hours'),
      isWide: true,
      render: ({ calendarId }) => hours(calendarId),
    },
    {
      key: 'state',
      label: t('agreement.column.state'),
      width: '9.5rem',
      render: ({ state }) => <StateBadge state={state} />,
    },
    ...(hasClient
      ? [
          {
            key: 'from',
            label: t('agreement.column.from'),
            width: '8rem',
            isWide: true,
            render: ({ from }: Agreement) =>
              from === null ? '' : <span style={{ whiteSpace: 'nowrap' }}>{day(from)}</span>,
          },
        ]
      : []),
  ]
  return (
    <DataList
      label={t('agreement.title')}
      query={query}
      columns={columns}
      keyOf={({ id }) => id}
      addressOf={({ id }) => `/contrats/${id}`}
      empty={empty}
    />
  )
}

interface AgreementListProps {
  query: ListQuery<Agreement>
  empty: ReactNode
  hasClient?: boolean
}

/** The span of what is promised, and whether some of it binds. */
const Promise = ({ targets }: Pick<Agreement, 'targets'>) => {
  const words = useWords()
  const { t } = words
  const sorted = targets.toSorted((a, b) => a.priority - b.priority)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return null
  return (
    <Group gap="xs">
      <Text size="sm">
        {first === last
          ? sayDelay(words, first.resolution)
          : t('agreement.targets.worst', {
              fast: sayShortDelay(words, first.resolution),
              slow: sayShortDelay(words, last.resolution),
            })}
      </Text>
      {targets.some(({ kind }) => kind === 'guarantee') && (
        <ToneBadge tone="accent">{t('grid.targets.guaranteeShort')}</ToneBadge>
      )}
    </Group>
  )
}
