import { changeApi } from '#contract/change/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Button } from '@mantine/core'
import { useGo } from '../platform/address.ts'
import { sentenceOf } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import type { Ticket } from '../record/ticket.ts'
import { outdated } from './use-change.ts'

/** One click on a request: the change takes its title, client, service, requester and items, and the request waits for it. */
export const RequalifyRequest = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const go = useGo()
  const requalify = useAction(changeApi.requalify, {
    invalidates: [...outdated, recordApi.list],
    onSuccess: ({ number }) => {
      void notify(t('change.requalified', { number }))
      go(`/tickets/${number}`)
    },
    onError: (error) => void notify(sentenceOf(error), 'failed'),
  })
  if (!ticket.actions.includes('requalify-as-change')) return null
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={requalify.isPending}
      onClick={() => requalify.mutate({ number: ticket.number })}
    >
      {t('change.requalify')}
    </Button>
  )
}
