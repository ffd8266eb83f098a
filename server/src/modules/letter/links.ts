import type { Vault } from '#platform/vault.ts'

/**
 * Links of our messages are written without our address and without a secret, so that whoever reads the queue holds none;
 * what makes them work is put in when a message leaves.
 */
const doors = { answer: '/reponse', invitation: '/invitation' } as const

export const answerDoor = (isSettled: boolean): string =>
  isSettled ? doors.answer : `${doors.answer}?choix=pas-encore`
export const invitationDoor: string = doors.invitation

/** Does this message need the secret of an invitation? */
export const leadsToInvitation = (html: string): boolean => html.includes(`href="${doors.invitation}"`)

/** `url` is the address that people type; a secret that is null leaves its link without effect. */
export const withLinks = (
  html: string,
  { url, answer, invitation }: { url: string; answer: string | null; invitation: string | null },
): string => {
  const secretOf = (path: string): string => {
    if (path === doors.answer && answer !== null) return `/${answer}`
    return path === doors.invitation && invitation !== null ? `/${invitation}` : ''
  }
  return html.replaceAll(
    /href="(\/[a-z-]*)([^"]*)"/g,
    (_, path: string, rest: string) => `href="${url}${path}${secretOf(path)}${rest}"`,
  )
}

/** A person is asked about a record for so long. */
const answerLasts = { hours: 15 * 24 }
const purpose = 'letter/answer'

export interface Claim {
  recordId: string
  personId: string
  from: Temporal.Instant
  until: Temporal.Instant
}

/** Who may answer what, and until when: sealed, so that nobody makes or changes one but us. */
export const sealAnswer = (
  vault: Vault,
  { recordId, personId, from }: Pick<Claim, 'recordId' | 'personId' | 'from'>,
): string => vault.seal([recordId, personId, from.epochMilliseconds.toString(36)].join(' '), purpose)

/** Null: not sealed by us. */
export const openAnswer = (vault: Vault, token: string): Claim | null => {
  const text = token.startsWith('v1.') ? opened(vault, token) : null
  const [recordId, personId, since] = text?.split(' ') ?? []
  if (recordId === undefined || personId === undefined || since === undefined) return null
  const from = Temporal.Instant.fromEpochMilliseconds(Number.parseInt(since, 36))
  return { recordId, personId, from, until: from.add(answerLasts) }
}

const opened = (vault: Vault, token: string): string | null => {
  try {
    return vault.open(token, purpose)
  } catch {
    return null
  }
}
