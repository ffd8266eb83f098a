import { personApi, type Person } from '#contract/person/api.ts'
import { Button } from '@mantine/core'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { roles } from '#contract/role.ts'
import { useFilters, useGo } from '../platform/address.ts'
import { notify } from '../platform/notify.ts'
import { usePages } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { useClients, useSuppliers } from '../record/use-names.ts'
import { keepsRelations } from '../settings/may-keep.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { Absences } from './absences.tsx'
import { PeopleList } from './people-list.tsx'
import { PersonForm } from './person-form.tsx'

/** Everyone: colleagues, clients' contacts, suppliers' engineers. */
export const PeoplePage = () => {
  const { t } = useWords()
  const go = useGo()
  const session = useSession()
  const [isCreating, setCreating] = useState(false)
  const [filters] = useFilters(['q', 'role', 'client', 'supplier', 'ended'])
  const clients = useClients()
  const suppliers = useSuppliers()
  const role = roles.find((one) => one === filters.role)
  const { q, client, supplier } = filters
  const query = usePages(personApi.list, {
    ...(q === undefined ? {} : { q }),
    ...(client === undefined ? {} : { client }),
    ...(supplier === undefined ? {} : { supplier }),
    ...(role === undefined ? {} : { role }),
    ...(filters.ended === 'true' ? { ended: 'true' as const } : {}),
  })
  const create = keepsRelations(session) && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('person.create')}
    </Button>
  )
  const created = (person: Person) => {
    void notify(t('person.created', { name: person.name }))
    go(`/personnes/${person.id}`)
  }
  return (
    <Page title={t('person.title')} method={{ text: t('person.method') }} actions={create}>
      <FilterBar
        filters={[
          { name: 'q', label: t('person.filter.search'), kind: 'text' },
          {
            name: 'role',
            label: t('person.filter.role'),
            kind: 'one',
            options: roles.map((value) => ({ value, label: t(`person.role.${value}.name`) })),
          },
          { name: 'client', label: t('person.filter.client'), kind: 'one', options: clients.map(asChoice) },
          {
            name: 'supplier',
            label: t('person.filter.supplier'),
            kind: 'one',
            options: suppliers.map(asChoice),
          },
          { name: 'ended', label: t('person.filter.ended'), kind: 'flag' },
        ]}
      />
      <PeopleList
        label={t('person.title')}
        query={query}
        empty={
          <EmptyState icon={<IconUsers size={32} />} title={t('person.empty.title')} action={create}>
            {t('person.empty.text')}
          </EmptyState>
        }
      />
      <Absences />
      {isCreating && <PersonForm onDone={created} onClose={() => setCreating(false)} />}
    </Page>
  )
}

const asChoice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
