import { changeCalendarApi } from '#contract/change/calendar.ts'
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'

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
      {url === null && (
        <Text size="sm" c="dimmed">
          {since === null
            ? t('changeCalendar.feed.none')
            : t('changeCalendar.feed.since', { when: short(since) })}
        </Text>
      )}
      {url !== null && (
        <TextInput
          readOnly
          label={t('changeCalendar.feed.once')}
          value={url}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
      {data.mayKeep && (
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            loading={open.isPending}
            onClick={() => open.mutate({ id: clientId })}
          >
            {t(since === null ? 'changeCalendar.feed.open' : 'changeCalendar.feed.renew')}
          </Button>
          {since !== null && (
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              loading={close.isPending}
              onClick={() => close.mutate({ id: clientId })}
            >
              {t('changeCalendar.feed.close')}
            </Button>
          )}
        </Group>
      )}
      <ProblemAlert error={open.error ?? close.error} />
    </Stack>
  )
}
