import { agreementApi } from '#contract/agreement/api.ts'
import { Button } from '@mantine/core'
import { IconContract, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { useClients, useServices } from '../record/use-names.ts'
import { writesArtefacts } from '../settings/may-keep.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { AgreementForm } from './agreement-form.tsx'
import { AgreementList } from './agreement-list.tsx'

/** What every client was promised, service by service. */
export const AgreementsPage = () => {
  const { t } = useWords()
  const session = useSession()
  const [isCreating, setCreating] = useState(false)
  const [{ client, service }] = useFilters(['client', 'service'])
  const clients = useClients()
  const services = useServices()
  const query = useAll(
    agreementApi.list,
    { ...(client === undefined ? {} : { client }), ...(service === undefined ? {} : { service }) },
    { keepsPrevious: true },
  )
  const create = writesArtefacts(session) && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('agreement.create')}
    </Button>
  )
  return (
    <Page title={t('agreement.title')} method={{ text: t('agreement.method') }} actions={create}>
      <FilterBar
        filters={[
          {
            name: 'client',
            label: t('agreement.filter.client'),
            kind: 'one',
            options: clients.map(asChoice),
          },
          {
            name: 'service',
            label: t('agreement.filter.service'),
            kind: 'one',
            options: services.map(asChoice),
          },
        ]}
      />
      <AgreementList
        query={query}
        empty={
          <EmptyState icon={<IconContract size={32} />} title={t('agreement.empty.title')} action={create}>
            {t('agreement.empty.text')}
          </EmptyState>
        }
      />
      {isCreating && <AgreementForm onClose={() => setCreating(false)} />}
    </Page>
  )
}

const asChoice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
