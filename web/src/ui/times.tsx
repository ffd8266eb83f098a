import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconClockPause, IconHourglassLow } from '@tabler/icons-react'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ToneText } from './tone-badge.tsx'

/** When something is due: words and a colour; the exact time with its zone on hover and focus. */
export const DueTime = ({ at, isOver = false, isPaused = false, soonMinutes = 60 }: DueTimeProps) => {
  const { t } = useWords()
  const { relative, exact, duration } = useTime()
  const now = useNow()
  if (at === null) return <ToneText tone="neutral">{t('shell.due.none')}</ToneText>
  const minutes = (new Date(at).getTime() - now) / 60_000
  const late = t('shell.due.overdue', { length: duration(-minutes) })
  const words = minutes < 0 ? late : relative(at, now)
  const state = isOver
    ? { tone: 'neutral' as const, icon: <IconClock aria-hidden /> }
    : isPaused
      ? { tone: 'caution' as const, icon: <IconClockPause aria-hidden /> }
      : minutes < 0
        ? { tone: 'danger' as const, icon: <IconAlertTriangle aria-hidden /> }
        : minutes < soonMinutes
          ? { tone: 'warning' as const, icon: <IconHourglassLow aria-hidden /> }
          : { tone: 'neutral' as const, icon: <IconClock aria-hidden /> }
  return (
    <Tooltip label={t('shell.due.at', { when: exact(at) })}>
      <time dateTime={at}>
        <ToneText {...state}>{isPaused && !isOver ? `${words} (${t('shell.due.paused')})` : words}</ToneText>
      </time>
    </Tooltip>
  )
}

interface DueTimeProps {
  at: string | null
  /** What it was for has happened: nothing counts any more. */
  isOver?: boolean
  isPaused?: boolean
  /** From how many minutes before it warns. */
  soonMinutes?: number
}

/** When something was or will be: « il y a 3 min », exact on hover. */
export const Ago = ({ at }: { at: string }) => {
  const { ago, exact } = useTime()
  const now = useNow()
  return (
    <Tooltip label={exact(at)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {ago(at, now)}
      </time>
    </Tooltip>
  )
}
