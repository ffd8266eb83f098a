import { replyApi } from '#contract/reply/api.ts'
import { fillReply } from '#contract/reply/fill.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import type { Ticket } from '../record/ticket.ts'
import { ChoiceDialog } from '../ui/choice-dialog.tsx'
import { useFilling } from './use-filling.ts'

/** A canned answer, filled in for this ticket. */
export const InsertReply = ({ ticket, onInsert, onClose }: InsertReplyProps) => {
  const { t, say } = useWords()
  const filling = useFilling(ticket)
  const { data } = useApi(replyApi.list, ticket.serviceId === null ? {} : { service: ticket.serviceId })
  const replies = (data?.items ?? []).filter(
    ({ serviceId }) => serviceId === null || serviceId === ticket.serviceId,
  )
  const choose = (id: string) => {
    const reply = replies.find((one) => one.id === id)
    if (reply !== undefined) onInsert(fillReply(say(reply.body), filling))
  }
  return (
    <ChoiceDialog
      title={t('reply.find')}
      nothing={t('reply.none')}
      choices={replies.map(({ id, name, body }) => ({ value: id, label: name, text: plainOf(say(body)) }))}
      onChoose={choose}
      onClose={onClose}
    />
  )
}

interface InsertReplyProps {
  ticket: Ticket
  onInsert: (html: string) => void
  onClose: () => void
}

const plainOf = (html: string): string => new DOMParser().parseFromString(html, 'text/html').body.textContent
