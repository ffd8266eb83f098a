import { parseExpression } from 'feelin'

export type ConditionFault = { code: 'bad-condition' | 'unknown-variable'; detail: string }

/**
 * What is wrong with a condition, if anything. Only comparisons, logic, arithmetic, lists and intervals over the
 * process' own variables are allowed: no loops or functions, so that evaluating one always takes next to no time.
 */
export const conditionFault = (text: string, variables: readonly string[]): ConditionFault | undefined => {
  if (text.length > longest) return { code: 'bad-condition', detail: `${text.slice(0, 40)}…` }
  const known = new Set(variables)
  const context = Object.fromEntries(variables.map((name) => [name, null]))
  let fault: ConditionFault | undefined
  parseExpression(text, context, undefined).iterate({
    enter: (node) => {
      if (fault) return false
      const found = text.slice(node.from, node.to)
      const isNot = node.name === 'FunctionInvocation' && /^not\s*\(/.test(found)
      if (node.type.isError || !(isNot || allowed.has(node.name))) {
        fault = { code: 'bad-condition', detail: found || text }
      } else if (node.name === 'VariableName' && !known.has(found) && !isNameOfNot(found, node.node.parent)) {
        fault = { code: 'unknown-variable', detail: found }
      }
      return true
    },
  })
  return fault
}

const longest = 500

const isNameOfNot = (found: string, parent: { name: string } | null): boolean =>
  found === 'not' && parent?.name === 'FunctionInvocation'

const allowed = new Set([
  'Expression',
  'Disjunction',
  'Conjunction',
  'Comparison',
  'CompareOp',
  'ArithmeticExpression',
  'ArithOp',
  'ParenthesizedExpression',
  'PositionalParameters',
  'PositiveUnaryTests',
  'PositiveUnaryTest',
  'SimplePositiveUnaryTest',
  'Interval',
  'List',
  'VariableName',
  'Identifier',
  'StringLiteral',
  'NumericLiteral',
  'BooleanLiteral',
  'null',
  'and',
  'or',
  'in',
  'between',
  '(',
  ')',
  '[',
  ']',
  ']',
  ',',
  '..',
])
