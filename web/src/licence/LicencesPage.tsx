import { licenceApi } from '#contract/licence/api.ts'
import { licenceStates, type Licence } from '#contract/licence/shape.ts'
import { Button, Text } from '@mantine/core'
import { IconFileSpreadsheet, IconLicense } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { addressOf } from '../platform/api.ts'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { TextLink } from '../ui/app-link.tsx'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { LicenceBadge, useReasons } from './licence-state.tsx'

/** Bought, assigned, installed: each licence with what is wrong and why. */
export const LicencesPage = () => {
  const { t } = useWords()
  const { date } = useTime()
  const clients = useClients()
  const reasons = useReasons()
  const [{ client, state }] = useFilters(['client', 'state'])
  const chosen = licenceStates.find((one) => one === state)
  const filter = {
    ...(client === undefined ? {} : { client }),
    ...(chosen === undefined ? {} : { state: chosen }),
  }
  const query = useAll(licenceApi.list, filter, { keepsPrevious: true })
  const figure = (value: number | null) => value ?? '–'
  const isFiltered = client !== undefined || chosen !== undefined
  return (
    <Page
      title={t('licence.title')}
      crumbs={[{ label: t('configuration.title'), href: '/parc' }]}
      method={{ text: t('licence.method') }}
      actions={
        query.items.length > 0 && (
          <Button
            component="a"
            variant="default"
            href={addressOf(licenceApi.export, filter)}
            download
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          >
            {t('licence.csv')}
          </Button>
        )
      }
    >
      <Text size="sm" maw={720}>
        {t('licence.lead')}
      </Text>
      <FilterBar
        filters={[
          {
            name: 'client',
            label: t('licence.field.client'),
            kind: 'one',
            options: [
              { value: 'none', label: t('licence.follow.noClient') },
              ...clients.map(({ id, name }) => ({ value: id, label: name })),
            ],
          },
          {
            name: 'state',
            label: t('licence.field.state'),
            kind: 'one',
            options: licenceStates.map((value) => ({ value, label: t(`licence.states.${value}`) })),
          },
        ]}
      />
      <DataList<Licence>
        label={t('licence.title')}
        query={query}
        keyOf={({ number }) => number}
        addressOf={({ number }) => `/parc/${number}?onglet=logiciels`}
        columns={[
          {
            key: 'name',
            label: t('licence.field.name'),
            width: '16rem',
            render: ({ name, number, clientName }) => (
              <span>
                {name}
                <Text span size="xs" c="dimmed" display="block">
                  {number} · {clientName ?? t('licence.follow.noClient')}
                </Text>
              </span>
            ),
          },
          {
            key: 'state',
            label: t('licence.field.state'),
            width: '8.5rem',
            render: (licence) => <LicenceBadge state={licence.state} />,
          },
          {
            key: 'bought',
            label: t('licence.field.bought'),
            width: '6rem',
            align: 'end',
            isWide: true,
            render: ({ bought }) => figure(bought),
          },
          {
            key: 'assigned',
            label: t('licence.field.assigned'),
            width: '6rem',
            align: 'end',
            isWide: true,
            render: ({ assigned }) => assigned,
          },
          {
            key: 'installed',
            label: t('licence.field.installed'),
            width: '6rem',
            align: 'end',
            isWide: true,
            render: ({ installed }) => figure(installed),
          },
          {
            key: 'difference',
            label: t('licence.field.difference'),
            width: '6rem',
            align: 'end',
            isWide: true,
            render: ({ difference }) => figure(difference),
          },
          {
            key: 'expires',
            label: t('licence.field.expiresOn'),
            width: '9rem',
            isWide: true,
            render: ({ expiresOn }) => (expiresOn === null ? '–' : date(expiresOn)),
          },
          {
            key: 'because',
            label: t('licence.field.because'),
            render: ({ because }) => (
              <Text size="sm" style={{ whiteSpace: 'normal' }}>
                {reasons(because).join(' ') || '–'}
              </Text>
            ),
          },
        ]}
        empty={
          <EmptyState
            icon={<IconLicense size={32} />}
            title={t('licence.none.title')}
            {...(isFiltered
              ? {}
              : { action: <TextLink href="/parc/logiciels">{t('licence.none.action')}</TextLink> })}
          >
            {t(isFiltered ? 'licence.none.filtered' : 'licence.none.text')}
          </EmptyState>
        }
      />
    </Page>
  )
}
