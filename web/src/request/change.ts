import type { Condition, Question, RequestModel } from '#contract/request/model.ts'

/** A list with one item in another place: what the arrows do. */
export const moved = <Item>(items: readonly Item[], from: number, to: number): Item[] => {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}

export const replaced = <Item>(items: readonly Item[], at: number, item: Item): Item[] =>
  items.map((one, place) => (place === at ? item : one))

export const newQuestion = ({ questions }: RequestModel): Question => ({
  key: freeName(
    'q',
    questions.map(({ key }) => key),
  ),
  kind: 'text',
  label: { fr: '' },
  help: null,
  isRequired: false,
  options: [],
  when: null,
})

export const newOption = ({ options }: Question): Question['options'][number] => ({
  value: freeName(
    'o',
    options.map(({ value }) => value),
  ),
  label: { fr: '' },
})

const freeName = (letter: string, taken: readonly string[]): string => {
  let number = taken.length + 1
  while (taken.includes(`${letter}${number}`)) number += 1
  return `${letter}${number}`
}

export const hasOptions = ({ kind }: Pick<Question, 'kind'>): boolean =>
  kind === 'choice' || kind === 'choices'

/** Another kind of answer: choices come and go with it. */
export const withKind = (question: Question, kind: Question['kind']): Question => {
  const next = { ...question, kind }
  if (!hasOptions(next)) return { ...next, options: [] }
  return next.options.length > 0 ? next : { ...next, options: [newOption(next)] }
}

/** Questions on whose answers a condition may hang: before this one, with a closed list of answers. */
export const conditionable = (questions: readonly Question[], at: number): Question[] =>
  questions.slice(0, at).filter((question) => question.kind === 'yes-no' || hasOptions(question))

export const firstCondition = (question: Question): Condition => ({
  field: question.key,
  test: 'is',
  value: question.kind === 'yes-no' ? true : (question.options[0]?.value ?? ''),
})

export const withTest = (condition: Condition, test: Condition['test']): Condition => {
  const { field } = condition
  const [first = ''] = condition.test === 'oneOf' ? condition.value : [condition.value]
  if (test === 'oneOf') return { field, test, value: condition.test === 'oneOf' ? condition.value : [first] }
  return { field, test, value: first }
}

export const isSound = (question: Question, questions: readonly Question[], at: number): boolean => {
  const { when } = question
  if (when === null) return true
  const asked = conditionable(questions, at).find(({ key }) => key === when.field)
  if (asked === undefined) return false
  const known: (string | boolean)[] =
    asked.kind === 'yes-no' ? [true, false] : asked.options.map(({ value }) => value)
  const named = when.test === 'oneOf' ? when.value : [when.value]
  return named.length > 0 && named.every((value) => known.includes(value))
}
