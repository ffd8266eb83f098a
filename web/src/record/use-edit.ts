import type { InputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { useRef, useState } from 'react'
import { isProblem } from '../platform/api.ts'
import { currentOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useRemember, type Ticket } from './ticket.ts'

export type Change = Omit<InputOf<typeof recordApi.edit>, 'number' | 'version' | 'affected' | 'canWork'>
export type EditField = keyof Change

/** Both changed the same field: neither is lost, somebody chooses. */
export interface EditConflict {
  error: Error
  change: Change
  theirs: Ticket
}

/** Edits a ticket. What a colleague changed meanwhile elsewhere on it does no harm; the same field is asked about. */
export const useEdit = (ticket: Ticket, onDone?: () => void) => {
  const remember = useRemember()
  const [conflict, setConflict] = useState<EditConflict | null>(null)
  const base = useRef(ticket)
  const action = useAction(recordApi.edit, {
    invalidates: [recordApi.list, recordApi.mine, journalApi.ofRecord, recordApi.explain],
    onSuccess: (answer) => {
      remember(answer)
      setConflict(null)
      onDone?.()
    },
    onError: (error, input) => {
      const change = changeIn(input)
      const theirs: unknown = currentOf(error)
      if (!isWhole(theirs)) return
      if (isDisputed(change, base.current, theirs)) setConflict({ error, change, theirs })
      else send(change, theirs.version)
    },
  })
  const send = (change: Change, version: number) =>
    action.mutate({ ...change, number: ticket.number, version })
  return {
    /** `from`: what stood there when the editing began, where that took a while. */
    edit: (change: Change, from: Ticket = ticket) => {
      base.current = from
      send(change, from.version)
    },
    isPending: action.isPending,
    error: isProblem(action.error, 'stale_version') ? null : action.error,
    conflict,
    /** What was chosen, field by field, goes over the version that is current now. */
    settle: (chosen: Readonly<Record<string, unknown>>, version: number) => {
      const change: unknown = { ...conflict?.change, ...chosen }
      if (isChange(change)) send(change, version)
    },
    dismiss: () => {
      if (conflict !== null) remember(conflict.theirs)
      setConflict(null)
    },
  }
}

export type Edit = ReturnType<typeof useEdit>

/** What was edited, without what says where and from when. */
const changeIn = (input: InputOf<typeof recordApi.edit>): Change =>
  Object.fromEntries(Object.entries(input).filter(([name]) => editFields.some((field) => field === name)))

/** What the conflict carries is the ticket as it stands. */
const isWhole = (value: unknown): value is Ticket =>
  typeof value === 'object' && value !== null && 'judgedBy' in value

/** Values of the fields that were edited here: mine, or those of the ticket. */
const isChange = (value: unknown): value is Change =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).every((name) => editFields.some((field) => field === name))

const isDisputed = (change: Change, before: Ticket, theirs: Ticket): boolean =>
  editFields.some(
    (field) => field in change && theirs[field] !== before[field] && theirs[field] !== change[field],
  )

const editFields = [
  'title',
  'description',
  'clientId',
  'serviceId',
  'categoryId',
  'requesterId',
  'caller',
  'assigneeId',
  'teamId',
  'urgency',
  'impact',
  'channel',
  'occurredAt',
  'isConfidential',
] as const satisfies readonly EditField[]
