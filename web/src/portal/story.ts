import type { JournalEntry } from '#contract/journal/api.ts'
import type { WordsInUse } from '../platform/words.ts'

type Data = JournalEntry['data']

interface Told {
  t: WordsInUse['t']
  when: (instant: string) => string
  requesterId: string | null
}

export const textIn = (data: Data, name: string): string | null => {
  const value = data?.[name]
  return typeof value === 'string' ? value : null
}

const numberIn = (data: Data, name: string): number => {
  const value = data?.[name]
  return typeof value === 'number' ? value : 0
}

/** What an entry of the journal tells a client or a supplier; null: nothing that concerns them. */
export const sentenceOf = (
  entry: JournalEntry,
  before: JournalEntry | undefined,
  told: Told,
): string | null => {
  const { t } = told
  const name = entry.actor?.name ?? t('portal.demand.us')
  const { data } = entry
  switch (entry.event) {
    case 'record.created':
      return entry.actor?.id === told.requesterId
        ? t('portal.story.reported', { name })
        : t('portal.story.reportedByUs')
    case 'record.moved':
      return moveSentence(entry, name, t)
    case 'record.held':
      return heldSentence(data, told)
    case 'record.resumed':
      return t('portal.story.resumed')
    case 'record.resolved':
      return t('portal.story.solved')
    case 'record.reopened':
      return textIn(before?.data ?? null, 'move') === 'not-yet' ? null : t('portal.story.reopened')
    case 'record.ended':
      return textIn(data, 'phase') === 'cancelled' ? t('portal.story.cancelled') : t('portal.story.closed')
    case 'record.declared-major':
      return t('portal.story.major')
    case 'record.attached':
      return t('portal.story.attached', { name, file: textIn(data, 'name') ?? '' })
    case 'record.rated':
      return t('portal.story.rated', { name, rating: numberIn(data, 'rating') })
    case 'record.merged':
      return t('portal.story.merged')
    case 'record.handed-over': {
      const reference = textIn(data, 'reference')
      return reference === null ? t('portal.story.handed') : t('portal.story.handedWith', { reference })
    }
    case 'record.taken-back':
      return t('portal.story.takenBack')
    default:
      return null
  }
}

const moveSentence = ({ data }: JournalEntry, name: string, t: Told['t']): string | null => {
  const isForThem = typeof data?.['onBehalfOf'] === 'object' && data['onBehalfOf'] !== null
  switch (textIn(data, 'move')) {
    case 'record':
    case 'classify':
      return t('portal.story.taken')
    case 'escalate':
      return t('portal.story.specialist')
    case 'delegate-supplier':
      return t('portal.story.toSupplier')
    case 'report-result':
      return t('portal.story.fromSupplier')
    case 'solution-found':
      return t('portal.story.found')
    case 'settled':
      return isForThem ? t('portal.story.settledByUs') : t('portal.story.settled', { name })
    case 'not-yet':
      return t('portal.story.notYet', { name })
    case 'accept':
    case 'approve':
      return t('portal.story.approved', { name })
    case 'refuse':
      return t('portal.story.refused', { name })
    default:
      return null
  }
}

const heldSentence = (data: Data, { t, when }: Told): string => {
  const until = textIn(data, 'until')
  switch (textIn(data, 'reason')) {
    case 'client':
      return t('portal.story.heldClient')
    case 'supplier':
      return t('portal.story.heldSupplier')
    case 'hardware':
      return t('portal.story.heldHardware')
    default:
      return t('portal.story.heldDate', { when: until === null ? '' : when(until) })
  }
}
