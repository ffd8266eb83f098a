import { rootOf } from '#contract/problem/analysis.ts'
import { Button, Stack, Text, Title } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { CauseList, Fish } from './Fish.tsx'
import { Part } from '../ui/part.tsx'
import style from './problem.module.css'
import type { Problem } from './use-problem.ts'

const AnalysisForm = lazy(() =>
  import('./AnalysisForm.tsx').then((module) => ({ default: module.AnalysisForm })),
)

/** Why, and why again; and all that may have played a part. */
export const AnalysisPart = ({ problem, title }: { problem: Problem; title: string }) => {
  const { t } = useWords()
  const { short } = useTime()
  const [isEditing, setEditing] = useState(false)
  const { analysis, actions, cause } = problem
  const { whys, branches, rootId, at, byName } = analysis
  const isEmpty = whys.length === 0 && branches.length === 0
  const root = rootOf(analysis)
  return (
    <Part
      title={t('problem.analysis.title')}
      action={
        actions.includes('analyse') &&
        !isEditing && (
          <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>
            {t(isEmpty ? 'problem.analysis.edit' : 'problem.analysis.editAgain')}
          </Button>
        )
      }
    >
      {isEditing ? (
        <Suspense>
          <AnalysisForm problem={problem} title={title} onDone={() => setEditing(false)} />
        </Suspense>
      ) : (
        <Stack gap="xs">
          {cause !== null && (
            <Text size="sm" fw={600}>
              {t('problem.analysis.retained', { cause })}
            </Text>
          )}
          {isEmpty && (
            <Text size="sm" c="dimmed">
              {t('problem.analysis.none')}
            </Text>
          )}
          {whys.length > 0 && (
            <section>
              <Title order={3} size="h6" mb={4}>
                {t('problem.analysis.whys')}
              </Title>
              <ol className={style['whys']}>
                {whys.map((why, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- their order is what they are
                  <li key={index}>{why}</li>
                ))}
              </ol>
            </section>
          )}
          {branches.length > 0 && (
            <section>
              <Title order={3} size="h6" mb={4}>
                {t('problem.analysis.ishikawa')}
              </Title>
              <Fish number={problem.number} title={title} branches={branches} rootId={rootId} />
              <details>
                <summary style={{ fontSize: '0.8rem', cursor: 'pointer', paddingBlock: 6 }}>
                  {t('problem.analysis.asList')}
                </summary>
                <CauseList branches={branches} rootId={rootId} />
              </details>
            </section>
          )}
          {cause === null && root !== null && (
            <Text size="sm" fw={600}>
              {t('problem.analysis.retained', { cause: root })}
            </Text>
          )}
          {at !== null && (
            <Text size="xs" c="dimmed">
              {t('problem.analysis.signed', { name: byName ?? '–', when: short(at) })}
            </Text>
          )}
        </Stack>
      )}
    </Part>
  )
}
