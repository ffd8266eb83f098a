import { journalApi } from '#contract/journal/api.ts'
import { Group, SegmentedControl, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import type { Ticket } from '../record/ticket.ts'
import { useDelay, useGrid } from '../record/use-grid.ts'
import { useNames } from '../record/use-names.ts'
import { useProcedureWords } from '../record/use-procedure.ts'
import { Comment } from './Comment.tsx'
import { Fact, Folded } from './Fact.tsx'
import style from './journal.module.css'
import { Proof } from './Proof.tsx'
import { commentEvent, isQuiet, isTalk, tells, type Entry, type Telling } from './telling.ts'

type Part = 'all' | 'talk' | 'facts'

/** What happened, newest last: what people said, what was done, or both with the small print folded. */
export const Journal = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const [part, setPart] = useState<Part>('all')
  const query = usePages(journalApi.ofRecord, { number: ticket.number, limit: 500 })
  const { items: entries, hasNextPage, fetchNextPage } = query
  const count = entries.length
  useEffect(() => {
    if (hasNextPage === true && count > 0) void fetchNextPage?.()
  }, [hasNextPage, fetchNextPage, count])
  const tellingOf = useTelling(ticket)
  const shown = withoutEchoes(entries).filter(
    (entry) => part === 'all' || isTalk(entry) === (part === 'talk'),
  )
  return (
    <section aria-labelledby="journal-title">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3" id="journal-title">
          {t('journal.title')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('journal.show')}
          value={part}
          onChange={(given) => setPart(given === 'talk' || given === 'facts' ? given : 'all')}
          data={(['all', 'talk', 'facts'] as const).map((one) => ({
            value: one,
            label: t(`journal.${one}`),
          }))}
        />
      </Group>
      <ProblemAlert error={query.error} onRetry={query.refetch} />
      {!query.isPending && shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(part === 'facts' ? 'journal.emptyFacts' : 'journal.empty')}
        </Text>
      )}
      <ol className={style['list']}>
        {gathered(shown, part === 'all').map((group) => {
          const [first] = group
          if (first === undefined) return null
          if (group.length > 1) return <Folded key={first.id} entries={group} tellingOf={tellingOf} />
          if (first.event === commentEvent) {
            return <Comment key={first.id} entry={first} mayRedact={ticket.actions.includes('redact')} />
          }
          return <Fact key={first.id} entry={first} telling={tellingOf(first)} />
        })}
      </ol>
      <Proof entries={entries} />
    </section>
  )
}

/** Minutes that came with a message stand on the message already. */
const withoutEchoes = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter((entry, at) => {
    const before = entries[at - 1]
    if (before === undefined || !tells(entry, 'record.time-added') || !tells(before, commentEvent))
      return true
    return before.data.minutes !== entry.data.minutes || before.at !== entry.at
  })

/** Runs of quiet facts become one group. */
const gathered = (entries: readonly Entry[], isFolded: boolean): readonly (readonly Entry[])[] => {
  const groups: Entry[][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (isFolded && last !== undefined && isQuiet(entry) && last.every(isQuiet)) last.push(entry)
    else groups.push([entry])
  }
  return groups
}

const useTelling = (ticket: Ticket) => {
  const { t, say } = useWords()
  const times = useTime()
  const names = useNames()
  const procedure = useProcedureWords(ticket)
  const delay = useDelay()
  const grid = useGrid(ticket.judgedBy.grid?.versionId)
  return (entry: Entry): Telling => ({
    t,
    say,
    times,
    names,
    procedure,
    delay,
    who: entry.actor === null ? t('journal.system') : (entry.actor.name ?? t('journal.someone')),
    actorId: entry.actor?.id ?? null,
    level: (axis, value) => {
      const level = grid?.[axis].find((one) => one.value === value)
      return level === undefined ? String(value) : say(level.label).toLowerCase()
    },
  })
}
