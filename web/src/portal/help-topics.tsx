import { knowledgeApi, type PortalArticleSummary } from '#contract/knowledge/api.ts'
import { Button, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import style from '../knowledge/knowledge.module.css'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { AppLink, TextLink } from '../ui/app-link.tsx'

/** The articles a client may read, by subject; one field finds among them. */
export const HelpTopics = () => {
  const { t } = useWords()
  const [typed, type] = useState('')
  const [words] = useDebouncedValue(typed.trim(), 300)
  const all = useApi(knowledgeApi.list, { limit: 200 }, { staleTime: 60_000 })
  const found = useApi(knowledgeApi.list, { q: words, limit: 30 }, { enabled: words.length > 1 })
  useVainSearch(words, found.data?.items.length === 0)
  const items = all.data?.items ?? []
  if (items.length === 0) return <ProblemAlert error={all.error} />
  return (
    <section>
      <Title order={2} mb="sm">
        {t('knowledge.help.browse')}
      </Title>
      <TextInput
        type="search"
        size="md"
        mb="md"
        maw="30rem"
        label={t('knowledge.help.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {words.length > 1 ? <Found words={words} items={found.data?.items} /> : <Topics items={items} />}
    </section>
  )
}

/** What nobody found is what is missing. */
const useVainSearch = (words: string, isVain: boolean): void => {
  const { mutate } = useAction(knowledgeApi.noteSearch)
  useEffect(() => {
    if (!isVain || words.length < 3) return undefined
    const timer = setTimeout(() => mutate({ words, outcome: 'nothing' }), 1200)
    return () => clearTimeout(timer)
  }, [words, isVain, mutate])
}

const Found = ({ words, items }: { words: string; items: readonly PortalArticleSummary[] | undefined }) => {
  const { t } = useWords()
  if (items === undefined) return null
  if (items.length > 0) return <Lines items={items} />
  return (
    <Stack gap="xs" align="flex-start" role="status">
      <Text>{t('knowledge.help.none', { words })}</Text>
      <Button component={AppLink} href="/portail/aide-immediate">
        {t('knowledge.help.ask')}
      </Button>
    </Stack>
  )
}

const Topics = ({ items }: { items: readonly PortalArticleSummary[] }) => {
  const { t, say } = useWords()
  const subjectOf = ({ serviceName, categoryName }: PortalArticleSummary) =>
    categoryName === null ? (serviceName ?? t('knowledge.help.other')) : say(categoryName)
  const subjects = [...new Set(items.map(subjectOf))].toSorted((a, b) => a.localeCompare(b))
  return (
    <div className={style['topics']}>
      {subjects.map((subject) => (
        <section key={subject} aria-label={subject}>
          <Title order={3} size="h4" mb={6}>
            {subject}
          </Title>
          <Lines items={items.filter((item) => subjectOf(item) === subject)} />
        </section>
      ))}
    </div>
  )
}

const Lines = ({ items }: { items: readonly PortalArticleSummary[] }) => {
  const { say } = useWords()
  return (
    <ul className={style['matches']}>
      {items.map(({ number, title, excerpt }) => (
        <li key={number}>
          <TextLink href={`/portail/aide/${number}`}>{say(title)}</TextLink>
          <Text size="sm" c="dimmed">
            {excerpt}
          </Text>
        </li>
      ))}
    </ul>
  )
}
