import { IconAlertTriangle, IconClock, IconHourglassLow } from '@tabler/icons-react'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ToneText } from '../ui/tone-badge.tsx'

/** A date that counts down: the day, and in words how far it is. */
export const Expiry = ({ day, isOver }: { day: string; isOver: boolean }) => {
  const { t, locale } = useWords()
  const { date } = useTime()
  const now = useNow()
  const days = daysUntil(day, now)
  const when = inWords(days, locale)
  const words =
    days === 0 ? t('configuration.expiry.today') : days < 0 ? t('configuration.expiry.past', { when }) : when
  const tone = isOver ? 'neutral' : days < 0 ? 'danger' : days <= 30 ? 'warning' : 'neutral'
  const icon =
    tone === 'danger' ? (
      <IconAlertTriangle aria-hidden />
    ) : tone === 'warning' ? (
      <IconHourglassLow aria-hidden />
    ) : (
      <IconClock aria-hidden />
    )
  return (
    <>
      {date(day)}{' '}
      <ToneText tone={tone} icon={icon}>
        {words}
      </ToneText>
    </>
  )
}

const dayMs = 86_400_000

const daysUntil = (day: string, now: number): number =>
  Math.round(
    (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${new Date(now).toISOString().slice(0, 10)}T00:00:00Z`)) /
      dayMs,
  )

/** Days up to two months, months up to two years, then years. */
const inWords = (days: number, locale: string): string => {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const size = Math.abs(days)
  if (size < 60) return format.format(days, 'day')
  return size < 730
    ? format.format(Math.trunc(days / 30.44), 'month')
    : format.format(Math.trunc(days / 365.25), 'year')
}
