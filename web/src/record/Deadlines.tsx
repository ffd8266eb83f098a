import { List, Text, Title } from '@mantine/core'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'

interface Deadline {
  key: string
  dueAt: string
  firedAt: string | null
}

/** What the levels and the procedure will say by themselves, and when. */
export const Deadlines = ({ deadlines }: { deadlines: readonly Deadline[] }) => {
  const { t } = useWords()
  const { short, exact } = useTime()
  const labelOf = useDeadlineLabel()
  const coming = deadlines.filter(({ firedAt }) => firedAt === null)
  if (coming.length === 0) return null
  return (
    <div>
      <Title order={3} fz="xs" fw={650} mb={2}>
        {t('record.clock.deadlines')}
      </Title>
      <List size="xs" spacing={2} withPadding>
        {coming.map(({ key, dueAt }) => (
          <List.Item key={`${key} ${dueAt}`}>
            {labelOf(key)} ·{' '}
            <Text span c="dimmed" title={exact(dueAt)}>
              {short(dueAt)}
            </Text>
          </List.Item>
        ))}
      </List>
    </div>
  )
}

/** Keys are those of the schedule: `response`, `resolution`, `level-2`, `H1`, `hold-reminder`, `step-timer:I12T`. */
const useDeadlineLabel = () => {
  const { t } = useWords()
  return (key: string): string => {
    if (key === 'response') return t('record.deadline.response-due')
    if (key === 'resolution') return t('record.deadline.resolution-due')
    if (key.startsWith('level-')) return t('record.deadline.functional', { level: key.slice(6) })
    if (/^H\d/.test(key)) return t('record.deadline.hierarchical', { level: key.slice(1) })
    return t(key === 'hold-reminder' ? 'record.deadline.reminder' : 'record.deadline.timer')
  }
}
