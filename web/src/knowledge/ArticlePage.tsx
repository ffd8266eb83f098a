import { attachmentApi } from '#contract/attachment/api.ts'
import { knowledgeApi, type Article } from '#contract/knowledge/api.ts'
import { Alert, Anchor, Button, Group, List, Loader, Stack, Text, Title } from '@mantine/core'
import { IconArchive, IconInfoCircle, IconPaperclip } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useFilters, useParam } from '../platform/address.ts'
import { addressOf } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useVersion } from '../artefact/use-artefact.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import { ArticleActions } from './article-actions.tsx'
import { ArticleSide } from './article-side.tsx'
import { ArticleBadge, VisibilityBadge } from './article-state.tsx'
import { ArticleText } from './article-text.tsx'
import { ArticleComparison } from './comparison.tsx'
import style from './knowledge.module.css'
import { Opinion } from './opinion.tsx'
import { contentOf, useArticle } from './use-article.ts'

/** An article, set for reading; its versions, its life and its use beside it. */
export const ArticlePage = () => {
  const { article, error, refetch } = useArticle(useParam('number'))
  if (article !== undefined) return <Whole key={article.number} article={article} />
  return error === null ? (
    <Loader mt="xl" mx="auto" display="block" />
  ) : (
    <ProblemAlert error={error} onRetry={refetch} />
  )
}

const Whole = ({ article }: { article: Article }) => {
  const { t, say } = useWords()
  const [{ version, comparer }, set] = useFilters(['version', 'comparer'])
  const { number, versions, published, latest } = article
  useOpened(article)
  const usual = published ?? latest
  const shown =
    version === 'derniere' ? latest : (versions.find((one) => String(one.number) === version) ?? usual)
  const read = useVersion(
    shown.id === usual.id || shown.id === latest.id ? undefined : { ...shown, kitEdition: null },
  )
  const content = contentOf(
    shown.id === latest.id ? latest.content : shown.id === usual.id ? usual.content : read?.content,
  )
  const pair = /^(\d+)-(\d+)$/.exec(comparer ?? '')
  const title = content === null ? article.title : content.title
  return (
    <Page
      title={say(title)}
      crumbs={[
        { label: t('knowledge.title'), href: '/connaissances' },
        { label: number, href: `/connaissances/${number}` },
      ]}
      actions={<ArticleActions article={article} />}
    >
      <Group gap="xs">
        <ArticleBadge state={article.state} />
        <VisibilityBadge {...article} />
        {article.pending !== null && article.state === 'published' && (
          <Text size="sm" c="dimmed">
            {t(`knowledge.pending.${article.pending}`)}
          </Text>
        )}
      </Group>
      {article.state === 'withdrawn' && (
        <Alert variant="light" color="gray" icon={<IconArchive aria-hidden />}>
          {t('knowledge.view.withdrawnText')}
        </Alert>
      )}
      <WhichVersion article={article} shown={shown.number} />
      <div className={style['page']}>
        <Stack gap="xl" style={{ minWidth: 0 }}>
          {pair === null ? (
            <>
              {content !== null && <ArticleText body={content.body} />}
              {content !== null && <Files article={article} offered={content.files} />}
              {article.state === 'published' && <Opinion number={number} mine={article.myOpinion} />}
            </>
          ) : (
            <ArticleComparison
              article={article}
              before={Number(pair[1])}
              after={Number(pair[2])}
              onChoose={(before, after) => set({ comparer: `${before}-${after}` })}
              onClose={() => set({ comparer: undefined })}
            />
          )}
        </Stack>
        <ArticleSide article={article} shown={shown.number} />
      </div>
    </Page>
  )
}

/** Reading counts, of nobody in particular; once a visit of the page. */
const useOpened = ({ number, state }: Article): void => {
  const { mutate } = useAction(knowledgeApi.count)
  useEffect(() => {
    if (state === 'published') mutate({ number, what: 'opened' })
  }, [number, state, mutate])
}

const WhichVersion = ({ article, shown }: { article: Article; shown: number }) => {
  const { t } = useWords()
  const { number, published, latest } = article
  const base = `/connaissances/${number}`
  const isPublished = published?.number === shown
  if (isPublished && latest.id === published.id) return null
  if (published === null && latest.number === shown) return null
  const word = shown > (published?.number ?? 0) ? 'knowledge.view.draftShown' : 'knowledge.view.oldShown'
  return (
    <Alert variant="light" p="xs" icon={<IconInfoCircle aria-hidden />}>
      <Group gap="xs">
        {!isPublished && <Text size="sm">{t(word, { number: shown })}</Text>}
        {isPublished ? (
          <Button size="compact-sm" variant="subtle" component={AppLink} href={`${base}?version=derniere`}>
            {t('knowledge.view.showLatest', { number: latest.number })}
          </Button>
        ) : (
          published !== null && (
            <Button size="compact-sm" variant="subtle" component={AppLink} href={base}>
              {t('knowledge.view.showPublished')}
            </Button>
          )
        )}
      </Group>
    </Alert>
  )
}

const Files = ({ article, offered }: { article: Article; offered: readonly string[] }) => {
  const { t } = useWords()
  const { bytes } = useTime()
  const files = article.files.filter(({ id, isRedacted }) => offered.includes(id) && !isRedacted)
  if (files.length === 0) return null
  return (
    <section>
      <Title order={2} size="h4" mb={6}>
        {t('knowledge.view.files')}
      </Title>
      <List listStyleType="none" spacing={6}>
        {files.map(({ id, name, size, text }) => (
          <List.Item key={id} icon={<IconPaperclip size={16} aria-hidden />}>
            <Anchor href={addressOf(attachmentApi.download, { id })} download={name}>
              {name}
            </Anchor>{' '}
            <Text span size="xs" c="dimmed">
              {[
                bytes(size),
                text === undefined ? null : t(`knowledge.text.${text.state}`, { reason: text.reason ?? '' }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  )
}
