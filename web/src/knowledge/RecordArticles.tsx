import { knowledgeApi, type ArticleMatch } from '#contract/knowledge/api.ts'
import { Button, Group, Menu, Text } from '@mantine/core'
import { IconBook2, IconLock, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { call } from '../platform/api.ts'
import { keep } from '../platform/keep.ts'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Section } from '../record/Section.tsx'
import { isOpen, type Ticket } from '../record/ticket.ts'
import { solutionDraftOf } from '../record/solution-draft.ts'
import { AppLink, TextLink } from '../ui/app-link.tsx'
import style from './knowledge.module.css'
import { readable } from './text-difference.ts'
import { contentOf, outdatedByArticles } from './use-article.ts'

interface RecordArticlesProps {
  ticket: Ticket
  /** Puts text into the answer to the client. */
  onAnswer: (html: string) => void
}

/** From a ticket to what is known, and from its solution to a new article. */
export const RecordArticles = ({ ticket, onAnswer }: RecordArticlesProps) => {
  const { t } = useWords()
  const { number } = ticket
  const { data } = useApi(knowledgeApi.ofRecord, { number }, { staleTime: 60_000 })
  const hasSolution = typeof ticket.facts['solution'] === 'string' && ticket.facts['solution'] !== ''
  const mayLink = ticket.actions.includes('link')
  const linked = data?.linked ?? []
  const suggested = isOpen(ticket) ? (data?.suggested ?? []) : []
  return (
    <Section title={t('knowledge.record.title')}>
      {linked.length > 0 && (
        <List title={t('knowledge.record.linked')}>
          {linked.map((article) => (
            <Match key={`${article.number} ${article.kind}`} article={article}>
              {article.kind === 'origin' ? (
                <Text size="xs" c="dimmed">
                  {t('knowledge.record.origin')}
                </Text>
              ) : (
                mayLink && isOpen(ticket) && <Apply {...{ ticket, article, onAnswer }} />
              )}
            </Match>
          ))}
        </List>
      )}
      {suggested.length > 0 && (
        <List title={t('knowledge.record.suggested')}>
          {suggested.map((article) => (
            <Match key={article.number} article={article}>
              {mayLink && <Apply {...{ ticket, article, onAnswer }} />}
            </Match>
          ))}
        </List>
      )}
      <Group gap="xs" mt={4}>
        {mayLink && (
          <Button
            size="compact-xs"
            variant={hasSolution && linked.length === 0 ? 'light' : 'subtle'}
            component={AppLink}
            href={`/connaissances/nouveau?depuis=${number}`}
            leftSection={<IconPlus size={14} aria-hidden />}
          >
            {t(hasSolution ? 'knowledge.record.fromSolution' : 'knowledge.record.write')}
          </Button>
        )}
        <TextLink size="xs" href={`/connaissances?q=${encodeURIComponent(ticket.title)}`}>
          {t('knowledge.record.search')}
        </TextLink>
      </Group>
    </Section>
  )
}

const List = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <Text size="xs" c="dimmed" mb={4}>
      {title}
    </Text>
    <ul className={style['matches']} style={{ marginBottom: 8 }}>
      {children}
    </ul>
  </>
)

const Match = ({ article, children }: { article: ArticleMatch; children: ReactNode }) => {
  const { t, say } = useWords()
  const { number, title, visibility } = article
  return (
    <li>
      <TextLink size="sm" href={`/connaissances/${number}`}>
        {say(title)}
      </TextLink>
      <Group gap={6} mt={2}>
        <Text size="xs" c="dimmed">
          {number}
        </Text>
        {visibility === 'staff' && (
          <Text size="xs" c="dimmed" component="span">
            <IconLock size={12} aria-hidden style={{ verticalAlign: -1 }} /> {t('knowledge.record.staffOnly')}
          </Text>
        )}
        {children}
      </Group>
    </li>
  )
}

/** Takes what an article says into the answer or the solution, and notes that it was of use. */
const Apply = ({ ticket, article, onAnswer }: RecordArticlesProps & { article: ArticleMatch }) => {
  const { t } = useWords()
  const { number, visibility } = article
  const link = useAction(knowledgeApi.link, { invalidates: outdatedByArticles })
  const apply = async (where: 'answer' | 'solution' | 'link') => {
    try {
      if (where !== 'link') {
        const read = await call(knowledgeApi.read, { number })
        const html = 'published' in read ? textOf(read.published?.content) : read.body.fr
        if (where === 'answer') onAnswer(withoutPictures(html))
        else keep(solutionDraftOf(ticket.number), readable(html))
      }
      await link.mutateAsync({ number, record: ticket.number })
    } catch (error) {
      void notify(error instanceof Error ? error.message : String(error), 'failed')
      return
    }
    if (where === 'answer') {
      const isInside = visibility === 'staff'
      void notify(t(isInside ? 'knowledge.record.staffWarning' : 'knowledge.record.answered'))
    } else if (where === 'solution') void notify(t('knowledge.record.solved'))
    else void notify(t('knowledge.record.linkedNow', { number }))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="light"
          loading={link.isPending}
          leftSection={<IconBook2 size={14} aria-hidden />}
          aria-label={t('knowledge.record.applyOf', { number })}
        >
          {t('knowledge.record.apply')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void apply('answer')}>{t('knowledge.record.answer')}</Menu.Item>
        <Menu.Item onClick={() => void apply('solution')}>{t('knowledge.record.solution')}</Menu.Item>
        <Menu.Item onClick={() => void apply('link')}>{t('knowledge.record.onlyLink')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const textOf = (content: unknown): string => contentOf(content)?.body.fr ?? ''

/** Pictures of an article are not for whoever gets the mail: the words are. */
const withoutPictures = (html: string): string => html.replaceAll(/<img[^<>]*>/g, '')
