import type { InputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { OfferedMove } from '#contract/record/shape.ts'
import { Button, Menu, Text, Title } from '@mantine/core'
import { IconDots, IconHandGrab } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { isProblem } from '../platform/api.ts'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { StillToTick } from './Checklist.tsx'
import { careful, needsForm } from './move-fields.ts'
import { MoveForm } from './MoveForm.tsx'
import { OverrideForm } from './OverrideForm.tsx'
import style from './record.module.css'
import { isOpen, useRemember, type Ticket } from './ticket.ts'
import type { Edit } from './use-edit.ts'

export type MoveInput = InputOf<typeof recordApi.move>

/** The next thing is a button: what the procedure offers now, in its own words; what is missing is asked in place. */
export const Moves = ({ ticket, edit }: { ticket: Ticket; edit: Edit }) => {
  const { t, say } = useWords()
  const { person } = useSession()
  const remember = useRemember()
  const [chosen, choose] = useState<string | null>(null)
  const take = useAction(recordApi.move, {
    invalidates: [recordApi.list, recordApi.mine, recordApi.path, recordApi.explain, journalApi.ofRecord],
    onSuccess: (answer) => {
      remember(answer)
      choose(null)
    },
  })
  const begin = (move: OfferedMove) => {
    take.reset()
    if (needsForm(move)) choose(move.id)
    else take.mutate({ number: ticket.number, move: move.id })
  }
  const steps = ticket.moves.filter((move) => !move.isRecordMove)
  const everywhere = ticket.moves.filter((move) => move.isRecordMove)
  const open = ticket.moves.find(({ id }) => id === chosen)
  // What kept the move back has been ticked meanwhile.
  const isTicked =
    asksForChecklist(take.error) &&
    ticket.checklist.every(({ isRequired, doneAt }) => !isRequired || doneAt !== null)
  const isMineToTake = isOpen(ticket) && ticket.assigneeId !== person.id && ticket.actions.includes('assign')
  return (
    <section className={style['moves']} aria-label={t('record.page.moves')}>
      <Title order={2} className={style['sectionTitle']} mb={6}>
        {say(ticket.step.label)}
      </Title>
      {steps.some(({ isMine }) => !isMine) && open === undefined && (
        <Text size="xs" c="dimmed" mb={6}>
          {t('record.page.notYours', { role: t(`shell.role.${steps[0]?.role ?? 'CL'}`) })}
        </Text>
      )}
      <ProblemAlert error={open === undefined && !isTicked ? take.error : null} fields={['checklist']} />
      {asksForChecklist(take.error) && <StillToTick ticket={ticket} />}
      {open !== undefined && (
        <MoveForm
          key={open.id}
          move={open}
          ticket={ticket}
          isPending={take.isPending}
          error={isTicked ? null : take.error}
          onTake={(input) => take.mutate(input)}
          onCancel={() => choose(null)}
        />
      )}
      {chosen === 'override' && <OverrideForm ticket={ticket} onDone={() => choose(null)} />}
      {open === undefined && chosen !== 'override' && (
        <div className={style['buttons']}>
          {steps.length === 0 && <Idle ticket={ticket} />}
          {steps.map((move, at) => (
            <Button
              key={move.id}
              variant={at === 0 ? 'filled' : 'default'}
              loading={take.isPending && take.variables.move === move.id}
              onClick={() => begin(move)}
              // On a phone the others wait in the menu.
              {...(at === 0 ? {} : { visibleFrom: 'md' })}
            >
              {say(move.label)}
            </Button>
          ))}
          <div className={style['besides']}>
            {isMineToTake && (
              <Button
                variant={ticket.assigneeId === null ? 'light' : 'subtle'}
                leftSection={<IconHandGrab size={16} aria-hidden />}
                loading={edit.isPending}
                onClick={() => edit.edit({ assigneeId: person.id })}
              >
                {t('record.people.takeIt')}
              </Button>
            )}
            <MoreMenu
              ticket={ticket}
              others={steps.slice(1)}
              moves={everywhere}
              onMove={begin}
              onOverride={() => choose('override')}
            />
          </div>
        </div>
      )}
    </section>
  )
}

/** What keeps the move back is ticked where its button was. */
const asksForChecklist = (error: unknown): boolean =>
  isProblem(error, 'checklist_open') || isProblem(error, 'identity_unchecked')

const Idle = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { role } = ticket.step
  if (!isOpen(ticket)) return <Text size="sm">{t('record.page.noMoves')}</Text>
  if (ticket.waitsFor !== null) {
    return (
      <TextLink href={`/tickets/${ticket.waitsFor}`} size="sm">
        {t('record.page.waitsFor', { number: ticket.waitsFor })}
      </TextLink>
    )
  }
  if (role === null) return <Text size="sm">{t('record.page.waiting')}</Text>
  return <Text size="sm">{t('record.page.notYours', { role: t(`shell.role.${role}`) })}</Text>
}

const MoreMenu = ({ ticket, others, moves, onMove, onOverride }: MoreMenuProps) => {
  const { t, say } = useWords()
  const mayOverride = ticket.actions.includes('override')
  if (moves.length === 0 && others.length === 0 && !mayOverride) return null
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button variant="subtle" leftSection={<IconDots size={16} aria-hidden />}>
          {t('record.move.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map((move) => (
          <Menu.Item key={move.id} hiddenFrom="md" fw={600} onClick={() => onMove(move)}>
            {say(move.label)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('record.move.everywhere')}</Menu.Label>
        {moves.map((move) => (
          <Menu.Item
            key={move.id}
            onClick={() => onMove(move)}
            {...(move.id === 'cancel' ? { color: 'danger' } : {})}
          >
            {say(move.label)}
            {needsForm(move) || careful.has(move.id) ? '…' : ''}
          </Menu.Item>
        ))}
        {mayOverride && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={onOverride}>{t('record.move.override')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

interface MoreMenuProps {
  ticket: Ticket
  /** Moves of the step beyond the first: shown here on a phone only. */
  others: readonly OfferedMove[]
  moves: readonly OfferedMove[]
  onMove: (move: OfferedMove) => void
  onOverride: () => void
}
