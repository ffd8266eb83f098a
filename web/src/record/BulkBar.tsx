import { Button, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { BulkAttach } from './BulkAttach.tsx'
import { BulkComment } from './BulkComment.tsx'
import { BulkMove } from './BulkMove.tsx'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import style from './list.module.css'
import type { Row } from './ticket.ts'
import { call } from '../platform/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { AppLink } from '../ui/app-link.tsx'
import { BulkResults } from './BulkResults.tsx'
import { mostAtOnce, useBulk } from './use-bulk.ts'
import { useColleagues } from './use-names.ts'

/** What can be done with several tickets at once. */
export const BulkBar = ({ rows, onDone }: { rows: readonly Row[]; onDone: () => void }) => {
  const { t } = useWords()
  const { person } = useSession()
  const colleagues = useColleagues()
  const { run, isPending, results } = useBulk()
  const [doing, setDoing] = useState<'comment' | 'move' | 'attach' | null>(null)
  const chosen = rows.slice(0, mostAtOnce)
  const hand = (assigneeId: string | null) =>
    run(chosen, ({ number, version }) => call(recordApi.edit, { number, version, assigneeId }))
  return (
    <section className={style['bulk']} aria-live="polite">
      <Text size="sm" fw={600}>
        {t('record.bulk.chosen', { count: rows.length })}
      </Text>
      <Button size="xs" loading={isPending} onClick={() => void hand(person.id)}>
        {t('record.bulk.toMe')}
      </Button>
      <Select
        size="xs"
        w={150}
        searchable
        aria-label={t('record.bulk.assign')}
        placeholder={t('record.bulk.assign')}
        disabled={isPending}
        value={null}
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => id !== null && void hand(id)}
      />
      <Button size="xs" variant="default" disabled={isPending} onClick={() => void hand(null)}>
        {t('record.bulk.toNobody')}
      </Button>
      <Button size="xs" variant="default" disabled={isPending} onClick={() => setDoing('comment')}>
        {t('record.bulk.comment')}
      </Button>
      <Button size="xs" variant="default" disabled={isPending} onClick={() => setDoing('move')}>
        {t('record.bulk.move')}
      </Button>
      {chosen.every(({ kind }) => kind === 'INC') && (
        <Button size="xs" variant="default" disabled={isPending} onClick={() => setDoing('attach')}>
          {t('record.bulk.attachEllipsis')}
        </Button>
      )}
      {chosen.every(({ kind }) => kind === 'INC') && (
        <Button
          size="xs"
          variant="default"
          component={AppLink}
          href={`/problemes/nouveau?incidents=${chosen.map(({ number }) => number).join(',')}`}
        >
          {t('problem.incidents.bulk')}
        </Button>
      )}
      <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
        {t('record.bulk.clear')}
      </Button>
      {rows.length > mostAtOnce && <Text size="xs">{t('record.bulk.most', { count: mostAtOnce })}</Text>}
      {doing === 'comment' && (
        <BulkComment
          count={chosen.length}
          onClose={() => setDoing(null)}
          onSend={(body, visibility) => {
            setDoing(null)
            void run(chosen, ({ number }) => call(recordApi.comment, { number, body, visibility }))
          }}
        />
      )}
      {doing === 'move' && (
        <BulkMove
          rows={chosen}
          onClose={() => setDoing(null)}
          onTake={(input) => {
            setDoing(null)
            void run(chosen, ({ number, version }) => call(recordApi.move, { ...input, number, version }))
          }}
        />
      )}
      {doing === 'attach' && (
        <BulkAttach
          count={chosen.length}
          onClose={() => setDoing(null)}
          onAttach={(number) => {
            setDoing(null)
            void run(chosen, ({ number: ticket }) => call(recordApi.attachCaller, { number, ticket }))
          }}
        />
      )}
      {results !== null && <BulkResults results={results} onClose={onDone} />}
    </section>
  )
}
