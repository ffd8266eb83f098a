import { problemApi } from '#contract/problem/api.ts'
import { Stack, Text, Title } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import style from './problem.module.css'
import { isWhole } from './use-problem.ts'

/** In the portal: what we know does not work, and how to get by until it does. */
export const KnownFaults = () => {
  const { t } = useWords()
  const { data } = useApi(problemApi.knownErrors, { limit: 20 }, { staleTime: 60_000 })
  const items = (data?.items ?? []).flatMap((item) => (isWhole(item) ? [] : [item]))
  if (items.length === 0) return null
  return (
    <section id="pannes">
      <Title order={2} mb={4}>
        {t('problem.portal.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('problem.portal.lead')}
      </Text>
      <Stack gap="md">
        {items.map(({ number, symptom, serviceName, workaround, cause, solution }) => (
          <article key={number}>
            <Title order={3} size="h4" className={style['text'] ?? ''}>
              {symptom}
            </Title>
            {serviceName !== null && (
              <Text size="sm" c="dimmed">
                {serviceName}
              </Text>
            )}
            <dl className={style['terms']} style={{ marginTop: 6 }}>
              <dt>{t('problem.portal.workaround')}</dt>
              <dd>{workaround}</dd>
              {cause !== null && (
                <>
                  <dt>{t('problem.portal.cause')}</dt>
                  <dd>{cause}</dd>
                </>
              )}
              {solution !== '' && (
                <>
                  <dt>{t('problem.portal.solution')}</dt>
                  <dd>{solution}</dd>
                </>
              )}
            </dl>
          </article>
        ))}
      </Stack>
    </section>
  )
}
