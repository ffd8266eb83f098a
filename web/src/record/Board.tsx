import { recordApi } from '#contract/record/api.ts'
import type { ProcessKey } from '#contract/procedure/api.ts'
import type { Words } from '#contract/words.ts'
import { Loader, Text } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { usePages } from '../platform/query.ts'
import { useFilters } from '../platform/address.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { HeldBadge, MajorBadge } from '../ui/badges.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { DueTime } from '../ui/times.tsx'
import { openPhases, useListFilter } from './list-filter.ts'
import { GravityBadge } from './gravity-badge.tsx'
import style from './list.module.css'
import { isUnderWay, rowsOf, type Row } from './ticket.ts'
import { useProcedure } from './use-procedure.ts'

interface Lane {
  id: string
  label: Words
  rows: readonly Row[]
}

/** Where work stands: one column a step of the procedure in force, in its order. */
export const Board = () => {
  const { t } = useWords()
  const [{ kind }] = useFilters(['kind'])
  const process: ProcessKey = kind === 'REQ' ? 'request' : 'incident'
  const procedure = useProcedure(process)
  const filter = useListFilter()
  const pages = usePages(recordApi.list, {
    ...filter,
    kind: kind === 'REQ' ? 'REQ' : 'INC',
    phase: filter.phase ?? openPhases,
    sort: 'priority',
    limit: 200,
  })
  if (pages.error !== null) return <ProblemAlert error={pages.error} onRetry={pages.refetch} />
  if (procedure === undefined || pages.isPending) return <Loader mx="auto" />
  const rows = rowsOf(pages.items)
  const lanes = lanesOf(procedure.procedure.steps, rows)
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <div className={style['board']} tabIndex={0} role="group" aria-label={t('record.list.board')}>
        {lanes.map((lane) => (
          <LaneColumn key={lane.id} lane={lane} />
        ))}
      </div>
      <LoadMore query={pages} />
    </>
  )
}

/** Steps of the version in force; work on an older or another procedure has its own columns after them. */
const lanesOf = (steps: readonly { id: string; label: Words }[], rows: readonly Row[]): readonly Lane[] => {
  const known = new Set(steps.map(({ id }) => id))
  const others = new Map(
    rows.filter(({ step }) => !known.has(step.id)).map(({ step }) => [step.id, step.label] as const),
  )
  const all = [...steps, ...[...others].map(([id, label]) => ({ id, label }))]
  return all.map(({ id, label }) => ({ id, label, rows: rows.filter(({ step }) => step.id === id) }))
}

const LaneColumn = ({ lane }: { lane: Lane }) => {
  const { t, say } = useWords()
  return (
    <section
      className={style['lane']}
      aria-label={t('record.board.column', { step: say(lane.label), count: lane.rows.length })}
    >
      <h2 className={style['laneTitle']}>{say(lane.label)}</h2>
      <Text size="xs" c="dimmed">
        {lane.rows.length === 0 ? t('record.board.empty') : t('record.tickets', { count: lane.rows.length })}
      </Text>
      <ul>
        {lane.rows.map((row) => (
          <li key={row.number}>
            <Card row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Card = ({ row }: { row: Row }) => (
  <AppLink href={`/tickets/${row.number}`} className={style['card']}>
    <span className={style['number']}>{row.number}</span> {row.title}
    <span className={style['cardFoot']}>
      {row.isMajor ? <MajorBadge /> : <GravityBadge row={row} />}
      <HeldBadge held={row.held} />
      {isUnderWay(row) && row.dueResolutionAt !== null && (
        <DueTime at={row.dueResolutionAt} isPaused={row.held === 'client'} />
      )}
      <span>{[row.clientName, row.assigneeName].filter(Boolean).join(' · ')}</span>
    </span>
  </AppLink>
)
