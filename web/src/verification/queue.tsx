import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconCloudCheck, IconCloudUp } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useWords } from '../platform/words.ts'
import type { Acts } from './acts.ts'
import style from './verification.module.css'

/** What this phone still keeps, and what the server did not want. */
export const Queue = ({ acts, id }: { acts: Acts; id: string }) => {
  const { t } = useWords()
  const hasNetwork = useOnline()
  const waiting = acts.acts.filter(({ refusal }) => refusal === null)
  const refused = acts.acts.filter(({ refusal }) => refusal !== null)
  const isOnline = hasNetwork && !(acts.isUnreachable && waiting.length > 0)
  const Icon = waiting.length > 0 ? IconCloudUp : IconCloudCheck
  return (
    <div className={style['queue']}>
      <Group gap="xs" wrap="nowrap" role="status">
        <Icon size={20} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm" fw={600}>
          {waiting.length > 0
            ? t('verification.queue.waiting', { count: waiting.length })
            : t('verification.queue.allSent')}
        </Text>
      </Group>
      {!isOnline && <Text size="sm">{t('verification.queue.offline')}</Text>}
      {acts.isSignedOut && waiting.length > 0 && (
        <Text size="sm" role="alert">
          {t('verification.queue.signedOut')}{' '}
          <Anchor
            inherit
            underline="always"
            href={`/connexion?retour=${encodeURIComponent(`/parc/verifications/${id}`)}`}
          >
            {t('verification.queue.signIn')}
          </Anchor>
        </Text>
      )}
      {refused.length > 0 && (
        <ul>
          {refused.map(({ order, detail, refusal }) => (
            <li key={order}>
              <Text size="sm" role="alert">
                {t('verification.queue.refused', { name: detail, why: refusal ?? '' })}
              </Text>
              <Group gap="xs">
                <Button size="xs" variant="default" onClick={() => void acts.retry(order)}>
                  {t('verification.queue.retry')}
                </Button>
                <Button size="xs" variant="subtle" color="gray" onClick={() => void acts.discard(order)}>
                  {t('verification.queue.discard')}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
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
