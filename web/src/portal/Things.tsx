import { configurationApi } from '#contract/configuration/api.ts'
import { Text } from '@mantine/core'
import { IconDevices } from '@tabler/icons-react'
import { Expiry } from '../configuration/expiry.tsx'
import { TypeIcon } from '../configuration/type-icons.tsx'
import { useTypes } from '../configuration/use-types.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll, usePages } from '../platform/query.ts'
import { isClient, useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { Page } from '../ui/page.tsx'
import { Waiting } from './Demands.tsx'
import line from './record-line.module.css'

/** What is still of use to its owner. */
export const kept = 'planned,ordered,in-stock,in-test,in-service,in-repair'
/** Further than any warranty. */
const farAway = '2999-12-31'

/** « Mon parc »: a client's machines, or those of what a supplier has in hand. */
export const Things = () => {
  const { t, say } = useWords()
  const session = useSession()
  const { of, nameOf } = useTypes()
  const query = usePages(configurationApi.list, { state: kept, limit: 50 })
  const expiries = useAll(configurationApi.expiries, { until: farAway }).items
  const whose = isClient(session) ? 'client' : 'supplier'
  return (
    <Page title={t(`configuration.portal.title.${whose}`)} width="read">
      <Text c="dimmed">{t(`configuration.portal.lead.${whose}`)}</Text>
      <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {!query.isPending && query.items.length === 0 && (
        <EmptyState icon={<IconDevices size={40} />} title={t('configuration.portal.noneTitle')}>
          {t(`configuration.portal.none.${whose}`)}
        </EmptyState>
      )}
      <ul className={line['lines']}>
        {query.items.map(({ number, name, type, state, location }) => {
          const next = expiries.find((one) => one.number === number)
          return (
            <li key={number} className={line['line']}>
              <div className={line['words']}>
                <AppLink href={`/portail/parc/${number}`} className={line['title']}>
                  <TypeIcon name={of(type)?.icon} size={18} /> {name}
                </AppLink>
                <p className={line['facts']}>
                  <span>{nameOf(type)}</span>
                  {location !== '' && <span>{location}</span>}
                  <span>{t(`configuration.portal.states.${state}`)}</span>
                </p>
                {next !== undefined && (
                  <Text size="sm" component="p" m={0}>
                    {say(next.attributeName)} <Expiry day={next.on} isOver={false} />
                  </Text>
                )}
              </div>
            </li>
          )
        })}
      </ul>
      <LoadMore query={query} />
    </Page>
  )
}
