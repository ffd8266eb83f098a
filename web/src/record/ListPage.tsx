import { recordApi } from '#contract/record/api.ts'
import { Group, SegmentedControl, Select, Tabs, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useFilters } from '../platform/address.ts'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { SavedViews } from '../view/SavedViews.tsx'
import { Board } from './Board.tsx'
import { ColumnChoice, CsvButton } from './ListActions.tsx'
import { ListFilters, ListSearch } from './ListFilters.tsx'
import { filterNames, openPhases, readSort, sorts, useListFilter } from './list-filter.ts'
import style from './list.module.css'
import { TicketTable } from './TicketTable.tsx'
import { useChosenColumns } from './columns.tsx'

/** What has one procedure has a board. */
const boards = ['INC', 'REQ'] as const
const tabs = ['all', ...boards, 'PRB', 'CHG', 'ECH'] as const

/** All tickets: tabs by kind, filters in the address bar, views, a list or a board. */
export const ListPage = () => {
  const { t } = useWords()
  const [{ vue, sort, kind }, set] = useFilters(['vue', 'sort', 'kind'])
  const [columns, chooseColumns] = useChosenColumns()
  useOpenAtFirst()
  const isBoard = vue === 'tableau'
  return (
    <Page
      title={t('record.list.title')}
      method={{ text: t('record.list.method'), href: '/methode/procedures/incident' }}
      actions={
        <>
          <SavedViews />
          {!isBoard && <ColumnChoice chosen={columns} onChange={chooseColumns} />}
          <CsvButton />
        </>
      }
    >
      <div className={style['tools']}>
        <Tabs
          value={kind ?? 'all'}
          onChange={(next) => set({ kind: next === 'all' ? undefined : (next ?? undefined) })}
        >
          <Tabs.List aria-label={t('record.list.tabs')}>
            {(isBoard ? boards : tabs).map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`record.kinds.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <ListSearch />
        <Group gap="xs" ml="auto">
          <Count />
          {!isBoard && (
            <Select
              size="xs"
              w={190}
              aria-label={t('record.sort.label')}
              allowDeselect={false}
              value={readSort(sort)}
              data={sorts.map((one) => ({ value: one, label: t(`record.sort.${one}`) }))}
              onChange={(next) => set({ sort: next === 'recent' ? undefined : (next ?? undefined) })}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={t('record.list.shape')}
            value={isBoard ? 'tableau' : 'liste'}
            onChange={(next) =>
              set(
                next === 'tableau' ? { vue: next, kind: kind === 'REQ' ? 'REQ' : 'INC' } : { vue: undefined },
              )
            }
            data={[
              { value: 'liste', label: t('record.list.table') },
              { value: 'tableau', label: t('record.list.board') },
            ]}
          />
        </Group>
      </div>
      <ListFilters />
      {isBoard ? <Board /> : <TicketTable columns={columns} sort={readSort(sort)} />}
    </Page>
  )
}

/** Who comes without a question sees what is open; the address says so, and it can be taken away. */
const useOpenAtFirst = (): void => {
  const [values, set] = useFilters([...filterNames, 'vue', 'sort'])
  const isBare = Object.keys(values).length === 0
  useEffect(() => {
    if (isBare) set({ phase: openPhases })
    // oxlint-disable-next-line react/exhaustive-deps -- once, on arrival
  }, [])
}

const Count = () => {
  const { t } = useWords()
  const { number } = useTime()
  const filter = useListFilter()
  const { data } = useApi(recordApi.count, filter, { keepsPrevious: true })
  if (data === undefined) return null
  return (
    <Text size="sm" c="dimmed" role="status">
      {data.isCapped
        ? t('shell.list.capped', { count: number(data.count) })
        : t('record.tickets', { count: data.count })}
    </Text>
  )
}
