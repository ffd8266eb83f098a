import { licenceApi } from '#contract/licence/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import type { TitleInstallation } from '#contract/licence/shape.ts'
import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { IconAppWindow, IconEye } from '@tabler/icons-react'
import { useState } from 'react'
import { StateBadge } from '../configuration/item-state.tsx'
import { ItemName } from '../configuration/item-name.tsx'
import { TypeIcon } from '../configuration/type-icons.tsx'
import { useTypes } from '../configuration/use-types.ts'
import { useFilters, useGo, useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi, usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import { FollowTitle } from './follow-title.tsx'
import { Marks } from './SoftwarePage.tsx'

type Whole = OutputOf<typeof licenceApi.readTitle>

/** One title: in which versions, on which machines, and what stands for it. */
export const TitlePage = () => {
  const id = useParam('id')
  const [{ client }] = useFilters(['client'])
  const { data, error, refetch } = useApi(
    licenceApi.readTitle,
    { id, ...(client === undefined ? {} : { client }) },
    { keepsPrevious: true },
  )
  if (data !== undefined) return <View title={data} />
  return error === null ? (
    <Loader mt="xl" mx="auto" display="block" />
  ) : (
    <ProblemAlert error={error} onRetry={() => void refetch()} />
  )
}

const View = ({ title }: { title: Whole }) => {
  const { t } = useWords()
  const { day } = useTime()
  const go = useGo()
  const clients = useClients()
  const [isFollowing, setFollowing] = useState(false)
  const [{ client }] = useFilters(['client'])
  const { publisher, firstSeen, lastSeen } = title
  const facts = [
    publisher,
    firstSeen === null ? null : `${t('licence.software.firstSeen')} ${day(firstSeen)}`,
    lastSeen === null ? null : `${t('licence.software.lastSeen')} ${day(lastSeen)}`,
  ].filter((fact) => fact !== null)
  return (
    <Page
      title={title.title}
      crumbs={[
        { label: t('configuration.title'), href: '/parc' },
        { label: t('licence.software.title'), href: '/parc/logiciels' },
      ]}
      actions={
        title.mayWrite && (
          <Button leftSection={<IconEye size={16} aria-hidden />} onClick={() => setFollowing(true)}>
            {t('licence.follow.action')}
          </Button>
        )
      }
    >
      <Group gap="xs">
        <Text size="sm">{facts.join(' · ')}</Text>
        <Marks isLicensed={title.isLicensed} isFollowed={title.isFollowed} />
      </Group>
      <Items items={title.items} />
      <FilterBar
        filters={[
          {
            name: 'client',
            label: t('licence.software.client'),
            kind: 'one',
            options: clients.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      {title.seen.length > 0 && <Versions seen={title.seen} />}
      <Installations id={title.id} {...(client === undefined ? {} : { client })} />
      {isFollowing && (
        <FollowTitle
          title={title}
          {...(client === undefined ? {} : { clientId: client })}
          onDone={(number) => go(`/parc/${number}?onglet=logiciels`)}
          onClose={() => setFollowing(false)}
        />
      )}
    </Page>
  )
}

const Items = ({ items }: { items: Whole['items'] }) => {
  const { t } = useWords()
  const { of } = useTypes()
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('licence.software.items')}
      </Title>
      {items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('licence.software.noItems')}
        </Text>
      )}
      <Stack gap={4}>
        {items.map(({ number, name, type, state, clientName }) => (
          <Group key={number} gap="xs">
            <TypeIcon name={of(type)?.icon} />
            <TextLink size="sm" href={`/parc/${number}?onglet=logiciels`}>
              {name}
            </TextLink>
            <Text size="sm" c="dimmed">
              {[number, clientName ?? t('licence.follow.noClient')].join(' · ')}
            </Text>
            <StateBadge state={state} />
          </Group>
        ))}
      </Stack>
    </section>
  )
}

const Versions = ({ seen }: { seen: Whole['seen'] }) => {
  const { t } = useWords()
  const { day } = useTime()
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('licence.software.seen')}
      </Title>
      <QuietTable
        label={t('licence.software.seen')}
        head={
          <>
            <th>{t('licence.software.version')}</th>
            <th data-align="end">{t('licence.software.machines')}</th>
            <th>{t('licence.software.since')}</th>
          </>
        }
      >
        {seen.map(({ version, machines, since }) => (
          <tr key={version}>
            <th scope="row" style={{ overflowWrap: 'anywhere' }}>
              {version === '' ? t('licence.section.noVersion') : version}
            </th>
            <td data-align="end">{machines}</td>
            <td>{day(since)}</td>
          </tr>
        ))}
      </QuietTable>
    </section>
  )
}

const Installations = ({ id, client }: { id: string; client?: string }) => {
  const { t } = useWords()
  const { day } = useTime()
  const query = usePages(licenceApi.listInstallations, { id, ...(client === undefined ? {} : { client }) })
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('licence.software.installations')}
      </Title>
      <DataList<TitleInstallation>
        label={t('licence.software.installations')}
        query={query}
        keyOf={(one) => one.id}
        addressOf={({ number }) => `/parc/${number}?onglet=inventaire`}
        columns={[
          {
            key: 'machine',
            label: t('licence.software.machine'),
            render: (item) => <ItemName {...item} />,
          },
          {
            key: 'version',
            label: t('licence.software.version'),
            width: '12rem',
            render: ({ version }) => (version === '' ? t('licence.section.noVersion') : version),
          },
          {
            key: 'client',
            label: t('licence.software.client'),
            width: '14rem',
            isWide: true,
            render: ({ clientName }) => clientName ?? t('configuration.filter.noClient'),
          },
          {
            key: 'since',
            label: t('licence.software.since'),
            width: '9rem',
            isWide: true,
            render: ({ since }) => day(since),
          },
          {
            key: 'last',
            label: t('licence.software.lastSeen'),
            width: '12rem',
            isWide: true,
            render: ({ lastSeen }) => <Ago at={lastSeen} />,
          },
        ]}
        empty={
          <EmptyState icon={<IconAppWindow size={32} />} title={t('licence.software.nowhere')}>
            {t('licence.software.noneText')}
          </EmptyState>
        }
      />
    </section>
  )
}
