import { recordApi } from '#contract/record/api.ts'
import { Button } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { usePages } from '../platform/query.ts'
import { useShortcuts } from '../platform/shortcuts.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useColumns, type ColumnKey } from './columns.tsx'
import { useListFilter, type Sort } from './list-filter.ts'
import { rowsOf, type Row } from './ticket.ts'
import { useAssign } from './use-assign.ts'

const BulkBar = lazy(() => import('./BulkBar.tsx').then((module) => ({ default: module.BulkBar })))

/** The list itself: 50 rows and what follows, chosen rows in hand. */
export const TicketTable = ({ columns, sort }: { columns: readonly ColumnKey[]; sort: Sort }) => {
  const { t } = useWords()
  const { person } = useSession()
  const filter = useListFilter()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const shown = useColumns(columns)
  const pages = usePages(recordApi.list, { ...filter, sort, limit: 50 })
  const query = { ...pages, items: rowsOf(pages.items) }
  const { assign } = useAssign()
  // Once the list is there, so that the key means this list and not the palette.
  useShortcuts(
    pages.isPending
      ? []
      : [
          {
            key: '/',
            label: t('record.key.search'),
            run: () => document.querySelector<HTMLElement>('#main input[type="search"]')?.focus(),
          },
        ],
  )
  const focused = () => query.items.find(({ number }) => number === focusedNumber())
  useShortcuts([
    {
      key: 't',
      label: t('record.key.take'),
      run: () => {
        const row = focused()
        if (row !== undefined) void assign([row], person.id)
      },
    },
    {
      key: 'x',
      label: t('record.key.select'),
      run: () => {
        const row = focused()
        if (row !== undefined) choose(toggled(chosen, row.number))
      },
    },
  ])
  const rows = query.items.filter(({ number }) => chosen.has(number))
  return (
    <>
      <DataList<Row>
        label={t('record.list.title')}
        query={query}
        columns={shown}
        keyOf={({ number }) => number}
        addressOf={({ number }) => `/tickets/${number}`}
        nameOf={({ number }) => t('record.list.select', { number })}
        selection={{ chosen, onChange: choose }}
        empty={<Nothing isFiltered={Object.keys(filter).length > 0} />}
      />
      {rows.length > 0 && (
        <Suspense>
          <BulkBar rows={rows} onDone={() => choose(new Set())} />
        </Suspense>
      )}
    </>
  )
}

const Nothing = ({ isFiltered }: { isFiltered: boolean }) => {
  const { t } = useWords()
  if (isFiltered)
    return <EmptyState title={t('record.list.noneTitle')}>{t('record.list.noneText')}</EmptyState>
  return (
    <EmptyState
      icon={<IconTicket size={40} />}
      title={t('record.list.emptyTitle')}
      action={
        <Button component={AppLink} href="/nouveau">
          {t('record.list.first')}
        </Button>
      }
    >
      {t('record.list.emptyText')}
    </EmptyState>
  )
}

/** The ticket whose link the keyboard is on. */
export const focusedNumber = (): string | undefined =>
  document.activeElement instanceof HTMLAnchorElement
    ? /\/tickets\/([A-Z]{3}-\d+)/.exec(document.activeElement.pathname)?.[1]
    : undefined

const toggled = (chosen: ReadonlySet<string>, number: string): ReadonlySet<string> => {
  const next = new Set(chosen)
  if (!next.delete(number)) next.add(number)
  return next
}
