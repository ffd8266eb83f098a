import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect } from 'react'
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

/** Who comes without a question sees the open ones; the address says so. */
const useChangesAtFirst = (): void => {
  const [values, set] = useFilters([...filterNames, 'sort'])
  useEffect(() => {
    if (values['kind'] !== 'CHG') set({ kind: 'CHG', phase: openPhases })
    // oxlint-disable-next-line react/exhaustive-deps -- once, on arrival
  }, [])
}
