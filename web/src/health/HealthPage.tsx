import { healthApi, type Vital } from '#contract/health/api.ts'
import { Alert, Button, Loader, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconExclamationCircle,
  IconEye,
  IconInfoCircle,
  IconRefresh,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { keepsAccounts } from '../settings/may-keep.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import style from './health.module.css'
import { parts, saidFacts } from './vital-words.ts'

/** How the installation is, for people: one sentence a part, the worst first, and what to do. */
export const HealthPage = () => {
  const { t } = useWords()
  const maySee = keepsAccounts(useSession())
  const { data, error, refetch, isFetching } = useApi(
    healthApi.report,
    {},
    { enabled: maySee, refetchInterval: 60_000 },
  )
  return (
    <Page
      title={t('health.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      actions={
        maySee && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={isFetching}
            onClick={() => void refetch()}
          >
            {t('health.again')}
          </Button>
        )
      }
    >
      {!maySee && <Alert variant="light">{t('health.only')}</Alert>}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined ? maySee && error === null && <Loader /> : <Report {...data} />}
    </Page>
  )
}

const Report = ({ at, version, startedMinutes, vitals }: ReportProps) => {
  const { t } = useWords()
  const { duration } = useTime()
  const toDo = vitals.filter(({ tone }) => tone === 'danger' || tone === 'warning').length
  return (
    <>
      <Text size="sm" role="status">
        {toDo === 0 ? t('health.allWell') : t('health.toDo', { count: toDo })}{' '}
        <Text span size="sm" c="dimmed">
          <Ago at={at} />
        </Text>
      </Text>
      <ul className={style['parts']}>
        {vitals.map((vital) => (
          <Line key={`${vital.key} ${vital.cause} ${JSON.stringify(vital.facts)}`} vital={vital} />
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {t('health.version', { version, length: duration(startedMinutes) })} {t('health.machines')}
      </Text>
    </>
  )
}

interface ReportProps {
  at: string
  version: string
  startedMinutes: number
  vitals: readonly Vital[]
}

const Line = ({ vital: { key, tone, cause, facts } }: { vital: Vital }) => {
  const { t } = useWords()
  const times = useTime()
  const now = useNow()
  const part = parts[key]
  const words = part?.causes[cause]
  if (part === undefined || words === undefined) return null
  const values = saidFacts(facts, times, now)
  const needsWork = tone === 'danger' || tone === 'warning' || tone === 'caution'
  return (
    <li className={style['part']}>
      <h2>
        {part.href === undefined ? (
          t(part.name)
        ) : (
          <TextLink href={part.href} inherit>
            {t(part.name)}
          </TextLink>
        )}
      </h2>
      <div>
        <ToneBadge tone={tone} icon={icons[tone]}>
          {t(`health.tone.${tone}`)}
        </ToneBadge>
      </div>
      <div className={style['said']}>
        <Text size="sm">{t(words.say, values)}</Text>
        {words.todo !== undefined && (
          <Text size="sm" fw={needsWork ? 500 : 400} {...(needsWork ? {} : { c: 'dimmed' })}>
            {t(words.todo, values)}
          </Text>
        )}
      </div>
    </li>
  )
}

const icons: Readonly<Record<Vital['tone'], ReactNode>> = {
  success: <IconCircleCheck aria-hidden />,
  neutral: <IconInfoCircle aria-hidden />,
  caution: <IconEye aria-hidden />,
  warning: <IconExclamationCircle aria-hidden />,
  danger: <IconAlertTriangle aria-hidden />,
}
