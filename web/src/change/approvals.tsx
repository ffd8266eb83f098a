import { changeApi } from '#contract/change/api.ts'
import type { Change, OutsideWindow, Round, Seat } from '#contract/change/shape.ts'
import { Button, Text, Textarea } from '@mantine/core'
import { IconCheck, IconClock, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'
import style from './change.module.css'
import { DecideForm } from './decide-form.tsx'
import { Part } from '../ui/part.tsx'
import { outdated } from './use-change.ts'

/** Who decides, who has decided, and what remains. */
export const Approvals = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const { data, error } = useApi(changeApi.approvals, { number: change.number })
  if (change.type === 'standard') return null
  const [latest, ...earlier] = data?.rounds ?? []
  const isOpen = latest?.state === 'open' || latest?.state === 'approved'
  const wanted = data?.wanted ?? null
  return (
    <Part title={t('change.approvals')}>
      <ProblemAlert error={error} />
      {latest === undefined && (
        <Text size="sm" c="dimmed">
          {t('change.notSubmitted')}
        </Text>
      )}
      {!isOpen && wanted !== null && (
        <Text size="sm">
          {t('change.wanted', {
            who: wanted.approvers.map((role) => t(`person.role.${role}.name`)).join(', '),
          })}{' '}
          {wanted.isAboveThreshold && t('change.aboveThreshold')}{' '}
          {wanted.isProposition && t('change.wantedProposition')}
        </Text>
      )}
      {!isOpen && wanted !== null && <OutsideLines outages={wanted.outsideWindow} />}
      {latest !== undefined && <RoundView round={latest} change={change} />}
      {earlier.map((round) => (
        <details key={round.number}>
          <Text component="summary" size="sm" c="dimmed">
            <RoundTitle round={round} />
          </Text>
          <RoundView round={round} change={change} isPast />
        </details>
      ))}
    </Part>
  )
}

const tones: Record<Round['state'], Tone> = {
  open: 'information',
  approved: 'success',
  adjourned: 'caution',
  refused: 'danger',
  voided: 'neutral',
}

const RoundTitle = ({ round }: { round: Round }) => {
  const { t } = useWords()
  const { short } = useTime()
  return <>{t('change.round', { number: round.number, when: short(round.submittedAt) })}</>
}

const RoundView = ({ round, change, isPast = false }: { round: Round; change: Change; isPast?: boolean }) => {
  const { t } = useWords()
  const isDenied = round.seats.some(({ signed }) => signed?.isConfirmed === false)
  return (
    <>
      <Text size="sm" mt={4}>
        {!isPast && (
          <>
            <RoundTitle round={round} />{' '}
          </>
        )}
        <ToneBadge tone={tones[round.state]}>
          {round.state === 'voided' && isDenied
            ? t('change.voidedDenied')
            : t(`change.states.${round.state}`)}
        </ToneBadge>{' '}
        <Text span size="xs" c="dimmed">
          {[
            t(`change.categories.${round.category}`),
            t(`change.rules.${round.rule}`),
            round.isInOrder ? t('change.inOrder') : null,
            round.isAboveThreshold ? t('change.aboveThreshold') : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Text>
      <OutsideLines outages={round.outsideWindow} />
      {isDenied && round.state === 'refused' && <Text size="sm">{t('change.unsigned')}</Text>}
      {round.isStale && round.state === 'open' && <Text size="sm">{t('change.isStale')}</Text>}
      <ul className={style['list']}>
        {round.seats.map((seat) => (
          <SeatLine key={seat.seat} seat={seat} />
        ))}
      </ul>
      <Control round={round} change={change} />
      {!isPast && <DecideForm round={round} change={change} />}
    </>
  )
}

/** Why somebody decides on an emergency beside those of the table. */
const OutsideLines = ({ outages }: { outages: readonly OutsideWindow[] }) => {
  const { t } = useWords()
  const { span, duration } = useTime()
  return outages.map(({ role, client, minutes, from, to }) => (
    <Text key={client.id} size="sm">
      {t('change.outsideWindow', {
        who: t(`person.role.${role}.name`),
        client: client.name,
        length: duration(minutes),
        when: span(from, to),
      })}
    </Text>
  ))
}

const toneOf = { approve: 'success', adjourn: 'caution', refuse: 'danger' } as const

const SeatLine = ({ seat }: { seat: Seat }) => {
  const { t } = useWords()
  const { short } = useTime()
  const now = useNow()
  const { decision, basis, onBehalf, signBy, signed } = seat
  const isDenied = signed?.isConfirmed === false
  const isLate = signBy !== null && signed === null && Date.parse(signBy) < now
  return (
    <li>
      <Text span fw={600} size="sm">
        {t(`person.role.${seat.role}.name`)}
      </Text>{' '}
      {decision === null ? (
        <ToneBadge tone="neutral" icon={<IconClock aria-hidden />}>
          {seat.isTurn
            ? t('change.waits', {
                people:
                  seat.people.length === 0
                    ? t('change.seatPeople')
                    : seat.people.map(({ name }) => name).join(', '),
              })
            : t('change.waitsTurn')}
        </ToneBadge>
      ) : (
        <ToneBadge
          tone={isDenied ? 'danger' : toneOf[decision]}
          icon={isDenied || decision === 'refuse' ? <IconX aria-hidden /> : <IconCheck aria-hidden />}
        >
          {isDenied ? t('change.decided.denied') : t(`change.decided.${decision}`)}
        </ToneBadge>
      )}
      {decision !== null && (
        <Text size="sm" c="dimmed">
          {[
            seat.byName,
            seat.at === null ? null : short(seat.at),
            basis === null || basis === 'own'
              ? null
              : t(`change.basis.${basis}`, { name: onBehalf?.name ?? '' }),
            seat.comment,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
      {signBy !== null && (
        <Text size="sm">
          {signed === null
            ? isLate
              ? t('change.signLate')
              : t('change.signBy', { when: short(signBy) })
            : t(signed.isConfirmed ? 'change.signed' : 'change.denied', { name: signed.byName })}
        </Text>
      )}
    </li>
  )
}

/** Cumulated roles: somebody else looks at it, and it is shown. */
const Control = ({ round, change }: { round: Round; change: Change }) => {
  const { t } = useWords()
  const { short } = useTime()
  const [comment, setComment] = useState('')
  const control = useAction(changeApi.control, { invalidates: outdated, onSuccess: () => setComment('') })
  if (round.control === null) return null
  const { dueAt, isMet, isByClient, isLate } = round.control
  return (
    <div>
      <Text size="sm">{t('change.control', { when: short(dueAt) })}</Text>
      {isByClient && <Text size="sm">{t('change.controlByClient')}</Text>}
      {round.controls.map((one) => (
        <Text size="sm" key={one.at}>
          {t('change.controlMet', { name: one.byName, comment: one.comment })}
        </Text>
      ))}
      {isLate && <ToneBadge tone="danger">{t('change.controlLate')}</ToneBadge>}
      {!isMet && change.actions.includes('control') && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            control.mutate({ number: change.number, comment })
          }}
        >
          <Textarea
            label={t('change.controlComment')}
            autosize
            minRows={2}
            maxLength={5000}
            value={comment}
            onChange={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <ProblemAlert error={control.error} />
          <Button
            type="submit"
            size="xs"
            mt="xs"
            variant="default"
            disabled={comment.trim().length < 3}
            loading={control.isPending}
          >
            {t('change.controlAction')}
          </Button>
        </form>
      )}
    </div>
  )
}
