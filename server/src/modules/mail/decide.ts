import type { MailReason } from '#contract/mail/api.ts'
import type { Automatism } from './marks.ts'

/** Everything that decides what becomes of a message. */
export interface Situation {
  isOwn: boolean
  /** A server's report of a message that it could not deliver. */
  bounce: 'known' | 'unknown' | 'delayed' | null
  automatism: Automatism
  /** What the server that received it found about its sender. */
  proof: 'pass' | 'fail' | 'none'
  isBlocked: boolean
  /** `domain`: nobody on file, from a domain that a client has named. */
  sender: 'staff' | 'client' | 'supplier' | 'domain' | 'unknown'
  /** What the same sender sent within the last hour. */
  lately: { reports: number; messages: number }
  conversation: {
    by: 'ids' | 'subject'
    isVisible: boolean
    state: 'open' | 'resolved' | 'closed' | 'over'
  } | null
  isThanks: boolean
  /** A person has looked at it and said what it is. */
  isRuled: boolean
}

export type Decision =
  | { kind: 'refuse'; why: MailReason }
  | { kind: 'quarantine'; why: MailReason }
  | { kind: 'bounce'; why: 'bounce' }
  | { kind: 'comment'; why: 'comment' | 'thanks' | 'after-resolution' | 'after-closure' }
  | { kind: 'report'; why: 'report'; isRelated: boolean }

export const limits = { reports: 20, messages: 60 }

/** Reads top to bottom: the first sentence that fits decides. */
export const decide = (at: Situation): Decision => {
  if (at.isOwn) return refuse('own-mail')
  if (at.bounce === 'known') return { kind: 'bounce', why: 'bounce' }
  if (at.bounce === 'delayed') return refuse('auto-reply')
  if (at.bounce === 'unknown') return refuse('unknown-bounce')
  if (!at.isRuled) {
    if (at.isBlocked) return refuse('blocked')
    if (at.automatism === 'reply') return refuse('auto-reply')
    const isStranger = at.sender === 'unknown' || at.sender === 'domain'
    if (at.automatism === 'list' && isStranger) return refuse('list-mail')
    if (at.proof === 'fail') return quarantine('disowned')
    if (at.sender === 'unknown') return quarantine('unknown-sender')
    if (at.automatism !== null && isStranger) return quarantine('unknown-sender')
    if (at.sender === 'staff' && at.proof !== 'pass') return quarantine('not-authenticated')
    if (at.lately.messages >= limits.messages) return quarantine('too-many')
  }
  const { conversation } = at
  if (conversation !== null && !conversation.isVisible && conversation.by === 'ids')
    return quarantine('not-visible')
  if (conversation !== null && conversation.isVisible) {
    if (at.isThanks && at.sender !== 'staff') return { kind: 'comment', why: 'thanks' }
    if (conversation.state === 'open' || at.sender === 'staff') return { kind: 'comment', why: 'comment' }
    if (conversation.state === 'resolved') return { kind: 'comment', why: 'after-resolution' }
    if (conversation.state === 'closed') return { kind: 'comment', why: 'after-closure' }
  }
  if (at.sender === 'supplier') return quarantine('not-visible')
  if (!at.isRuled && at.lately.reports >= limits.reports) return quarantine('too-many')
  return { kind: 'report', why: 'report', isRelated: conversation?.isVisible === true }
}

const refuse = (why: MailReason): Decision => ({ kind: 'refuse', why })
const quarantine = (why: MailReason): Decision => ({ kind: 'quarantine', why })
