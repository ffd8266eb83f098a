import { clientApi } from '#contract/client/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { ChecklistItem } from '#contract/record/shape.ts'
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPhoneCall } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Section } from './Section.tsx'
import { isOpen, useRemember, type Ticket } from './ticket.ts'

/** What is to be done on this ticket, line by line. */
export const Checklist = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const [isAdding, setAdding] = useState(false)
  const { checklist } = ticket
  const mayAdd = isOpen(ticket) && ticket.actions.includes('edit')
  if (checklist.length === 0 && !mayAdd) return null
  const done = checklist.filter(({ doneAt }) => doneAt !== null).length
  return (
    <Section
      title={
        checklist.length === 0
          ? t('request.checklist.title')
          : `${t('request.checklist.title')} · ${t('request.checklist.progress', { done, all: checklist.length })}`
      }
      action={
        mayAdd && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={isAdding}
            onClick={() => setAdding(!isAdding)}
          >
            {t('request.checklist.add')}
          </Button>
        )
      }
    >
      {checklist.length === 0 && !isAdding && (
        <Text size="sm" c="dimmed">
          {t('request.checklist.none')}
        </Text>
      )}
      <Lines ticket={ticket} items={checklist} />
      {isAdding && <AddLine ticket={ticket} onDone={() => setAdding(false)} />}
    </Section>
  )
}

/** The compulsory lines that keep a move back, to be ticked in place. */
export const StillToTick = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const open = ticket.checklist.filter(({ isRequired, doneAt }) => isRequired && doneAt === null)
  if (open.length === 0) return null
  return (
    <Stack gap={6} mb="sm">
      <Text size="sm" fw={600}>
        {t('request.checklist.waiting')}
      </Text>
      <Lines ticket={ticket} items={open} />
    </Stack>
  )
}

const Lines = ({ ticket, items }: { ticket: Ticket; items: readonly ChecklistItem[] }) => {
  const remember = useRemember()
  // What was just clicked stands at once; the answer says whether it stays.
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({})
  const settle = (item: string) =>
    setWanted((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== item)))
  const check = useAction(recordApi.checkItem, {
    invalidates: [journalApi.ofRecord],
    onSuccess: (answer, { item }) => {
      remember(answer)
      settle(item)
    },
    onError: (_, { item }) => settle(item),
  })
  const isFixed = !isOpen(ticket) || !ticket.actions.includes('edit')
  const tick = (item: ChecklistItem, isDone: boolean, phone?: string) => {
    setWanted((before) => ({ ...before, [item.id]: isDone }))
    check.mutate({
      number: ticket.number,
      item: item.id,
      isDone,
      ...(phone === undefined ? {} : { phone }),
    })
  }
  return (
    <Stack gap={6}>
      {items.map((item) =>
        item.isIdentityCheck && item.doneAt === null ? (
          <CallBack
            key={item.id}
            ticket={ticket}
            item={item}
            isDisabled={isFixed || check.isPending}
            onCalled={(phone) => tick(item, true, phone)}
          />
        ) : (
          <Line
            key={item.id}
            item={item}
            isChecked={wanted[item.id] ?? item.doneAt !== null}
            isDisabled={isFixed}
            onTick={(isDone) => tick(item, isDone)}
          />
        ),
      )}
      <ProblemAlert error={check.error} />
    </Stack>
  )
}

interface LineProps {
  item: ChecklistItem
  isDisabled: boolean
}

const Line = ({
  item,
  isChecked,
  isDisabled,
  onTick,
}: LineProps & { isChecked: boolean; onTick: (isDone: boolean) => void }) => {
  const { t, say } = useWords()
  const { short } = useTime()
  const about = [
    ...(item.role === null ? [] : [t(`shell.role.${item.role}`)]),
    ...(item.isRequired ? [] : [t('request.checklist.optional')]),
    ...(item.phone === null ? [] : [t('request.checklist.called', { phone: item.phone })]),
    ...(item.doneAt === null
      ? []
      : [t('request.checklist.done', { who: item.doneBy ?? '', when: short(item.doneAt) })]),
  ]
  return (
    <Checkbox
      size="sm"
      label={say(item.label)}
      description={about.join(' · ')}
      checked={isChecked}
      disabled={isDisabled}
      onChange={({ currentTarget }) => onTick(currentTarget.checked)}
    />
  )
}

/** Who asks is called back at a number that was on file before he asked. */
const CallBack = (props: LineProps & { ticket: Ticket; onCalled: (phone: string) => void }) => {
  const { ticket, item, isDisabled, onCalled } = props
  const { t, say } = useWords()
  const person = useApi(
    personApi.read,
    { id: ticket.requesterId ?? '' },
    { enabled: ticket.requesterId !== null },
  )
  const client = useApi(clientApi.read, { id: ticket.clientId ?? '' }, { enabled: ticket.clientId !== null })
  const phones = [person.data?.phone, client.data?.phone].filter((phone) => typeof phone === 'string')
  const isKnown = !person.isLoading && !client.isLoading
  return (
    <div>
      <Text size="sm" fw={600}>
        {say(item.label)}
      </Text>
      <Group gap="xs" mt={4}>
        {[...new Set(phones)].map((phone) => (
          <Button
            key={phone}
            size="xs"
            variant="default"
            disabled={isDisabled}
            leftSection={<IconPhoneCall size={14} aria-hidden />}
            onClick={() => onCalled(phone)}
          >
            {t('request.checklist.call', { phone })}
          </Button>
        ))}
      </Group>
      {isKnown && phones.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('request.checklist.noNumber')}
        </Text>
      )}
    </div>
  )
}

const AddLine = ({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) => {
  const { t } = useWords()
  const remember = useRemember()
  const [label, setLabel] = useState('')
  const [isRequired, setRequired] = useState(false)
  const add = useAction(recordApi.addChecklistItem, {
    invalidates: [journalApi.ofRecord],
    onSuccess: (answer) => {
      remember(answer)
      onDone()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (label.trim() !== '')
          add.mutate({ number: ticket.number, label: { fr: label.trim() }, isRequired })
      }}
    >
      <Stack gap="xs" mt="xs">
        <TextInput
          size="xs"
          label={t('request.checklist.label')}
          data-autofocus
          autoFocus
          maxLength={200}
          value={label}
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
        />
        <Checkbox
          size="xs"
          label={t('request.checklist.required')}
          checked={isRequired}
          onChange={({ currentTarget }) => setRequired(currentTarget.checked)}
        />
        <ProblemAlert error={add.error} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={add.isPending} disabled={label.trim() === ''}>
            {t('request.checklist.save')}
          </Button>
          <Button size="xs" variant="subtle" onClick={onDone}>
            {t('request.checklist.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
