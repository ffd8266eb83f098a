import { recordApi } from '#contract/record/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { Text } from '@mantine/core'
import { IconAlertTriangle, IconAlertTriangleFilled, IconCircleCheck, IconServer2 } from '@tabler/icons-react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { Waiting } from './Demands.tsx'
import style from './portal.module.css'
import type { Line } from './state.tsx'

const underWay = { kind: 'INC', phase: 'new,active', limit: 200 } as const

/** « État des services »: each with the incidents that its reader may see and that still go on. */
export const Services = () => {
  const { t } = useWords()
  const { person } = useSession()
  const services = useAll(serviceApi.list, {})
  const incidents = useAll(recordApi.list, underWay)
  const major = useAll(recordApi.list, { ...underWay, isMajor: 'true' })
  const seesCompany = person.clientLevel === 'contact' || person.clientLevel === 'signatory'
  const of = (id: string, lines: readonly Line[]) => lines.filter(({ serviceId }) => serviceId === id)
  return (
    <Page title={t('portal.services.title')} width="read">
      <Text c="dimmed">{t(seesCompany ? 'portal.services.leadCompany' : 'portal.services.leadMine')}</Text>
      <ProblemAlert error={services.error ?? incidents.error} />
      {services.isPending && <Waiting />}
      {!services.isPending && services.items.length === 0 && (
        <EmptyState icon={<IconServer2 size={40} />} title={t('portal.services.noneTitle')}>
          {t('portal.services.noneText')}
        </EmptyState>
      )}
      <ul className={style['services']}>
        {services.items.map(({ id, name, description }) => (
          <li key={id}>
            <div>
              <h2>{name}</h2>
              {description !== '' && <p>{description}</p>}
              <Incidents lines={of(id, incidents.items)} />
            </div>
            <ServiceState count={of(id, incidents.items).length} isMajor={of(id, major.items).length > 0} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

const ServiceState = ({ count, isMajor }: { count: number; isMajor: boolean }) => {
  const { t } = useWords()
  if (isMajor) {
    return (
      <ToneBadge tone="danger" icon={<IconAlertTriangleFilled aria-hidden />}>
        {t('portal.services.major')}
      </ToneBadge>
    )
  }
  if (count > 0) {
    return (
      <ToneBadge tone="warning" icon={<IconAlertTriangle aria-hidden />}>
        {t('portal.services.some', { count })}
      </ToneBadge>
    )
  }
  return (
    <ToneBadge tone="success" icon={<IconCircleCheck aria-hidden />}>
      {t('portal.services.calm')}
    </ToneBadge>
  )
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
