import { recordApi } from '#contract/record/api.ts'
import { LinkKind } from '#contract/record/shape.ts'
import { Button, Group, List, Select, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { RequalifyRequest } from '../change/RequalifyRequest.tsx'
import { OpenProblem } from '../problem/OpenProblem.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { PhaseBadge } from '../ui/badges.tsx'
import { numberIn, TicketPicker } from './pickers.tsx'
import { Section } from './Section.tsx'
import { useRemember, type Ticket } from './ticket.ts'

/** What else this has to do with. */
export const Links = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const [isAdding, { toggle, close }] = useDisclosure(false)
  return (
    <Section
      title={t('record.link.title')}
      action={
        ticket.actions.includes('link') && (
          <Group gap={4} wrap="nowrap">
            <RequalifyRequest ticket={ticket} />
            {ticket.kind === 'INC' && <OpenProblem ticket={ticket} />}
            <Button variant="subtle" size="compact-xs" onClick={toggle} aria-expanded={isAdding}>
              {t('record.link.add')}
            </Button>
          </Group>
        )
      }
    >
      {ticket.parent !== null && (
        <Text size="sm">
          <TextLink inherit href={`/tickets/${ticket.parent}`}>
            {t('record.page.parent', { number: ticket.parent })}
          </TextLink>
        </Text>
      )}
      {ticket.links.length === 0 && ticket.parent === null && !isAdding && (
        <Text size="sm" c="dimmed">
          {t('record.link.none')}
        </Text>
      )}
      <List listStyleType="none" size="sm" spacing={4}>
        {ticket.links.map(({ kind, number, title, phase, isOutgoing }) => (
          <List.Item key={`${kind} ${number}`}>
            <Text span size="xs" c="dimmed">
              {t(isOutgoing ? `record.link.out.${kind}` : `record.link.in.${kind}`)}{' '}
            </Text>
            <TextLink inherit href={`/tickets/${number}`}>
              {number}
            </TextLink>{' '}
            {title} <PhaseBadge phase={phase} />
          </List.Item>
        ))}
      </List>
      {isAdding && <AddLink ticket={ticket} onDone={close} />}
    </Section>
  )
}

const AddLink = ({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) => {
  const { t } = useWords()
  const remember = useRemember()
  const [kind, setKind] = useState<(typeof LinkKind.options)[number]>('related-to')
  const [to, setTo] = useState('')
  const link = useAction(recordApi.link, {
    onSuccess: (answer) => {
      remember(answer)
      onDone()
    },
  })
  const number = numberIn(to)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (number !== null) link.mutate({ number: ticket.number, to: number, kind })
      }}
    >
      <Stack gap="xs" mt="xs">
        <Select
          size="xs"
          label={t('record.link.kind')}
          allowDeselect={false}
          value={kind}
          data={LinkKind.options.map((one) => ({ value: one, label: t(`record.link.out.${one}`) }))}
          onChange={(given) => setKind(LinkKind.options.find((one) => one === given) ?? 'related-to')}
        />
        <TicketPicker label={t('record.link.to')} value={to} onChange={setTo} except={ticket.number} />
        <ProblemAlert error={link.error} />
        <Group gap="xs">
          <Button type="submit" size="xs" disabled={number === null} loading={link.isPending}>
            {t('record.link.save')}
          </Button>
          <Button size="xs" variant="subtle" onClick={onDone}>
            {t('record.edit.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
