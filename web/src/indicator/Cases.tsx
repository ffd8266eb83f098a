import { indicatorApi } from '#contract/indicator/api.ts'
import type { Indicator, IndicatorCase } from '#contract/indicator/shape.ts'
import { Loader, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { ProblemAlert } from '../platform/errors.tsx'
import { usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import style from './indicator.module.css'
import { useSay } from './use-say.ts'

/** What one figure was counted from, the latest first. */
export const Cases = ({ indicator, asked }: CasesProps) => {
  const { t } = useWords()
  const { name } = useSay()
  const { key, group } = indicator
  const query = usePages(
    indicatorApi.cases,
    { key, ...asked, ...(group === null ? {} : { group: String(group) }) },
    { keepsPrevious: false },
  )
  const { items, isPending, error } = query
  if (isPending) return <Loader size="sm" />
  if (error !== null && items.length === 0) return <ProblemAlert error={error} onRetry={query.refetch} />
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('indicator.noneBehind')}
      </Text>
    )
  return (
    <Stack gap={4}>
      {/* What scrolls must be reachable by keyboard. */}
      <ul
        className={style['list']}
        aria-label={t('indicator.behind', { name: name(indicator) })}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {items.map((one) => (
          <Line key={`${one.ref} ${one.at} ${one.isHit}`} one={one} indicator={indicator} />
        ))}
      </ul>
      <LoadMore query={query} />
    </Stack>
  )
}

interface CasesProps {
  indicator: Indicator
  asked: { from: string; to: string; client?: string }
}

const Line = ({ one, indicator }: { one: IndicatorCase; indicator: Indicator }) => {
  const { t } = useWords()
  const { day } = useTime()
  const { inUnit, groupName } = useSay()
  const { ref, title, clientName, at, isHit, group, value, gross, part, of } = one
  const isShared = indicator.numerator !== null
  return (
    <li>
      {isShared && one.kind !== 'verification' && <Mark isHit={isHit} />}{' '}
      <CaseLink kind={one.kind} to={ref} name={title} /> {one.kind !== 'verification' && title}{' '}
      <Text span size="xs" c="dimmed">
        {[
          group === null ? null : groupName({ key: indicator.key, group }),
          clientName,
          indicator.asOf === null ? day(at) : null,
          one.kind === 'verification' ? t('indicator.part', { part, of }) : null,
          value === null ? null : inUnit(indicator.unit, value),
          gross === null || gross === value
            ? null
            : `${t('indicator.column.gross')} ${inUnit(indicator.unit, gross)}`,
        ]
          .filter((text) => text !== null && text !== '')
          .join(' · ')}
      </Text>
    </li>
  )
}

/** Says with an icon and to who cannot see it whether a case counts above the line. */
export const Mark = ({ isHit }: { isHit: boolean }) => {
  const { t } = useWords()
  const Icon = isHit ? IconCircleCheck : IconCircleX
  return (
    <Icon
      size={14}
      className={style['mark']}
      role="img"
      aria-label={t(isHit ? 'indicator.counts' : 'indicator.countsNot')}
    />
  )
}

const pages = { record: '/tickets', ci: '/parc', verification: '/parc/verifications' } as const

export const CaseLink = ({ kind, to, name }: { kind: IndicatorCase['kind']; to: string; name: string }) => (
  <TextLink href={`${pages[kind]}/${to}`} inherit>
    {kind === 'verification' ? name : to}
  </TextLink>
)
