import { reportApi } from '#contract/report/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import type { IssuedReport } from '#contract/report/shape.ts'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconDownload, IconReportAnalytics, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { addressOf } from '../platform/api.ts'
import { useAll, usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { useMayIssue } from './use-may-issue.ts'
import { VerdictBadge } from './verdict.tsx'
import { useMoment } from './use-moment.ts'

type Line = OutputOf<typeof reportApi.schedule>['items'][number]

/** Whom to tell next, and what was told: reports without an error are approved together. */
export const ReportsPage = () => {
  const { t } = useWords()
  const [{ client }] = useFilters(['client'])
  return (
    <Page
      title={t('report.title')}
      method={{ text: t('report.method') }}
      actions={
        <Button
          component="a"
          variant="default"
          href={addressOf(reportApi.catalogue, {})}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('report.catalogue')}
        </Button>
      }
    >
      <Text c="dimmed" maw={760}>
        {t('report.lead')}
      </Text>
      {client === undefined && <ToIssue />}
      <Stack gap="xs" component="section">
        <Title order={2} size="h3">
          {t('report.list.title')}
        </Title>
        <IssuedList
          {...(client === undefined ? {} : { client })}
          addressOf={({ id }) => `/parc/rapports/${id}`}
        />
      </Stack>
    </Page>
  )
}

const ToIssue = () => {
  const { t } = useWords()
  const query = useAll(reportApi.schedule, {})
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isIssuing, setIssuing] = useState(false)
  const mayIssue = useMayIssue()
  return (
    <Stack gap="xs" component="section">
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t('report.schedule.title')}
        </Title>
        {mayIssue && (
          <Button
            size="xs"
            disabled={chosen.size === 0}
            leftSection={<IconSend size={14} aria-hidden />}
            onClick={() => setIssuing(true)}
          >
            {chosen.size === 0 ? t('report.issue') : t('report.issueChosen', { count: chosen.size })}
          </Button>
        )}
      </Group>
      <DataList<Line>
        label={t('report.schedule.title')}
        query={query}
        columns={useScheduleColumns()}
        keyOf={({ clientId }) => clientId}
        nameOf={({ clientName }) => clientName}
        addressOf={({ clientId }) => `/clients/${clientId}/configuration`}
        {...(mayIssue ? { selection: { chosen, onChange: setChosen } } : {})}
        empty={<EmptyState title={t('report.schedule.none')}>{t('report.schedule.noneText')}</EmptyState>}
      />
      {isIssuing && (
        <IssueDialog
          clientIds={[...chosen]}
          onDone={() => setChosen(new Set())}
          onClose={() => setIssuing(false)}
        />
      )}
    </Stack>
  )
}

const useScheduleColumns = (): readonly Column<Line>[] => {
  const { t } = useWords()
  return [
    { key: 'client', label: t('report.schedule.client'), render: ({ clientName }) => clientName },
    {
      key: 'last',
      label: t('report.schedule.last'),
      width: '10rem',
      render: ({ lastAt }) => (lastAt === null ? t('report.schedule.never') : <Ago at={lastAt} />),
    },
    {
      key: 'verdict',
      label: t('report.list.answer'),
      width: '12rem',
      isWide: true,
      render: ({ lastId, verdict }) => (lastId === null ? '' : <VerdictBadge verdict={verdict} />),
    },
    {
      key: 'items',
      label: t('report.schedule.items'),
      width: '7rem',
      align: 'end',
      isWide: true,
      render: ({ items }) => items,
    },
    {
      key: 'changed',
      label: t('report.schedule.changed'),
      width: '9rem',
      align: 'end',
      render: ({ changed }) => changed,
    },
    {
      key: 'deviations',
      label: t('report.schedule.deviations'),
      width: '6rem',
      align: 'end',
      isWide: true,
      render: ({ deviations }) => deviations ?? t('report.schedule.unknown'),
    },
  ]
}

interface IssuedListProps {
  client?: string
  addressOf: (report: IssuedReport) => string
}

/** What was issued, latest first. */
export const IssuedList = ({ client, addressOf: addressOfReport }: IssuedListProps) => {
  const { t } = useWords()
  const { day } = useTime()
  const moment = useMoment()
  const query = usePages(reportApi.list, { limit: 50, ...(client === undefined ? {} : { client }) })
  const columns: readonly Column<IssuedReport>[] = [
    {
      key: 'client',
      label: t('report.schedule.client'),
      render: ({ clientName, from, at }) => (
        <span>
          <Text size="sm" fw={550} component="span">
            {clientName}
          </Text>
          <Text size="xs" c="dimmed" component="span" display="block">
            {t('report.period', { from: day(from), at: moment(at) })}
          </Text>
        </span>
      ),
    },
    {
      key: 'issued',
      label: t('report.list.issued'),
      width: '10rem',
      isWide: true,
      render: ({ issuedAt }) => <Ago at={issuedAt} />,
    },
    {
      key: 'answer',
      label: t('report.list.answer'),
      width: '12rem',
      render: ({ verdict }) => <VerdictBadge verdict={verdict} />,
    },
  ]
  return (
    <DataList<IssuedReport>
      label={t('report.list.title')}
      query={query}
      columns={columns}
      keyOf={({ id }) => id}
      addressOf={addressOfReport}
      empty={
        <EmptyState icon={<IconReportAnalytics size={40} />} title={t('report.list.none')}>
          {t('report.list.noneText')}
        </EmptyState>
      }
    />
  )
}
