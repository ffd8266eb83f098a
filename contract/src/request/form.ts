import type { Words } from '../words.ts'
import type { Condition, Question } from './model.ts'

export type Answers = Readonly<Record<string, unknown>>

/** Somebody of the client: on file, or by name where who asks may not see who is on file. */
export type PersonAnswer = { id: string } | { name: string }

/** Plain predicates, no schemas: the page asks them at every key. */
export const asPersonAnswer = (answer: unknown): PersonAnswer | null => {
  if (typeof answer !== 'object' || answer === null || Object.keys(answer).length !== 1) return null
  if ('id' in answer && typeof answer.id === 'string' && uuid.test(answer.id)) return { id: answer.id }
  if ('name' in answer && isText(answer.name, 200)) return { name: answer.name.trim() }
  return null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most

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
  return fits(question, answer) ? [] : [{ key, fault: 'malformed' }]
}

/** Is this an answer to a question of that kind, within its bounds? */
const fits = ({ kind, options }: Question, answer: unknown): boolean => {
  const isOption = (value: unknown) => options.some((option) => option.value === value)
  switch (kind) {
    case 'text':
      return isText(answer, 300)
    case 'long-text':
      return isText(answer, 5000)
    case 'choice':
      return isOption(answer)
    case 'choices':
      return Array.isArray(answer) && answer.every(isOption) && new Set(answer).size === answer.length
    case 'yes-no':
      return typeof answer === 'boolean'
    case 'date':
      return isDay(answer)
    case 'person':
      return asPersonAnswer(answer) !== null
    case 'file':
      break
  }
  // The names of the files that follow as attachments.
  return Array.isArray(answer) && answer.length <= 10 && answer.every((name) => isText(name, 255))
}

const isDay = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}

/** An answer as it is kept: without the blanks around it. */
export const keptAnswer = (answer: unknown): unknown => {
  if (typeof answer === 'string') return answer.trim()
  return asPersonAnswer(answer) ?? answer
}

/** An answer as people read it; `nameOf` knows those who are on file. */
export const sayAnswer = (
  question: Question,
  answer: unknown,
  nameOf: (id: string) => string | undefined,
): Words => {
  if (typeof answer === 'boolean') return answer ? { fr: 'Oui', en: 'Yes' } : { fr: 'Non', en: 'No' }
  if (question.kind === 'person') {
    const person = asPersonAnswer(answer)
    if (person === null) return { fr: '' }
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
