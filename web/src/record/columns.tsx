import { useState } from 'react'
import { keep, kept } from '../platform/keep.ts'
import { useWords } from '../platform/words.ts'
import { HeldBadge, MajorBadge, PhaseBadge } from '../ui/badges.tsx'
import type { Column } from '../ui/data-list.tsx'
import { PersonName } from '../ui/person-name.tsx'
import { Ago, DueTime } from '../ui/times.tsx'
import { GravityBadge } from './gravity-badge.tsx'
import style from './list.module.css'
import { isJudged, isUnderWay, type Row } from './ticket.ts'

/** Every column that a list of tickets can have; the title is always there. */
export const columnKeys = [
  'priority',
  'client',
  'service',
  'requester',
  'step',
  'phase',
  'assignee',
  'dueResponse',
  'dueResolution',
  'recorded',
  'updated',
] as const
export type ColumnKey = (typeof columnKeys)[number]

const usual: readonly ColumnKey[] = ['priority', 'client', 'step', 'assignee', 'dueResolution']

/** Which columns this browser shows. */
export const useChosenColumns = () => {
  const [chosen, choose] = useState<readonly ColumnKey[]>(() => {
    const names = kept('columns')?.split(',')
    return names === undefined ? usual : columnKeys.filter((key) => names.includes(key))
  })
  const change = (keys: readonly ColumnKey[]) => {
    choose(keys)
    keep('columns', keys.join(','))
  }
  return [chosen, change] as const
}

export const useColumns = (chosen: readonly ColumnKey[]): readonly Column<Row>[] => {
  const { t, say } = useWords()
  const columns: Readonly<Record<ColumnKey, Omit<Column<Row>, 'key' | 'label'>>> = {
    priority: {
      width: '5.5rem',
      render: (row) => <GravityBadge row={row} />,
    },
    client: { width: '13%', render: ({ clientName }) => clientName ?? t('record.page.ownTicket') },
    service: { width: '12%', isWide: true, render: ({ serviceName }) => serviceName },
    requester: { width: '12%', isWide: true, render: ({ requesterName }) => requesterName },
    step: {
      width: '12.5rem',
      render: (row) => (
        <span className={style['states']}>
          <PhaseBadge phase={row.phase} label={say(row.step.label)} />
          <HeldBadge held={row.held} />
        </span>
      ),
    },
    phase: { width: '7.5rem', render: ({ phase }) => <PhaseBadge phase={phase} /> },
    assignee: { width: '9rem', render: ({ assigneeName }) => <PersonName name={assigneeName} /> },
    dueResponse: {
      width: '9rem',
      isWide: true,
      render: (row) =>
        isJudged(row.kind) && <DueTime at={row.dueResponseAt} isOver={row.respondedAt !== null} />,
    },
    dueResolution: {
      width: '9rem',
      render: (row) =>
        (isJudged(row.kind) || row.dueResolutionAt !== null) && (
          <DueTime at={row.dueResolutionAt} isOver={!isUnderWay(row)} isPaused={row.held === 'client'} />
        ),
    },
    recorded: { width: '8.5rem', isWide: true, render: ({ recordedAt }) => <Ago at={recordedAt} /> },
    updated: { width: '8.5rem', isWide: true, render: ({ updatedAt }) => <Ago at={updatedAt} /> },
  }
  return [
    { key: 'title', label: t('record.column.title'), render: (row) => <TitleCell row={row} /> },
    ...chosen.map((key) => ({ key, label: t(`record.column.${key}`), ...columns[key] })),
  ]
}

const TitleCell = ({ row }: { row: Row }) => (
  <>
    <span className={style['number']}>{row.number}</span> {row.title} {row.isMajor && <MajorBadge />}
  </>
)
