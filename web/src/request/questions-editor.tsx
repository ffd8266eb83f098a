import { QuestionKind, type Question, type RequestModel } from '#contract/request/model.ts'
import { Button, Checkbox, Fieldset, Group, NativeSelect, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { WordsFields } from '../grid/labels-editor.tsx'
import { useWords } from '../platform/words.ts'
import { hasOptions, moved, newOption, newQuestion, replaced, withKind } from './change.ts'
import { ConditionEditor } from './condition-editor.tsx'
import { RowButtons } from './row-buttons.tsx'

/** What is asked, in which order, and when. */
export const QuestionsEditor = ({ content, onChange }: QuestionsEditorProps) => {
  const { t, say } = useWords()
  const { questions } = content
  const set = (next: Question[]) => onChange({ ...content, questions: next })
  return (
    <Stack gap="md">
      {questions.map((question, at) => {
        const name = t('request.model.question', { at: at + 1 })
        return (
          <Fieldset
            key={question.key}
            legend={`${name} – ${say(question.label) || t('request.model.unnamed')}`}
          >
            <Group justify="flex-end" mt={-8}>
              <RowButtons
                name={name}
                at={at}
                count={questions.length}
                onMove={(to) => set(moved(questions, at, to))}
                onRemove={() => set(questions.toSpliced(at, 1))}
              />
            </Group>
            <QuestionEditor
              question={question}
              questions={questions}
              at={at}
              onChange={(next) => set(replaced(questions, at, next))}
            />
          </Fieldset>
        )
      })}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        style={{ alignSelf: 'start' }}
        onClick={() => set([...questions, newQuestion(content)])}
      >
        {t('request.model.addQuestion')}
      </Button>
    </Stack>
  )
}

interface QuestionsEditorProps {
  content: RequestModel
  onChange: (content: RequestModel) => void
}

const QuestionEditor = ({ question, questions, at, onChange }: QuestionEditorProps) => {
  const { t } = useWords()
  const help = question.help ?? { fr: '' }
  return (
    <Stack gap="xs">
      <WordsFields
        labels={[t('request.model.label'), t('request.model.labelEn')]}
        words={question.label}
        onChange={(label) => onChange({ ...question, label })}
      />
      <WordsFields
        labels={[t('request.model.help'), t('request.model.helpEn')]}
        words={help}
        onChange={(next) => onChange({ ...question, help: next.fr === '' ? null : next })}
      />
      <Group gap="md" align="flex-end">
        <NativeSelect
          size="xs"
          label={t('request.model.kind')}
          value={question.kind}
          data={QuestionKind.options.map((kind) => ({
            value: kind,
            label: t(`request.model.kinds.${kind}`),
          }))}
          onChange={({ currentTarget }) =>
            onChange(
              withKind(question, QuestionKind.options.find((kind) => kind === currentTarget.value) ?? 'text'),
            )
          }
        />
        <Checkbox
          size="sm"
          mb={6}
          label={t('request.model.required')}
          checked={question.isRequired}
          onChange={({ currentTarget }) => onChange({ ...question, isRequired: currentTarget.checked })}
        />
      </Group>
      {hasOptions(question) && <OptionsEditor question={question} onChange={onChange} />}
      <ConditionEditor question={question} questions={questions} at={at} onChange={onChange} />
    </Stack>
  )
}

interface QuestionEditorProps {
  question: Question
  questions: readonly Question[]
  at: number
  onChange: (question: Question) => void
}

const OptionsEditor = ({ question, onChange }: Pick<QuestionEditorProps, 'question' | 'onChange'>) => {
  const { t } = useWords()
  const { options } = question
  const set = (next: Question['options']) => onChange({ ...question, options: next })
  return (
    <div>
      {options.map((option, at) => {
        const name = t('request.model.option', { at: at + 1 })
        return (
          <Group key={option.value} gap="xs" align="flex-end" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <WordsFields
                labels={[name, t('request.model.optionEn', { at: at + 1 })]}
                words={option.label}
                onChange={(label) => set(replaced(options, at, { ...option, label }))}
              />
            </div>
            <RowButtons
              name={name}
              at={at}
              count={options.length}
              onMove={(to) => set(moved(options, at, to))}
              onRemove={() => set(options.toSpliced(at, 1))}
            />
          </Group>
        )
      })}
      <Button variant="subtle" size="compact-xs" onClick={() => set([...options, newOption(question)])}>
        {t('request.model.addOption')}
      </Button>
    </div>
  )
}
