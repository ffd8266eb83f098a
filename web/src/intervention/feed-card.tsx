import { interventionApi } from '#contract/intervention/api.ts'
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'

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
      {since !== null && url === null && (
        <Text size="sm" c="dimmed">
          {t('intervention.feed.since', { when: short(since) })}
        </Text>
      )}
      {url !== null && (
        <TextInput
          readOnly
          label={t('intervention.feed.once')}
          value={url}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
      <Group gap="xs">
        <Button variant="default" size="xs" loading={open.isPending} onClick={() => open.mutate({})}>
          {t(since === null ? 'intervention.feed.open' : 'intervention.feed.renew')}
        </Button>
        {since !== null && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            loading={close.isPending}
            onClick={() => close.mutate({})}
          >
            {t('intervention.feed.close')}
          </Button>
        )}
      </Group>
      <ProblemAlert error={open.error ?? close.error} />
    </Stack>
  )
}
