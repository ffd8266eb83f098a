import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { OfferedMove, PortalRecord, SupplierRecord } from '#contract/record/shape.ts'
import { Button, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconCheck, IconRefresh, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { RichText } from '../ui/rich-text.tsx'
import tone from '../ui/tone.module.css'
import style from './portal.module.css'

type Shown = PortalRecord | SupplierRecord

/** The one thing that the procedure asks this person: its moves as large buttons, one comment for all of them. */
export const Decision = ({ record }: { record: Shown }) => {
  const moves = record.moves.filter(({ isMine, isRecordMove }) => isMine && !isRecordMove)
  if (moves.length === 0) return null
  return <Asked key={record.step.id} record={record} moves={moves} />
}

const Asked = ({ record, moves }: { record: Shown; moves: readonly OfferedMove[] }) => {
  const { t, say } = useWords()
  const { provider } = useSession()
  const [words, setWords] = useState('')
  const [isMissing, setMissing] = useState(false)
  const move = useMove(() => setWords(''))
  const kind = kindOf(record, moves)
  const take = (offered: OfferedMove) => {
    const field = fieldOf(offered)
    const isNeeded = field !== null && (field === 'supplierResult' || offered.requires.includes(field))
    setMissing(isNeeded && words.trim() === '')
    if (isNeeded && words.trim() === '') return
    move.mutate({ number: record.number, move: offered.id, ...said(field, words) })
  }
  const texts = {
    confirm: [
      t('portal.decide.confirm'),
      t('portal.decide.confirmText'),
      t('portal.decide.comment'),
      t('portal.decide.commentHelp'),
    ],
    consent: [
      t('portal.decide.consent'),
      t('portal.decide.consentText'),
      t('portal.decide.reason'),
      t('portal.decide.reasonHelp'),
    ],
    receipt: [
      t('portal.decide.receipt'),
      t('portal.decide.receiptText'),
      t('portal.decide.errors'),
      t('portal.decide.errorsHelp'),
    ],
    report: [
      t('portal.supplier.report'),
      t('portal.supplier.reportText', { name: provider.name }),
      t('portal.supplier.result'),
      undefined,
    ],
  }
  const [title, text, label, help] = texts[kind]
  const missing = kind === 'report' ? t('portal.supplier.resultMissing') : t('portal.decide.missing')
  return (
    <section className={`${style['panel']} ${tone[kind === 'report' ? 'accent' : 'information']}`}>
      <Stack gap="sm">
        <div>
          <Title order={2}>{title}</Title>
          <Text size="sm">{text}</Text>
        </div>
        {kind === 'consent' && 'price' in record && <WhatIsAsked record={record} />}
        <Textarea
          label={label}
          description={help}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={isMissing ? missing : undefined}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2000}
        />
        <ProblemAlert error={move.error} />
        <div className={style['big']}>
          {moves.map((offered) => (
            <Button
              key={offered.id}
              size="lg"
              variant={isGlad(offered) ? 'filled' : 'default'}
              leftSection={
                isGlad(offered) ? <IconCheck size={22} aria-hidden /> : <IconX size={22} aria-hidden />
              }
              loading={move.isPending && move.variables.move === offered.id}
              disabled={move.isPending}
              onClick={() => take(offered)}
            >
              {say(offered.label)}
            </Button>
          ))}
        </div>
      </Stack>
    </section>
  )
}

/** What one agrees to, in the same frame as the buttons: the wish itself and, for who signs, its price. */
const WhatIsAsked = ({ record }: { record: PortalRecord }) => {
  const { t } = useWords()
  const isSigned = record.price !== null
  const isSecret = record.isConfidential && !record.actions.includes('comment')
  return (
    <>
      {isSecret && <Text size="sm">{t('portal.decide.secret')}</Text>}
      <dl className={style['asked']}>
        <div>
          <dt>{t('portal.decide.asked')}</dt>
          <dd>
            <strong>{record.title}</strong>
            {record.description !== '' && <RichText html={record.description} />}
          </dd>
        </div>
        {isSigned && (
          <div>
            <dt>{t('portal.decide.price')}</dt>
            <dd className={style['price']}>{record.price}</dd>
          </div>
        )}
      </dl>
    </>
  )
}

/** What is over can come back: a word, and it is taken up again. */
export const Reopening = ({ record }: { record: Shown }) => {
  const { t, say } = useWords()
  const [isAsked, setAsked] = useState(false)
  const [words, setWords] = useState('')
  const [isMissing, setMissing] = useState(false)
  const move = useMove(() => {
    setAsked(false)
    setWords('')
  })
  const reopen = record.moves.find(({ id, isMine }) => id === 'reopen' && isMine)
  if (reopen === undefined || record.moves.some(({ isRecordMove }) => !isRecordMove)) return null
  const take = () => {
    setMissing(words.trim() === '')
    if (words.trim() === '') return
    move.mutate({ number: record.number, move: reopen.id, fields: { reason: words.trim() } })
  }
  return (
    <section>
      <Title order={2} size="h3">
        {t('portal.demand.again')}
      </Title>
      <Text size="sm" mb="xs">
        {t('portal.demand.againText')}
      </Text>
      {isAsked ? (
        <Stack gap="sm" align="flex-start">
          <Textarea
            aria-label={t('portal.demand.againText')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            error={isMissing ? t('portal.decide.missing') : undefined}
            autosize
            minRows={2}
            w="100%"
            maxLength={2000}
            data-autofocus
          />
          <ProblemAlert error={move.error} />
          <Button onClick={take} loading={move.isPending}>
            {say(reopen.label)}
          </Button>
        </Stack>
      ) : (
        <Button
          variant="default"
          leftSection={<IconRefresh size={18} aria-hidden />}
          onClick={() => setAsked(true)}
        >
          {say(reopen.label)}
        </Button>
      )}
    </section>
  )
}

const useMove = (onDone: () => void) => {
  const { t } = useWords()
  return useAction(recordApi.move, {
    invalidates: [recordApi.read, recordApi.list, journalApi.ofRecord],
    onSuccess: () => {
      onDone()
      void notify(t('portal.decide.done'))
    },
  })
}

type Field = 'reason' | 'supplierResult'

/** Where the one comment goes: into the field that the move asks for, else beside it as a message. */
const fieldOf = ({ requires, accepts }: OfferedMove): Field | null => {
  const named = [...requires, ...accepts]
  if (named.includes('reason')) return 'reason'
  return named.includes('supplierResult') ? 'supplierResult' : null
}

const said = (field: Field | null, words: string): { comment?: string; fields?: Record<string, string> } => {
  const text = words.trim()
  if (text === '') return {}
  return field === null ? { comment: text } : { fields: { [field]: text } }
}

/** Does the frame of the decision show what is asked already? */
export const isAskedToAgree = (record: Shown): boolean => {
  const moves = record.moves.filter(({ isMine, isRecordMove }) => isMine && !isRecordMove)
  return moves.length > 0 && kindOf(record, moves) === 'consent'
}

const kindOf = (
  record: Shown,
  moves: readonly OfferedMove[],
): 'confirm' | 'consent' | 'receipt' | 'report' => {
  if (record.kind === 'ECH') return 'receipt'
  if (moves.some(({ role }) => role === 'FT')) return 'report'
  return record.phase === 'resolved' ? 'confirm' : 'consent'
}

const isGlad = ({ id }: OfferedMove): boolean => id !== 'not-yet' && id !== 'refuse'
