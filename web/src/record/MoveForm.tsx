import type { OfferedMove } from '#contract/record/shape.ts'
import { Button, Collapse, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { keep, kept } from '../platform/keep.ts'
import { useWords, type Key } from '../platform/words.ts'
import { filled, isEmpty, isPriceNeeded, questionsOf, type FieldName } from './move-fields.ts'
import { GridQuestion } from './GridQuestion.tsx'
import { MoveField } from './MoveField.tsx'
import type { MoveInput } from './Moves.tsx'
import { OnBehalf, type Behalf } from './OnBehalf.tsx'
import { solutionDraftOf } from './solution-draft.ts'
import type { Ticket } from './ticket.ts'

/** What a move still asks for, in its own words, where its button was. Ctrl+Enter does it, Escape leaves it. */
export const MoveForm = ({ move, ticket, isPending, error, onTake, onCancel }: MoveFormProps) => {
  const { t, say } = useWords()
  const questions = questionsOf(move)
  const [values, setValues] = useState<Record<string, unknown>>(() => startingValues(ticket, move))
  const [behalf, setBehalf] = useState<Behalf>({ name: ticket.requesterName ?? '', means: 'phone' })
  const [isTried, setTried] = useState(false)
  const [hasMore, { toggle }] = useDisclosure(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>(focusable)?.focus(), [])
  const refused = fieldErrorsOf(error)
  const isNeeded = (name: FieldName) =>
    questions.needed.includes(name) || (name === 'price' && isPriceNeeded(values))
  const isMissing = (name: FieldName) => isNeeded(name) && isEmpty(values[name])
  const asked = questions.asked.filter((name) => name !== 'price' || isPriceNeeded(values))
  const isUnproved = move.needsWriting && behalf.attachment === undefined
  const isIncomplete =
    [...questions.needed, ...asked].some(isMissing) ||
    (!move.isMine && (behalf.name.trim() === '' || isUnproved))

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setTried(true)
    if (isIncomplete) return
    const { comment, ...fields } = filled(ofMove(move, values))
    if (fields['solution'] !== undefined) keep(solutionDraftOf(ticket.number), null)
    onTake({
      number: ticket.number,
      move: move.id,
      fields,
      ...(typeof comment === 'string' ? { comment } : {}),
      ...(move.isMine ? {} : { onBehalfOf: { ...behalf, name: behalf.name.trim() } }),
    })
  }
  const hear = (event: KeyboardEvent) => {
    const isInList = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true'
    if (event.key === 'Escape' && !isInList) onCancel()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const field = (name: FieldName) => (
    <MoveField
      key={name}
      name={name}
      ticket={ticket}
      value={values[name]}
      onChange={(value, others) => setValues((before) => ({ ...before, [name]: value, ...others }))}
      isNeeded={isNeeded(name)}
      error={isTried && isMissing(name) ? t('record.move.missing') : refused[`fields.${name}`]}
      holdReason={values['holdReason']}
    />
  )
  const asksByGrid = questions.needed.includes('urgency') && questions.needed.includes('impact')
  const ownFields = questions.needed.filter(
    (name) => !asksByGrid || (name !== 'urgency' && name !== 'impact'),
  )
  const hint = hints[move.id]
  return (
    <form ref={form} onSubmit={submit} onKeyDown={hear} aria-label={say(move.label)} noValidate>
      <Stack gap="sm">
        <Text fw={650}>{say(move.label)}</Text>
        {hint !== undefined && (
          <Text size="sm" c="dimmed">
            {t(hint)}
          </Text>
        )}
        {!move.isMine && (
          <OnBehalf
            number={ticket.number}
            role={move.role}
            needsWriting={move.needsWriting}
            isTried={isTried}
            value={behalf}
            onChange={setBehalf}
          />
        )}
        {ownFields.map(field)}
        {asksByGrid && (
          <GridQuestion
            ticket={ticket}
            values={values}
            onChange={(choice) => setValues((before) => ({ ...before, ...choice }))}
            error={
              isTried && (isMissing('urgency') || isMissing('impact')) ? t('record.move.missing') : undefined
            }
          />
        )}
        {asked.map(field)}
        {questions.other.length > 0 && (
          <>
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={toggle}
              aria-expanded={hasMore}
              style={{ alignSelf: 'start' }}
            >
              {t('record.move.details')}
            </Button>
            <Collapse expanded={hasMore}>
              <Stack gap="sm">{hasMore && questions.other.map(field)}</Stack>
            </Collapse>
          </>
        )}
        <ProblemAlert error={error} fields={Object.keys(refused)} />
        <Group gap="xs">
          <Button type="submit" loading={isPending} {...(move.id === 'cancel' ? { color: 'danger' } : {})}>
            {say(move.label)}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            {t('record.move.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface MoveFormProps {
  move: OfferedMove
  ticket: Ticket
  isPending: boolean
  error: unknown
  onTake: (input: MoveInput) => void
  onCancel: () => void
}

const focusable = 'input:not([type="hidden"]), textarea, [contenteditable="true"], button[type="submit"]'

const hints: Readonly<Record<string, Key>> = {
  cancel: 'record.move.cancelText',
  merge: 'record.move.mergeText',
  requalify: 'record.move.requalifyText',
  'declare-major': 'record.move.majorText',
  prioritise: 'record.help.reasonForPriority',
}

/** Nothing is sent that the move does not take. */
const ofMove = (move: OfferedMove, values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => name === 'comment' || move.requires.includes(name) || move.accepts.includes(name),
    ),
  )

/** What the ticket knows already stands in the form. */
const startingValues = (ticket: Ticket, move: OfferedMove): Record<string, unknown> =>
  move.id === 'prioritise'
    ? { urgency: ticket.urgency, impact: ticket.impact, priority: ticket.priority }
    : {
        urgency: ticket.urgency,
        impact: ticket.impact,
        causeCode: ticket.facts['causeCode'],
        solution: kept(solutionDraftOf(ticket.number)) ?? undefined,
      }
