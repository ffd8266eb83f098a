import { attachmentApi } from '#contract/attachment/api.ts'
import { knowledgeApi } from '#contract/knowledge/api.ts'
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBook2, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { addressOf } from '../platform/api.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ArticleText } from './article-text.tsx'
import style from './knowledge.module.css'

interface SuggestedProps {
  title: string
  serviceId: string | null
  categoryId?: string | null
}

const useSuggested = ({ title, serviceId, categoryId = null }: SuggestedProps) => {
  const [words] = useDebouncedValue(title.trim(), 400)
  const { data } = useApi(
    knowledgeApi.suggest,
    {
      title: words,
      limit: 3,
      ...(serviceId === null ? {} : { service: serviceId }),
      ...(categoryId === null ? {} : { category: categoryId }),
    },
    { enabled: words.length > 3, keepsPrevious: true, staleTime: 60_000 },
  )
  return title.trim().length > 3 ? (data?.items ?? []) : []
}

/** « Cela répond-il à votre question ? »: read in place; a yes closes the form and counts. */
export const HelpfulArticles = ({ onHelped, ...about }: SuggestedProps & { onHelped: () => void }) => {
  const { t } = useWords()
  const items = useSuggested(about)
  if (items.length === 0) return null
  return (
    <section aria-live="polite" className={style['helpful']}>
      <Title order={2} size="h5" mb={8}>
        {t('knowledge.help.title')}
      </Title>
      <Stack gap={10}>
        {items.map((item) => (
          <Helpful key={item.number} item={item} onHelped={onHelped} />
        ))}
      </Stack>
    </section>
  )
}

type Item = ReturnType<typeof useSuggested>[number]

const Helpful = ({ item, onHelped }: { item: Item; onHelped: () => void }) => {
  const { t, say } = useWords()
  const [isUnfolded, unfold] = useState(false)
  const { number } = item
  const { data } = useApi(knowledgeApi.read, { number }, { enabled: isUnfolded })
  const count = useAction(knowledgeApi.count)
  const body = data !== undefined && 'body' in data ? data.body : null
  const files = data !== undefined && 'body' in data ? data.files : []
  const toggle = (isOpen: boolean) => {
    if (isOpen && !isUnfolded) count.mutate({ number, what: 'opened' })
    unfold(isOpen)
  }
  return (
    <details onToggle={({ currentTarget }) => toggle(currentTarget.open)}>
      <summary>{say(item.title)}</summary>
      {body === null ? (
        <Text size="sm" c="dimmed" mt={6}>
          {item.excerpt}
        </Text>
      ) : (
        <Stack gap="sm" mt="sm">
          <ArticleText body={body} />
          {files.map(({ id, name }) => (
            <Anchor key={id} href={addressOf(attachmentApi.download, { id })} download={name}>
              {name}
            </Anchor>
          ))}
          <Group>
            <Button
              leftSection={<IconCheck size={18} aria-hidden />}
              aria-label={t('knowledge.help.yesOf', { title: say(item.title) })}
              loading={count.isPending}
              onClick={() => count.mutate({ number, what: 'helped' }, { onSettled: onHelped })}
            >
              {t('knowledge.help.yes')}
            </Button>
          </Group>
        </Stack>
      )}
    </details>
  )
}

/** For who has the caller on the line: the answer may be written already. */
export const KnownArticles = (about: SuggestedProps) => {
  const { t, say } = useWords()
  const items = useSuggested(about)
  if (items.length === 0) return null
  return (
    <section aria-live="polite">
      <Title order={2} size="h5" mb={4}>
        <IconBook2 size={16} aria-hidden style={{ verticalAlign: -2 }} /> {t('knowledge.help.staff')}
      </Title>
      <ul className={style['matches']}>
        {items.map(({ number, title, excerpt }) => (
          <li key={number}>
            <TextLink size="sm" href={`/connaissances/${number}`}>
              {say(title)}
            </TextLink>
            <Text size="xs" c="dimmed">
              {excerpt}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}
