import type { Mailbox } from '#contract/mail/mailbox.ts'
import { Group, Loader, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { Ago } from '../ui/times.tsx'
import { ToneText } from '../ui/tone-badge.tsx'
import style from './mail.module.css'

/** The last test, one sentence a step; where one failed, what to do. */
export const MailboxTest = ({ mailbox: { test } }: { mailbox: Mailbox }) => {
  const { t } = useWords()
  if (test === null) return null
  return (
    <div aria-live="polite">
      <ul className={style['steps']}>
        {test.steps.map(({ step, state, detail }) => (
          <li key={step}>
            <ToneText
              tone={state === 'done' ? 'success' : 'danger'}
              icon={state === 'done' ? <IconCircleCheck aria-hidden /> : <IconCircleX aria-hidden />}
            >
              {t(`mail.step.${state}.${step}`, { detail: detail ?? '' })}
            </ToneText>
            {state === 'failed' && detail !== null && (
              <Text size="xs" c="dimmed" ml="lg">
                {t('mail.step.said', { detail })}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {test.endedAt === null ? (
        <Group gap="xs">
          <Loader size="xs" />
          <Text size="sm">{t('mail.step.running')}</Text>
        </Group>
      ) : (
        <Text size="xs" c="dimmed">
          <Ago at={test.endedAt} />
        </Text>
      )}
    </div>
  )
}
