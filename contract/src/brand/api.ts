import { z } from 'zod'
import { endpoint, everyone, staff } from '../endpoint.ts'
import { ById, Id, Nothing, Version } from '../list.ts'

/** By what a house is known: the provider, or one of its clients. */
export const Brand = z.object({
  ownerId: Id,
  /** `#rrggbb`; text on it is black or white, whichever is read better. */
  colour: z.string().nullable(),
  hasLogo: z.boolean(),
  /** 0: nothing was chosen yet. */
  version: z.int().min(0),
})
export type Brand = z.infer<typeof Brand>

const NamedBrand = Brand.extend({ name: z.string() })

const Colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/)

/** A logo is small: bytes and pixels. */
export const largestLogo = { bytes: 200 * 1024, side: 1024 }

export const brandApi = {
  mine: endpoint('GET /brand', Nothing, z.object({ provider: NamedBrand, client: NamedBrand.nullable() }), {
    for: everyone,
    summary: 'Logo and colour of the provider and, for a client, of its own house',
    enrols: true,
  }),
  ofProvider: endpoint(
    'GET /public-brand',
    Nothing,
    z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      colour: z.string().nullable(),
      hasLogo: z.boolean(),
      version: z.int(),
    }),
    { for: ['anyone'], summary: 'What the page for signing in shows of the provider' },
  ),
  providerLogo: endpoint('GET /public-brand/logo', Nothing, z.string(), {
    for: ['anyone'],
    summary: 'The provider’s logo',
    transport: 'file',
  }),
  read: endpoint('GET /brands/{id}', ById, Brand, {
    for: staff,
    summary: 'Logo and colour of a client, or of the provider, by its id',
  }),
  logo: endpoint(
    'GET /brands/{id}/logo',
    z.object({ id: Id, v: z.string().max(20).optional() }),
    z.string(),
    { for: everyone, summary: 'A logo; a client gets its own and the provider’s', transport: 'file' },
  ),
  setColour: endpoint(
    'PUT /brands/{id}/colour',
    z.object({ id: Id, colour: Colour.nullable(), version: Version.or(z.literal(0)) }),
    Brand,
    { for: staff, summary: 'Choose a colour, or none' },
  ),
  setLogo: endpoint('POST /brands/{id}/logo', ById, Brand, {
    for: staff,
    summary: 'A logo: PNG, JPEG or WebP, up to 200 kB and 1024 × 1024 pixels',
    transport: 'multipart',
  }),
  removeLogo: endpoint('DELETE /brands/{id}/logo', ById, Brand, {
    for: staff,
    summary: 'Do without the logo',
  }),
}

export const brandEvents = {
  'brand.changed': z.object({ colour: z.string().nullable(), hasLogo: z.boolean() }),
}
