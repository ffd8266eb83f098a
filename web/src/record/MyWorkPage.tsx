import type { OutputOf } from '#contract/endpoint.ts'
import { recordApi } from '#contract/record/api.ts'
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { WaitingMails } from '../mail/waiting-mails.tsx'
import { notify } from '../platform/notify.ts'
import { useApi } from '../platform/query.ts'
import { useShortcuts } from '../platform/shortcuts.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { useColumns } from './columns.tsx'
import style from './list.module.css'
import { focusedNumber } from './TicketTable.tsx'
import type { Row } from './ticket.ts'
import { useAssign } from './use-assign.ts'

const parts = ['toTake', 'waitingForMe', 'overdue', 'followed', 'toDecide'] as const
type Part = (typeof parts)[number]
const words = {
  toTake: 'toTake',
  waitingForMe: 'waiting',
  overdue: 'overdue',
  followed: 'followed',
  toDecide: 'toDecide',
} as const

/**
 * What nobody has, what waits for me, what is late, what I follow, what I decide on: one list at a time, taken by one key.
 * Few decide; where nothing waits for a decision, nothing is said of it.
 */
export const MyWorkPage = () => {
  const { t } = useWords()
  const { person } = useSession()
  const query = useApi(recordApi.mine, {})
  const [chosen, choose] = useState<Part | null>(null)
  const shown = parts.filter((one) => one !== 'toDecide' || (query.data?.counts.toDecide ?? 0) > 0)
  const part = shown.find((one) => one === chosen) ?? firstWithWork(query.data)
  const { assign, isPending } = useAssign()
  const rows = query.data?.[part] ?? []
  const take = async (row: Row) => {
    const { failed } = await assign([row], person.id)
    if (failed > 0) void notify(t('record.bulk.failed', { count: 1 }), 'failed')
    else void notify(t('record.mine.taken', { number: row.number }))
  }
  useShortcuts([
    {
      key: 't',
      label: t('record.key.take'),
      run: () => {
        const row = rows.find(({ number }) => number === focusedNumber()) ?? rows[0]
        if (row !== undefined && part === 'toTake' && !isPending) void take(row)
      },
    },
    ...shown.map((one, at) => ({
      key: String(at + 1),
      label: t(`record.mine.${words[one]}`),
      run: () => choose(one),
    })),
  ])
  const columns = useColumns(['priority', 'client', 'step', 'dueResolution', 'recorded'])
  const takeColumn: Column<Row> = {
    key: 'take',
    label: t('record.mine.take'),
    width: '6.5rem',
    align: 'end',
    render: (row) => (
      <Button size="compact-sm" variant="light" disabled={isPending} onClick={() => void take(row)}>
        {t('record.mine.take')}
      </Button>
    ),
  }
  return (
    <Page title={t('record.mine.title')}>
      <div role="tablist" aria-label={t('record.mine.title')} className={style['tiles']}>
        {shown.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`part-${one}`}
            aria-selected={one === part}
            aria-controls="part-list"
            className={`${style['tile']} ${one === 'overdue' && (query.data?.counts.overdue ?? 0) > 0 ? style['late'] : ''}`}
            onClick={() => choose(one)}
          >
            <span className={style['count']}>{query.data?.counts[one] ?? '–'}</span>
            <span className={style['tileName']}>{t(`record.mine.${words[one]}`)}</span>
          </button>
        ))}
      </div>
      <WaitingMails />
      <div id="part-list" role="tabpanel" aria-labelledby={`part-${part}`}>
        <Text size="sm" c="dimmed" mb="xs">
          {t(`record.mine.${words[part]}Text`)}
        </Text>
        <DataList<Row>
          key={part}
          label={t(`record.mine.${words[part]}`)}
          query={{ ...query, items: rows }}
          columns={part === 'toTake' ? [...columns, takeColumn] : columns}
          keyOf={({ number }) => number}
          addressOf={({ number }) => `/tickets/${number}`}
          empty={
            <EmptyState title={t(`record.mine.${words[part]}None`)}>
              {isCalm(query.data) && t('record.mine.allCalmText')}
            </EmptyState>
          }
        />
        <Text size="xs" c="dimmed" mt="sm" visibleFrom="sm">
          {t('record.mine.hint')}
        </Text>
      </div>
    </Page>
  )
}

type Mine = OutputOf<typeof recordApi.mine>

const firstWithWork = (mine: Mine | undefined): Part => {
  if (mine === undefined || mine.counts.toTake > 0) return 'toTake'
  if (mine.counts.waitingForMe > 0) return 'waitingForMe'
  return mine.counts.toDecide > 0 ? 'toDecide' : 'toTake'
}

const isCalm = (mine: Mine | undefined): boolean =>
  mine !== undefined && parts.every((part) => mine.counts[part] === 0)
