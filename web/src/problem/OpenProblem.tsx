import { problemApi } from '#contract/problem/api.ts'
import { Button } from '@mantine/core'
import { useGo } from '../platform/address.ts'
import { sentenceOf } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import type { Ticket } from '../record/ticket.ts'
import { outdatedByProblem } from './use-problem.ts'

/** One click on an incident: the problem takes its title, client, service and items. */
export const OpenProblem = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const go = useGo()
  const open = useAction(problemApi.open, {
    invalidates: outdatedByProblem,
    onSuccess: ({ number }) => {
      void notify(t('problem.incidents.opened', { number }))
      go(`/tickets/${number}`)
    },
    onError: (error) => void notify(sentenceOf(error), 'failed'),
  })
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={open.isPending}
      onClick={() => open.mutate({ title: ticket.title, incidents: [ticket.number] })}
    >
      {t('problem.incidents.openFrom')}
    </Button>
  )
}
