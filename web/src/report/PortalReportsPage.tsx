import { reportApi } from '#contract/report/api.ts'
import { Group, Text } from '@mantine/core'
import { IconReportAnalytics } from '@tabler/icons-react'
import { ProblemAlert } from '../platform/errors.tsx'
import { usePages } from '../platform/query.ts'
import { seesCompany, useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Waiting } from '../portal/Demands.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import style from './report.module.css'
import { VerdictBadge } from './verdict.tsx'

/** For who looks after the company: the reports on what it has. */
export const PortalReportsPage = () => {
  const { t } = useWords()
  if (!seesCompany(useSession())) return <NotFound />
  return (
    <Page title={t('report.portal.title')} width="read">
      <Text c="dimmed">{t('report.portal.lead')}</Text>
      <OwnReports />
    </Page>
  )
}

const OwnReports = () => {
  const { t } = useWords()
  const { day } = useTime()
  const query = usePages(reportApi.list, { limit: 20 })
  if (query.isPending) return <Waiting />
  if (query.items.length === 0)
    return (
      <EmptyState icon={<IconReportAnalytics size={40} />} title={t('report.portal.none')}>
        {t('report.portal.noneText')}
      </EmptyState>
    )
  return (
    <>
      <ProblemAlert error={query.error} />
      <ul className={style['answers']}>
        {query.items.map(({ id, from, at, verdict }) => (
          <li key={id}>
            <Group gap="sm">
              <TextLink href={`/portail/parc/rapports/${id}`}>
                {t('report.period', { from: day(from), at: day(at) })}
              </TextLink>
              <VerdictBadge verdict={verdict} />
            </Group>
          </li>
        ))}
      </ul>
      <LoadMore query={query} />
    </>
  )
}
