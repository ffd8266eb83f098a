import type { RiskAnswers, RiskKey, RiskScore } from './shape.ts'

/** The questionnaire: what each answer weighs. A scale counts its steps above 1. */
export const riskQuestions = [
  { key: 'severalServices', kind: 'yes-no', weight: 2 },
  { key: 'severalClients', kind: 'yes-no', weight: 2 },
  { key: 'firstTime', kind: 'yes-no', weight: 2 },
  { key: 'hardToReverse', kind: 'scale', weight: 2 },
  { key: 'untested', kind: 'yes-no', weight: 3 },
  { key: 'inServiceHours', kind: 'yes-no', weight: 2 },
  { key: 'security', kind: 'yes-no', weight: 2 },
  { key: 'data', kind: 'scale', weight: 2 },
  { key: 'supplier', kind: 'yes-no', weight: 1 },
  { key: 'experience', kind: 'scale', weight: 1 },
] as const satisfies readonly { key: RiskKey; kind: 'yes-no' | 'scale'; weight: number }[]

const mostOf = ({ kind, weight }: (typeof riskQuestions)[number]): number =>
  kind === 'scale' ? weight * 2 : weight

/**
 * Low up to a third of all points, high from two thirds on; explained answer by answer. What is left out counts as the worst answer.
 * Null: nobody has answered anything.
 */
export const riskOf = (answers: RiskAnswers): RiskScore | null => {
  const unanswered = riskQuestions.flatMap(({ key }) => (answers[key] === undefined ? [key] : []))
  if (unanswered.length === riskQuestions.length) return null
  const parts = riskQuestions.map((question) => {
    const { key, weight } = question
    const answer = answers[key]
    if (answer === undefined) return { key, points: mostOf(question) }
    return { key, points: answer === true ? weight : typeof answer === 'number' ? (answer - 1) * weight : 0 }
  })
  const score = parts.reduce((sum, { points }) => sum + points, 0)
  const most = riskQuestions.reduce((sum, question) => sum + mostOf(question), 0)
  const share = score / most
  return {
    score,
    most,
    level: share >= 2 / 3 ? 'high' : share > 1 / 3 ? 'medium' : 'low',
    parts,
    unanswered,
  }
}

/** Answers of the wrong kind: a scale where yes or no is asked, and the other way round. */
export const misfits = (answers: RiskAnswers): RiskKey[] =>
  riskQuestions.flatMap(({ key, kind }) => {
    const answer = answers[key]
    return answer === undefined || (typeof answer === 'boolean') === (kind === 'yes-no') ? [] : [key]
  })
