import { z } from 'zod'

/** How lists are read: an opaque cursor from the last answer, and how many at most. */
export const Paging = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** A list that is never long: no cursor. */
export const all = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })

/** Such a list of the provider's that not all of its readers keep. */
export const kept = <Item extends z.ZodType>(item: Item) => all(item).extend({ mayWrite: z.boolean() })

export const Id = z.uuid()
export const ById = z.object({ id: Id })
export const Nothing = z.object({})

/** A name as people type it. */
export const Name = z.string().trim().min(1).max(200)
/** The version that an edit started from: another one meanwhile is answered with 409 and the present state. */
export const Version = z.int().min(1)
/** `true` and `false` as an address bar writes them. */
export const QueryFlag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** Several values with commas: `phase=new,active`. */
export const several = <Value extends z.ZodType<unknown, string>>(value: Value) =>
  z
    .string()
    .max(500)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(value).min(1))
