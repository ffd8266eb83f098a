import { z } from 'zod'
import type { Words } from '../words.ts'
import type { Condition, Question } from './model.ts'

export type Answers = Readonly<Record<string, unknown>>
/** Somebody of the client: on file, or by name where who asks may not see who is on file. */
export const PersonAnswer = z.union([
  z.object({ id: z.uuid() }),
  z.object({ name: z.string().trim().min(1).max(200) }),
])

export const isAnswered = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  !(typeof value === 'string' && value.trim() === '') &&
  !(Array.isArray(value) && value.length === 0)

/** The questions that are asked, given the answers so far. A question that is not asked has no answer: what hangs on it is not asked either. */
export const askedQuestions = (questions: readonly Question[], answers: Answers): Question[] => {
  const asked: Question[] = []
  for (const question of questions) {
    const { when } = question
    if (when === null || (asked.some(({ key }) => key === when.field) && holds(when, answers[when.field])))
      asked.push(question)
  }
  return asked
}

/** Without an answer no condition holds. Of several choices, one that fits is enough. */
const holds = (condition: Condition, answer: unknown): boolean => {
  if (!isAnswered(answer)) return false
  const given: unknown[] = Array.isArray(answer) ? answer : [answer]
  if (condition.test === 'is') return given.includes(condition.value)
  if (condition.test === 'isNot') return !given.includes(condition.value)
  return condition.value.some((value) => given.includes(value))
}

export interface AnswerFault {
  key: string
  fault: 'required' | 'malformed' | 'not-asked'
}

/** What keeps answers from being taken: missing, not of the question's kind, or to what was not asked. */
export const faultsOfAnswers = (questions: readonly Question[], answers: Answers): AnswerFault[] => {
  const asked = askedQuestions(questions, answers)
  const unasked = Object.keys(answers).filter(
    (key) => isAnswered(answers[key]) && !asked.some((question) => question.key === key),
  )
  return [
    ...asked.flatMap((question) => faultOfAnswer(question, answers[question.key])),
    ...unasked.map((key) => ({ key, fault: 'not-asked' as const })),
  ]
}

const faultOfAnswer = (question: Question, answer: unknown): AnswerFault[] => {
  const { key, isRequired } = question
  if (!isAnswered(answer)) return isRequired ? [{ key, fault: 'required' }] : []
  return shapeOfAnswer(question).safeParse(answer).success ? [] : [{ key, fault: 'malformed' }]
}

export const shapeOfAnswer = ({ kind, options }: Question): z.ZodType => {
  const option = z.enum(options.map(({ value }) => value))
  switch (kind) {
    case 'text':
      return z.string().trim().min(1).max(300)
    case 'long-text':
      return z.string().trim().min(1).max(5000)
    case 'choice':
      return option
    case 'choices':
      return z
        .array(option)
        .min(1)
        .max(options.length)
        .refine((values) => new Set(values).size === values.length)
    case 'yes-no':
      return z.boolean()
    case 'date':
      return z.iso.date()
    case 'person':
      return PersonAnswer
    // The names of the files that follow as attachments.
    case 'file':
      return z.array(z.string().trim().min(1).max(255)).min(1).max(10)
  }
}

/** An answer as people read it; `nameOf` knows those who are on file. */
export const sayAnswer = (
  question: Question,
  answer: unknown,
  nameOf: (id: string) => string | undefined,
): Words => {
  if (typeof answer === 'boolean') return answer ? { fr: 'Oui', en: 'Yes' } : { fr: 'Non', en: 'No' }
  if (question.kind === 'person') {
    const person = PersonAnswer.parse(answer)
    return { fr: 'name' in person ? person.name : (nameOf(person.id) ?? person.id) }
  }
  const given: unknown[] = Array.isArray(answer) ? answer : [answer]
  const labels = given.map(
    (value) => question.options.find((option) => option.value === value)?.label ?? { fr: String(value) },
  )
  return {
    fr: labels.map(({ fr }) => fr).join(', '),
    ...(labels.some(({ en }) => en !== undefined)
      ? { en: labels.map(({ fr, en }) => en ?? fr).join(', ') }
      : {}),
  }
}
