import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput, Title, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconInfoCircle, IconLock, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { usePresence } from '../platform/live.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { DutyOf, dutyIn } from '../duty/DutyOf.tsx'
import { MadeBy, recurrenceIn } from '../recurrence/MadeBy.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { HeldBadge, MajorBadge, PhaseBadge, PriorityBadge } from '../ui/badges.tsx'
import { Initials } from '../ui/person-name.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import style from './record.module.css'
import type { Ticket } from './ticket.ts'
import type { Edit } from './use-edit.ts'
import { useGrid } from './use-grid.ts'

/** What it is, how grave, how far, for whom, since when, and who else is here. */
export const Header = ({ ticket, edit }: { ticket: Ticket; edit: Edit }) => {
  const { say } = useWords()
  return (
    <header>
      <div className={style['titleRow']}>
        <TitleField ticket={ticket} edit={edit} />
        <div className={style['badges']}>
          {ticket.isMajor && <MajorBadge />}
          {ticket.kind !== 'ECH' && ticket.kind !== 'CHG' && <PriorityWhy ticket={ticket} />}
          <HeldBadge held={ticket.held} />
          {ticket.heldUntil !== null && <Until at={ticket.heldUntil} />}
          <PhaseBadge phase={ticket.phase} label={say(ticket.step.label)} />
          <Presence number={ticket.number} />
        </div>
      </div>
      <Under ticket={ticket} />
    </header>
  )
}

const Until = ({ at }: { at: string }) => {
  const { t } = useWords()
  const { short, exact } = useTime()
  return (
    <Text span size="sm" c="dimmed" title={exact(at)}>
      {t('record.page.heldUntil', { when: short(at) })}
    </Text>
  )
}

const TitleField = ({ ticket, edit }: { ticket: Ticket; edit: Edit }) => {
  const { t } = useWords()
  const [draft, setDraft] = useState<string | null>(null)
  const [from, setFrom] = useState(ticket)
  const save = () => {
    const title = draft?.trim() ?? ''
    if (title !== '' && title !== from.title) edit.edit({ title }, from)
    setDraft(null)
  }
  if (draft !== null) {
    return (
      <form
        style={{ flex: '1 1 20rem' }}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Group gap="xs" wrap="nowrap">
          <TextInput
            ref={focusAtOnce}
            flex={1}
            aria-label={t('record.page.titleField')}
            maxLength={300}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
          />
          <Button type="submit">{t('record.edit.save')}</Button>
          <Button variant="subtle" onClick={() => setDraft(null)}>
            {t('record.edit.cancel')}
          </Button>
        </Group>
      </form>
    )
  }
  return (
    <div className={style['heading']}>
      <Title order={1} className={style['title'] ?? ''}>
        <span className={style['number']}>{ticket.number}</span>
        {ticket.title}
      </Title>
      {ticket.actions.includes('edit') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('record.page.editTitle')}
          onClick={() => {
            setFrom(ticket)
            setDraft(ticket.title)
          }}
        >
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  )
}

/** Who pressed the pencil wants to type. */
const focusAtOnce = (input: HTMLInputElement | null) => input?.focus()

