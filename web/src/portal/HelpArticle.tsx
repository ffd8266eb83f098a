import { attachmentApi } from '#contract/attachment/api.ts'
import { knowledgeApi } from '#contract/knowledge/api.ts'
import { Anchor, Button, List, Loader, Stack, Text, Title } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ArticleText } from '../knowledge/article-text.tsx'
import { Opinion } from '../knowledge/opinion.tsx'
import { useParam } from '../platform/address.ts'
import { addressOf } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'

/** An article as a client reads it. */
export const HelpArticle = () => {
  const { t, say } = useWords()
  const { bytes, day } = useTime()
  const number = useParam('number')
  const { data, error, refetch } = useApi(knowledgeApi.read, { number })
  const { mutate } = useAction(knowledgeApi.count)
  const isRead = data !== undefined
  useEffect(() => {
    if (isRead) mutate({ number, what: 'opened' })
  }, [isRead, number, mutate])
  if (data === undefined || !('body' in data))
    return error === null ? (
      <Loader mt="xl" mx="auto" display="block" />
    ) : (
      <ProblemAlert error={error} onRetry={refetch} />
    )
  return (
    <Page
      title={say(data.title)}
      width="read"
      crumbs={[{ label: t('knowledge.help.back'), href: '/portail/aide' }]}
    >
      <Stack gap="xl">
        {data.publishedAt !== null && (
          <Text size="sm" c="dimmed">
            {[data.serviceName, t('knowledge.help.updated', { when: day(data.publishedAt) })]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        )}
        <div>
          <ArticleText body={data.body} />
        </div>
        {data.files.length > 0 && (
          <section>
            <Title order={2} size="h4" mb={6}>
              {t('knowledge.view.files')}
            </Title>
            <List listStyleType="none" spacing={6}>
              {data.files.map(({ id, name, size }) => (
                <List.Item key={id} icon={<IconPaperclip size={16} aria-hidden />}>
                  <Anchor href={addressOf(attachmentApi.download, { id })} download={name}>
                    {name}
                  </Anchor>{' '}
                  <Text span size="sm" c="dimmed">
                    {bytes(size)}
                  </Text>
                </List.Item>
              ))}
            </List>
          </section>
        )}
        <Opinion number={number} mine={data.myOpinion} />
        <Button
          variant="default"
          component={AppLink}
          href="/portail/aide-immediate"
          style={{ alignSelf: 'start' }}
        >
          {t('knowledge.help.stillAsk')}
        </Button>
      </Stack>
    </Page>
  )
}
