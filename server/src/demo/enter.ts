import { randomInt } from 'node:crypto'
import { sessionApi } from '#contract/session/api.ts'
import type { Stage } from './stage.ts'
import type { Someone } from './world.ts'

/** Without letters and figures that are taken for one another; by true chance, not by the story's. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

export const newPassword = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)] ?? '').join(''),
  ).join('-')

const tokenName = 'Récit de la démonstration'

/** By the door that everyone takes; a token outlasts the browser's thirty days. */
export const enter = async (
  stage: Stage,
  { id, name, email, title, password }: Omit<Someone, 'voice'>,
): Promise<Someone> => {
  const { secret } = await stage.atTheDoor(sessionApi.signIn, { email, password })
  const { token } = await stage
    .as(secret)
    .call(sessionApi.createToken, { name: tokenName, scopes: ['read', 'write'] })
  return { id, name, email, title, password, voice: stage.as(token) }
}

/** Nobody can go on with the story afterwards: its sessions and tokens end. */
export const leave = async ({ voice }: Someone): Promise<void> => {
  const { items } = await voice.call(sessionApi.list, {})
  for (const { id } of items.toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent))) {
    await voice.call(sessionApi.end, { id })
  }
}
