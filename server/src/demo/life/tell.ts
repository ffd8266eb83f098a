import { AnyRecord, Record as StaffRecord } from '#contract/record/shape.ts'
import { recordApi } from '#contract/record/api.ts'
import type { z } from 'zod'
import type { Someone } from '../world.ts'

export type Told = z.output<typeof StaffRecord>

/** The record as the provider's people see it. */
export const asStaff = (answer: z.output<typeof AnyRecord>): Told => {
  if (!('judgedBy' in answer)) throw new Error(`${answer.number} was not read as one of the staff.`)
  return answer
}

export const look = async ({ voice }: Someone, number: string): Promise<Told> =>
  asStaff(await voice.call(recordApi.read, { number }))

interface Given {
  fields?: Readonly<Record<string, unknown>>
  comment?: string
  onBehalfOf?: { name: string; means: 'phone' | 'email' | 'visit' | 'letter'; attachment?: string }
}

/** Takes a move as one of the provider's people. */
export const move = async (
  { voice }: Someone,
  number: string,
  { id, fields = {}, ...given }: Given & { id: string },
): Promise<Told> => asStaff(await voice.call(recordApi.move, { number, move: id, fields, ...given }))

/** Takes a move as one of a client's or a supplier's people: what they are answered is theirs. */
export const moveOutside = async (
  { voice }: Someone,
  number: string,
  { id, fields = {}, ...given }: Given & { id: string },
): Promise<{ phase: string }> => voice.call(recordApi.move, { number, move: id, fields, ...given })

export const say = async (
  { voice }: Someone,
  number: string,
  {
    body,
    visibility = 'public',
    minutes,
  }: { body: string; visibility?: 'public' | 'internal' | 'supplier'; minutes?: number },
): Promise<void> => {
  const time = minutes === undefined ? {} : { minutes }
  await voice.call(recordApi.comment, { number, body: paragraph(body), visibility, ...time })
}

export const paragraph = (text: string): string => `<p>${text.replaceAll('\n', '</p><p>')}</p>`

export const take = async (
  by: Someone,
  { number, version }: Told,
  change: Readonly<{ assigneeId?: string; categoryId?: string; teamId?: string }>,
): Promise<Told> => asStaff(await by.voice.call(recordApi.edit, { number, version, ...change }))
