import { configurationApi } from '#contract/configuration/api.ts'
import { ciStates, type CiSummary } from '#contract/configuration/shape.ts'
import { verificationApi } from '#contract/verification/api.ts'
import { Button, Group, Text } from '@mantine/core'
import { IconPlus, IconQrcode, IconServer2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters, useGo } from '../platform/address.ts'
import { addressOf } from '../platform/api.ts'
import { useCommands } from '../platform/commands.ts'
import { usePages } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { useClients, useColleagues } from '../record/use-names.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ItemFiles } from '../import/item-files.tsx'
import { FilterBar, type Filter } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import { itemFilterNames, useItemFilter } from './item-filter.ts'
import { ItemForm } from './item-form.tsx'
import { StateBadge } from './item-state.tsx'
import { keepsItems } from './may-keep.ts'
import { PastBanner } from './past-banner.tsx'
import { TypeIcon } from './type-icons.tsx'
import { useTypes } from './use-types.ts'

/** All there is, now or as it was on a day: filters in the address bar, keys as in the list of tickets. */
export const ItemsPage = () => {
  const { t } = useWords()
  const go = useGo()
  const mayKeep = keepsItems(useSession())
  const [values] = useFilters(itemFilterNames)
  const filter = useItemFilter()
  const [isAdding, setAdding] = useState(false)
  const query = usePages(configurationApi.list, { ...filter, limit: 50 })
  const isFiltered = itemFilterNames.some((name) => values[name] !== undefined)
  const isPast = filter.at !== undefined
  const create = mayKeep && !isPast && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('configuration.create')}
    </Button>
  )
  useCommands(mayKeep ? [{ id: 'new-ci', label: t('configuration.create'), run: () => setAdding(true) }] : [])
  const suffix = values.at === undefined ? '' : `?at=${encodeURIComponent(values.at)}`
  return (
    <Page
      title={t('configuration.title')}
      method={{ text: t('configuration.method') }}
      actions={
        <Group gap="xs">
          <ItemFiles filter={filter} mayImport={mayKeep} />
          {query.items.length > 0 && <Labels />}
          {create}
        </Group>
      }
    >
      <PastBanner of="list" />
      <FilterBar filters={useQuestions()} />
      <DataList<CiSummary>
        label={t('configuration.items')}
        query={query}
        columns={useColumns()}
        keyOf={({ number }) => number}
        addressOf={({ number }) => `/parc/${number}${suffix}`}
        empty={
          isFiltered ? (
            <EmptyState title={t('configuration.nothingFound.title')}>
              {t('configuration.nothingFound.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<IconServer2 size={40} />}
              title={t('configuration.empty.title')}
              action={create}
            >
              {t('configuration.empty.text')}
            </EmptyState>
          )
        }
      />
      {isAdding && (
        <ItemForm
          start={values.client === undefined || values.client === 'none' ? {} : { clientId: values.client }}
          onDone={({ number }) => go(`/parc/${number}`)}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  )
}

/** Of what the list shows, for sticking on. */
const Labels = () => {
  const { t } = useWords()
  return (
    <Button
      component="a"
      variant="default"
      href={addressOf(verificationApi.labels, useItemFilter())}
      download
      leftSection={<IconQrcode size={16} aria-hidden />}
    >
      {t('verification.labels')}
    </Button>
  )
}

const useQuestions = (): readonly Filter[] => {
  const { t, say } = useWords()
  const types = useTypes().all.map(({ key, name }) => ({ value: key, label: say(name) }))
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  const clients = [{ value: 'none', label: t('configuration.filter.noClient') }, ...named(useClients())]
  const states = ciStates.map((value) => ({ value, label: t(`configuration.states.${value}`) }))
  return [
    { name: 'q', label: t('configuration.filter.q'), kind: 'text' },
    { name: 'client', label: t('configuration.filter.client'), kind: 'one', options: clients },
    { name: 'type', label: t('configuration.filter.type'), kind: 'many', options: types },
    { name: 'state', label: t('configuration.filter.state'), kind: 'many', options: states },
    {
      name: 'owner',
      label: t('configuration.field.ownerId'),
      kind: 'one',
      options: named(useColleagues()),
    },
    { name: 'at', label: t('configuration.filter.at'), kind: 'date' },
    { name: 'all', label: t('configuration.filter.all'), kind: 'flag' },
  ]
}

const useColumns = (): readonly Column<CiSummary>[] => {
  const { t } = useWords()
  const { of, nameOf } = useTypes()
  return [
    {
      key: 'name',
      label: t('configuration.field.name'),
      render: ({ type, name, number, clientName }) => (
        <Group gap={10} wrap="nowrap" component="span">
          <Text span c="dimmed" lh={0}>
            <TypeIcon name={of(type)?.icon} size={20} />
          </Text>
          <span>
            <Text size="sm" fw={550} component="span">
              {name}
            </Text>
            <Text size="xs" c="dimmed" component="span" display="block">
              {[number, nameOf(type)].join(' · ')}
              <Text span inherit hiddenFrom="sm">
                {clientName === null ? '' : ` · ${clientName}`}
              </Text>
            </Text>
          </span>
        </Group>
      ),
    },
    {
      key: 'client',
      label: t('configuration.field.clientId'),
      width: '14rem',
      isWide: true,
      render: ({ clientName }) =>
        clientName ?? (
          <Text span size="sm" c="dimmed">
            {t('configuration.filter.noClient')}
          </Text>
        ),
    },
    {
      key: 'state',
      label: t('configuration.field.state'),
      width: '9rem',
      render: ({ state }) => <StateBadge state={state} />,
    },
    {
      key: 'location',
      label: t('configuration.field.location'),
      width: '11rem',
      isWide: true,
      render: ({ location }) => location,
    },
    {
      key: 'owner',
      label: t('configuration.field.ownerId'),
      width: '9rem',
      isWide: true,
      render: ({ ownerName }) => ownerName ?? '',
    },
    {
      key: 'since',
      label: t('configuration.field.since'),
      width: '8.25rem',
      isWide: true,
      render: ({ since }) => <Ago at={since} />,
    },
  ]
}
