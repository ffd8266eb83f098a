import { recordApi } from '#contract/record/api.ts'
import { List, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useShortcuts } from '../platform/shortcuts.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { PhaseBadge } from '../ui/badges.tsx'
import { CallerField, type Caller } from './CallerField.tsx'
import { wholeNumberIn } from './pickers.tsx'
import { Section } from './Section.tsx'
import type { Ticket } from './ticket.ts'

/** Everyone else who called about the same trouble: typed by name or telephone, attached by Enter, and on to the next. */
export const Callers = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const canAttach = ticket.actions.includes('attach-caller')
  if (ticket.children.length === 0 && !canAttach) return null
  return (
    <Section
      title={t('record.caller.title')}
      action={
        ticket.children.length > 0 && (
          <Text size="xs" c="dimmed">
            {ticket.children.length}
          </Text>
        )
      }
    >
      {canAttach && <AttachCaller ticket={ticket} />}
      <List listStyleType="none" size="sm" spacing={4} mt={ticket.children.length > 0 ? 'xs' : 0}>
        {ticket.children.toReversed().map(({ number, clientName, requesterName, phase }) => (
          <List.Item key={number}>
            <TextLink inherit href={`/tickets/${number}`}>
              {number}
            </TextLink>{' '}
            {[requesterName, clientName].filter(Boolean).join(' · ')} <PhaseBadge phase={phase} />
          </List.Item>
        ))}
      </List>
    </Section>
  )
}

const AttachCaller = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [last, setLast] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const attach = useAction(recordApi.attachCaller, {
    invalidates: [[recordApi.read, { number: ticket.number }], recordApi.list],
    onSuccess: (child, { caller }) => {
      const known = 'requesterName' in child ? child.requesterName : null
      setLast(t('record.caller.attached', { name: known ?? caller ?? text, number: child.number }))
      setText('')
      field.current?.focus()
    },
  })
  useShortcuts([{ key: 'a', label: t('record.caller.attach'), run: () => field.current?.focus() }])
  const choose = (caller: Caller) => {
    if (caller.kind === 'person') setText(caller.person.name)
    attach.mutate({ number: ticket.number, ...identityOf(caller) })
  }
  return (
    <>
      <CallerField
        ref={field}
        size="xs"
        label={t('record.caller.attach')}
        placeholder={t('record.caller.label')}
        description={t('record.caller.help')}
        sayName={(typed) => {
          const number = wholeNumberIn(typed)
          return number === null
            ? t('incident.new.callerUnknown', { name: typed })
            : t('record.caller.attachTicket', { number })
        }}
        text={text}
        onText={setText}
        onChoose={choose}
      />
      <Text size="xs" c="dimmed" role="status" mt={last === null ? 0 : 4}>
        {last}
      </Text>
      <ProblemAlert error={attach.error} />
    </>
  )
}

/** A ticket that he has already, typed by its number; somebody on file; or just a name. */
const identityOf = (caller: Caller) => {
  if (caller.kind === 'person') return { requesterId: caller.person.id }
  const number = wholeNumberIn(caller.name)
  return number === null ? { caller: caller.name } : { ticket: number }
}
