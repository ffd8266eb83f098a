import type { InputOf } from '#contract/endpoint.ts'
import type { incidentApi } from '#contract/incident/api.ts'
import type { Key } from '../platform/words.ts'
import { asHtml } from './plain-text.ts'

export type Kind = 'INC' | 'REQ'

/** What somebody has said so far. */
export interface Said {
  kind: Kind | null
  what: string
  more: string
  serviceId: string | null
  affected: 'me' | 'several' | 'everyone' | null
  canWork: 'yes' | 'hardly' | 'no' | null
  began: 'now' | 'earlier'
  /** As a field of date and time gives it, on the reader's own clock. */
  beganAt: string
  /** Null: not touched, the number on file stands. */
  phone: string | null
  isConfidential: boolean
  files: readonly File[]
  /** Numbers of own items. */
  cis: readonly string[]
}

export const unsaid: Said = {
  kind: null,
  what: '',
  more: '',
  serviceId: null,
  affected: null,
  canWork: null,
  began: 'now',
  beganAt: '',
  phone: null,
  isConfidential: false,
  files: [],
  cis: [],
}

/** What is still missing, by field. */
export const faultsOf = (said: Said, now: number): Partial<Record<keyof Said, Key>> => {
  const isIncident = said.kind === 'INC'
  const isEarlier = isIncident && said.began === 'earlier'
  return {
    ...(said.kind === null ? { kind: 'portal.ask.missingKind' as const } : {}),
    ...(said.what.trim() === '' ? { what: 'portal.ask.missingWhat' as const } : {}),
    ...(isIncident && said.affected === null ? { affected: 'portal.ask.missingAffected' as const } : {}),
    ...(isIncident && said.canWork === null ? { canWork: 'portal.ask.missingWork' as const } : {}),
    ...(isEarlier && said.beganAt === '' ? { beganAt: 'portal.ask.missingBegan' as const } : {}),
    ...(isEarlier && said.beganAt !== '' && new Date(said.beganAt).getTime() > now
      ? { beganAt: 'portal.ask.inFuture' as const }
      : {}),
  }
}

/** The demand as the contract takes it. */
export const reportOf = (said: Said): InputOf<typeof incidentApi.report> => ({
  title: said.what.trim(),
  description: asHtml(said.more),
  serviceId: said.serviceId,
  isConfidential: said.isConfidential,
  ...(said.cis.length > 0 ? { cis: [...said.cis] } : {}),
  ...(said.kind === 'INC' && said.affected !== null ? { affected: said.affected } : {}),
  ...(said.kind === 'INC' && said.canWork !== null ? { canWork: said.canWork } : {}),
  ...(said.kind === 'INC' && said.began === 'earlier'
    ? { occurredAt: new Date(said.beganAt).toISOString() }
    : {}),
})
