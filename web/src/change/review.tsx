import { changeApi } from '#contract/change/api.ts'
import type { Change } from '#contract/change/shape.ts'
import { Text } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { RichText } from '../ui/rich-text.tsx'
import style from './change.module.css'
import { Part } from '../ui/part.tsx'

/** What came of it, and what went wrong on the same items since. */
export const Review = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const { short } = useTime()
  const isDone = change.appliedAt !== null
  const { items, error, isPending } = useAll(
    changeApi.incidents,
    { number: change.number },
    { enabled: isDone },
  )
  return (
    <Part title={t('change.review')}>
      {change.review === '' ? (
        <Text size="sm" c="dimmed">
          {t('change.reviewNone')}
        </Text>
      ) : (
        <>
          {change.objective !== null && <Text fw={600}>{t(`change.objectives.${change.objective}`)}</Text>}
          <RichText html={change.review} />
        </>
      )}
      {isDone && (
        <>
          <Text size="sm" fw={600} mt="xs">
            {t('change.incidents')}
          </Text>
          <ProblemAlert error={error} />
          {!isPending && items.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('change.incidentsNone')}
            </Text>
          )}
          <ul className={style['list']}>
            {items.map((incident) => (
              <li key={incident.number}>
                <TextLink inherit href={`/tickets/${incident.number}`}>
                  {incident.number} {incident.title}
                </TextLink>{' '}
                <Text span size="xs" c="dimmed">
                  {[short(incident.recordedAt), ...incident.cis].join(' · ')}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  )
}
