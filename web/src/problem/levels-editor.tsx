import { LevelEscalation, type ProblemLevel, type ProblemLevels } from '#contract/problem/levels.ts'
import type { Delay } from '#contract/calendar/shape.ts'
import type { Words } from '#contract/words.ts'
import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { DelayField } from '../grid/delay-field.tsx'
import { useWords } from '../platform/words.ts'

/** Figure 19, to be written: a block a level, since its criteria are sentences. */
export const LevelsEditor = ({ content, onChange }: LevelsEditorProps) => {
  const set = (changed: ProblemLevel) =>
    onChange({ levels: content.levels.map((one) => (one.level === changed.level ? changed : one)) })
  return (
    <Stack gap="lg">
      {content.levels.map((level) => (
        <LevelFields key={level.level} level={level} onChange={set} />
      ))}
    </Stack>
  )
}

interface LevelsEditorProps {
  content: ProblemLevels
  onChange: (content: ProblemLevels) => void
}

interface LevelProps {
  level: ProblemLevel
  onChange: (level: ProblemLevel) => void
}

const LevelFields = ({ level, onChange }: LevelProps) => {
  const { t } = useWords()
  const code = t('problem.level.short', { level: level.level })
  const named = (label: string) => `${label}, ${code}`
  return (
    <Fieldset legend={code}>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            label={t('problem.levels.labelFr')}
            aria-label={named(t('problem.levels.labelFr'))}
            value={level.label.fr}
            onChange={({ currentTarget }) =>
              onChange({ ...level, label: { ...level.label, fr: currentTarget.value } })
            }
          />
          <TextInput
            label={t('problem.levels.labelEn')}
            aria-label={named(t('problem.levels.labelEn'))}
            value={level.label.en ?? ''}
            onChange={({ currentTarget }) =>
              onChange({ ...level, label: withEn(level.label, currentTarget.value) })
            }
          />
        </Group>
        <CriteriaFields level={level} onChange={onChange} />
        <Group align="flex-end" gap="lg">
          <NamedDelay
            label={t('problem.levels.column.analysis')}
            name={named(t('problem.levels.column.analysis'))}
            delay={level.analysis}
            onChange={(analysis) => onChange({ ...level, analysis })}
          />
          <NamedDelay
            label={t('problem.levels.column.cause')}
            name={named(t('problem.levels.column.cause'))}
            delay={level.cause}
            onChange={(cause) => onChange({ ...level, cause })}
          />
        </Group>
        <EscalationFields level={level} onChange={onChange} />
        <Group grow align="flex-start">
          <Textarea
            label={t('problem.levels.approachFr')}
            aria-label={named(t('problem.levels.approachFr'))}
            autosize
            value={level.approach.fr}
            onChange={({ currentTarget }) =>
              onChange({ ...level, approach: { ...level.approach, fr: currentTarget.value } })
            }
          />
          <Textarea
            label={t('problem.levels.approachEn')}
            aria-label={named(t('problem.levels.approachEn'))}
            autosize
            value={level.approach.en ?? ''}
            onChange={({ currentTarget }) =>
              onChange({ ...level, approach: withEn(level.approach, currentTarget.value) })
            }
          />
        </Group>
      </Stack>
    </Fieldset>
  )
}

const withEn = ({ fr }: Words, en: string): Words => (en === '' ? { fr } : { fr, en })

/** One a line, side by side: the line says which belongs to which. */
const CriteriaFields = ({ level, onChange }: LevelProps) => {
  const { t } = useWords()
  const code = t('problem.level.short', { level: level.level })
  const put = (fr: string, en: string) => {
    const english = en.split('\n')
    onChange({
      ...level,
      criteria: fr.split('\n').map((line, at) => withEn({ fr: line }, english[at] ?? '')),
    })
  }
  const fr = level.criteria.map((one) => one.fr).join('\n')
  const en = level.criteria.map((one) => one.en ?? '').join('\n')
  return (
    <Group grow align="flex-start">
      <Textarea
        label={t('problem.levels.criteriaFr')}
        aria-label={`${t('problem.levels.criteriaFr')}, ${code}`}
        autosize
        minRows={2}
        value={fr}
        onChange={({ currentTarget }) => put(currentTarget.value, en)}
      />
      <Textarea
        label={t('problem.levels.criteriaEn')}
        aria-label={`${t('problem.levels.criteriaEn')}, ${code}`}
        autosize
        minRows={2}
        value={en}
        onChange={({ currentTarget }) => put(fr, currentTarget.value)}
      />
    </Group>
  )
}

const NamedDelay = ({ label, name, delay, onChange }: NamedDelayProps) => (
  <div>
    <Text size="sm" fw={500} mb={2}>
      {label}
    </Text>
    <DelayField label={name} delay={delay} size="sm" onChange={onChange} />
  </div>
)

interface NamedDelayProps {
  label: string
  name: string
  delay: Delay
  onChange: (delay: Delay) => void
}

const roles = LevelEscalation.shape.role.options

const EscalationFields = ({ level, onChange }: LevelProps) => {
  const { t } = useWords()
  const code = t('problem.level.short', { level: level.level })
  const { escalation } = level
  const put = (at: number, change: Partial<LevelEscalation>) =>
    onChange({
      ...level,
      escalation: escalation.map((one, index) => (index === at ? { ...one, ...change } : one)),
    })
  return (
    <div role="group" aria-label={`${t('problem.levels.column.escalation')}, ${code}`}>
      <Text size="sm" fw={500} mb={2}>
        {t('problem.levels.column.escalation')}
      </Text>
      <Stack gap={6} align="flex-start">
        {escalation.map(({ role, at: share }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same role may stand twice
          <Group key={at} gap={6} wrap="nowrap">
            <NativeSelect
              aria-label={`${t('problem.levels.role')} ${at + 1}, ${code}`}
              value={role}
              data={roles.map((one) => ({ value: one, label: t(`person.role.${one}.name`) }))}
              onChange={({ currentTarget: { value } }) => {
                const chosen = roles.find((one) => one === value)
                if (chosen !== undefined) put(at, { role: chosen })
              }}
            />
            <NumberInput
              aria-label={`${t('problem.levels.share')} ${at + 1}, ${code}`}
              w={90}
              min={0}
              max={1000}
              suffix=" %"
              allowDecimal={false}
              value={share}
              onChange={(value) => typeof value === 'number' && put(at, { at: value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${t('problem.levels.remove', { number: at + 1 })}, ${code}`}
              onClick={() =>
                onChange({ ...level, escalation: escalation.filter((_, index) => index !== at) })
              }
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {escalation.length < 3 && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            aria-label={`${t('problem.levels.add')}, ${code}`}
            onClick={() => onChange({ ...level, escalation: [...escalation, { role: 'RGS/AC', at: 100 }] })}
          >
            {t('problem.levels.add')}
          </Button>
        )}
      </Stack>
    </div>
  )
}
