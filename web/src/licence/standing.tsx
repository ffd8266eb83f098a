import { configurationApi } from '#contract/configuration/api.ts'
import { licenceApi } from '#contract/licence/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import type { LicenceMachine } from '#contract/licence/shape.ts'
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneText } from '../ui/tone-badge.tsx'
import { Holders } from './holders.tsx'
import { LicenceBadge, useReasons } from './licence-state.tsx'
import style from './licence.module.css'

type Whole = OutputOf<typeof licenceApi.read>

/** How a licence stands: figures, why, and each machine and person with what is wrong. */
export const Standing = ({ item }: { item: { number: string; clientId: string | null } }) => {
  const { data, error } = useApi(licenceApi.read, { number: item.number })
  if (error !== null) return <ProblemAlert error={error} />
  if (data === undefined) return <Skeleton h={160} />
  return (
    <>
      <Figures licence={data} />
      <Machines licence={data} />
      <Holders licence={data} clientId={item.clientId} />
    </>
  )
}

const Figures = ({ licence }: { licence: Whole }) => {
  const { t } = useWords()
  const reasons = useReasons()
  return (
    <section>
      <Group gap="sm" mb="xs">
        <Title order={2} size="h4">
          {t('licence.standing.title')}
        </Title>
        <LicenceBadge state={licence.state} />
      </Group>
      <dl className={style['figures']}>
        {(['bought', 'assigned', 'installed', 'used', 'difference'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`licence.field.${key}`)}</dt>
            <dd>{licence[key] ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <ul className={style['reasons']}>
        {reasons(licence.because).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}

const Machines = ({ licence }: { licence: Whole }) => {
  const { t } = useWords()
  const { number, machines, mayWrite, isCut, metric } = licence
  const invalidates = [licenceApi.read, licenceApi.list, configurationApi.read]
  const assign = useAction(configurationApi.relate, { invalidates })
  const withdraw = useAction(configurationApi.unrelate, { invalidates })
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('licence.standing.machines')}
      </Title>
      {metric === 'user' && (
        <Text size="sm" c="dimmed">
          {t('licence.standing.counted.people')}
        </Text>
      )}
      <ProblemAlert error={assign.error ?? withdraw.error} />
      {machines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('licence.standing.noMachines')}
        </Text>
      ) : (
        <QuietTable
          label={t('licence.standing.machines')}
          minWidth={640}
          isStacked
          head={
            <>
              <th>{t('licence.software.machine')}</th>
              <th>{t('licence.standing.finding')}</th>
              <th>{t('licence.standing.version')}</th>
              <th>{t('licence.standing.since')}</th>
              <th>{t('licence.standing.lastSeen')}</th>
              <th>{t('licence.standing.assignment')}</th>
            </>
          }
        >
          {machines.map((machine) => (
            <Line
              key={machine.number}
              machine={machine}
              isPending={assign.isPending || withdraw.isPending}
              {...(mayWrite
                ? {
                    onAssign: () => assign.mutate({ from: machine.number, to: number, kind: 'uses-licence' }),
                    onWithdraw: (id: string) => withdraw.mutate({ id }),
                  }
                : {})}
            />
          ))}
        </QuietTable>
      )}
      {isCut && (
        <Text size="sm" c="dimmed">
          {t('licence.standing.cut', { count: machines.length })}
        </Text>
      )}
    </section>
  )
}

interface LineProps {
  machine: LicenceMachine
  isPending: boolean
  onAssign?: () => void
  onWithdraw?: (id: string) => void
}

const Line = ({ machine, isPending, onAssign, onWithdraw }: LineProps) => {
  const { t } = useWords()
  const { day } = useTime()
  const { number, name, clientName, versions, since, lastSeen, relationId, problem } = machine
  return (
    <tr>
      <th scope="row">
        <TextLink inherit href={`/parc/${number}`}>
          {name}
        </TextLink>{' '}
        <Text span size="xs" c="dimmed">
          {[number, clientName].filter(Boolean).join(' · ')}
        </Text>
      </th>
      <td data-label={t('licence.standing.finding')}>
        {problem === null ? (
          <ToneText tone="success" icon={<IconCircleCheck aria-hidden />}>
            {t('licence.standing.fine')}
          </ToneText>
        ) : (
          <ToneText
            tone={problem === 'beyond' ? 'danger' : 'caution'}
            icon={<IconAlertTriangle aria-hidden />}
          >
            {t(`licence.standing.problems.${problem}`)}
          </ToneText>
        )}
      </td>
      <td data-label={t('licence.standing.version')}>{versions.join(', ') || '–'}</td>
      <td data-label={t('licence.standing.since')}>{since === null ? '–' : day(since)}</td>
      <td data-label={t('licence.standing.lastSeen')}>
        {lastSeen === null ? t('licence.standing.never') : <Ago at={lastSeen} />}
      </td>
      <td data-label={t('licence.standing.assignment')}>
        <Stack gap={0} align="flex-start">
          <Text span size="sm">
            {t(relationId === null ? 'licence.standing.notAssigned' : 'licence.standing.assigned')}
          </Text>
          {relationId === null && onAssign !== undefined && (
            <Button
              variant="default"
              size="compact-xs"
              disabled={isPending}
              aria-label={t('licence.standing.assignOf', { name })}
              onClick={onAssign}
            >
              {t('licence.standing.assign')}
            </Button>
          )}
          {relationId !== null && onWithdraw !== undefined && (
            <Button
              variant="subtle"
              size="compact-xs"
              disabled={isPending}
              aria-label={t('licence.standing.withdrawOf', { name })}
              onClick={() => onWithdraw(relationId)}
            >
              {t('licence.standing.withdraw')}
            </Button>
          )}
        </Stack>
      </td>
    </tr>
  )
}
