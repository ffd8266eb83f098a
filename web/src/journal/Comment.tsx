import { journalApi } from '#contract/journal/api.ts'
import { ActionIcon, Stack, Text, Textarea } from '@mantine/core'
import { IconEraser, IconEye, IconLock, IconTruckDelivery } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Initials } from '../ui/person-name.tsx'
import { RichText } from '../ui/rich-text.tsx'
import { Ago } from '../ui/times.tsx'
import style from './journal.module.css'
import { commentEvent, tells, type Entry } from './telling.ts'

/** What somebody said; who may read it is seen by its look and said in words. */
export const Comment = ({ entry, mayRedact }: { entry: Entry; mayRedact: boolean }) => {
  const { t } = useWords()
  const { duration } = useTime()
  const body = tells(entry, commentEvent) ? entry.data : null
  const visibility = body?.visibility ?? byAudience[entry.visibility]
  const { icon, word } = looks[visibility]
  const name = entry.actor?.name ?? t('journal.system')
  return (
    <li className={style['comment']} data-visibility={visibility}>
      <div className={style['byline']} data-tool={mayRedact || undefined}>
        <Initials name={name} />
        <Text span size="sm" fw={650}>
          {name}
        </Text>
        <Text span size="xs" c="dimmed" style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
          {icon}
          {t(word)}
        </Text>
        {body !== null && body.minutes !== null && (
          <Text span size="xs" c="dimmed">
            · {t('journal.minutes', { length: duration(body.minutes) })}
          </Text>
        )}
        <span className={`${style['when']} ${style['end']}`}>
          <Ago at={entry.at} />
        </span>
        {mayRedact && entry.data !== null && (
          <span className={style['tool']}>
            <Redact entry={entry} />
          </span>
        )}
      </div>
      {entry.data === null ? (
        <Text size="sm" c="dimmed" fs="italic">
          {t('journal.redacted')}
        </Text>
      ) : (
        <RichText html={body?.html ?? ''} />
      )}
    </li>
  )
}

const byAudience = { client: 'public', internal: 'internal', supplier: 'supplier' } as const

const looks = {
  public: { icon: <IconEye size={13} aria-hidden />, word: 'journal.toClient' },
  internal: { icon: <IconLock size={13} aria-hidden />, word: 'journal.toTeam' },
  supplier: { icon: <IconTruckDelivery size={13} aria-hidden />, word: 'journal.toSupplier' },
} as const

const Redact = ({ entry }: { entry: Entry }) => {
  const { t } = useWords()
  const [isAsking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const redact = useAction(journalApi.redact, {
    invalidates: [journalApi.ofRecord],
    onSuccess: () => ask(false),
  })
  return (
    <>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={t('journal.redact')}
        title={t('journal.redact')}
        onClick={() => ask(true)}
      >
        <IconEraser size={14} aria-hidden />
      </ActionIcon>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('journal.redactTitle')}
        action={t('journal.redact')}
        isDangerous
        isDisabled={reason.trim().length < 3}
        isPending={redact.isPending}
        error={redact.error}
        onConfirm={() => redact.mutate({ id: entry.id, reason })}
        onClose={() => ask(false)}
      >
        <Stack gap="xs">
          <Text size="sm">{t('journal.redactText')}</Text>
          <Textarea
            label={t('journal.reason')}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Stack>
      </ConfirmDialog>
    </>
  )
}
