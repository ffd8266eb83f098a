import { Button, Collapse, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { DueTime } from '../ui/times.tsx'
import { ToneText } from '../ui/tone-badge.tsx'
import { Explanation } from './Explanation.tsx'
import style from './record.module.css'
import { Section } from './Section.tsx'
import type { Ticket } from './ticket.ts'

/** When somebody must have answered and restored, and why then. */
export const Clocks = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const [isOpen, { toggle }] = useDisclosure(false)
  const hasDue = ticket.dueResponseAt !== null || ticket.dueResolutionAt !== null
  return (
    <Section title={t('record.clock.title')}>
      <Stack gap={4}>
        <Response ticket={ticket} />
        <Resolution ticket={ticket} />
        {ticket.priority === null && (
          <Text size="xs" c="dimmed">
            {t('record.clock.noPriority')}
          </Text>
        )}
      </Stack>
      <Button
        variant="subtle"
        size="compact-xs"
        mt={6}
        ml={-8}
        onClick={toggle}
        aria-expanded={isOpen}
        rightSection={
          isOpen ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />
        }
      >
        {isOpen ? t('record.clock.hide') : t(hasDue ? 'record.clock.why' : 'record.clock.whyNot')}
      </Button>
      <Collapse expanded={isOpen}>
        <div style={{ paddingTop: 6 }}>{isOpen && <Explanation number={ticket.number} />}</div>
      </Collapse>
    </Section>
  )
}

const Response = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { respondedAt, dueResponseAt } = ticket
  return (
    <Line label={t('record.clock.response')} due={respondedAt === null ? dueResponseAt : null}>
      {respondedAt === null ? (
        <Due at={dueResponseAt} ticket={ticket} />
      ) : (
        <Done at={respondedAt} due={dueResponseAt} words={['record.clock.done', 'record.clock.doneLate']} />
      )}
    </Line>
  )
}

const Resolution = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { resolvedAt, dueResolutionAt } = ticket
  return (
    <Line label={t('record.clock.resolution')} due={resolvedAt === null ? dueResolutionAt : null}>
      {resolvedAt === null ? (
        <Due at={dueResolutionAt} ticket={ticket} />
      ) : (
        <Done
          at={resolvedAt}
          due={dueResolutionAt}
          words={['record.clock.restored', 'record.clock.restoredLate']}
        />
      )}
    </Line>
  )
}

const Due = ({ at, ticket }: { at: string | null; ticket: Ticket }) => {
  const { t } = useWords()
  const isPaused = ticket.held === 'client'
  if (at === null && isPaused) return <ToneText tone="caution">{t('record.clock.paused')}</ToneText>
  if (at === null) return <ToneText tone="neutral">{t('record.clock.none')}</ToneText>
  return <DueTime at={at} isPaused={isPaused} />
}

const Done = ({ at, due, words }: DoneProps) => {
  const { t } = useWords()
  const { relative, exact } = useTime()
  const isLate = due !== null && new Date(at).getTime() > new Date(due).getTime()
  return (
    <span title={exact(at)}>
      <ToneText tone={isLate ? 'danger' : 'success'}>
        {t(words[isLate ? 1 : 0], { when: relative(at) })}
      </ToneText>
    </span>
  )
}

interface DoneProps {
  at: string
  due: string | null
  words:
    | readonly ['record.clock.done', 'record.clock.doneLate']
    | readonly ['record.clock.restored', 'record.clock.restoredLate']
}

const Line = ({ label, due, children }: { label: string; due: string | null; children: ReactNode }) => {
  const { t } = useWords()
  const { short } = useTime()
  return (
    <div className={style['clock']}>
      <span>{label}</span>
      <span>{children}</span>
      {due !== null && <small>{t('record.clock.before', { when: short(due) })}</small>}
    </div>
  )
}
