import type { Refusal } from '#contract/inventory/api.ts'

/** Why a report was not taken: a closed list, so that a person can be told in words and an agent in one sentence of ours. */
export type { Refusal } from '#contract/inventory/api.ts'

export type Outcome<Value> = { value: Value } | { refused: Refusal }

export const refuse = (refused: Refusal): { refused: Refusal } => {
  return { refused }
}
