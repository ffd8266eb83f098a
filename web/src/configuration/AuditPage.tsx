import { configurationApi } from '#contract/configuration/api.ts'
import type { Audit, Finding } from '#contract/configuration/audit.ts'
import { Group, Skeleton, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconMinus } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { TextLink } from '../ui/app-link.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import style from './audit.module.css'
import { TypeIcon } from './type-icons.tsx'
import { useTypes } from './use-types.ts'

/** Is what is written down right? Rule by rule, with what to do, and three figures with what they count. */
export const AuditPage = () => {
  const { t } = useWords()
  const clients = useClients()
  const [{ client }] = useFilters(['client'])
  const { data, error, isPending } = useApi(configurationApi.audit, client === undefined ? {} : { client }, {
    keepsPrevious: true,
  })
  return (
    <Page
      title={t('configuration.audit.title')}
      crumbs={[{ label: t('configuration.title'), href: '/parc' }]}
      method={{ text: t('configuration.method') }}
    >
      <Text size="sm" maw={720}>
        {t('configuration.audit.lead')}
      </Text>
      <FilterBar
        filters={[
          {
            name: 'client',
            label: t('configuration.filter.client'),
            kind: 'one',
            options: [
              { value: 'none', label: t('configuration.filter.noClient') },
              ...clients.map(({ id, name }) => ({ value: id, label: name })),
            ],
          },
        ]}
      />
      <ProblemAlert error={error} />
      {isPending && <Skeleton h={240} />}
      {data !== undefined && (
        <>
          <ul className={style['measures']} aria-label={t('configuration.audit.measures')}>
            {data.measures.map((measure) => (
              <Measure key={measure.key} measure={measure} />
            ))}
          </ul>
          {[...data.rules]
            .sort((one, other) => Number(other.count > 0) - Number(one.count > 0))
            .map((rule) => (
              <Rule key={rule.rule} rule={rule} />
            ))}
        </>
      )}
    </Page>
  )
}

const Measure = ({ measure }: { measure: Audit['measures'][number] }) => {
  const { t } = useWords()
  const { percent } = useTime()
  const { key, count, of, target, isAtMost } = measure
  const isGood = of === 0 || (isAtMost ? count / of <= target : count / of >= target)
  return (
    <li>
      <Text size="sm" fw={600}>
        {t(`configuration.audit.measure.${key}`)}
      </Text>
      <Group gap="xs" align="baseline">
        <span className={style['figure']}>
          {of === 0 ? t('configuration.audit.withoutObject') : percent(count / of)}
        </span>
        {of > 0 && (
          <ToneBadge
            tone={isGood ? 'success' : 'caution'}
            icon={isGood ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          >
            {t(isGood ? 'configuration.audit.reached' : 'configuration.audit.missed')}
          </ToneBadge>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('configuration.audit.counted', { count, of })} ·{' '}
        {t(isAtMost ? 'configuration.audit.atMost' : 'configuration.audit.atLeast', {
          target: percent(target),
        })}
      </Text>
      <Text size="xs" c="dimmed">
        {t(`configuration.audit.formula.${key}`)}
      </Text>
    </li>
  )
}

const Rule = ({ rule }: { rule: Audit['rules'][number] }) => {
  const { t, say } = useWords()
  const { sentence, advice, count, items } = rule
  if (count === 0) {
    return (
      <Group gap="xs" className={style['calm'] ?? ''}>
        <ToneBadge tone="success" icon={<IconCircleCheck aria-hidden />}>
          {t('configuration.audit.nothing')}
        </ToneBadge>
        <Text size="sm">{say(sentence)}</Text>
      </Group>
    )
  }
  return (
    <details className={style['rule']} open={count <= 8}>
      <summary>
        <Title order={2} size="h5" component="h2">
          {say(sentence)}
        </Title>
        <ToneBadge tone="caution" icon={<IconAlertTriangle aria-hidden />}>
          {count}
        </ToneBadge>
      </summary>
      <Text size="sm" c="dimmed" maw={720}>
        {say(advice)}
      </Text>
      <ul>
        {items.map((item) => (
          <Line
            key={`${item.number} ${item.attribute?.fr ?? ''} ${item.other?.number ?? ''} ${item.on ?? ''}`}
            item={item}
          />
        ))}
      </ul>
      {count > items.length && (
        <Text size="sm" c="dimmed">
          {t('configuration.audit.more', { count: count - items.length })}
        </Text>
      )}
    </details>
  )
}

const Line = ({ item }: { item: Finding }) => {
  const { t, say } = useWords()
  const { date } = useTime()
  const { of } = useTypes()
  const { number, name, type, state, clientName, attribute, on, other, told } = item
  const facts = [
    attribute === null ? null : say(attribute),
    on === null ? null : date(on),
    t(`configuration.states.${state}`),
    clientName ?? t('configuration.filter.noClient'),
  ].filter((fact) => fact !== null)
  return (
    <li>
      <TypeIcon name={of(type)?.icon} size={16} />
      <TextLink href={`/parc/${number}`} size="sm">
        {name}
      </TextLink>
      <Text span size="sm" c="dimmed">
        {number} · {facts.join(' · ')}
      </Text>
      {told !== undefined && (
        <Text span size="sm">
          {say(told)}
        </Text>
      )}
      {other !== null && (
        <Text span size="sm">
          <IconMinus size={12} aria-hidden /> <TextLink href={`/parc/${other.number}`}>{other.name}</TextLink>
        </Text>
      )}
    </li>
  )
}
