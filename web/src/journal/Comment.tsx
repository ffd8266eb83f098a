import { journalApi } from '#contract/journal/api.ts'
import { Text } from '@mantine/core'
import { IconEye, IconLock, IconTruckDelivery } from '@tabler/icons-react'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Initials } from '../ui/person-name.tsx'
import { RichText } from '../ui/rich-text.tsx'
import { Ago } from '../ui/times.tsx'
import style from './journal.module.css'
import { RedactButton } from './redact-button.tsx'
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
  const redaction = useAction(journalApi.redact, { invalidates: [journalApi.ofRecord] })
  return (
    <RedactButton
      label={t('journal.redact')}
      title={t('journal.redactTitle')}
      text={t('journal.redactText')}
      redaction={redaction}
      onRedact={(reason, onSuccess) => redaction.mutate({ id: entry.id, reason }, { onSuccess })}
    />
  )
}
