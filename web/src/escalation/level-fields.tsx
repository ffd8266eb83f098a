import type { EscalationDelay, Quiet } from '#contract/escalation/shape.ts'
import { roles, type Role } from '#contract/role.ts'
import type { Words } from '#contract/words.ts'
import { Checkbox, Group, MultiSelect, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { units } from '../grid/delay.ts'
import { useWords } from '../platform/words.ts'

/** At once, after a delay, or never: one choice, and a number where there is one. */
export const AfterField = ({ label, after, onChange }: AfterFieldProps) => {
  const { t } = useWords()
  const delay = after === null || after === 'immediate' ? null : after
  const choose = (mode: string) => {
    const unit = units.find((one) => one === mode)
    if (unit !== undefined) onChange({ value: delay?.value ?? 1, unit })
    else onChange(mode === 'immediate' ? 'immediate' : null)
  }
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={label}>
      {delay !== null && (
        <NumberInput
          aria-label={`${label} – ${t('grid.targets.value')}`}
          size="xs"
          w={44}
          hideControls
          min={1}
          max={999}
          allowDecimal={false}
          value={delay.value}
          onChange={(value) => typeof value === 'number' && value > 0 && onChange({ ...delay, value })}
        />
      )}
      <NativeSelect
        aria-label={`${label} – ${t('escalation.mode.label')}`}
        size="xs"
        w={delay === null ? 112 : 64}
        value={after === null ? 'never' : (delay?.unit ?? 'immediate')}
        data={[
          { value: 'immediate', label: t('escalation.mode.immediate') },
          ...units.map((unit) => ({ value: unit, label: t(`escalation.mode.${unit}`) })),
          { value: 'never', label: t('escalation.mode.never') },
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
    </Group>
  )
}

interface AfterFieldProps {
  label: string
  after: EscalationDelay
  onChange: (after: EscalationDelay) => void
}

/** A share of the target; empty is never. */
export const PercentField = ({ label, percent, onChange }: PercentFieldProps) => (
  <NumberInput
    aria-label={label}
    size="xs"
    w={84}
    min={0}
    max={1000}
    suffix=" %"
    allowDecimal={false}
    clampBehavior="blur"
    value={percent ?? ''}
    onChange={(value) => onChange(typeof value === 'number' ? value : null)}
  />
)

interface PercentFieldProps {
  label: string
  percent: number | null
  onChange: (percent: number | null) => void
}

export const LabelFields = ({ level, words, onChange }: LabelFieldsProps) => {
  const { t } = useWords()
  return (
    <Stack gap={4} miw={170}>
      <TextInput
        aria-label={`${t('escalation.labelFr')}, ${level}`}
        size="xs"
        value={words.fr}
        onChange={({ currentTarget }) => onChange({ ...words, fr: currentTarget.value })}
      />
      <TextInput
        aria-label={`${t('escalation.labelEn')}, ${level}`}
        size="xs"
        placeholder={t('escalation.labelEn')}
        value={words.en ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange(value === '' ? { fr: words.fr } : { ...words, en: value })
        }
      />
    </Stack>
  )
}

interface LabelFieldsProps {
  level: string
  words: Words
  onChange: (words: Words) => void
}

export const RoleField = ({ level, role, onChange }: RoleFieldProps) => {
  const { t } = useWords()
  return (
    <NativeSelect
      aria-label={`${t('escalation.column.role')}, ${level}`}
      size="xs"
      miw={140}
      value={role}
      data={roles.map((value) => ({ value, label: t(`person.role.${value}.name`) }))}
      onChange={({ currentTarget: { value } }) => {
        const chosen = roles.find((one) => one === value)
        if (chosen !== undefined) onChange(chosen)
      }}
    />
  )
}

interface RoleFieldProps {
  level: string
  role: Role
  onChange: (role: Role) => void
}

/** Who is spared gets one digest a day, but for what is grave. */
export const QuietField = ({ level, quiet, priorities, onChange }: QuietFieldProps) => {
  const { t } = useWords()
  return (
    <Stack gap={4} miw={170}>
      <Checkbox
        size="xs"
        label={t('escalation.notice.field')}
        aria-label={`${t('escalation.notice.field')}, ${level}`}
        checked={quiet !== null}
        onChange={({ currentTarget }) =>
          onChange(
            currentTarget.checked
              ? { instantFor: [1], instantIfMajor: true, otherwise: 'dailyDigest' }
              : null,
          )
        }
      />
      {quiet !== null && (
        <>
          <MultiSelect
            aria-label={`${t('escalation.notice.instantFor')}, ${level}`}
            size="xs"
            placeholder={quiet.instantFor.length === 0 ? t('escalation.notice.instantFor') : ''}
            value={quiet.instantFor.map(String)}
            data={priorities.map((value) => ({ value, label: `P${value}` }))}
            onChange={(values) =>
              onChange({ ...quiet, instantFor: values.map(Number).toSorted((a, b) => a - b) })
            }
          />
          <Checkbox
            size="xs"
            label={t('escalation.notice.instantIfMajor')}
            checked={quiet.instantIfMajor}
            onChange={({ currentTarget }) => onChange({ ...quiet, instantIfMajor: currentTarget.checked })}
          />
        </>
      )}
    </Stack>
  )
}

interface QuietFieldProps {
  level: string
  quiet: Quiet
  priorities: readonly string[]
  onChange: (quiet: Quiet) => void
}
