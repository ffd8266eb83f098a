import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { NativeSelect, SegmentedControl, Text, Title } from '@mantine/core'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll, usePages } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Waiting } from '../portal/Demands.tsx'
import { RecordLines } from '../portal/record-line.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import style from './company.module.css'

const phases = { open: 'new,active,resolved', over: 'closed,cancelled', all: undefined } as const
type State = keyof typeof phases

const stateOf = (given: string | undefined): State =>
  given === 'termines' ? 'over' : given === 'tous' ? 'all' : 'open'
const addressOf: Record<State, string> = { open: '', over: 'termines', all: 'tous' }

/** Everything of the company, by person, service and state, with who follows it up. */
export const Tickets = () => {
  const { t } = useWords()
  const [{ personne, service, etat }, set] = useFilters(['personne', 'service', 'etat'])
  const state = stateOf(etat)
  const people = useAll(personApi.list, { limit: 200 })
  const services = useAll(serviceApi.list, {})
  const phase = phases[state]
  const query = usePages(recordApi.list, {
    ...(personne === undefined ? {} : { requester: personne }),
    ...(service === undefined ? {} : { service }),
    ...(phase === undefined ? {} : { phase }),
    sort: 'updated',
    limit: 20,
  })
  return (
    <section>
      <Title order={2} mb="xs">
        {t('company.tickets')}
      </Title>
      <div className={style['filters']}>
        <NativeSelect
          className={style['choice'] ?? ''}
          label={t('company.filter.person')}
          value={personne ?? ''}
          data={[
            { value: '', label: t('company.filter.everyone') },
            ...people.items.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget }) => set({ personne: currentTarget.value })}
        />
        <NativeSelect
          className={style['choice'] ?? ''}
          label={t('company.filter.service')}
          value={service ?? ''}
          data={[
            { value: '', label: t('company.filter.everyService') },
            ...services.items.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget }) => set({ service: currentTarget.value })}
        />
        <SegmentedControl
          aria-label={t('company.filter.state')}
          value={state}
          onChange={(value) => set({ etat: addressOf[value === 'over' || value === 'all' ? value : 'open'] })}
          data={(['open', 'over', 'all'] as const).map((value) => ({
            value,
            label: t(`company.filter.${value}`),
          }))}
        />
      </div>
      <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {!query.isPending && query.items.length === 0 && <Text size="sm">{t('company.none')}</Text>}
      {query.items.length > 0 && <RecordLines records={query.items} showsFollower />}
      <LoadMore query={query} />
    </section>
  )
}
