import { clientApi } from '#contract/client/api.ts'
import { supplierApi } from '#contract/supplier/api.ts'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useFilters, useGo } from '../platform/address.ts'
import { usePages } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { keepsRelations } from '../settings/may-keep.ts'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { OrganisationForm } from './organisation-form.tsx'

/** The list of clients, and that of suppliers. */
export const OrganisationList = ({ kind, href, icon }: OrganisationListProps) => {
  const { t } = useWords()
  const go = useGo()
  const session = useSession()
  const [isCreating, setCreating] = useState(false)
  const [{ q, ended }] = useFilters(['q', 'ended'])
  const query = usePages((kind === 'client' ? clientApi : supplierApi).list, {
    ...(q === undefined ? {} : { q }),
    ...(ended === 'true' ? { ended: 'true' as const } : {}),
  })
  const create = keepsRelations(session) && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t(`${kind}.create`)}
    </Button>
  )
  return (
    <Page title={t(`${kind}.title`)} method={{ text: t(`${kind}.method`) }} actions={create}>
      <FilterBar
        filters={[
          { name: 'q', label: t(`${kind}.filter.search`), kind: 'text' },
          { name: 'ended', label: t(`${kind}.filter.ended`), kind: 'flag' },
        ]}
      />
      <DataList
        label={t(`${kind}.title`)}
        query={query}
        keyOf={({ id }) => id}
        addressOf={({ id }) => `${href}/${id}`}
        columns={[
          { key: 'name', label: t('client.column.name'), render: ({ name }) => name },
          { key: 'phone', label: t('client.column.phone'), width: '12rem', render: ({ phone }) => phone },
          { key: 'email', label: t('client.column.email'), isWide: true, render: ({ email }) => email },
          {
            key: 'address',
            label: t('client.column.address'),
            isWide: true,
            render: ({ address }) => address?.replaceAll('\n', ', '),
          },
        ]}
        empty={
          <EmptyState icon={icon} title={t(`${kind}.empty.title`)} action={create}>
            {t(`${kind}.empty.text`)}
          </EmptyState>
        }
      />
      {isCreating && (
        <OrganisationForm
          kind={kind}
          onDone={({ id }) => go(`${href}/${id}`)}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  )
}

interface OrganisationListProps {
  kind: 'client' | 'supplier'
  href: string
  icon: ReactNode
}
