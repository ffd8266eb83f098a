import type { Knock, RawAnswer } from '#platform/http/bind.ts'

/** The secret of a client, in the ways in which agents can bring one: in the address, as a password, as a token. */
export const credentialIn = ({ path, header }: Pick<Knock, 'path' | 'header'>): string | null => {
  const inAddress = /^\/inventory\/([^/]{1,200})/.exec(path)?.[1]
  if (inAddress !== undefined) return inAddress
  const [scheme = '', given = ''] = (header('authorization') ?? '').slice(0, 1000).split(/ +/, 2)
  if (/^bearer$/i.test(scheme)) return given
  if (!/^basic$/i.test(scheme)) return null
  // `Og==` is how OCS says nothing at all.
  const password = Buffer.from(given, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '')
  return password === '' ? null : password
}

/** Where a GLPI agent with `oauth-client-id` asks for its token: below whatever it takes for the server. */
export const isTokenPath = (path: string): boolean => path.endsWith('/api.php/token')

const longest = 4096

/** The client's secret is `client_secret`; the token is the secret, whose holder knows it already. */
export const tokenFor = async (
  { body }: Pick<Knock, 'body'>,
  isValid: (secret: string) => Promise<boolean>,
): Promise<RawAnswer> => {
  const secret = secretIn(await textOf(body))
  if (secret === null || !(await isValid(secret))) return json(401, { error: 'invalid_client' })
  return json(200, { token_type: 'Bearer', access_token: secret, expires_in: 3600 })
}

const textOf = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > longest) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const secretIn = (text: string): string | null => {
  try {
    const given: unknown = JSON.parse(text)
    const secret =
      typeof given === 'object' && given !== null && 'client_secret' in given ? given.client_secret : null
    return typeof secret === 'string' ? secret : null
  } catch {
    return null
  }
}

const json = (status: number, value: object): RawAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
})
