import type { Audience, Endpoint } from '#contract/endpoint.ts'
import { z } from 'zod'

/** An answer as the contract has it: nothing else leaves. One that does not fit is a fault of the server. */
export const fit = (endpoint: Endpoint, audience: Audience, result: unknown): unknown => {
  const choices = choicesOf(endpoint.output)
  const usual = usualChoice(endpoint, audience)
  if (usual !== undefined) {
    const parsed = usual.safeParse(result)
    if (parsed.success) return parsed.data
  }
  for (const choice of choices) {
    const parsed = choice === usual ? null : choice.safeParse(result)
    if (parsed?.success !== true) continue
    rememberChoice(endpoint, audience, choice)
    return parsed.data
  }
  const { error } = endpoint.output.safeParse(result)
  throw new Error(
    `The answer of ${endpoint.method} ${endpoint.path} does not fit the contract: ${error?.message ?? ''}`,
  )
}

/**
 * Where one endpoint answers each audience in a shape of its own, trying the others' shapes first on every row of a list
 * costs more than the list: all rows are of one shape, the one that this audience was answered in before.
 */
const choicesOf = (output: z.ZodType): readonly z.ZodType[] => {
  const known = choices.get(output)
  if (known !== undefined) return known
  const found = [...optionsOf(output), output]
  choices.set(output, found)
  return found
}

const optionsOf = (output: z.ZodType): z.ZodType[] => {
  if (output instanceof z.ZodUnion) return output.options.filter((option) => option instanceof z.ZodType)
  if (!(output instanceof z.ZodObject)) return []
  const items: unknown = output.shape['items']
  if (!(items instanceof z.ZodArray) || !(items.element instanceof z.ZodUnion)) return []
  return items.element.options.map((option) => output.extend({ items: z.array(option) }))
}

const choices = new WeakMap<z.ZodType, readonly z.ZodType[]>()
const usual = new WeakMap<Endpoint, Map<Audience, z.ZodType>>()

const usualChoice = (endpoint: Endpoint, audience: Audience) => usual.get(endpoint)?.get(audience)

const rememberChoice = (endpoint: Endpoint, audience: Audience, choice: z.ZodType): void => {
  const own = usual.get(endpoint) ?? new Map<Audience, z.ZodType>()
  usual.set(endpoint, own.set(audience, choice))
}
