import { licenceApi, TitleSort } from '#contract/licence/api.ts'
import type { SoftwareTitle } from '#contract/licence/shape.ts'
import { Group, SegmentedControl, Text } from '@mantine/core'
import { IconAppWindow, IconEye, IconLicense } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** What is installed somewhere, a title a line. */
export const SoftwarePage = () => {
  const { t } = useWords()
  const { day } = useTime()
  const clients = useClients()
  const [{ q, client, licensed, tri }, set] = useFilters(['q', 'client', 'licensed', 'tri'])
  const sort = TitleSort.options.find((one) => one === tri) ?? 'name'
  const query = usePages(licenceApi.listTitles, {
    sort,
    ...(q === undefined ? {} : { q }),
    ...(client === undefined ? {} : { client }),
    ...(licensed === 'true' || licensed === 'false' ? { licensed } : {}),
  })
  const scope = client === undefined ? '' : `?client=${client}`
  return (
    <Page
      title={t('licence.software.title')}
      crumbs={[{ label: t('configuration.title'), href: '/parc' }]}
      method={{ text: t('licence.method') }}
    >
      <Text size="sm" maw={720}>
        {t('licence.software.lead')}
      </Text>
      <FilterBar
        filters={[
          { name: 'q', label: t('licence.software.q'), kind: 'text' },
          {
            name: 'client',
            label: t('licence.software.client'),
            kind: 'one',
            options: clients.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'licensed',
            label: t('licence.software.licensed'),
            kind: 'one',
            options: [
              { value: 'true', label: t('licence.software.isLicensed') },
              { value: 'false', label: t('licence.software.isNotLicensed') },
            ],
          },
        ]}
      >
        <SegmentedControl
          size="sm"
          aria-label={t('licence.software.sort')}
          value={sort}
          data={TitleSort.options.map((value) => ({ value, label: t(`licence.software.sorts.${value}`) }))}
          onChange={(value) => set({ tri: value === 'name' ? undefined : value })}
        />
      </FilterBar>
      <DataList<SoftwareTitle>
        label={t('licence.software.title')}
        query={query}
        keyOf={({ id }) => id}
        addressOf={({ id }) => `/parc/logiciels/${id}${scope}`}
        columns={[
          {
            key: 'name',
            label: t('licence.software.name'),
            render: ({ title, isLicensed, isFollowed }) => (
              <Group gap={6}>
                <span style={{ overflowWrap: 'anywhere' }}>{title}</span>
                <Marks isLicensed={isLicensed} isFollowed={isFollowed} />
              </Group>
            ),
          },
          {
            key: 'publisher',
            label: t('licence.software.publisher'),
            width: '16rem',
            isWide: true,
            render: ({ publisher }) => publisher ?? '–',
          },
          {
            key: 'machines',
            label: t('licence.software.machines'),
            width: '7rem',
            align: 'end',
            render: ({ machines }) => machines,
          },
          {
            key: 'versions',
            label: t('licence.software.versions'),
            width: '7rem',
            align: 'end',
            isWide: true,
            render: ({ versions }) => versions,
          },
          {
            key: 'since',
            label: t('licence.software.firstSeen'),
            width: '9rem',
            isWide: true,
            render: ({ firstSeen }) => (firstSeen === null ? '–' : day(firstSeen)),
          },
          {
            key: 'last',
            label: t('licence.software.lastSeen'),
            width: '12rem',
            isWide: true,
            render: ({ lastSeen }) => (lastSeen === null ? '–' : day(lastSeen)),
          },
        ]}
        empty={
          <EmptyState icon={<IconAppWindow size={32} />} title={t('licence.software.noneTitle')}>
            {t('licence.software.noneText')}
          </EmptyState>
        }
      />
    </Page>
  )
}

/** Whether an item or a licence stands for a title. */
export const Marks = ({ isLicensed, isFollowed }: Pick<SoftwareTitle, 'isLicensed' | 'isFollowed'>) => {
  const { t } = useWords()
  return (
    <>
      {isFollowed && (
        <ToneBadge tone="information" icon={<IconEye aria-hidden />}>
          {t('licence.software.followed')}
        </ToneBadge>
      )}
      {isLicensed && (
        <ToneBadge tone="accent" icon={<IconLicense aria-hidden />}>
          {t('licence.software.underLicence')}
        </ToneBadge>
      )}
    </>
  )
}
