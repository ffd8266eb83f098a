import { recordApi } from '#contract/record/api.ts'
import { serviceApi, type ServiceState } from '#contract/service/api.ts'
import { Text } from '@mantine/core'
import { IconAlertTriangle, IconAlertTriangleFilled, IconCircleCheck, IconServer2 } from '@tabler/icons-react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll } from '../platform/query.ts'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { Waiting } from './Demands.tsx'
import style from './portal.module.css'
import { useSession } from '../platform/session.tsx'
import { ClientFeed } from '../change/client-feed.tsx'
import { PortalChanges } from '../change/PortalChanges.tsx'
import { Pots } from './pots.tsx'
import { sayWeek } from './say-week.ts'
import type { Line } from './state.tsx'
import { useHours, useOpenState } from './use-hours.ts'

const underWay = { kind: 'INC', phase: 'new,active', limit: 200 } as const
/** What others have is announced to nobody: it is looked up. */
const watched = { refetchInterval: 60_000 }

/** « État des services »: how each is doing, when it is given, and the incidents that its reader may follow. */
export const Services = () => {
  const { t } = useWords()
  const services = useAll(serviceApi.list, {})
  const states = useAll(serviceApi.listStates, {}, watched)
  const incidents = useAll(recordApi.list, underWay)
  const isPending = services.isPending || states.isPending
  return (
    <Page title={t('portal.services.title')} width="read">
      <Text c="dimmed">{t('portal.services.lead')}</Text>
      <ProblemAlert error={services.error ?? states.error ?? incidents.error} />
      {isPending && <Waiting />}
      {!isPending && services.items.length === 0 && (
        <EmptyState icon={<IconServer2 size={40} />} title={t('portal.services.noneTitle')}>
          {t('portal.services.noneText')}
        </EmptyState>
      )}
      {!isPending && (
        <ul className={style['services']}>
          {services.items.map(({ id, name, description }) => {
            const state = states.items.find(({ serviceId }) => serviceId === id)
            return (
              <li key={id}>
                <div className={style['serviceHead']}>
                  <h2>{name}</h2>
                  <StateOf state={state} />
                </div>
                {state !== undefined && <p>{t('portal.services.working')}</p>}
                {description !== '' && <p>{description}</p>}
                <HoursOf service={id} />
                <Incidents lines={incidents.items.filter(({ serviceId }) => serviceId === id)} />
              </li>
            )
          })}
        </ul>
      )}
      <PortalChanges />
      <OwnFeed />
      <Pots />
    </Page>
  )
}

/** Of the company, for who speaks for it. */
const OwnFeed = () => {
  const { person } = useSession()
  if (person.clientId === null || person.clientLevel === 'requester') return null
  return <ClientFeed clientId={person.clientId} isPortal />
}

const StateOf = ({ state }: { state: ServiceState | undefined }) => {
  const { t } = useWords()
  const { short, exact } = useTime()
  const now = useNow()
  if (state === undefined) {
    return (
      <ToneBadge tone="success" icon={<IconCircleCheck aria-hidden />}>
        {t('portal.services.calm')}
      </ToneBadge>
    )
  }
  const isMajor = state.state === 'major'
  return (
    <div className={style['state']}>
      <ToneBadge
        tone={isMajor ? 'danger' : 'warning'}
        icon={isMajor ? <IconAlertTriangleFilled aria-hidden /> : <IconAlertTriangle aria-hidden />}
      >
        {t(isMajor ? 'portal.services.major' : 'portal.services.disturbed')}
      </ToneBadge>
      <time dateTime={state.since} title={exact(state.since)}>
        {t('portal.services.since', { when: short(state.since, now) })}
      </time>
    </div>
  )
}

const HoursOf = ({ service }: { service: string }) => {
  const words = useWords()
  const openState = useOpenState()
  const { items } = useHours()
  const hours = items.find(({ services }) => services.some(({ id }) => id === service))
  if (hours === undefined) return null
  return <p>{[...sayWeek(words, hours.week), openState(hours)].join(' · ')}</p>
}

const Incidents = ({ lines }: { lines: readonly Line[] }) =>
  lines.length === 0 ? null : (
    <ul className={style['incidents']}>
      {lines.slice(0, 5).map(({ number, title }) => (
        <li key={number}>
          <TextLink href={`/portail/demandes/${number}`}>{title}</TextLink>
        </li>
      ))}
    </ul>
  )
