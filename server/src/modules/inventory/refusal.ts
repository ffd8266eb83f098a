/** Why a report was not taken: a closed list, so that a person can be told in words and an agent in one sentence of ours. */
export const refusals = [
  'empty',
  'too-large',
  'inflates-too-much',
  'cut-short',
  'not-readable',
  'not-xml-or-json',
  'has-doctype',
  'not-well-formed',
  'too-deep',
  'too-many-nodes',
  'unknown-message',
  'no-device',
] as const

export type Refusal = (typeof refusals)[number]

export type Outcome<Value> = { value: Value } | { refused: Refusal }

export const refuse = (refused: Refusal): { refused: Refusal } => {
  return { refused }
}
