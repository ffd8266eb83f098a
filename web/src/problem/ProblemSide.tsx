import { problemApi } from '#contract/problem/api.ts'
import { Anchor, Button, Collapse, Group, List, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { addressOf } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { numberIn, TicketPicker } from '../record/pickers.tsx'
import style from '../record/record.module.css'
import { Section } from '../record/Section.tsx'
import type { Ticket } from '../record/ticket.ts'
import { TextLink } from '../ui/app-link.tsx'
import { PhaseBadge } from '../ui/badges.tsx'
import { DueTime } from '../ui/times.tsx'
import { ToneText } from '../ui/tone-badge.tsx'
import { ChangeLevel } from './change-level.tsx'
import { LevelBadge } from './level-badge.tsx'
import { UnlinkIncident } from './unlink-incident.tsx'
import { outdatedByProblem, useProblem, type Problem } from './use-problem.ts'

/** Beside a problem: how grave, by when, whether its solution holds, and which incidents it causes. */
export const ProblemSide = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { data, error } = useProblem(ticket.number)
  if (data === undefined) return <ProblemAlert error={error} />
  return (
    <>
      <Level problem={data} />
      {data.verification !== null && <Watch verification={data.verification} />}
      <Incidents problem={data} />
      <Section title={t('problem.report.title')}>
        <Anchor
          size="sm"
          href={addressOf(problemApi.report, { number: ticket.number })}
          download
          style={{ display: 'inline-flex', alignItems: 'center', gap: 6, minHeight: 24 }}
        >
          <IconFileTypePdf size={16} aria-hidden />
          {t('problem.report.button')}
        </Anchor>
      </Section>
    </>
  )
}

const Level = ({ problem }: { problem: Problem }) => {
  const { t, say } = useWords()
  const { date } = useTime()
  const [isOpen, { toggle }] = useDisclosure(false)
  const { level, levelText, levelVersion, origin, causeCategory, reviewOn } = problem
  return (
    <Section title={t('problem.level.title')}>
      <Stack gap={4}>
        <Group gap="xs">
          <LevelBadge level={level} {...(levelText === null ? {} : { label: say(levelText.label) })} />
        </Group>
        {level === null ? (
          <Text size="xs" c="dimmed">
            {t('problem.level.noDelay')}
          </Text>
        ) : (
          <>
            <Delay
              label={t('problem.level.analysis')}
              dueAt={problem.analysisDueAt}
              doneAt={problem.analysisBegunAt}
              done="problem.level.begun"
            />
            <Delay
              label={t('problem.level.cause')}
              dueAt={problem.causeDueAt}
              doneAt={problem.causeFoundAt}
              done="problem.level.found"
            />
          </>
        )}
        {reviewOn !== null && (
          <ToneText tone="caution">{t('problem.level.review', { date: date(reviewOn) })}</ToneText>
        )}
        <Text size="xs" c="dimmed">
          {t(`problem.origin.${origin}`)}
          {causeCategory !== null && ` · ${t(`problem.category.${causeCategory}`)}`}
        </Text>
        {problem.actions.includes('reclassify') && <ChangeLevel problem={problem} />}
      </Stack>
      {levelText !== null && (
        <>
          <Button variant="subtle" size="compact-xs" mt={6} ml={-8} onClick={toggle} aria-expanded={isOpen}>
            {t('problem.level.why')}
          </Button>
          <Collapse expanded={isOpen}>
            {isOpen && (
              <Stack gap={4} pt={6}>
                <List size="xs">
                  {levelText.criteria.map((words) => (
                    <List.Item key={words.fr}>{say(words)}</List.Item>
                  ))}
                </List>
                <Text size="xs">{say(levelText.approach)}</Text>
                {levelVersion !== null && (
                  <Text size="xs" c="dimmed">
                    {t('problem.level.version', { number: levelVersion.number })}
                    {levelVersion.isProposition && ` – ${t('problem.level.proposition')}`}
                  </Text>
                )}
              </Stack>
            )}
          </Collapse>
        </>
      )}
    </Section>
  )
}

interface DelayProps {
  label: string
  dueAt: string | null
  doneAt: string | null
  done: 'problem.level.begun' | 'problem.level.found'
}

