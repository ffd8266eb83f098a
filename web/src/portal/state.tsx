import type { OutputOf } from '#contract/endpoint.ts'
import type { recordApi } from '#contract/record/api.ts'
import type { SessionPerson } from '#contract/session/api.ts'
import {
  IconBan,
  IconCalendarClock,
  IconCheck,
  IconCircleCheck,
  IconInbox,
  IconMessageQuestion,
  IconProgress,
  IconTruck,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useSession } from '../platform/session.tsx'
import { useWords, type Key } from '../platform/words.ts'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'

/** A line of a list, of whatever audience. */
export type Line = OutputOf<typeof recordApi.list>['items'][number]
type Situation = Pick<Line, 'kind' | 'phase' | 'held' | 'step'>

/** Where a demand stands, in words that need no explanation. */
export const StateBadge = ({ record }: { record: Situation & { requesterId?: string | null } }) => {
  const { t } = useWords()
  const { person } = useSession()
  const { word, tone, icon } = states[stateOf(record, person)]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(word)}
    </ToneBadge>
  )
}

/** Nothing goes on before this person says something. */
export const waitsFor = (record: Line, person: SessionPerson): boolean => {
  const state = stateOf(record, person)
  if (state === 'consent' || state === 'receipt') return true
  if (state !== 'confirm' && state !== 'question') return false
  return 'requesterId' in record ? record.requesterId === person.id : false
}

/** Somebody of the client has to agree first, this reader or a colleague. */
export const isAwaitingConsent = (record: Line, person: SessionPerson): boolean => {
  const state = stateOf(record, person)
  return state === 'consent' || state === 'consentOther'
}

type State =
  | 'received'
  | 'working'
  | 'consent'
  | 'consentOther'
  | 'receipt'
  | 'question'
  | 'agreed'
  | 'supplier'
  | 'hardware'
  | 'confirm'
  | 'solved'
  | 'over'
  | 'cancelled'

const stateOf = (
  { kind, phase, held, step, requesterId }: Situation & { requesterId?: string | null },
  { clientLevel, id }: SessionPerson,
): State => {
  const isClients = step.role === 'CL'
  const isAnothers = requesterId !== undefined && requesterId !== id
  if (phase === 'closed') return 'over'
  if (phase === 'cancelled') return 'cancelled'
  if (kind === 'ECH' && isClients) return 'receipt'
  if (phase === 'resolved') return isClients && !isAnothers ? 'confirm' : 'solved'
  if (held !== null) return holds[held]
  if (isClients) return clientLevel === 'requester' ? 'consentOther' : 'consent'
  return phase === 'new' ? 'received' : 'working'
}

const holds = {
  client: 'question',
  'agreed-date': 'agreed',
  supplier: 'supplier',
  hardware: 'hardware',
} as const

const states: Record<State, { word: Key; tone: Tone; icon: ReactNode }> = {
  received: { word: 'portal.state.received', tone: 'information', icon: <IconInbox aria-hidden /> },
  working: { word: 'portal.state.working', tone: 'accent', icon: <IconProgress aria-hidden /> },
  consent: { word: 'portal.state.consent', tone: 'warning', icon: <IconMessageQuestion aria-hidden /> },
  consentOther: { word: 'portal.state.consentOther', tone: 'caution', icon: <IconUsersGroup aria-hidden /> },
  receipt: { word: 'portal.state.receipt', tone: 'warning', icon: <IconMessageQuestion aria-hidden /> },
  question: { word: 'portal.state.question', tone: 'warning', icon: <IconMessageQuestion aria-hidden /> },
  agreed: { word: 'portal.state.agreed', tone: 'caution', icon: <IconCalendarClock aria-hidden /> },
  supplier: { word: 'portal.state.supplier', tone: 'caution', icon: <IconUsersGroup aria-hidden /> },
  hardware: { word: 'portal.state.hardware', tone: 'caution', icon: <IconTruck aria-hidden /> },
  confirm: { word: 'portal.state.confirm', tone: 'warning', icon: <IconMessageQuestion aria-hidden /> },
  solved: { word: 'portal.state.solved', tone: 'success', icon: <IconCircleCheck aria-hidden /> },
  over: { word: 'portal.state.over', tone: 'neutral', icon: <IconCheck aria-hidden /> },
  cancelled: { word: 'portal.state.cancelled', tone: 'neutral', icon: <IconBan aria-hidden /> },
}
