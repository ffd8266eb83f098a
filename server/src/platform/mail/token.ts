import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'

/** Where a provider of mailboxes is asked for the right to use one (OAuth 2.0, RFC 6749, with PKCE, RFC 7636). */
export interface Authority {
  authorise: string
  token: string
  scope: string
  /** What else the provider wants to hear, so that it gives a refresh token. */
  extra: Readonly<Record<string, string>>
}

export interface OauthClient {
  id: string
  secret: string | null
}

const Answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().optional(),
  refresh_token: z.string().optional(),
})
const Refusal = z.object({ error: z.string(), error_description: z.string().optional() })

/** The provider said no, in its own words: a secret that has ended, a right that was taken back. */
export class TokenRefused extends Error {}

export const newVerifier = (): string => randomBytes(48).toString('base64url')

/** The page of the provider where somebody lends us the mailbox. */
export const authorisationUrl = (
  authority: Authority,
  asked: { clientId: string; redirect: string; state: string; verifier: string; address: string },
): string => {
  const url = new URL(authority.authorise)
  const challenge = createHash('sha256').update(asked.verifier).digest('base64url')
  const query = {
    client_id: asked.clientId,
    response_type: 'code',
    redirect_uri: asked.redirect,
    scope: authority.scope,
    state: asked.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    login_hint: asked.address,
    ...authority.extra,
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** Exchanges the code that came back for a refresh token. */
export const redeemCode = async (
  authority: Authority,
  client: OauthClient,
  given: { code: string; verifier: string; redirect: string },
): Promise<string> => {
  const { refresh_token } = await ask(authority, client, {
    grant_type: 'authorization_code',
    code: given.code,
    code_verifier: given.verifier,
    redirect_uri: given.redirect,
  })
  if (refresh_token === undefined) throw new TokenRefused('The provider gave no refresh token.')
  return refresh_token
}

/** An access token for now, and the refresh token that is to be kept from now on. */
export const refreshToken = async (
  authority: Authority,
  client: OauthClient,
  token: string,
): Promise<{ access: string; refresh: string; expiresIn: number }> => {
  const answer = await ask(authority, client, {
    grant_type: 'refresh_token',
    refresh_token: token,
    scope: authority.scope,
  })
  return {
    access: answer.access_token,
    refresh: answer.refresh_token ?? token,
    expiresIn: answer.expires_in ?? 300,
  }
}

const ask = async (authority: Authority, client: OauthClient, form: Readonly<Record<string, string>>) => {
  const body = new URLSearchParams({
    ...form,
    client_id: client.id,
    ...(client.secret === null ? {} : { client_secret: client.secret }),
  })
  const response = await fetch(authority.token, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  })
  const said: unknown = await response.json().catch(() => null)
  const answer = Answer.safeParse(said)
  if (response.ok && answer.success) return answer.data
  const refusal = Refusal.safeParse(said)
  const words = refusal.success
    ? `${refusal.data.error}: ${refusal.data.error_description ?? ''}`
    : `${response.status}`
  throw new TokenRefused(words.replaceAll(/\s+/g, ' ').slice(0, 500))
}
