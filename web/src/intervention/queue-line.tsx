import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconCloudCheck, IconCloudUp } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import type { Act } from '../platform/outbox.ts'
import { useWords } from '../platform/words.ts'
import type { ActName, Acts } from './acts.ts'
import style from './visit.module.css'

/** What this phone still keeps, and what the server did not want. */
export const QueueLine = ({ acts, visitId }: { acts: Acts; visitId: string }) => {
  const { t } = useWords()
  const hasNetwork = useOnline()
  const waiting = acts.acts.filter(({ refusal }) => refusal === null)
  const isOnline = hasNetwork && !(acts.isUnreachable && waiting.length > 0)
  const refused = acts.acts.filter(({ refusal }) => refusal !== null)
  const words =
    waiting.length > 0
      ? t('intervention.queue.waiting', { count: waiting.length })
      : t('intervention.queue.allSent')
  const Icon = waiting.length > 0 ? IconCloudUp : IconCloudCheck
  return (
    <div className={style['queue']}>
      <Group gap="xs" wrap="nowrap" role="status">
        <Icon size={20} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm" fw={600}>
          {words}
          {acts.isSending && waiting.length > 0 && isOnline ? ` · ${t('intervention.queue.sending')}` : ''}
        </Text>
      </Group>
      {!isOnline && <Text size="sm">{t('intervention.phone.offline')}</Text>}
      {waiting.length > 0 && (
        <Text size="sm" c="dimmed">
          {waiting.map((act) => nameOf(act, t)).join(', ')}
        </Text>
      )}
      {acts.isSignedOut && waiting.length > 0 && (
        <Text size="sm" role="alert">
          {t('intervention.queue.signedOut')}{' '}
          <Anchor
            inherit
            underline="always"
            href={`/connexion?retour=${encodeURIComponent(`/interventions/${visitId}`)}`}
          >
            {t('intervention.queue.signIn')}
          </Anchor>
        </Text>
      )}
      {refused.length > 0 && (
        <ul>
          {refused.map((act) => (
            <li key={act.order}>
              <Text size="sm" role="alert">
                {nameOf(act, t)} – {t('intervention.queue.refused', { why: act.refusal ?? '' })}
              </Text>
              {typeof act.input['body'] === 'string' && (
                <Text size="sm" c="dimmed">
                  {act.input['body']}
                </Text>
              )}
              <Group gap="xs">
                <Button size="xs" variant="default" onClick={() => void acts.retry(act.order)}>
                  {t('intervention.queue.retry')}
                </Button>
                <Button size="xs" variant="subtle" color="gray" onClick={() => void acts.discard(act.order)}>
                  {t('intervention.queue.discard')}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const names: readonly ActName[] = ['start', 'note', 'picture', 'sign', 'finish']

const nameOf = ({ name, detail }: Act, t: ReturnType<typeof useWords>['t']): string => {
  const known = names.find((one) => one === name)
  return known === undefined ? name : t(`intervention.queue.act.${known}`, { name: detail })
}

const useOnline = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      window.addEventListener('online', tell)
      window.addEventListener('offline', tell)
      return () => {
        window.removeEventListener('online', tell)
        window.removeEventListener('offline', tell)
      }
    },
    () => navigator.onLine,
  )
