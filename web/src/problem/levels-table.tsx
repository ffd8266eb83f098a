import type { ProblemLevels } from '#contract/problem/levels.ts'
import { List, Stack, Text } from '@mantine/core'
import { sayDelay } from '../grid/delay.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { LevelBadge } from './level-badge.tsx'
import { sayEscalation } from './say-escalation.ts'

/** Figure 19, to be read. */
export const LevelsTable = ({ content }: { content: ProblemLevels }) => {
  const words = useWords()
  const { t, say } = words
  const column = (name: 'level' | 'criteria' | 'analysis' | 'cause' | 'escalation' | 'approach') =>
    t(`problem.levels.column.${name}`)
  return (
    <Stack gap="sm">
      <Text size="sm" maw={720}>
        {t('problem.levels.lead')}
      </Text>
      <QuietTable
        label={t('problem.levels.title')}
        minWidth={940}
        isTop
        isStacked
        head={
          <>
            <th>{column('level')}</th>
            <th>{column('criteria')}</th>
            <th>{column('analysis')}</th>
            <th>{column('cause')}</th>
            <th>{column('escalation')}</th>
            <th>{column('approach')}</th>
          </>
        }
      >
        {content.levels.map(({ level, label, criteria, analysis, cause, escalation, approach }) => (
          <tr key={level}>
            <th scope="row">
              <LevelBadge level={level} label={say(label)} />
            </th>
            <td data-wide data-label={column('criteria')}>
              <List size="sm">
                {criteria.map((one) => (
                  <List.Item key={one.fr}>{say(one)}</List.Item>
                ))}
              </List>
            </td>
            <td data-label={column('analysis')}>{sayDelay(words, analysis)}</td>
            <td data-label={column('cause')}>{sayDelay(words, cause)}</td>
            <td data-wide data-label={column('escalation')}>
              {escalation.length === 0
                ? t('problem.levels.nobody')
                : escalation.map((one) => (
                    <div key={`${one.role} ${one.at}`}>{sayEscalation(words, one)}</div>
                  ))}
            </td>
            <td data-wide data-label={column('approach')}>
              {say(approach)}
            </td>
          </tr>
        ))}
      </QuietTable>
    </Stack>
  )
}
