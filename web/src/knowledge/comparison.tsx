import type { Article, ArticleContent } from '#contract/knowledge/api.ts'
import { Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useVersion } from '../artefact/use-artefact.ts'
import { useWords } from '../platform/words.ts'
import { useNames } from '../record/use-names.ts'
import style from './knowledge.module.css'
import { readable, textDifference } from './text-difference.ts'
import { contentOf } from './use-article.ts'

/** What two versions say differently: texts word by word, the rest by name. */
export const ArticleComparison = ({ article, before, after, onChoose, onClose }: ComparisonProps) => {
  const { t } = useWords()
  const summaryOf = (number: number) => article.versions.find((version) => version.number === number)
  const summaries = [summaryOf(before), summaryOf(after)] as const
  const [old, young] = [useVersion(asVersion(summaries[0])), useVersion(asVersion(summaries[1]))]
  const [oldContent, youngContent] = [contentOf(old?.content), contentOf(young?.content)]
  const choices = article.versions.map(({ number, state }) => ({
    value: String(number),
    label: `${number} · ${t(`artefact.state.${state}`)}`,
  }))
  return (
    <Stack gap="md">
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t('knowledge.compare.before')}
          data={choices}
          value={String(before)}
          onChange={({ currentTarget }) => onChoose(Number(currentTarget.value), after)}
        />
        <NativeSelect
          label={t('knowledge.compare.after')}
          data={choices}
          value={String(after)}
          onChange={({ currentTarget }) => onChoose(before, Number(currentTarget.value))}
        />
        <Button variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={onClose}>
          {t('knowledge.compare.close')}
        </Button>
      </Group>
      {oldContent !== null && youngContent !== null && (
        <Changes article={article} old={oldContent} young={youngContent} />
      )}
    </Stack>
  )
}

interface ComparisonProps {
  article: Article
  before: number
  after: number
  onChoose: (before: number, after: number) => void
  onClose: () => void
}

/** A version of an article comes from no kit. */
const asVersion = (version: Article['versions'][number] | undefined) =>
  version === undefined ? undefined : { ...version, kitEdition: null }

interface ChangesProps {
  article: Article
  old: ArticleContent
  young: ArticleContent
}

const Changes = ({ article, old, young }: ChangesProps) => {
  const { t } = useWords()
  const facts = useFacts(article)
  const [before, after] = [facts(old), facts(young)]
  const changed = after.flatMap((fact, at) => {
    const text = before[at]?.text ?? ''
    return text === fact.text ? [] : [{ ...fact, before: text }]
  })
  if (changed.length === 0) return <Text size="sm">{t('knowledge.compare.none')}</Text>
  return changed.map(({ key, text, before: was }) => (
    <section key={key}>
      <Title order={2} size="h4" mb={4}>
        {t(`knowledge.compare.field.${key}`)}
      </Title>
      <div className={style['compared']}>
        {textDifference(was, text).map((piece, at) =>
          piece.kind === 'same' ? (
            // oxlint-disable-next-line react/no-array-index-key -- pieces of one text, never reordered
            <span key={at}>{piece.text}</span>
          ) : piece.kind === 'added' ? (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <ins key={at} className={style['ins']} title={t('knowledge.compare.added')}>
              {piece.text}
            </ins>
          ) : (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <del key={at} className={style['del']} title={t('knowledge.compare.removed')}>
              {piece.text}
            </del>
          ),
        )}
      </div>
    </section>
  ))
}

const useFacts = ({ files }: Article) => {
  const { t } = useWords()
  const names = useNames()
  const none = t('knowledge.view.none')
  return ({ title, body, categoryId, serviceId, visibility, clientId, files: offered }: ArticleContent) =>
    [
      { key: 'title', text: title.fr },
      { key: 'body', text: readable(body.fr) },
      { key: 'titleEn', text: title.en ?? '' },
      { key: 'bodyEn', text: readable(body.en ?? '') },
      { key: 'category', text: categoryId === null ? none : (names.category(categoryId) ?? categoryId) },
      { key: 'service', text: serviceId === null ? none : (names.service(serviceId) ?? serviceId) },
      { key: 'visibility', text: t(`knowledge.visibility.${visibility}`) },
      { key: 'client', text: clientId === null ? none : (names.client(clientId) ?? clientId) },
      {
        key: 'files',
        text: offered.map((id) => files.find((file) => file.id === id)?.name ?? id).join(', '),
      },
    ] as const
}
