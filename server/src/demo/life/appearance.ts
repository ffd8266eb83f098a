import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brandApi } from '#contract/brand/api.ts'
import { mailApi } from '#contract/mail/api.ts'
import { organisationApi } from '#contract/organisation/api.ts'
import type { World } from '../world.ts'

/** How the firm and one of its clients are known on sight, and whose mail it has had enough of. */
export const dress = async (world: World): Promise<void> => {
  const [claire, sophie] = [world.staff('claire').voice, world.staff('sophie').voice]
  const { id } = await claire.call(organisationApi.read, {})
  await claire.call(brandApi.setColour, { id, colour: '#0d5f6e', version: 0 })
  const morvan = world.client('morvan')
  const bytes = await readFile(join(import.meta.dirname, '../firm/morvan-logo.png'))
  const { version } = await sophie.attach(brandApi.setLogo, { id: morvan.id }, { name: 'morvan.png', bytes })
  await sophie.call(brandApi.setColour, { id: morvan.id, colour: '#7a1f3d', version })
  await world.staff('thomas').voice.call(mailApi.block, {
    address: 'offres@promo-toner.example',
    reason: 'Publicité, trois fois par semaine',
  })
}
