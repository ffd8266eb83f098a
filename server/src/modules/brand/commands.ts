import { readFile } from 'node:fs/promises'
import { largestLogo, type Brand, type brandApi } from '#contract/brand/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import type { Upload } from '#platform/http/bind.ts'
import { ensure } from '#platform/policy.ts'
import { readPicture } from './picture.ts'
import { mayBrand } from './policy.ts'
import { ownerOf, readBrand } from './queries.ts'

type Input<Name extends keyof typeof brandApi> = z.output<(typeof brandApi)[Name]['input']>

export const setColour = async (context: Context, { id, colour, version }: Input<'setColour'>) => {
  const before = await lockBrand(context, id)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  if (before.colour === colour) return before
  return change(context, before, { colour })
}

/** What the file says of itself counts for nothing: its bytes decide, and their type is what it is served as. */
export const setLogo = async (context: Context, { id }: Input<'setLogo'>, upload: Upload) => {
  const before = await lockBrand(context, id)
  if (upload.size > largestLogo.bytes) throw new Failure('too_large')
  const bytes = await readFile(upload.path)
  const picture = readPicture(bytes)
  if (picture === null) throw new Failure('unsupported_type')
  if (Math.max(picture.width, picture.height) > largestLogo.side) throw new Failure('too_large')
  return change(context, before, { picture: bytes, media_type: picture.mediaType })
}

export const removeLogo = async (context: Context, { id }: Input<'removeLogo'>) => {
  const before = await lockBrand(context, id)
  return before.hasLogo ? change(context, before, { picture: null, media_type: null }) : before
}

/** Two who choose at once do so one after the other. */
const lockBrand = async (context: Context, id: string): Promise<Brand> => {
  const of = await ownerOf(context, id)
  ensure(mayBrand(context.actor, of))
  const { db } = context
  await db
    .insertInto('brand')
    .values({ owner_id: id, version: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db.selectFrom('brand').select('owner_id').where('owner_id', '=', id).forUpdate().execute()
  return readBrand(context, { id })
}

interface Change {
  colour?: string | null
  picture?: Buffer | null
  media_type?: 'image/png' | 'image/jpeg' | 'image/webp' | null
}

const change = async (context: Context, { ownerId, version }: Brand, set: Change): Promise<Brand> => {
  await context.db
    .updateTable('brand')
    .set({ ...set, version: version + 1 })
    .where('owner_id', '=', ownerId)
    .execute()
  const brand = await readBrand(context, { id: ownerId })
  const { colour, hasLogo } = brand
  await context.emit({ subject: ownerId, event: 'brand.changed', body: { colour, hasLogo } })
  return brand
}
