import { askedQuestions, type AnswerFault, type Answers } from '#contract/request/form.ts'
import type { Question } from '#contract/request/model.ts'
import { Checkbox, Input, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { FileDrop } from '../ui/file-drop.tsx'
import { filesOf } from './answers.ts'
import { PersonField } from './PersonField.tsx'

/** The questions of a model, each asked when its condition holds; for the portal, the telephone form and the preview alike. */
export const QuestionFields = ({
  questions,
  answers,
  onChange,
  faults,
  clientId,
  size = 'sm',
}: QuestionFieldsProps) => {
  const { t } = useWords()
  return (
    <Stack gap={size === 'md' ? 'md' : 'sm'}>
      {askedQuestions(questions, answers).map((question) => {
        const fault = faults?.get(question.key)
        return (
          <QuestionField
            key={question.key}
            question={question}
            value={answers[question.key]}
            onChange={(value) => onChange({ ...answers, [question.key]: value })}
            error={
              fault === undefined
                ? undefined
                : t(fault === 'required' ? 'request.catalogue.missing' : 'request.catalogue.malformed')
            }
            clientId={clientId}
            size={size}
          />
        )
      })}
    </Stack>
  )
}

interface QuestionFieldsProps {
  questions: readonly Question[]
  answers: Answers
  onChange: (answers: Answers) => void
  faults?: ReadonlyMap<string, AnswerFault['fault']> | undefined
  /** Whose people may be named. */
  clientId: string | null
  size?: 'sm' | 'md'
}

/** More than these are chosen from a list. */
const mostRadios = 6

const QuestionField = ({ question, value, onChange, error, clientId, size }: QuestionFieldProps) => {
  const { t, say } = useWords()
  const { kind, options, isRequired } = question
  const label = isRequired
    ? say(question.label)
    : `${say(question.label)} (${t('request.catalogue.optional')})`
  const text = typeof value === 'string' ? value : ''
  const about = {
    size,
    label,
    ...(question.help === null ? {} : { description: say(question.help) }),
    ...(error === undefined ? {} : { error }),
  }
  // Not `required`: a preview stands in another form, which the browser would then not let go.
  const typed = { ...about, 'aria-required': isRequired }
  const choices = options.map((option) => ({ value: option.value, label: say(option.label) }))
  switch (kind) {
    case 'text':
      return (
        <TextInput
          {...typed}
          maxLength={300}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )
    case 'long-text':
      return (
        <Textarea
          {...typed}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={5000}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )
    case 'date':
      return (
        <TextInput
          {...typed}
          type="date"
          maw={220}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )
    case 'person':
      return <PersonField {...typed} value={value} onChange={onChange} clientId={clientId} />
    case 'file':
      return (
        <Input.Wrapper {...about} labelElement="div">
          <FileDrop files={filesOf(value)} onChange={onChange} />
        </Input.Wrapper>
      )
    case 'yes-no':
      return (
        <Radio.Group
          {...about}
          value={typeof value === 'boolean' ? String(value) : ''}
          onChange={(given) => onChange(given === 'true')}
        >
          <Stack gap={6} mt={6}>
            <Radio size={size} value="true" label={t('request.catalogue.yes')} />
            <Radio size={size} value="false" label={t('request.catalogue.no')} />
          </Stack>
        </Radio.Group>
      )
    case 'choice':
      return choices.length > mostRadios ? (
        <Select
          {...typed}
          data={choices}
          searchable
          clearable={!isRequired}
          placeholder={t('request.catalogue.choose')}
          value={text === '' ? null : text}
          onChange={(given) => onChange(given ?? undefined)}
        />
      ) : (
        <Radio.Group {...about} value={text} onChange={onChange}>
          <Stack gap={6} mt={6}>
            {choices.map((choice) => (
              <Radio key={choice.value} size={size} {...choice} />
            ))}
          </Stack>
        </Radio.Group>
      )
    case 'choices':
      break
  }
  return (
    <Checkbox.Group
      {...about}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(given) => onChange(given)}
    >
      <Stack gap={6} mt={6}>
        {choices.map((choice) => (
          <Checkbox key={choice.value} size={size} {...choice} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

interface QuestionFieldProps {
  question: Question
  value: unknown
  onChange: (value: unknown) => void
  error: string | undefined
  clientId: string | null
  size: 'sm' | 'md'
}
