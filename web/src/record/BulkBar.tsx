import { Button, Select, Text } from '@mantine/core'
import { notify } from '../platform/notify.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import style from './list.module.css'
import type { Row } from './ticket.ts'
import { useAssign } from './use-assign.ts'
import { useColleagues } from './use-names.ts'

/** What can be done with several tickets at once. */
export const BulkBar = ({ rows, onDone }: { rows: readonly Row[]; onDone: () => void }) => {
  const { t } = useWords()
  const { person } = useSession()
  const colleagues = useColleagues()
  const { assign, isPending } = useAssign()
  const hand = async (to: string | null) => {
    const { failed } = await assign(rows, to)
    const done = rows.length - failed
    if (done > 0) void notify(t('record.bulk.done', { count: done }))
    if (failed > 0) void notify(t('record.bulk.failed', { count: failed }), 'failed')
    onDone()
  }
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
        w={200}
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
      <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
        {t('record.bulk.clear')}
      </Button>
    </section>
  )
}
