import { knowledgeApi } from '#contract/knowledge/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Alert, Button, Group, Loader, Text } from '@mantine/core'
import { IconDeviceFloppy, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters, useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { asHtml } from '../record/plain-text.ts'
import { Page } from '../ui/page.tsx'
import { ArticleForm, contentOfDraft, emptyDraft, faultOfDraft, type Draft } from './article-form.tsx'
import { outdatedByArticles } from './use-article.ts'

/** A new article: from nothing, from words that were looked for in vain, or from a ticket's solution. */
export const NewArticlePage = () => {
  const [{ titre, depuis, manque }] = useFilters(['titre', 'depuis', 'manque'])
  const ticket = useApi(recordApi.read, { number: depuis ?? '' }, { enabled: depuis !== undefined })
  if (depuis === undefined)
    return <Writing start={{ ...emptyDraft, title: titre ?? '' }} from={null} gap={manque ?? null} />
  if (ticket.data === undefined)
    return ticket.error === null ? (
      <Loader mt="xl" mx="auto" display="block" />
    ) : (
      <ProblemAlert error={ticket.error} />
    )
  const { data } = ticket
  const facts = 'facts' in data ? data.facts : {}
  const solution = typeof facts['solution'] === 'string' ? facts['solution'] : ''
  return (
    <Writing
      from={data.number}
      gap={null}
      start={{
        ...emptyDraft,
        title: data.title,
        body: /<\w/.test(solution) ? solution : asHtml(solution),
        serviceId: data.serviceId,
        categoryId: 'categoryId' in data ? data.categoryId : null,
      }}
    />
  )
}

const Writing = ({ start, from, gap }: { start: Draft; from: string | null; gap: string | null }) => {
  const { t } = useWords()
  const go = useGo()
  const [draft, setDraft] = useState(start)
  const [isTried, setTried] = useState(false)
  const fault = faultOfDraft(draft)
  const create = useAction(knowledgeApi.create, {
    invalidates: outdatedByArticles,
    onSuccess: ({ number }) => {
      void notify(t('knowledge.edit.created', { number }))
      go(`/connaissances/${number}/modifier`)
    },
  })
  const save = () => {
    setTried(true)
    if (fault !== null) return
    create.mutate({
      content: contentOfDraft(draft),
      ...(from === null ? {} : { from }),
      ...(gap === null ? {} : { gap }),
    })
  }
  return (
    <Page
      title={t('knowledge.edit.newTitle')}
      crumbs={[{ label: t('knowledge.title'), href: '/connaissances' }]}
    >
      {from !== null && (
        <Alert
          variant="light"
          icon={<IconInfoCircle aria-hidden />}
          title={t('knowledge.edit.from', { number: from })}
        >
          {t('knowledge.edit.fromText')}
        </Alert>
      )}
      <ArticleForm draft={draft} onChange={(change) => setDraft((before) => ({ ...before, ...change }))} />
      <Text size="xs" c="dimmed">
        {t('knowledge.edit.pictureFirst')}
      </Text>
      {isTried && fault !== null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t(fault)}
        </Text>
      )}
      <ProblemAlert error={create.error} />
      <Group>
        <Button
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          loading={create.isPending}
          onClick={save}
        >
          {t('knowledge.edit.create')}
        </Button>
      </Group>
    </Page>
  )
}
