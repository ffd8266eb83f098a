import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { useWords } from '../platform/words.ts'
import { filterNames, openPhases, readSort } from '../record/list-filter.ts'
import { ListFilters, ListSearch } from '../record/ListFilters.tsx'
import { TicketTable } from '../record/TicketTable.tsx'
import { AppLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'

/** Changes among all tickets: the same list, with its filters in the address. */
export const ChangesPage = () => {
  const { t } = useWords()
  const [{ sort, kind }] = useFilters(['sort', 'kind'])
  useChangesAtFirst()
  return (
    <Page
      title={t('change.title')}
      method={{ text: t('change.method'), href: '/methode/procedures/change' }}
      actions={
        <Button
          component={AppLink}
          href="/changements/nouveau"
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('change.create')}
        </Button>
      }
    >
      <ListSearch />
      <ListFilters />
      {kind === 'CHG' && <TicketTable columns={columns} sort={readSort(sort)} />}
    </Page>
  )
}

const columns = ['client', 'step', 'assignee', 'recorded'] as const

/** Only changes are shown here, whatever is cleared; who comes without a question sees the open ones. The address says so. */
const useChangesAtFirst = (): void => {
  const [values, set] = useFilters([...filterNames, 'sort'])
  const { kind } = values
  const isBare = Object.keys(values).length === 0
  const [hasArrived, setArrived] = useState(false)
  useEffect(() => {
    if (kind !== 'CHG') set(isBare && !hasArrived ? { kind: 'CHG', phase: openPhases } : { kind: 'CHG' })
    setArrived(true)
    // oxlint-disable-next-line react/exhaustive-deps -- when another kind is asked for, and on arrival
  }, [kind])
}
