import {
  askedQuestions,
  faultsOfAnswers,
  isAnswered,
  type AnswerFault,
  type Answers,
} from '#contract/request/form.ts'
import type { Question } from '#contract/request/model.ts'

/** What is sent of what was filled in: only what is asked, and of files their names; they follow as attachments. */
export const sentAnswers = (questions: readonly Question[], answers: Answers): Record<string, unknown> => {
  const plain = Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, plainOf(value)]))
  const asked = askedQuestions(questions, plain)
  return Object.fromEntries(
    asked.flatMap(({ key }) => (isAnswered(plain[key]) ? [[key, plain[key]] as const] : [])),
  )
}

export const filesIn = (questions: readonly Question[], answers: Answers): File[] =>
  askedQuestions(questions, answers).flatMap(({ key }) => filesOf(answers[key]))

export const filesOf = (value: unknown): File[] =>
  Array.isArray(value) ? value.filter((one): one is File => one instanceof File) : []

export const faultsByKey = (
  questions: readonly Question[],
  answers: Answers,
): Map<string, AnswerFault['fault']> =>
  new Map(faultsOfAnswers(questions, sentAnswers(questions, answers)).map(({ key, fault }) => [key, fault]))

const plainOf = (value: unknown): unknown => {
  const files = filesOf(value)
  return files.length > 0 ? files.map(({ name }) => name) : value
}
