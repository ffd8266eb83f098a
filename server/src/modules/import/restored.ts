import { commonFields, type AttributeValue } from '#contract/configuration/shape.ts'
import { AttributeValue as Value, CiState } from '#contract/configuration/shape.ts'
import { z } from 'zod'
import { mergeAttributes, type Content } from '../configuration/index.ts'

const Text = z.string()
const IdOrNone = z.string().nullable()
const Common = z
  .object({
    name: Text,
    state: CiState,
    clientId: IdOrNone,
    ownerId: IdOrNone,
    supplierId: IdOrNone,
    location: Text,
    description: Text,
    criticality: z.int().nullable(),
  })
  .partial()

/** What an item was before some changes of it; the rest is as it is. */
export const restored = (
  content: Content,
  changes: readonly { field: string; before: unknown }[],
): Content => {
  const fields = changes.filter(({ field }) => !field.startsWith('relation:'))
  const isCommon = ({ field }: { field: string }) => commonFields.some((one) => one === field)
  const common = Common.parse(
    Object.fromEntries(fields.filter(isCommon).map(({ field, before }) => [field, before])),
  )
  const attributes: Record<string, AttributeValue | null> = Object.fromEntries(
    fields
      .filter((change) => !isCommon(change))
      .map(({ field, before }) => [field, Value.nullable().parse(before)]),
  )
  const given = Object.fromEntries(Object.entries(common).filter(([, value]) => value !== undefined))
  return { ...content, ...given, attributes: mergeAttributes(content.attributes, attributes) }
}
