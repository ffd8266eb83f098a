import type { Delay } from '#contract/calendar/shape.ts'
import { Group, NativeSelect, NumberInput } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { units } from './delay.ts'

/** A length of service time: how many, of what. `label` names the pair for those who can't see the column. */
export const DelayField = ({ label, delay, size = 'xs', onChange }: DelayFieldProps) => {
  const { t } = useWords()
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={label}>
      <NumberInput
        aria-label={`${label} – ${t('grid.targets.value')}`}
        size={size}
        w={64}
        min={1}
        max={999}
        clampBehavior="blur"
        allowDecimal={false}
        value={delay.value}
        onChange={(value) => typeof value === 'number' && value > 0 && onChange({ ...delay, value })}
      />
      <NativeSelect
        aria-label={`${label} – ${t('grid.targets.unit')}`}
        size={size}
        w={148}
        value={delay.unit}
        data={units.map((unit) => ({ value: unit, label: t(`grid.delay.unit.${unit}`) }))}
        onChange={({ currentTarget }) => {
          const unit = units.find((one) => one === currentTarget.value)
          if (unit !== undefined) onChange({ ...delay, unit })
        }}
      />
    </Group>
  )
}

interface DelayFieldProps {
  label: string
  delay: Delay
  size?: 'xs' | 'sm'
  onChange: (delay: Delay) => void
}
