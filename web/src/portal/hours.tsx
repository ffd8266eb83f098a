import type { ServiceHours } from '#contract/calendar/api.ts'
import { Text } from '@mantine/core'
import { sayDay } from '../calendar/say.ts'
import { useWords } from '../platform/words.ts'
import { OpenBadge } from './open-badge.tsx'
import style from './portal.module.css'
import { sayHours, sayWeek } from './say-week.ts'
import { useHours, useZoneNote } from './use-hours.ts'

/** When we are there: each calendar once, with the services that it is for, and the days that are not like the others. */
export const Hours = () => {
  const { items } = useHours()
  return (
    <div className={style['hours']}>
      {items.map((hours, at) => (
        <Of key={at} hours={hours} isNamed={items.length > 1} />
      ))}
    </div>
  )
}

const Of = ({ hours, isNamed }: { hours: ServiceHours; isNamed: boolean }) => {
  const words = useWords()
  const { t, say, locale } = words
  const zoneNote = useZoneNote()(hours.zone)
  return (
    <section>
      {isNamed && <h3>{hours.services.map(({ name }) => name).join(', ')}</h3>}
      <OpenBadge hours={hours} />
      <ul>
        {sayWeek(words, hours.week, true).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {zoneNote !== null && (
        <Text size="sm" c="dimmed">
          {zoneNote}
        </Text>
      )}
      {hours.coming.length > 0 && (
        <>
          <h4>{t('portal.help.coming')}</h4>
          <ul>
            {hours.coming.map(({ date, spans, why }) => (
              <li key={date}>
                {t('portal.help.comingDay', {
                  day: sayDay(locale, date),
                  hours: sayHours(words, spans),
                  why: say(why),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
