import { changeCalendarApi } from '#contract/change/calendar.ts'
import { Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { SecretAddress } from '../ui/secret-address.tsx'

const words = {
  once: 'changeCalendar.feed.once',
  open: 'changeCalendar.feed.open',
  renew: 'changeCalendar.feed.renew',
  close: 'changeCalendar.feed.close',
} as const

/** The secret address of a client's planned work: on the client's page, and on the portal for its contacts. */
export const ClientFeed = ({ clientId, isPortal = false }: { clientId: string; isPortal?: boolean }) => {
  const { t } = useWords()
  const { short } = useTime()
  const [url, setUrl] = useState<string | null>(null)
  const { data } = useApi(changeCalendarApi.readFeed, { id: clientId })
  const invalidates = [changeCalendarApi.readFeed]
  const open = useAction(changeCalendarApi.openFeed, { invalidates, onSuccess: (made) => setUrl(made.url) })
  const close = useAction(changeCalendarApi.closeFeed, { invalidates, onSuccess: () => setUrl(null) })
  if (data === undefined || (isPortal && !data.mayKeep)) return null
  const since = data.createdAt
  return (
    <Stack gap="xs" maw={720} component="section" aria-labelledby="client-feed">
      <Title order={2} id="client-feed">
        {t(isPortal ? 'changeCalendar.feed.title' : 'changeCalendar.feed.client')}
      </Title>
      <Text size="sm">
        {t(isPortal ? 'changeCalendar.feed.portalText' : 'changeCalendar.feed.clientText')}{' '}
        {t('changeCalendar.feed.text')}
      </Text>
      <SecretAddress
        url={url}
        isOpen={since !== null}
        state={
          since === null
            ? t('changeCalendar.feed.none')
            : t('changeCalendar.feed.since', { when: short(since) })
        }
        words={words}
        open={
          data.mayKeep ? { isPending: open.isPending, act: () => open.mutate({ id: clientId }) } : undefined
        }
        close={{ isPending: close.isPending, act: () => close.mutate({ id: clientId }) }}
      />
      <ProblemAlert error={open.error ?? close.error} />
    </Stack>
  )
}
