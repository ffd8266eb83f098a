import type { Calendar } from '#contract/calendar/shape.ts'
import { Text } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { minutesIn, minutesPerWeek, weekdays } from './day.ts'
import { sayHours, saySpans, sayWeekday } from './say.ts'
import style from './calendar.module.css'

/** The week to be read: hours as words, and as a strip from midnight to midnight. */
export const WeekTable = ({ content }: { content: Calendar }) => {
  const words = useWords()
  const { t, locale } = words
  return (
    <div>
      <table className={style['week']} aria-label={t('calendar.week')}>
        <tbody>
          {weekdays.map((day) => {
            const spans = content.week[day]
            return (
              <tr key={day}>
                <th scope="row">{sayWeekday(locale, day)}</th>
                <td>
                  <span className={style['strip']} aria-hidden>
                    {spans.map(({ from, to }) => (
                      <span key={from} style={place(from, to)} />
                    ))}
                  </span>
                </td>
                <td data-closed={spans.length === 0 || undefined}>{saySpans(words, spans)}</td>
                <td className={style['sum']}>{spans.length === 0 ? '' : sayHours(minutesIn(spans))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Text size="sm" c="dimmed" mt={4}>
        {t('calendar.perWeek', { hours: sayHours(minutesPerWeek(content)) })} · {content.zone}
      </Text>
    </div>
  )
}

const place = (from: string, to: string) => ({
  insetInlineStart: `${share(from)}%`,
  width: `${share(to) - share(from)}%`,
})

const share = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return ((hours * 60 + minutes) / 1440) * 100
}
