import { sessionApi } from '#contract/session/api.ts'
import { Button, Group, Text, Title } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './access.module.css'
import { agentName } from './agent-name.ts'

/** Where my code is not asked. */
export const TrustedDevices = () => {
  const { t } = useWords()
  const { ago, day } = useTime()
  const { items, error } = useAll(sessionApi.listDevices, {})
  const end = useAction(sessionApi.endDevice, { invalidates: [sessionApi.listDevices] })
  return (
    <section>
      <Title order={2}>{t('access.device.title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('access.device.text')}
      </Text>
      <ProblemAlert error={error ?? end.error} />
      {items.length === 0 && <Text size="sm">{t('access.device.none')}</Text>}
      <ul className={style['list']}>
        {items.map(({ id, name, seenAt, expiresAt }) => {
          const label = agentName(name) || t('access.device.unnamed')
          return (
            <Group key={id} component="li" justify="space-between" wrap="nowrap">
              <div>
                <Text size="sm" fw={500}>
                  {label}
                </Text>
                <Text size="xs" c="dimmed">
                  {t('access.device.seen', { when: ago(seenAt) })} ·{' '}
                  {t('access.device.until', { date: day(expiresAt) })}
                </Text>
              </div>
              <Button
                variant="default"
                size="xs"
                aria-label={t('access.device.endOf', { name: label })}
                onClick={() => end.mutate({ id })}
              >
                {t('access.device.end')}
              </Button>
            </Group>
          )
        })}
      </ul>
    </section>
  )
}
