import { riskOf, riskQuestions } from '#contract/change/risk.ts'
import type { RiskAnswers } from '#contract/change/shape.ts'
import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useId } from 'react'
import { useWords } from '../platform/words.ts'

/** The questionnaire, with what it adds up to while one answers. */
export const RiskFields = ({ value, onChange }: RiskFieldsProps) => {
  const { t } = useWords()
  return (
    <Stack gap={6}>
      <Text fw={600} size="sm">
        {t('change.risk')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('change.riskHelp')}
      </Text>
      {riskQuestions.map(({ key, kind }) => (
        <Question
          key={key}
          label={t(`change.riskQuestion.${key}`)}
          choices={
            kind === 'yes-no'
              ? [
                  { value: 'no', label: t('change.no') },
                  { value: 'yes', label: t('change.yes') },
                ]
              : degrees.map((one) => ({ value: String(one), label: t(`change.degree.${one}`) }))
          }
          value={asChoice(value[key])}
          onChange={(given) => onChange({ ...value, [key]: asAnswer(given) })}
        />
      ))}
      <RiskLine answers={value} />
    </Stack>
  )
}

const degrees = [1, 2, 3] as const

const asChoice = (answer: boolean | number | undefined): string =>
  answer === undefined ? '' : typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : String(answer)

const asAnswer = (given: string): boolean | number =>
  given === 'yes' || given === 'no' ? given === 'yes' : Number(given)

/** « Risque moyen : 9 points sur 23 ». */
export const RiskLine = ({ answers }: { answers: RiskAnswers }) => {
  const { t } = useWords()
  const risk = riskOf(answers)
  if (risk === null) return null
  return (
    <Text size="sm" role="status">
      {t('change.riskScore', {
        level: t(`change.riskLevel.${risk.level}`),
        score: risk.score,
        most: risk.most,
      })}
    </Text>
  )
}

const Question = ({ label, choices, value, onChange }: QuestionProps) => {
  const id = useId()
  return (
    <div>
      <Text size="sm" id={id}>
        {label}
      </Text>
      <SegmentedControl size="xs" aria-labelledby={id} data={choices} value={value} onChange={onChange} />
    </div>
  )
}

interface QuestionProps {
  label: string
  choices: { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

interface RiskFieldsProps {
  value: RiskAnswers
  onChange: (value: RiskAnswers) => void
}
