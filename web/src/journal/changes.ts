import type { FieldName } from '../record/move-fields.ts'
import type { Telling } from './telling.ts'

type Fields = Readonly<Record<string, unknown>>

/** What an edit changed. Taking and handing on, the most frequent, have sentences of their own. */
export const changesIn = (
  { before, after }: { before: Fields; after: Fields },
  telling: Telling,
): readonly string[] => {
  const { t, who, actorId, names } = telling
  const assignee = after['assignee_id']
  const isAssigned = 'assignee_id' in after
  const assigned = !isAssigned
    ? []
    : typeof assignee !== 'string'
      ? [t('journal.say.unassigned', { who })]
      : assignee === actorId
        ? [t('journal.say.took', { who })]
        : [t('journal.say.assigned', { who, name: names.person(assignee) ?? t('journal.someone') })]
  const others = Object.keys(after).filter((column) => column !== 'assignee_id')
  if (others.length === 0) return assigned
  const changes = others.map((column) => changeOf(column, before[column], after[column], telling))
  return [...assigned, t('journal.say.edited', { who, changes: changes.join(', ') })]
}

const changeOf = (column: string, before: unknown, after: unknown, telling: Telling): string => {
  const { t } = telling
  const name = fields[column]
  const field = (name === undefined ? column : t(`record.field.${name}`)).toLowerCase()
  if (column === 'description') return t('journal.say.changeText', { field })
  return t('journal.say.change', {
    field,
    before: valueOf(column, before, telling),
    after: valueOf(column, after, telling),
  })
}

const valueOf = (column: string, value: unknown, { t, names, times, level }: Telling): string => {
  if (value === null || value === undefined || value === '') return t('journal.unchanged')
  if (typeof value === 'boolean') return t(value ? 'error.yes' : 'error.no')
  if (column === 'urgency') return level('urgencies', value)
  if (column === 'impact') return level('impacts', value)
  if (typeof value === 'number') return column === 'priority' ? `P${value}` : String(value)
  if (typeof value !== 'string') return '…'
  const text = value
  switch (column) {
    case 'client_id':
      return names.client(text) ?? '…'
    case 'service_id':
      return names.service(text) ?? '…'
    case 'category_id':
      return names.category(text) ?? '…'
    case 'team_id':
      return names.team(text) ?? '…'
    case 'requester_id':
      return names.person(text) ?? t('journal.someone')
    case 'occurred_at':
      return times.short(text)
    default:
      return text
  }
}

/** The journal keeps columns; people read names. */
const fields: Readonly<Record<string, FieldName>> = {
  title: 'title',
  description: 'description',
  client_id: 'clientId',
  service_id: 'serviceId',
  category_id: 'categoryId',
  requester_id: 'requesterId',
  caller: 'caller',
  team_id: 'teamId',
  urgency: 'urgency',
  impact: 'impact',
  priority: 'priority',
  channel: 'channel',
  occurred_at: 'occurredAt',
  is_confidential: 'isConfidential',
}