const Under = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { exact } = useTime()
  const who = ticket.requesterName ?? ticket.caller
  const told = ticket.kind === 'INC' ? 'record.page.reported' : 'record.page.asked'
  const made = recurrenceIn(ticket.facts)
  const duty = dutyIn(ticket.facts)
  const isOlder = new Date(ticket.recordedAt).getTime() - new Date(ticket.occurredAt).getTime() > 120_000
  return (
    <div className={style['under']}>
      {ticket.clientId === null ? (
        <span>{t('record.page.ownTicket')}</span>
      ) : (
        <TextLink href={`/clients/${ticket.clientId}`} inherit>
          {ticket.clientName ?? ''}
        </TextLink>
      )}
      {ticket.serviceName !== null && <span>· {ticket.serviceName}</span>}
      {duty === null ? (
        <span>
          · {t(told, { when: '' }).trim()} {who !== null && `${t('record.page.byWhom', { name: who })} `}
          <Ago at={ticket.recordedAt} />, {t(`record.by.${ticket.channel}`)}
        </span>
      ) : (
        <DutyOf {...duty} />
      )}
      {made !== null && <MadeBy {...made} />}
      {isOlder && (
        <span title={exact(ticket.occurredAt)}>
          · {t('record.page.occurred', { when: '' }).trim()} <Ago at={ticket.occurredAt} />
        </span>
      )}
      {ticket.reopened > 0 && <span>· {t('record.page.reopened', { count: ticket.reopened })}</span>}
      {ticket.isConfidential && (
        <ToneBadge tone="neutral" icon={<IconLock aria-hidden />}>
          {t('record.page.confidential')}
        </ToneBadge>
      )}
    </div>
  )
}

/** The priority, and by which version of what it is so. */
const PriorityWhy = ({ ticket }: { ticket: Ticket }) => {
  const { t, say } = useWords()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const grid = useGrid(ticket.judgedBy.grid?.versionId)
  const { judgedBy, priority, urgency, impact } = ticket
  const known = grid?.priorities.find(({ value }) => value === priority)
  const named = (axis: 'urgencies' | 'impacts', value: number | null) => {
    const level = grid?.[axis].find((one) => one.value === value)
    return level === undefined ? '?' : say(level.label).toLowerCase()
  }
  const byGrid =
    priority === null
      ? t('record.priority.byGridUnknown')
      : t('record.priority.byGrid', {
          number: judgedBy.grid?.number ?? '?',
          impact: named('impacts', impact),
          urgency: named('urgencies', urgency),
        })
  const pinned = [
    { text: t('record.priority.procedure', { number: judgedBy.procedure.number }), ...judgedBy.procedure },
    ...(judgedBy.grid === null
      ? []
      : [{ text: t('record.priority.grid', { number: judgedBy.grid.number }), ...judgedBy.grid }]),
    ...(judgedBy.levels === null
      ? []
      : [{ text: t('record.priority.levels', { number: judgedBy.levels.number }), ...judgedBy.levels }]),
  ]
  return (
    <Popover opened={isOpen} onChange={close} width={320} position="bottom-end">
      <Popover.Target>
        <button
          type="button"
          className={style['inplace']}
          style={{ margin: 0, padding: 2 }}
          data-always
          onClick={toggle}
          aria-expanded={isOpen}
          aria-label={`${known === undefined ? t('shell.priority.none') : say(known.label)} – ${t('record.priority.why')}`}
        >
          <PriorityBadge priority={priority} {...(known === undefined ? {} : { label: say(known.label) })} />
          <IconInfoCircle size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm">
            {ticket.priorityReason === null
              ? byGrid
              : t('record.priority.overridden', { reason: ticket.priorityReason })}
          </Text>
          {known?.inform !== undefined && (
            <Text size="sm">{t('record.priority.inform', { rhythm: say(known.inform).toLowerCase() })}</Text>
          )}
          {pinned.map(({ text, isProposition }) => (
            <Text key={text} size="xs" c="dimmed">
              {text}
              {isProposition && ` – ${t('record.priority.proposition').toLowerCase()}`}
            </Text>
          ))}
          <Text size="xs" c="dimmed">
            {judgedBy.agreement === null
              ? t('record.priority.noAgreement')
              : t('record.priority.agreement', { number: judgedBy.agreement.number })}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

const Presence = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { person } = useSession()
  const others = usePresence(number, person.id)
  return (
    <span role="status" className={style['badges']}>
      {others.map(({ id, name }) => (
        <Tooltip key={id} label={t('record.page.present', { name })}>
          <span aria-label={t('record.page.present', { name })} role="img">
            <Initials name={name} size={26} />
          </span>
        </Tooltip>
      ))}
    </span>
  )
}
