import type { HourPot } from '#contract/pot/api.ts'
import { Progress, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconAlertTriangleFilled } from '@tabler/icons-react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { hoursOf } from '../record/week.ts'
import { ToneText, type Tone } from '../ui/tone-badge.tsx'

/** How much of a pot is left today: a bar, and the same in words. */
export const PotMeter = ({ pot }: { pot: HourPot }) => {
  const { t } = useWords()
  const { date } = useTime()
  const { period } = pot
  if (period === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('pot.idle')}
      </Text>
    )
  }
  const available = period.bought + period.carried
  const percent = Math.max(0, Math.floor((period.used * 100) / available))
  return (
    <Stack gap={4}>
      <PotLeft pot={pot} />
      <Progress.Root>
        <Progress.Section
          value={Math.min(100, percent)}
          color={percent >= 100 ? 'danger' : percent >= 80 ? 'orange' : 'petrol'}
          aria-label={pot.name}
          aria-valuetext={t('pot.usage', { percent })}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed">
        {[
          t('pot.usage', { percent }),
          period.until === null
            ? t('pot.since', { from: date(period.from) })
            : t('pot.period', { from: date(period.from), until: date(period.until) }),
          ...(period.carried === 0 ? [] : [t('pot.carried', { carried: hoursOf(period.carried) })]),
        ].join(' · ')}
      </Text>
    </Stack>
  )
}

/** « Reste 3 h 10 sur 20 h 00 » */
export const PotLeft = ({ pot: { period } }: { pot: HourPot }) => {
  const { t } = useWords()
  if (period === null) return null
  const available = period.bought + period.carried
  const tone = toneOf(period.used, available)
  const text =
    period.over > 0
      ? t('pot.over', { over: hoursOf(period.over), available: hoursOf(available) })
      : t('pot.left', { left: hoursOf(period.left), available: hoursOf(available) })
  if (tone === null) return <Text size="sm">{text}</Text>
  return (
    <Text size="sm" component="div">
      <ToneText
        tone={tone}
        icon={
          tone === 'danger' ? (
            <IconAlertTriangleFilled size={14} aria-hidden />
          ) : (
            <IconAlertTriangle size={14} aria-hidden />
          )
        }
      >
        {text}
      </ToneText>
    </Text>
  )
}

const toneOf = (used: number, available: number): Tone | null => {
  if (used >= available) return 'danger'
  return used * 100 >= available * 80 ? 'warning' : null
}
