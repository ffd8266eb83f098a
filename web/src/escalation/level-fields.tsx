import type { EscalationDelay, Quiet } from '#contract/escalation/shape.ts'
import { roles, type Role } from '#contract/role.ts'
import type { Words } from '#contract/words.ts'
import { Checkbox, MultiSelect, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { DelayField } from '../grid/delay-field.tsx'
import { useWords } from '../platform/words.ts'

/** At once, after a delay, or never. */
export const AfterField = ({ label, after, onChange }: AfterFieldProps) => {
  const { t } = useWords()
  const mode = after === null ? 'never' : after === 'immediate' ? 'immediate' : 'delay'
  return (
    <Stack gap={4}>
      <NativeSelect
        aria-label={`${label} – ${t('escalation.mode.label')}`}
        size="xs"
        value={mode}
        data={(['immediate', 'delay', 'never'] as const).map((value) => ({
          value,
          label: t(`escalation.mode.${value}`),
        }))}
        onChange={({ currentTarget: { value } }) =>
          onChange(value === 'never' ? null : value === 'immediate' ? 'immediate' : { value: 1, unit: 'hour' })
        }
      />
      {after !== null && after !== 'immediate' && <DelayField label={label} delay={after} onChange={onChange} />}
    </Stack>
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
    <Stack gap={4} miw={190}>
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
        onChange={({ currentTarget: { value } }) => onChange(value === '' ? { fr: words.fr } : { ...words, en: value })}
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
      miw={150}
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
    <Stack gap={4} miw={200}>
      <Checkbox
        size="xs"
        label={t('escalation.notice.field')}
        aria-label={`${t('escalation.notice.field')}, ${level}`}
        checked={quiet !== null}
        onChange={({ currentTarget }) =>
          onChange(
            currentTarget.checked ? { instantFor: [1], instantIfMajor: true, otherwise: 'dailyDigest' } : null,
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
            onChange={(values) => onChange({ ...quiet, instantFor: values.map(Number).toSorted() })}
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
