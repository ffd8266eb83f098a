import type { Filling } from '#contract/reply/fill.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import type { Ticket } from '../record/ticket.ts'

/** What the ticket says in the places of a canned answer. */
export const useFilling = (ticket: Ticket): Filling => {
  const { person, provider } = useSession()
  const { short } = useTime()
  return {
    requester: ticket.requesterName ?? '',
    client: ticket.clientName ?? '',
    number: ticket.number,
    title: ticket.title,
    service: ticket.serviceName ?? '',
    due: ticket.dueResolutionAt === null ? '' : short(ticket.dueResolutionAt),
    agent: person.name,
    provider: provider.name,
    phone: provider.phone ?? '',
  }
}