const Delay = ({ label, dueAt, doneAt, done }: DelayProps) => {
  const { t } = useWords()
  const { relative, exact, short } = useTime()
  const isLate = doneAt !== null && dueAt !== null && new Date(doneAt).getTime() > new Date(dueAt).getTime()
  return (
    <div className={style['clock']}>
      <span>{label}</span>
      <span>
        {doneAt === null ? (
          <DueTime at={dueAt} />
        ) : (
          <span title={exact(doneAt)}>
            <ToneText tone={isLate ? 'danger' : 'success'}>{t(done, { when: relative(doneAt) })}</ToneText>
          </span>
        )}
      </span>
      {doneAt === null && dueAt !== null && (
        <small>{t('problem.level.before', { when: short(dueAt) })}</small>
      )}
    </div>
  )
}

const Watch = ({ verification }: { verification: NonNullable<Problem['verification']> }) => {
  const { t } = useWords()
  const { date } = useTime()
  const { from, until, recurrences } = verification
  const now = useNow()
  const isOver = new Date(until).getTime() <= now
  return (
    <Section title={t('problem.watch.title')}>
      <Stack gap={4}>
        <ToneText tone={recurrences.length > 0 ? 'danger' : isOver ? 'success' : 'information'}>
          {t(isOver ? 'problem.watch.over' : 'problem.watch.until', { date: date(until.slice(0, 10)) })}
        </ToneText>
        <Text size="sm" role="status">
          {recurrences.length === 0
            ? t('problem.watch.calm', { date: date(from.slice(0, 10)) })
            : t('problem.watch.recurred', { count: recurrences.length })}
        </Text>
        {recurrences.length > 0 && (
          <Lines>
            {recurrences.map(({ number, title, reasons }) => (
              <List.Item key={number}>
                <TextLink inherit href={`/tickets/${number}`}>
                  {number}
                </TextLink>{' '}
                {title}
                <Text size="xs" c="dimmed" component="div">
                  {reasons.map((reason) => t(`problem.watch.reason.${reason}`)).join(' · ')}
                </Text>
              </List.Item>
            ))}
          </Lines>
        )}
      </Stack>
    </Section>
  )
}

const Lines = ({ children }: { children: ReactNode }) => (
  <List listStyleType="none" size="sm" spacing={6}>
    {children}
  </List>
)

const Incidents = ({ problem }: { problem: Problem }) => {
  const { t } = useWords()
  const [isAdding, { toggle, close }] = useDisclosure(false)
  const { incidents, clients } = problem
  return (
    <Section
      title={t('problem.incidents.title')}
      action={
        problem.actions.includes('link') && (
          <Button variant="subtle" size="compact-xs" onClick={toggle} aria-expanded={isAdding}>
            {t('problem.incidents.add')}
          </Button>
        )
      }
    >
      {clients.length > 0 && (
        <Text size="xs" c="dimmed" mb={4}>
          {t('problem.incidents.clients', { names: clients.map(({ name }) => name).join(', ') })}
        </Text>
      )}
      {incidents.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('problem.incidents.none')}
        </Text>
      ) : (
        <Lines>
          {incidents.map(({ number, title, phase, clientName, isTold }) => (
            <List.Item key={number}>
              <TextLink inherit href={`/tickets/${number}`}>
                {number}
              </TextLink>{' '}
              {title} <PhaseBadge phase={phase} />
              <Text size="xs" c="dimmed" component="div">
                {[clientName, isTold ? t('problem.incidents.told') : null].filter(Boolean).join(' · ')}
              </Text>
              {problem.actions.includes('link') && (
                <UnlinkIncident problem={problem.number} incident={number} />
              )}
            </List.Item>
          ))}
        </Lines>
      )}
      {isAdding && <AddIncident number={problem.number} onDone={close} />}
    </Section>
  )
}

const AddIncident = ({ number, onDone }: { number: string; onDone: () => void }) => {
  const { t } = useWords()
  const [text, setText] = useState('')
  const link = useAction(problemApi.link, { invalidates: outdatedByProblem, onSuccess: onDone })
  const incident = numberIn(text)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (incident !== null) link.mutate({ number, incidents: [incident] })
      }}
    >
      <Stack gap="xs" mt="xs">
        <TicketPicker
          label={t('problem.incidents.add')}
          description={t('problem.new.incidentsHelp')}
          kinds="INC"
          value={text}
          onChange={setText}
        />
        <ProblemAlert error={link.error} />
        <Group gap="xs">
          <Button type="submit" size="xs" disabled={incident === null} loading={link.isPending}>
            {t('problem.incidents.save')}
          </Button>
          <Button size="xs" variant="subtle" onClick={onDone}>
            {t('record.edit.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
