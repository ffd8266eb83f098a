import { calendarApi, type ServiceHours } from '#contract/calendar/api.ts'
import { useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { timesOf, useNow } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'

/** Nothing announces an opening: it is looked up again. */
const everyMinute = 60_000

export const useHours = () => useAll(calendarApi.hours, {}, { refetchInterval: everyMinute })

/** « Ouvert jusqu’à 18:00 », on the clock of the service. */
export const useOpenState = () => {
  const { t, locale } = useWords()
  const now = useNow(everyMinute)
  return ({ isOpen, changesAt, zone }: ServiceHours): string => {
    if (changesAt === null) return t(isOpen ? 'shell.portal.open' : 'shell.portal.closed')
    const when = timesOf({ locale, zone }).short(changesAt, now)
    if (isOpen) return t('shell.portal.openUntil', { when })
    const isToday = timesOf({ locale, zone }).clock(changesAt) === when
    return t(isToday ? 'shell.portal.opensToday' : 'shell.portal.opensLater', { when })
  }
}

/** « heure de Paris », where the reader's clock shows another time. */
export const useZoneNote = () => {
  const { t } = useWords()
  const { person } = useSession()
  return (zone: string): string | null =>
    zone === person.zone
      ? null
      : t('shell.portal.zone', { place: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ') })
}
