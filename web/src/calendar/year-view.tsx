import { calendarApi } from '#contract/calendar/api.ts'
import type { Calendar } from '#contract/calendar/shape.ts'
import { ActionIcon, Group, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { datesOf, daysIn, kindOf, today, weekdayOf, weekdays, type DayKind } from './day.ts'
import { sayDate, sayMonth, saySpans, sayWeekday } from './say.ts'
import style from './calendar.module.css'

interface Day {
  date: string
  spans: { from: string; to: string }[]
  why: string | null
  kind: DayKind
}

/** What the calendar means, day by day: as the server counts it, drawn, and what is unusual as a table. */
export const YearView = ({ content }: { content: Calendar }) => {
  const { t, say } = useWords()
  const [year, setYear] = useState(() => new Date().getFullYear())
  const [calendar] = useDebouncedValue(content, 300)
  const { data, error } = useApi(
    calendarApi.preview,
    { calendar, from: `${year}-01-01`, days: daysIn(year) },
    { keepsPrevious: true, staleTime: Infinity },
  )
  const days: Day[] = (data?.items ?? []).map(({ date, spans, why }) => ({
    date,
    spans,
    why: why === null ? null : say(why),
    kind: kindOf(content, date, spans.length > 0),
  }))
  const open = days.filter(({ spans }) => spans.length > 0).length
  return (
    <section aria-label={t('calendar.year.title')}>
      <Group gap="xs" mb="xs">
        <Title order={3}>{t('calendar.year.title')}</Title>
        <ActionIcon
          variant="default"
          size="sm"
          aria-label={t('calendar.year.previous')}
          onClick={() => setYear(year - 1)}
        >
          <IconChevronLeft size={14} aria-hidden />
        </ActionIcon>
        <Text fw={600} aria-live="polite">
          {year}
        </Text>
        <ActionIcon
          variant="default"
          size="sm"
          aria-label={t('calendar.year.next')}
          onClick={() => setYear(year + 1)}
        >
          <IconChevronRight size={14} aria-hidden />
        </ActionIcon>
        {days.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('calendar.year.days', { count: open })}
          </Text>
        )}
      </Group>
      <ProblemAlert error={error} />
      <Legend />
      <div className={style['year']} aria-hidden>
        {Array.from({ length: 12 }, (_, month) => (
          <Month key={month} year={year} month={month} days={days} />
        ))}
      </div>
      <Unusual days={days.filter(({ kind }) => kind === 'holiday' || kind === 'exception')} />
    </section>
  )
}

const Legend = () => {
  const { t } = useWords()
  return (
    <div className={style['legend']} aria-hidden style={{ marginBottom: '0.75rem' }}>
      {(['open', 'closed', 'holiday', 'exception'] as const).map((kind) => (
        <span key={kind}>
          <i className={style[kind]}>1</i>
          {t(`calendar.year.legend.${kind}`)}
        </span>
      ))}
    </div>
  )
}

const Month = ({ year, month, days }: { year: number; month: number; days: readonly Day[] }) => {
  const words = useWords()
  const { locale } = words
  const dates = datesOf(year, month)
  const lead = weekdayOf(dates[0] ?? '') - 1
  return (
    <div className={style['month']}>
      <h4>{sayMonth(locale, year, month)}</h4>
      <div className={style['days']}>
        {weekdays.map((day) => (
          <b key={day}>{sayWeekday(locale, day, 'narrow')}</b>
        ))}
        {dates.map((date, at) => {
          const day = days.find((one) => one.date === date)
          const title =
            day === undefined ? '' : [saySpans(words, day.spans), day.why].filter(Boolean).join(' – ')
          return (
            <span
              key={date}
              title={title}
              className={[
                style['date'],
                style[day?.kind ?? 'closed'],
                date === today() ? style['today'] : '',
              ].join(' ')}
              data-closed={day?.spans.length === 0 || undefined}
              style={at === 0 ? { gridColumnStart: lead + 1 } : {}}
            >
              {at + 1}
            </span>
          )
        })}
      </div>
    </div>
  )
}

const Unusual = ({ days }: { days: readonly Day[] }) => {
  const words = useWords()
  const { t, locale } = words
  if (days.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="md">
        {t('calendar.year.none')}
      </Text>
    )
  }
  return (
    <details style={{ marginTop: '1rem' }}>
      <summary>{`${t('calendar.year.table')} (${days.length})`}</summary>
      <QuietTable
        label={t('calendar.year.table')}
        head={
          <>
            <th>{t('calendar.holiday.date')}</th>
            <th>{t('calendar.week')}</th>
            <th>{t('calendar.exception.reason')}</th>
          </>
        }
      >
        {days.map((day) => (
          <tr key={day.date}>
            <th scope="row">{sayDate(locale, day.date)}</th>
            <td>{saySpans(words, day.spans)}</td>
            <td>{`${t(`calendar.year.legend.${day.kind}`)}${day.why === null ? '' : ` – ${day.why}`}`}</td>
          </tr>
        ))}
      </QuietTable>
    </details>
  )
}
