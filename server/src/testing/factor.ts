import { Secret, TOTP } from 'otpauth'
import { sessionApi } from '#contract/session/api.ts'
import { password, type Someone } from './makers.ts'
import { callerOf, type TestServer } from './server.ts'

/** What somebody's authenticator shows, now or some steps of thirty seconds later. */
export const codeOf = (server: TestServer, secret: string, steps = 0): string =>
  TOTP.generate({
    secret: Secret.fromBase32(secret),
    timestamp: server.surroundings.clock().epochMilliseconds + steps * 30_000,
  })

export interface Factor {
  secret: string
  recoveryCodes: string[]
}

/** Sets up a second factor as its owner does, and lets a step pass, so that the next code is a new one. */
export const aFactor = async (server: TestServer, { caller }: Someone): Promise<Factor> => {
  const { secret } = await caller.get(sessionApi.beginSecondFactor, { password })
  const { recoveryCodes } = await caller.get(sessionApi.confirmSecondFactor, { code: codeOf(server, secret) })
  server.setNow('PT1M')
  return { secret, recoveryCodes }
}

/** The first half of signing in, by the password. */
export const signInAs = (server: TestServer, email: string, headers: Record<string, string> = {}) =>
  callerOf(server, null).call(sessionApi.signIn, { email, password }, headers)

export const pendingOf = async (server: TestServer, { email }: { email: string }): Promise<string> => {
  const { body } = await signInAs(server, email)
  if (!('pending' in body)) throw new Error(`No code was asked: ${JSON.stringify(body)}`)
  return body.pending
}

/** `name=value` of a cookie that an answer sets. */
export const cookieOf = (headers: Record<string, unknown>, name: string): string | null => {
  const all = [headers['set-cookie']].flat().map(String)
  return all.find((one) => one.startsWith(`${name}=`))?.split(';')[0] ?? null
}
