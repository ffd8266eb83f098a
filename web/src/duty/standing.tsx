import { dutyApi, type ListedRule } from '#contract/duty/api.ts'
import { Button, Group, Stack, Text } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconClockExclamation,
  IconPlayerPause,
  IconPlayerPlay,
  IconProgress,
} from '@tabler/icons-react'
import { notify } from '../platform/notify.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** Where a duty stands: late, under way, paused; else it can be begun before its day. */
export const Standing = ({ rule }: { rule: ListedRule }) => {
  const { t } = useWords()
  const { date } = useTime()
  if (rule.open.length > 0) {
    return (
      <Stack gap={4} align="flex-start">
        {rule.open.map(({ number, dueOn, isLate }) => (
          <Group key={number} gap={6}>
            <ToneBadge
              tone={isLate ? 'danger' : 'information'}
              icon={isLate ? <IconClockExclamation aria-hidden /> : <IconProgress aria-hidden />}
            >
              {t(isLate ? 'duty.late' : 'duty.isDue')}
            </ToneBadge>
            <TextLink href={`/tickets/${number}`} fz="sm">
              {number}
            </TextLink>
            <Text size="xs" c="dimmed">
              {t('duty.dueOn', { day: date(dueOn) })}
            </Text>
          </Group>
        ))}
      </Stack>
    )
  }
  if (rule.isPaused) {
    return (
      <ToneBadge tone="caution" icon={<IconPlayerPause aria-hidden />}>
        {t('duty.paused')}
      </ToneBadge>
    )
  }
  if (rule.trouble !== null) {
    return (
      <Stack gap={2} align="flex-start">
        <ToneBadge tone="danger" icon={<IconAlertTriangleFilled aria-hidden />}>
          {t('duty.failed')}
        </ToneBadge>
        <Text size="xs">{t(`duty.troubles.${rule.trouble}`)}</Text>
      </Stack>
    )
  }
  return <StartNow rule={rule} />
}

const StartNow = ({ rule }: { rule: ListedRule }) => {
  const { t, say } = useWords()
  const start = useAction(dutyApi.start, {
    invalidates: [dutyApi.listRules, dutyApi.list],
    onSuccess: ({ number }) => void notify(t('duty.started', { number })),
  })
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={start.isPending}
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        aria-label={`${t('duty.startNow')} – ${say(rule.name)}`}
        onClick={() => start.mutate({ id: rule.id })}
      >
        {t('duty.startNow')}
      </Button>
      <ProblemAlert error={start.error} />
    </>
  )
}
