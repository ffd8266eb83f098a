import { interventionApi } from '#contract/intervention/api.ts'
import { Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { SecretAddress } from '../ui/secret-address.tsx'

const words = {
  once: 'intervention.feed.once',
  open: 'intervention.feed.open',
  renew: 'intervention.feed.renew',
  close: 'intervention.feed.close',
} as const

/** The secret address by which other programs read one's own visits. */
export const FeedCard = () => {
  const { t } = useWords()
  const { short } = useTime()
  const [url, setUrl] = useState<string | null>(null)
  const { data } = useApi(interventionApi.readFeed, {})
  const invalidates = [interventionApi.readFeed]
  const open = useAction(interventionApi.openFeed, { invalidates, onSuccess: (made) => setUrl(made.url) })
  const close = useAction(interventionApi.closeFeed, { invalidates, onSuccess: () => setUrl(null) })
  const since = data?.createdAt ?? null
  return (
    <Stack gap="xs" maw={720} mt="md" component="section" aria-labelledby="feed-title">
      <Title order={2} size="h3" id="feed-title">
        {t('intervention.feed.title')}
      </Title>
      <Text size="sm">{t('intervention.feed.text')}</Text>
      <SecretAddress
        url={url}
        isOpen={since !== null}
        state={since === null ? null : t('intervention.feed.since', { when: short(since) })}
        words={words}
        open={{ isPending: open.isPending, act: () => open.mutate({}) }}
        close={{ isPending: close.isPending, act: () => close.mutate({}) }}
      />
      <ProblemAlert error={open.error ?? close.error} />
    </Stack>
  )
}
