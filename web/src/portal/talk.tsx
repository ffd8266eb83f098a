import { journalApi, type JournalEntry } from '#contract/journal/api.ts'
import { Text } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { RichText } from '../ui/rich-text.tsx'
import { Ago } from '../ui/times.tsx'
import style from './portal.module.css'
import { sentenceOf, textIn } from './story.ts'

/** What was said and what happened, oldest first: messages as messages, facts as plain sentences. */
export const Talk = ({ number, requesterId }: { number: string; requesterId: string | null }) => {
  const { t } = useWords()
  const { short } = useTime()
  const { data } = useApi(journalApi.ofRecord, { number, limit: 500 })
  const entries = data?.items ?? []
  const told = { t, when: short, requesterId }
  const shown = entries
    .map((entry, at) => ({ entry, sentence: sentenceOf(entry, entries[at - 1], told) }))
    .filter(({ entry, sentence }) => sentence !== null || entry.event === 'record.commented')
  const isQuiet = data !== undefined && shown.length <= 1
  return (
    <>
      <ol className={style['talk']} aria-live="polite">
        {shown.map(({ entry, sentence }) =>
          sentence === null ? (
            <Message key={entry.id} entry={entry} />
          ) : (
            <li key={entry.id} className={style['fact']}>
              <span>{sentence}</span>
              <Ago at={entry.at} />
            </li>
          ),
        )}
      </ol>
      {isQuiet && (
        <Text size="sm" mt="xs">
          {t('portal.demand.quiet')}
        </Text>
      )}
    </>
  )
}

const Message = ({ entry }: { entry: JournalEntry }) => {
  const { t } = useWords()
  const { person } = useSession()
  return (
    <li className={style['said']} data-mine={entry.actor?.id === person.id || undefined}>
      <p className={style['head']}>
        <strong>{entry.actor?.name ?? t('portal.demand.us')}</strong>
        <Ago at={entry.at} />
      </p>
      {entry.data === null ? (
        <Text size="sm" fs="italic">
          {t('portal.story.redacted')}
        </Text>
      ) : (
        <RichText html={textIn(entry.data, 'html') ?? ''} />
      )}
    </li>
  )
}
