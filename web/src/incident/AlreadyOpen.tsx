import { recordApi } from '#contract/record/api.ts'
import { Button, Kbd, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useEffectEvent } from 'react'
import { useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { asHtml } from '../record/plain-text.ts'
import { SimilarLine } from '../record/SimilarTickets.tsx'
import { afterReport, type Draft } from './draft.ts'
import style from './new-ticket.module.css'

/** Open tickets that look like what is being typed: one key attaches the caller to one of them instead. */
export const AlreadyOpen = ({ draft }: { draft: Draft }) => {
  const { t } = useWords()
  const go = useGo()
  const [title] = useDebouncedValue(draft.title.trim(), 250)
  const { data } = useApi(
    recordApi.similar,
    {
      title,
      ...(draft.serviceId === null ? {} : { service: draft.serviceId }),
      ...(draft.clientId === null ? {} : { client: draft.clientId }),
    },
    { enabled: title.length > 3, keepsPrevious: true },
  )
  const attach = useAction(recordApi.attachCaller, {
    invalidates: afterReport,
    onSuccess: ({ number }) => {
      void notify(t('record.caller.attached', { name: draft.callerText, number }))
      go(`/tickets/${number}`)
    },
  })
  const items = title.length > 3 ? (data?.items ?? []).filter(({ number }) => number.startsWith('INC')) : []
  const hasCaller = draft.requester !== null || draft.clientId !== null || draft.callerText.trim() !== ''
  const take = (number: string) =>
    attach.mutate({
      number,
      ...(draft.requester === null ? {} : { requesterId: draft.requester.id }),
      ...(draft.clientId === null ? {} : { clientId: draft.clientId }),
      ...(draft.requester === null && draft.callerText.trim() !== ''
        ? { caller: draft.callerText.trim() }
        : {}),
      ...(draft.description.trim() === '' ? {} : { note: asHtml(draft.description) }),
    })
  const press = useEffectEvent((event: KeyboardEvent) => {
    const item = event.altKey ? items[Number(/^Digit([1-6])$/.exec(event.code)?.[1]) - 1] : undefined
    if (item === undefined || !hasCaller) return
    event.preventDefault()
    take(item.number)
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
  if (draft.kind === 'REQ' || items.length === 0) return null
  return (
    <section className={style['similar']} aria-live="polite">
      <Title order={2} size="h5">
        {t('incident.new.similar')}
      </Title>
      <Text size="xs" c="dimmed">
        {t('incident.new.similarText')}
      </Text>
      <ProblemAlert error={attach.error} />
      <ol>
        {items.map((item, at) => (
          <li key={item.number}>
            <div>
              <SimilarLine item={item} />
            </div>
            <Button
              size="compact-sm"
              variant="light"
              disabled={!hasCaller}
              loading={attach.isPending && attach.variables.number === item.number}
              rightSection={<Kbd size="xs">{t('incident.new.attachKey', { digit: at + 1 })}</Kbd>}
              onClick={() => take(item.number)}
            >
              {t('incident.new.attach')}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  )
}
