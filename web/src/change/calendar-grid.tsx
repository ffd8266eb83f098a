import type { CalendarChange, CalendarEntry } from '#contract/change/calendar.ts'
import { Table } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { addDays } from '../record/week.ts'
import { AppLink } from '../ui/app-link.tsx'
import { touches, type Target } from './calendar-span.ts'
import style from './calendar.module.css'

const mostInDay = 4

/** Weeks down, days across; what is dragged or moved by arrows lands on another day, at the same hour. */
export const CalendarGrid = ({ items, weeks, month, today, onMove }: CalendarGridProps) => {
  const { locale } = useWords()
  const [dragged, drag] = useState<CalendarChange | null>(null)
  const [over, setOver] = useState('')
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table className={style['table'] ?? ''} withTableBorder withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            {(weeks[0] ?? []).map((day) => (
              <Table.Th key={day} scope="col">
                {weekdays.format(new Date(`${day}T12:00:00Z`))}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weeks.map((week) => (
            <Table.Tr key={week[0]}>
              {week.map((day) => (
                <Table.Td
                  key={day}
                  data-over={over === day || undefined}
                  data-other={(month !== null && !day.startsWith(month)) || undefined}
                  onDragOver={(event) => {
                    if (dragged === null) return
                    event.preventDefault()
                    setOver(day)
                  }}
                  onDragLeave={() => setOver('')}
                  onDrop={(event) => {
                    event.preventDefault()
                    setOver('')
                    if (dragged !== null) onMove(dragged, { day })
                    drag(null)
                  }}
                >
                  <Day
                    day={day}
                    items={items}
                    isToday={day === today}
                    isShort={month !== null}
                    onDrag={drag}
                    onMove={onMove}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

interface CalendarGridProps {
  items: readonly CalendarEntry[]
  weeks: readonly (readonly string[])[]
  /** Null: a week, with all of each day. */
  month: string | null
  today: string
  onMove: (change: CalendarChange, to: Target) => void
}

const Day = ({ day, items, isToday, isShort, onDrag, onMove }: DayProps) => {
  const { t, say } = useWords()
  const { person } = useSession()
  const { date, clock } = useTime()
  const own = items.filter((entry) =>
    entry.kind === 'closed' ? entry.day === day : touches(entry, day, person.zone),
  )
  const changes = own.filter((entry) => entry.kind === 'change')
  const shown = isShort ? changes.slice(0, mostInDay) : changes
  const spans = own
    .filter((entry) => entry.kind === 'hours')
    .map(({ from, to }) => `${clock(from)} – ${clock(to)}`)
  return (
    <>
      <time className={style['day']} dateTime={day} title={date(day)} data-today={isToday || undefined}>
        {Number(day.slice(8))}
      </time>
      {own.map((entry) => {
        if (entry.kind === 'freeze' || entry.kind === 'critical-period')
          return (
            <div key={entry.freeze.id} className={style['band']} data-kind={entry.kind}>
              <IconLock size={12} aria-hidden />
              <span>
                {t(`changeCalendar.freeze.kinds.${entry.kind}`)} · {say(entry.freeze.name)}
                {entry.freeze.client === null ? '' : ` · ${entry.freeze.client.name}`}
              </span>
            </div>
          )
        if (entry.kind === 'closed')
          return (
            <div key={`closed ${entry.day}`} className={style['quiet']}>
              {t('changeCalendar.closed', { name: say(entry.name) })}
            </div>
          )
        return null
      })}
      {!isShort && spans.length > 0 && (
        <div className={style['quiet']}>
          {t('changeCalendar.hours', { spans: [...new Set(spans)].join(', ') })}
        </div>
      )}
      {shown.map((change) => (
        <Card
          key={change.number}
          change={change}
          isFirstDay={localAt(change.from, person.zone).slice(0, 10) === day}
          onDrag={() => onDrag(change)}
          onMove={(to) => onMove(change, to)}
        />
      ))}
      {shown.length < changes.length && (
        <AppLink href={`/changements/calendrier?vue=semaine&jour=${day}`} className={style['more']}>
          {t('changeCalendar.more', { count: changes.length - shown.length })}
        </AppLink>
      )}
      {own
        .filter((entry) => entry.kind === 'absence')
        .map((entry) => (
          <div key={`${entry.person.id} ${entry.from}`} className={style['quiet']}>
            {t('changeCalendar.away', { name: entry.person.name })}
          </div>
        ))}
    </>
  )
}

interface DayProps {
  day: string
  items: readonly CalendarEntry[]
  isToday: boolean
  isShort: boolean
  onDrag: (change: CalendarChange) => void
  onMove: (change: CalendarChange, to: Target) => void
}

const steps: Readonly<Record<string, { days: number; minutes: number }>> = {
  ArrowLeft: { days: -1, minutes: 0 },
  ArrowRight: { days: 1, minutes: 0 },
  ArrowUp: { days: 0, minutes: -15 },
  ArrowDown: { days: 0, minutes: 15 },
}

const Card = ({ change, isFirstDay, onDrag, onMove }: CardProps) => {
  const { t } = useWords()
  const { clock, exact } = useTime()
  const { person } = useSession()
  const { number, title, from, to, state, conflicts, mayMove } = change
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined || !mayMove) return
    event.preventDefault()
    const day = localAt(from, person.zone).slice(0, 10)
    onMove(step.days === 0 ? { minutes: step.minutes } : { day: addDays(day, step.days) })
  }
  const when = isFirstDay ? `${clock(from)} – ${clock(to)}` : `→ ${clock(to)}`
  return (
    <div className={style['card']} data-state={state} data-conflict={conflicts.length > 0 || undefined}>
      <AppLink
        href={`/tickets/${number}`}
        draggable={mayMove && isFirstDay}
        onDragStart={onDrag}
        onKeyDown={onKey}
        data-change={isFirstDay ? number : undefined}
        title={
          mayMove
            ? `${exact(from)} – ${exact(to)}\n${t('changeCalendar.moveHelp')}`
            : `${exact(from)} – ${exact(to)}`
        }
      >
        <b>{when}</b> <span className={style['number']}>{number}</span>
        <br />
        {title}
      </AppLink>
      <span>{[change.client?.name, t(`changeCalendar.states.${state}`)].filter(Boolean).join(' · ')}</span>
      {conflicts.length > 0 && (
        <span className={style['conflict']}>
          <IconAlertTriangle size={13} aria-hidden />
          {[...new Set(conflicts.map((kind) => t(`changeCalendar.conflict.kinds.${kind}`)))].join(', ')}
        </span>
      )}
    </div>
  )
}

interface CardProps {
  change: CalendarChange
  isFirstDay: boolean
  onDrag: () => void
  onMove: (to: Target) => void
}
