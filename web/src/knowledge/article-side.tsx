import { knowledgeApi, type Article } from '#contract/knowledge/api.ts'
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { StateBadge } from '../artefact/state-badge.tsx'
import { useFilters, useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Section } from '../record/Section.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { PhaseBadge } from '../ui/badges.tsx'
import { ReviewDate } from './ArticlesPage.tsx'
import style from './knowledge.module.css'
import { outdatedByArticles } from './use-article.ts'

/** What an article is about, where it was of use, what readers say, and its versions. */
export const ArticleSide = ({ article, shown }: { article: Article; shown: number }) => {
  const { t, say } = useWords()
  const { day } = useTime()
  const { categoryName, serviceName, owner, publishedAt, reviewOn, opened, helped } = article
  return (
    <aside className={style['side']} aria-label={t('knowledge.view.details')}>
      <dl className={style['facts']}>
        <dt>{t('knowledge.view.service')}</dt>
        <dd>{serviceName ?? t('knowledge.view.none')}</dd>
        <dt>{t('knowledge.view.category')}</dt>
        <dd>{categoryName === null ? t('knowledge.view.none') : say(categoryName)}</dd>
        <dt>{t('knowledge.view.owner')}</dt>
        <dd>{owner.name}</dd>
        {publishedAt !== null && (
          <>
            <dt>{t('knowledge.view.published')}</dt>
            <dd>{day(publishedAt)}</dd>
          </>
        )}
        {reviewOn !== null && (
          <>
            <dt>{t('knowledge.view.review')}</dt>
            <dd>
              <ReviewDate reviewOn={reviewOn} />
            </dd>
          </>
        )}
        <dt>{t('knowledge.view.opened')}</dt>
        <dd>{t('knowledge.view.openedTimes', { count: opened })}</dd>
        <dt>{t('knowledge.view.helped')}</dt>
        <dd>{t('knowledge.view.openedTimes', { count: helped })}</dd>
      </dl>
      <Section title={t('knowledge.used.title')}>
        <Records article={article} />
      </Section>
      <Section title={t('knowledge.opinion.title')}>
        <Opinions article={article} />
      </Section>
      <Section title={t('knowledge.view.history')}>
        <Versions article={article} shown={shown} />
      </Section>
    </aside>
  )
}

const Records = ({ article: { records } }: { article: Article }) => {
  const { t } = useWords()
  if (records.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('knowledge.used.none')}
      </Text>
    )
  return (
    <ul className={style['matches']}>
      {records.map(({ number, title, phase, kind }) => (
        <li key={`${number} ${kind}`}>
          <TextLink size="sm" href={`/tickets/${number}`}>
            {number}
          </TextLink>{' '}
          <Text span size="sm">
            {title}
          </Text>{' '}
          <PhaseBadge phase={phase} />
          <Text size="xs" c="dimmed">
            {t(`knowledge.used.${kind}`)}
          </Text>
        </li>
      ))}
    </ul>
  )
}

const Opinions = ({ article: { opinions } }: { article: Article }) => {
  const { t } = useWords()
  const { short } = useTime()
  const { useful, notUseful, words } = opinions
  if (useful + notUseful === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('knowledge.opinion.none')}
      </Text>
    )
  return (
    <Stack gap={8}>
      <Text size="sm">{t('knowledge.opinion.counts', { useful, notUseful })}</Text>
      {words.map(({ isUseful, word, at }) => (
        <div key={`${at} ${word}`}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            « {word} »
          </Text>
          <Text size="xs" c="dimmed">
            {t(isUseful ? 'knowledge.opinion.useful' : 'knowledge.opinion.notUseful')} · {short(at)}
          </Text>
        </div>
      ))}
    </Stack>
  )
}

const Versions = ({ article, shown }: { article: Article; shown: number }) => {
  const { t } = useWords()
  const { day } = useTime()
  const go = useGo()
  const [, set] = useFilters(['comparer'])
  const { number, versions, actions } = article
  const restore = useAction(knowledgeApi.restore, {
    invalidates: outdatedByArticles,
    onSuccess: () => go(`/connaissances/${number}/modifier`),
  })
  const takeUp = (id: string, old: number) =>
    restore.mutate(
      { number, version: id },
      { onSuccess: () => void notify(t('knowledge.do.restored', { number: old })) },
    )
  return (
    <>
      <ProblemAlert error={restore.error} />
      <ol className={style['versions']}>
        {versions.map((version, at) => (
          <li key={version.id} data-shown={version.number === shown || undefined}>
            <Group gap="xs" justify="space-between">
              {version.number === shown ? (
                <Text size="sm" fw={600} aria-current="true">
                  {t('artefact.versionOf', { number: version.number })}
                </Text>
              ) : (
                <TextLink size="sm" fw={600} href={`/connaissances/${number}?version=${version.number}`}>
                  {t('artefact.versionOf', { number: version.number })}
                </TextLink>
              )}
              <StateBadge state={version.state} />
            </Group>
            {version.note !== '' && <Text size="sm">{version.note}</Text>}
            <Text size="xs" c="dimmed">
              {t('artefact.authorOn', {
                name: version.author?.name ?? t('shell.nobody'),
                when: day(version.createdAt),
              })}
            </Text>
            {version.approver !== null && version.approvedAt !== null && (
              <Text size="xs" c="dimmed">
                {t('artefact.approvedOn', { name: version.approver.name, when: day(version.approvedAt) })}
              </Text>
            )}
            {version.reason !== null && (
              <Text size="xs" c="dimmed">
                {t(version.state === 'rejected' ? 'artefact.rejectedOn' : 'artefact.reason', {
                  reason: version.reason,
                })}
              </Text>
            )}
            <Group gap="sm">
              {at < versions.length - 1 && (
                <Anchor
                  component="button"
                  type="button"
                  size="xs"
                  onClick={() => set({ comparer: `${versions[at + 1]?.number ?? 1}-${version.number}` })}
                >
                  {t('knowledge.do.compare')}
                </Anchor>
              )}
              {at > 0 && actions.includes('edit') && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  loading={restore.isPending}
                  onClick={() => takeUp(version.id, version.number)}
                >
                  {t('knowledge.do.restore')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ol>
    </>
  )
}
