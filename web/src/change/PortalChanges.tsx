import { changeApi } from '#contract/change/api.ts'
import type { Decision, PortalChange } from '#contract/change/shape.ts'
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconMessageQuestion } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'
import style from './change.module.css'

/** What will be changed that concerns the client, when, and what is asked of its signatory. */
export const PortalChanges = () => {
  const { t } = useWords()
  const { items, error } = useAll(changeApi.mine, {})
  const shown = items.filter(
    ({ phase, asksDecision }) => asksDecision || (phase !== 'closed' && phase !== 'cancelled'),
  )
  if (error === null && shown.length === 0) return null
  return (
    <section>
      <Title order={2}>{t('change.portal.title')}</Title>
      <Text c="dimmed">{t('change.portal.lead')}</Text>
      <ProblemAlert error={error} />
      <ChangeLines changes={shown} />
    </section>
  )
}

export const ChangeLines = ({ changes }: { changes: readonly PortalChange[] }) => (
  <ul className={`${style['list']} ${style['ofPortal']}`}>
    {changes.map((change) => (
      <li key={change.number}>
        <One change={change} />
      </li>
    ))}
  </ul>
)

const One = ({ change }: { change: PortalChange }) => {
  const { t } = useWords()
  const { span, short, duration } = useTime()
  const { window, outageMinutes, decided, decidedAt } = change
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fw={600}>{change.title}</Text>
        {change.asksDecision && (
          <ToneBadge tone="warning" icon={<IconMessageQuestion aria-hidden />}>
            {t('portal.state.consent')}
          </ToneBadge>
        )}
      </Group>
      <Text size="sm">
        {[
          change.number,
          change.serviceName,
          window === null
            ? t('change.portal.noWindow')
            : t('change.portal.window', { when: span(window.from, window.to) }),
          outageMinutes === null || outageMinutes === 0
            ? t('change.portal.noOutage')
            : t('change.portal.outage', { length: duration(outageMinutes) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {decided !== null && decidedAt !== null && (
        <Text size="sm">{t(`change.portal.decided.${decided}`, { when: short(decidedAt) })}</Text>
      )}
      {change.asksDecision && <Deciding number={change.number} />}
    </Stack>
  )
}

const Deciding = ({ number }: { number: string }) => {
  const { t } = useWords()
  const [comment, setComment] = useState('')
  const decide = useAction(changeApi.decide, { invalidates: [changeApi.mine, changeApi.read] })
  const send = (decision: Decision) => decide.mutate({ number, decision, comment })
  const needsReason = comment.trim() === ''
  return (
    <Stack gap="xs">
      <Textarea
        label={t('change.portal.why')}
        description={t('change.commentNeeded')}
        autosize
        minRows={2}
        maxLength={5000}
        value={comment}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <ProblemAlert error={decide.error} />
      <Group gap="xs">
        <Button loading={decide.isPending} onClick={() => send('approve')}>
          {t('change.portal.approve')}
        </Button>
        <Button variant="default" disabled={needsReason} onClick={() => send('adjourn')}>
          {t('change.portal.adjourn')}
        </Button>
        <Button variant="default" disabled={needsReason} onClick={() => send('refuse')}>
          {t('change.portal.refuse')}
        </Button>
      </Group>
    </Stack>
  )
}
