import type { Vital } from '#contract/health/api.ts'
import type { Times } from '../platform/time.ts'
import type { Key, Values } from '../platform/words.ts'

interface Part {
  name: Key
  /** Where one can do something about it. */
  href?: string
  /** What is said by each cause, and what to do. */
  causes: Readonly<Record<string, { say: Key; todo?: Key }>>
}

/** The parts of the installation that the server speaks of. A module that adds one adds its line. */
export const parts: Readonly<Record<string, Part>> = {
  database: {
    name: 'health.part.database',
    causes: {
      embedded: { say: 'health.vital.database.embedded' },
      given: { say: 'health.vital.database.given' },
    },
  },
  disk: {
    name: 'health.part.disk',
    href: '/reglages/sauvegardes',
    causes: {
      enough: { say: 'health.vital.disk.enough' },
      low: { say: 'health.vital.disk.low', todo: 'health.vital.disk.lowDo' },
      full: { say: 'health.vital.disk.full', todo: 'health.vital.disk.fullDo' },
      unreadable: { say: 'health.vital.disk.unreadable', todo: 'health.vital.disk.unreadableDo' },
    },
  },
  queue: {
    name: 'health.part.queue',
    causes: {
      empty: { say: 'health.vital.queue.empty' },
      flowing: { say: 'health.vital.queue.flowing' },
      slow: { say: 'health.vital.queue.slow', todo: 'health.vital.queue.slowDo' },
      stuck: { say: 'health.vital.queue.stuck', todo: 'health.vital.queue.stuckDo' },
      failed: { say: 'health.vital.queue.failed', todo: 'health.vital.queue.failedDo' },
    },
  },
  backup: {
    name: 'health.part.backup',
    href: '/reglages/sauvegardes',
    causes: {
      made: { say: 'health.vital.backup.made' },
      none: { say: 'health.vital.backup.none', todo: 'health.vital.backup.noneDo' },
      late: { say: 'health.vital.backup.late', todo: 'health.vital.backup.lateDo' },
      failed: { say: 'health.vital.backup.failed', todo: 'health.vital.backup.failedDo' },
      off: { say: 'health.vital.backup.off', todo: 'health.vital.backup.offDo' },
      'off-none': { say: 'health.vital.backup.off-none', todo: 'health.vital.backup.off-noneDo' },
    },
  },
  rehearsal: {
    name: 'health.part.rehearsal',
    href: '/reglages/sauvegardes',
    causes: {
      sound: { say: 'health.vital.rehearsal.sound' },
      none: { say: 'health.vital.rehearsal.none', todo: 'health.vital.rehearsal.noneDo' },
      off: { say: 'health.vital.rehearsal.off', todo: 'health.vital.rehearsal.offDo' },
      late: { say: 'health.vital.rehearsal.late', todo: 'health.vital.rehearsal.lateDo' },
      failed: { say: 'health.vital.rehearsal.failed', todo: 'health.vital.rehearsal.failedDo' },
      faulty: { say: 'health.vital.rehearsal.faulty', todo: 'health.vital.rehearsal.faultyDo' },
    },
  },
  mailbox: {
    name: 'health.part.mailbox',
    href: '/reglages/messagerie',
    causes: {
      read: { say: 'health.vital.mailbox.read' },
      late: { say: 'health.vital.mailbox.late', todo: 'health.vital.mailbox.lateDo' },
      never: { say: 'health.vital.mailbox.never', todo: 'health.vital.mailbox.neverDo' },
      unread: { say: 'health.vital.mailbox.unread', todo: 'health.vital.mailbox.unreadDo' },
      unsent: { say: 'health.vital.mailbox.unsent', todo: 'health.vital.mailbox.unsentDo' },
    },
  },
  mail: {
    name: 'health.part.mail',
    href: '/reglages/courriels',
    causes: {
      waiting: { say: 'health.vital.mail.waiting', todo: 'health.vital.mail.waitingDo' },
      dead: { say: 'health.vital.mail.dead', todo: 'health.vital.mail.deadDo' },
    },
  },
  journal: {
    name: 'health.part.journal',
    href: '/methode/journal',
    causes: {
      verified: { say: 'health.vital.journal.verified' },
      'verified-only': { say: 'health.vital.journal.verified-only' },
      never: { say: 'health.vital.journal.never', todo: 'health.vital.journal.neverDo' },
      unsealed: { say: 'health.vital.journal.unsealed', todo: 'health.vital.journal.unsealedDo' },
      faulty: { say: 'health.vital.journal.faulty', todo: 'health.vital.journal.faultyDo' },
    },
  },
}

/** The facts of a sentence as people read them, by what their names end in: `madeAt` is said as {{made}}. */
export const saidFacts = (
  facts: Vital['facts'],
  { relative, date, bytes, duration }: Times,
  now: number,
): Values =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const [, stem = name, kind = ''] = /^(.+?)(At|Day|Bytes|Minutes)$/.exec(name) ?? []
      if (value === null) return [stem, '–']
      switch (kind) {
        case 'At':
          return [stem, relative(String(value), now)]
        case 'Day':
          return [stem, date(String(value))]
        case 'Bytes':
          return [stem, bytes(Number(value))]
        case 'Minutes':
          return [stem, duration(Number(value))]
        default:
          return [stem, value]
      }
    }),
  )
