import { attachmentApi } from '#contract/attachment/api.ts'
import { changeApi } from '#contract/change/api.ts'
import type { Change, Decision, Round } from '#contract/change/shape.ts'
import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { answersFor, useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { outdated } from './use-change.ts'

const means = ['phone', 'email', 'visit', 'letter'] as const
type Means = (typeof means)[number]
type Way = 'own' | 'oral' | 'writing'

/** One's own decision, or what somebody else has said: by word of mouth in an emergency, in writing for the client. */
export const DecideForm = ({ round, change }: { round: Round; change: Change }) => {
  const { t } = useWords()
  const session = useSession()
  const [way, setWay] = useState<Way | null>(null)
  const isMine = change.actions.includes('decide')
  const isToSign = change.actions.includes('sign')
  const waits = round.seats.filter(({ isTurn }) => isTurn)
  const mayNoteOral =
    round.type === 'emergency' && waits.some(({ role }) => role !== 'CL') && answersFor(session, 'RGS/AC')
  const mayShowWriting = waits.some(({ role }) => role === 'CL')
  if (!isMine && !isToSign && !mayNoteOral && !mayShowWriting) return null
  const others = [
    ...(mayNoteOral ? (['oral'] as const) : []),
    ...(mayShowWriting ? (['writing'] as const) : []),
  ]
  return (
    <Stack gap="xs" mt="xs">
      {(isMine || isToSign) && (
        <Deciding
          change={change}
          way="own"
          isSigning={isToSign && !isMine}
          isDenied={round.seats.some((seat) => seat.isMine && seat.signed?.isConfirmed === false)}
        />
      )}
      {others.map((one) =>
        way === one ? (
          <Deciding key={one} change={change} way={one} onClose={() => setWay(null)} />
        ) : (
          <Group key={one}>
            <Button variant="default" size="xs" onClick={() => setWay(one)}>
              {t(`change.${one}`)}
            </Button>
          </Group>
        ),
      )}
    </Stack>
  )
}

const Deciding = ({ change, way, isSigning = false, isDenied = false, onClose }: DecidingProps) => {
  const { t } = useWords()
  const { number } = change
  const [comment, setComment] = useState('')
  const [name, setName] = useState('')
  const [by, setBy] = useState<Means>('phone')
  const [reference, setReference] = useState('')
  const [attachment, setAttachment] = useState<string | null>(null)
  const decide = useAction(changeApi.decide, {
    invalidates: outdated,
    ...(onClose === undefined ? {} : { onSuccess: onClose }),
  })
  const isTold = way === 'own' || (name.trim() !== '' && (way === 'oral' || attachment !== null))
  const send = (decision: Decision) =>
    decide.mutate({
      number,
      decision,
      comment,
      ...(way === 'own'
        ? {}
        : {
            onBehalf: {
              name,
              means: by,
              ...(reference.trim() === '' ? {} : { reference }),
              ...(attachment === null ? {} : { attachment }),
            },
          }),
    })
  const needsReason = comment.trim() === ''
  return (
    <Stack gap="xs" role="group" aria-label={t(way === 'own' ? 'change.decide' : `change.${way}`)}>
      <Text fw={600} size="sm">
        {t(way === 'own' ? 'change.decide' : `change.${way}`)}
      </Text>
      {way !== 'own' && (
        <Group gap="xs" align="flex-end">
          <TextInput
            size="xs"
            label={t('change.oralName')}
            required
            maxLength={200}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Select
            size="xs"
            label={t('change.oralMeans')}
            allowDeselect={false}
            data={means.map((value) => ({ value, label: t(`change.means.${value}`) }))}
            value={by}
            onChange={(value) => setBy(means.find((one) => one === value) ?? 'phone')}
          />
          <TextInput
            size="xs"
            label={t('change.oralReference')}
            maxLength={200}
            value={reference}
            onChange={({ currentTarget }) => setReference(currentTarget.value)}
          />
          {way === 'writing' && <WritingPicker number={number} value={attachment} onChange={setAttachment} />}
        </Group>
      )}
      <Textarea
        size="xs"
        label={t('change.comment')}
        description={isSigning ? undefined : t('change.commentNeeded')}
        autosize
        minRows={2}
        maxLength={5000}
        value={comment}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <ProblemAlert error={decide.error} />
      <Group gap="xs">
        <Button size="xs" disabled={!isTold} loading={decide.isPending} onClick={() => send('approve')}>
          {t(!isSigning ? 'change.approve' : isDenied ? 'change.signAfter' : 'change.sign')}
        </Button>
        {!isSigning && (
          <Button
            size="xs"
            variant="default"
            disabled={!isTold || needsReason}
            onClick={() => send('adjourn')}
          >
            {t('change.adjourn')}
          </Button>
        )}
        {!isDenied && (
          <Button
            size="xs"
            variant="default"
            disabled={!isTold || needsReason}
            onClick={() => send('refuse')}
          >
            {t(isSigning ? 'change.deny' : 'change.refuse')}
          </Button>
        )}
        {onClose !== undefined && (
          <Button size="xs" variant="subtle" onClick={onClose}>
            {t('change.cancel')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

interface DecidingProps {
  change: Change
  way: Way
  isSigning?: boolean
  /** It was denied before, and may be agreed to afterwards. */
  isDenied?: boolean
  onClose?: () => void
}

const WritingPicker = ({ number, value, onChange }: WritingPickerProps) => {
  const { t } = useWords()
  const { items } = useAll(attachmentApi.list, { number })
  return (
    <Select
      size="xs"
      label={t('change.attachment')}
      required
      description={items.length === 0 ? t('change.attachmentNone') : undefined}
      data={items.filter(({ isRedacted }) => !isRedacted).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}

interface WritingPickerProps {
  number: string
  value: string | null
  onChange: (id: string | null) => void
}
