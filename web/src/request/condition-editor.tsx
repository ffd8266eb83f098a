import type { Condition, Question } from '#contract/request/model.ts'
import { Checkbox, Group, NativeSelect } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { conditionable, firstCondition, withTest } from './change.ts'

/** When a question is asked: always, or by the answer to an earlier one. */
export const ConditionEditor = ({ question, questions, at, onChange }: ConditionEditorProps) => {
  const { t, say } = useWords()
  const earlier = conditionable(questions, at)
  const { when } = question
  const asked = earlier.find(({ key }) => key === when?.field)
  if (earlier.length === 0 && when === null) return null
  const set = (next: Condition | null) => onChange({ ...question, when: next })
  const choose = (key: string) => {
    const chosen = earlier.find((one) => one.key === key)
    set(chosen === undefined ? null : firstCondition(chosen))
  }
  return (
    <Group gap="xs" align="flex-end" role="group" aria-label={t('request.model.when')}>
      <NativeSelect
        size="xs"
        maw={260}
        label={t('request.model.when')}
        value={when?.field ?? ''}
        data={[
          { value: '', label: t('request.model.always') },
          ...earlier.map(({ key, label }) => ({
            value: key,
            label: `${t('request.model.whenField')} « ${say(label)} »`,
          })),
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {when !== null && asked !== undefined && (
        <>
          <NativeSelect
            size="xs"
            label={t('request.model.test')}
            value={when.test}
            data={tests.map((test) => ({ value: test, label: t(`request.model.tests.${test}`) }))}
            onChange={({ currentTarget }) =>
              set(withTest(when, tests.find((test) => test === currentTarget.value) ?? 'is'))
            }
          />
          <Values when={when} asked={asked} onChange={set} />
        </>
      )}
    </Group>
  )
}

const tests = ['is', 'isNot', 'oneOf'] as const

interface ConditionEditorProps {
  question: Question
  questions: readonly Question[]
  at: number
  onChange: (question: Question) => void
}

const Values = ({ when, asked, onChange }: ValuesProps) => {
  const { t } = useWords()
  const answers = useAnswersOf(asked)
  if (when.test === 'oneOf') {
    return (
      <Checkbox.Group
        size="xs"
        label={t('request.model.value')}
        value={when.value.map(String)}
        onChange={(given) =>
          onChange({
            ...when,
            value: answers.filter(({ value }) => given.includes(String(value))).map(({ value }) => value),
          })
        }
      >
        <Group gap="xs" mt={4} mb={6}>
          {answers.map(({ value, label }) => (
            <Checkbox key={String(value)} size="sm" value={String(value)} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
    )
  }
  return (
    <NativeSelect
      size="xs"
      label={t('request.model.value')}
      value={String(when.value)}
      data={answers.map(({ value, label }) => ({ value: String(value), label }))}
      onChange={({ currentTarget }) => {
        const chosen = answers.find(({ value }) => String(value) === currentTarget.value)
        if (chosen !== undefined) onChange({ ...when, value: chosen.value })
      }}
    />
  )
}

interface ValuesProps {
  when: Condition
  asked: Question
  onChange: (condition: Condition) => void
}

/** The answers that a question may get, in words. */
const useAnswersOf = (question: Question): { value: string | boolean; label: string }[] => {
  const { t, say } = useWords()
  return question.kind === 'yes-no'
    ? [
        { value: true, label: t('request.model.yes') },
        { value: false, label: t('request.model.no') },
      ]
    : question.options.map(({ value, label }) => ({ value, label: say(label) }))
}
