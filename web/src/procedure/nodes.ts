import type { Gateway, Procedure, Step } from '#contract/procedure/shape.ts'
import type { Words } from '#contract/words.ts'
import type { WordsInUse } from '../platform/words.ts'

/** A way out of a step as people read it: what is chosen or decided, and where it leads. */
export interface Way {
  id: string
  label: Words | null
  target: string
}

/** The words of any element of a procedure. */
export const labelIn = (procedure: Procedure, id: string): Words => {
  const { steps, gateways, ends, starts } = procedure
  const found = [...steps, ...gateways, ...ends, ...starts].find((node) => node.id === id)
  return found === undefined ? { fr: id } : found.label
}

export const isEnd = ({ ends }: Procedure, id: string): boolean => ends.some((end) => end.id === id)

export const gatewayAt = ({ gateways }: Procedure, id: string): Gateway | undefined =>
  gateways.find((gateway) => gateway.id === id)

/** The ways out of an automatic decision: its conditions in order, then what happens else. */
export const branchesOf = (gateway: Gateway): (Way & { condition: string | null })[] => [
  ...gateway.branches.map(({ flow, label, target, condition }) => ({
    id: flow,
    label: label ?? null,
    target,
    condition,
  })),
  {
    id: gateway.otherwise.flow,
    label: gateway.otherwise.label ?? null,
    target: gateway.otherwise.target,
    condition: null,
  },
]

/** The order of the drawing is that of its identifiers; a start's target comes first. */
export const stepsInOrder = ({ steps, starts }: Procedure): Step[] => {
  const first = new Set(starts.map(({ target }) => target))
  return steps.toSorted(
    (a, b) =>
      Number(first.has(b.id)) - Number(first.has(a.id)) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  )
}

/** A process that another one calls or goes on in, by its name where the product knows it. */
export const nameOfProcess = (t: WordsInUse['t'], process: string): string => {
  const known = (['incident', 'major-incident', 'request', 'change', 'problem'] as const).find(
    (key) => key === process,
  )
  return known === undefined ? process : t(`procedure.key.${known}`)
}
