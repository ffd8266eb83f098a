import { recurrenceApi, type Recurrence } from '#contract/recurrence/api.ts'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** What a rule has made and will make; it is paused, goes on or is withdrawn here. */
export const RuleState = ({ rule: listed, onEnd }: { rule: Recurrence; onEnd: () => void }) => {
  const { t } = useWords()
  const { date } = useTime()
  const rule = useApi(recurrenceApi.read, { id: listed.id }).data ?? listed
  const [isEnding, setEnding] = useState(false)
  const invalidates = [recurrenceApi.list, recurrenceApi.read]
  const pause = useAction(recurrenceApi.pause, { invalidates, onSuccess: onEnd })
  const end = useAction(recurrenceApi.end, { invalidates, onSuccess: onEnd })
  return (
    <Stack gap={6}>
      {rule.trouble !== null && !rule.isPaused && (
        <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} title={t('recurrence.failed')}>
          {t(`recurrence.troubles.${rule.trouble}`)}
        </Alert>
      )}
      <Group gap="xs">
        {rule.isPaused && (
          <ToneBadge tone="caution" icon={<IconPlayerPause aria-hidden />}>
            {t('recurrence.paused')}
          </ToneBadge>
        )}
        <Text size="sm">
          {t('recurrence.next')}{' '}
          {rule.next.length === 0
            ? t('recurrence.none')
            : rule.next.map(({ dueOn }) => date(dueOn)).join(' · ')}
        </Text>
      </Group>
      {rule.latest.length > 0 && (
        <Group gap="xs" style={{ rowGap: 0 }}>
          <Text size="sm">{t('recurrence.latest')}</Text>
          {rule.latest.map(({ dueOn, number }) =>
            number === null ? (
              <Text key={dueOn} size="sm" c="dimmed">
                {date(dueOn)} {t('recurrence.missed')}
              </Text>
            ) : (
              <TextLink key={dueOn} href={`/tickets/${number}`} fz="sm">
                {number}
              </TextLink>
            ),
          )}
        </Group>
      )}
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          loading={pause.isPending}
          leftSection={
            rule.isPaused ? (
              <IconPlayerPlay size={14} aria-hidden />
            ) : (
              <IconPlayerPause size={14} aria-hidden />
            )
          }
          onClick={() => pause.mutate({ id: rule.id, isPaused: !rule.isPaused })}
        >
          {t(rule.isPaused ? 'recurrence.resume' : 'recurrence.pause')}
        </Button>
        <Button variant="subtle" size="xs" color="danger" onClick={() => setEnding(true)}>
          {t('recurrence.end')}
        </Button>
      </Group>
      <ProblemAlert error={pause.error} />
      <ConfirmDialog
        isOpen={isEnding}
        title={t('recurrence.endTitle', { name: rule.name })}
        action={t('recurrence.end')}
        isDangerous
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ id: rule.id })}
        onClose={() => setEnding(false)}
      >
        {t('recurrence.endText')}
      </ConfirmDialog>
    </Stack>
  )
}
