import { sessionApi } from '#contract/session/api.ts'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { agentName } from '../access/agent-name.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** Where I am signed in. */
export const OpenSessions = () => {
  const { t } = useWords()
  const { ago } = useTime()
  const { items, error } = useAll(sessionApi.list, {})
  const end = useAction(sessionApi.end, { invalidates: [sessionApi.list] })
  return (
    <section>
      <Title order={2}>{t('session.sessions.title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('session.sessions.text')}
      </Text>
      <ProblemAlert error={error ?? end.error} />
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {items
          .filter(({ kind }) => kind === 'browser')
          .map(({ id, name, seenAt, createdAt, isCurrent }) => {
            const label = agentName(name) || t('session.sessions.unnamed')
            return (
              <Group key={id} component="li" justify="space-between" wrap="nowrap">
                <div>
                  <Text size="sm" fw={500}>
                    {label}{' '}
                    {isCurrent && <ToneBadge tone="success">{t('session.sessions.current')}</ToneBadge>}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {t('session.sessions.seen', { when: ago(seenAt) })} ·{' '}
                    {t('session.sessions.opened', { when: ago(createdAt) })}
                  </Text>
                </div>
                {!isCurrent && (
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={t('session.sessions.endOf', { name: label })}
                    onClick={() => end.mutate({ id })}
                  >
                    {t('session.sessions.end')}
                  </Button>
                )}
              </Group>
            )
          })}
      </Stack>
    </section>
  )
}
