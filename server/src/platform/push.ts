import type { VapidKeys } from 'web-push'

/** A browser as it has named itself (RFC 8030, 8291). */
export interface Browser {
  endpoint: string
  p256dh: string
  auth: string
}

interface Sender extends VapidKeys {
  /** Whom the push service turns to: our address. */
  subject: string
}

export type PushOutcome = 'sent' | 'gone' | 'later'

const patienceMs = 10_000
const livesSeconds = 24 * 3600

/** Loaded where it is needed: a start need not wait for it. */
const library = async () => (await import('web-push')).default

export const newPushKeys = async (): Promise<VapidKeys> => (await library()).generateVAPIDKeys()

/** Encrypted for that browser alone; the service in between reads nothing of it. */
export const push = async (
  { endpoint, p256dh, auth }: Browser,
  payload: string,
  { subject, publicKey, privateKey }: Sender,
): Promise<PushOutcome> => {
  const { generateRequestDetails } = await library()
  try {
    const details = generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject, publicKey, privateKey },
      TTL: livesSeconds,
    })
    const { status } = await fetch(details.endpoint, {
      method: details.method,
      headers: details.headers,
      body: details.body === null ? null : new Uint8Array(details.body),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    if (status === 404 || status === 410) return 'gone'
    return status < 300 ? 'sent' : 'later'
  } catch {
    return 'later'
  }
}

/** The services of the browsers that exist: nobody makes us call another address by naming it a browser. */
export const isPushService = (endpoint: string): boolean => {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username } = new URL(endpoint)
  return (
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    services.some((service) => hostname === service || hostname.endsWith(`.${service}`))
  )
}

const services = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com']
