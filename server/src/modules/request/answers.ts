import { asPersonAnswer, faultsOfAnswers, isAnswered, keptAnswer, sayAnswer } from '#contract/request/form.ts'
import type { Answers } from '#contract/request/form.ts'
import type { KeptAnswer, Question } from '#contract/request/model.ts'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'

const sentences = {
  required: 'required',
  malformed: 'not an answer to this question',
  'not-asked': 'this is not asked',
} as const

/** Answers as the request keeps them: label and words in both languages, whatever becomes of the model. */
export const readAnswers = async (
  context: Context,
  questions: readonly Question[],
  { answers, clientId }: { answers: Answers; clientId: string | null },
): Promise<KeptAnswer[]> => {
  const faults = faultsOfAnswers(questions, answers)
  if (faults.length > 0) {
    throw new Failure(
      faults.every(({ fault }) => fault === 'required') ? 'missing_fields' : 'invalid_input',
      {
        errors: faults.map(({ key, fault }) => ({ path: `fields.${key}`, message: sentences[fault] })),
      },
    )
  }
  const given = questions
    .filter(({ key }) => isAnswered(answers[key]))
    .map((question) => ({ question, value: keptAnswer(answers[question.key]) }))
  const names = await peopleNamed(context, given, clientId)
  return given.map(({ question, value }) => ({
    key: question.key,
    kind: question.kind,
    label: question.label,
    value,
    shown: sayAnswer(question, value, (id) => names.get(id)),
  }))
}

/** Somebody named by his id belongs to the client for whom it is asked. */
const peopleNamed = async (
  { db }: Context,
  given: readonly { question: Question; value: unknown }[],
  clientId: string | null,
): Promise<Map<string, string>> => {
  const named = given.flatMap(({ question, value }) => {
    const person = question.kind === 'person' ? asPersonAnswer(value) : null
    return person !== null && 'id' in person ? [{ key: question.key, id: person.id }] : []
  })
  if (named.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      named.map(({ id }) => id),
    )
    .where('client_id', 'is not distinct from', clientId)
    .execute()
  const known = new Map(rows.map(({ id, name }) => [id, name]))
  const stranger = named.find(({ id }) => !known.has(id))
  if (stranger !== undefined) throw invalid(`fields.${stranger.key}`, 'nobody of this client has this id')
  return known
}
