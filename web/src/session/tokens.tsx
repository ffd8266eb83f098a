import { sessionApi } from '#contract/session/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useAction, useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { NewToken } from './new-token.tsx'

type Token = OutputOf<typeof sessionApi.list>['items'][number]

/** Ways in for programs. */
export const Tokens = () => {
  const { t } = useWords()
  const { items } = useAll(sessionApi.list, {})
  const [isNew, setNew] = useState(false)
  const [leaving, setLeaving] = useState<Token | null>(null)
  const revoke = useAction(sessionApi.end, {
    invalidates: [sessionApi.list],
    onSuccess: () => setLeaving(null),
  })
  const tokens = items.filter(({ kind }) => kind === 'token')
  return (
    <section>
      <Group justify="space-between">
        <Title order={2}>{t('session.tokens.title')}</Title>
        <Button variant="default" size="xs" onClick={() => setNew(true)}>
          {t('session.tokens.create')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t('session.tokens.text')}
      </Text>
      {tokens.length === 0 && <Text size="sm">{t('session.tokens.none')}</Text>}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {tokens.map((token) => (
          <Line key={token.id} token={token} onRevoke={() => setLeaving(token)} />
        ))}
      </Stack>
      {isNew && <NewToken onClose={() => setNew(false)} />}
      <ConfirmDialog
        isOpen={leaving !== null}
        title={t('session.tokens.revokeTitle', { name: leaving?.name ?? '' })}
        action={t('session.tokens.revoke')}
        isDangerous
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => leaving !== null && revoke.mutate({ id: leaving.id })}
        onClose={() => setLeaving(null)}
      >
        {t('session.tokens.revokeText')}
      </ConfirmDialog>
    </section>
  )
}

const Line = ({ token, onRevoke }: { token: Token; onRevoke: () => void }) => {
  const { t } = useWords()
  const { ago, day } = useTime()
  const { name, scopes, seenAt, expiresAt } = token
  const life =
    expiresAt === null ? t('session.tokens.never') : t('session.tokens.until', { date: day(expiresAt) })
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {scopes.map((scope) => t(`session.tokens.scope.${scope}`)).join(', ')} · {life} ·{' '}
          {t('session.tokens.used', { when: ago(seenAt) })}
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('session.tokens.revokeOf', { name })}
        onClick={onRevoke}
      >
        {t('session.tokens.revoke')}
      </Button>
    </Group>
  )
}
