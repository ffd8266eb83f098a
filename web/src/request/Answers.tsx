import type { KeptAnswer, UsedModel } from '#contract/request/model.ts'
import { Text, Title } from '@mantine/core'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './answers.module.css'

/** What was asked and what was answered, as the request has kept it; and by which version of which model. */
export const Answers = ({ model, answers, isInside = false }: AnswersProps) => {
  const { t, say } = useWords()
  const { date } = useTime()
  if (model === null) return null
  const shown = ({ kind, value, shown: words }: KeptAnswer) =>
    kind === 'date' && typeof value === 'string' ? date(value) : say(words)
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('request.answers.title')}
      </Title>
      <dl className={style['answers']}>
        {answers.map((answer) => (
          <div key={answer.key}>
            <dt>{say(answer.label)}</dt>
            <dd>{shown(answer)}</dd>
          </div>
        ))}
      </dl>
      {isInside && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('request.answers.madeBy', { name: say(model.name), number: model.number })}
          {model.isProposition && ` · ${t('request.answers.unapproved')}`}
        </Text>
      )}
    </section>
  )
}

interface AnswersProps {
  model: UsedModel | null
  answers: readonly KeptAnswer[]
  /** For the provider's people. */
  isInside?: boolean
}
