import { Select, Text, type SelectProps } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { useLevels } from './use-levels.ts'

/** One of the four levels; what makes each so stands beside it. */
export const LevelSelect = ({ value, onChange, ...rest }: LevelSelectProps) => {
  const { t, say } = useWords()
  const levels = useLevels()
  return (
    <Select
      clearable
      {...rest}
      data={levels.map(({ level, label }) => ({
        value: String(level),
        label: t('problem.level.one', { level, label: say(label) }),
      }))}
      value={value === null ? null : String(value)}
      onChange={(given) => onChange(given === null ? null : Number(given))}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed">
            {levels
              .find(({ level }) => String(level) === option.value)
              ?.criteria.map((words) => say(words))
              .join(' · ')}
          </Text>
        </div>
      )}
    />
  )
}

interface LevelSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: number | null
  onChange: (level: number | null) => void
}
