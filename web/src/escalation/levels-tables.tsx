import type { EscalationLevels } from '#contract/escalation/shape.ts'
import { Stack, Text, Title } from '@mantine/core'
import { RoleChip } from '../person/role-chips.tsx'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { PriorityBadge } from '../ui/badges.tsx'
import { prioritiesOf } from './change.ts'
import { sayAfter, sayPercent, sayQuiet } from './say.ts'

/** Both ways of escalating, to be read. */
export const LevelsTables = ({ content }: { content: EscalationLevels }) => {
  const words = useWords()
  const { t, say } = words
  const priorities = prioritiesOf(content)
  return (
    <Stack gap="lg">
      <Text size="sm" maw={720}>
        {t('escalation.rule')}
      </Text>
      <section>
        <Title order={3}>{t('escalation.functional.title')}</Title>
        <Text size="sm" c="dimmed" maw={720}>
          {t('escalation.functional.text')}
        </Text>
        <LevelsTable label={t('escalation.functional.title')} priorities={priorities}>
          {content.functional.map(({ level, label, role, after, quiet }) => (
            <tr key={level}>
              <th scope="row">{say(label)}</th>
              <td>
                <RoleChip role={role} />
              </td>
              {priorities.map((priority) => (
                <td key={priority} data-label={`P${priority}`}>
                  {sayAfter(words, after[priority])}
                </td>
              ))}
              <td data-wide data-label={t('escalation.column.notice')}>
                {sayQuiet(words, quiet)}
              </td>
            </tr>
          ))}
        </LevelsTable>
      </section>
      <section>
        <Title order={3}>{t('escalation.hierarchical.title')}</Title>
        <Text size="sm" c="dimmed" maw={720}>
          {t('escalation.hierarchical.text')}
        </Text>
        <LevelsTable label={t('escalation.hierarchical.title')} priorities={priorities} hasMajor>
          {content.hierarchical.map(({ level, label, role, at, atOnceIfMajor, quiet }) => (
            <tr key={level}>
              <th scope="row">{say(label)}</th>
              <td>
                <RoleChip role={role} />
              </td>
              {priorities.map((priority) => (
                <td key={priority} data-label={`P${priority}`}>
                  {sayPercent(words, at[priority])}
                </td>
              ))}
              <td data-label={t('escalation.column.major')}>
                {t(atOnceIfMajor ? 'escalation.majorAtOnce' : 'escalation.majorAsOthers')}
              </td>
              <td data-wide data-label={t('escalation.column.notice')}>
                {sayQuiet(words, quiet)}
              </td>
            </tr>
          ))}
        </LevelsTable>
      </section>
    </Stack>
  )
}

export const LevelsTable = ({
  label,
  priorities,
  hasMajor = false,
  isEditing = false,
  children,
}: LevelsTableProps) => {
  const { t } = useWords()
  return (
    <QuietTable
      label={label}
      minWidth={isEditing ? 1140 : 860}
      isTop={isEditing}
      isStacked={!isEditing}
      head={
        <>
          <th>{t('escalation.column.level')}</th>
          <th>{t('escalation.column.who')}</th>
          {priorities.map((priority) => (
            <th key={priority}>
              <PriorityBadge priority={Number(priority)} />
            </th>
          ))}
          {hasMajor && <th>{t('escalation.column.major')}</th>}
          <th>{t('escalation.column.notice')}</th>
        </>
      }
    >
      {children}
    </QuietTable>
  )
}

interface LevelsTableProps {
  label: string
  priorities: readonly string[]
  hasMajor?: boolean
  isEditing?: boolean
  children: React.ReactNode
}
