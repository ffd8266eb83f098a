import { reportApi } from '#contract/report/api.ts'
import { Button, Group, Loader, Text, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters, useGo, useParam } from '../platform/address.ts'
import { addressOf, isProblem } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { instantAt } from '../record/local-time.ts'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import { Files } from './files.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { ReportView } from './report-view.tsx'
import { useMayIssue } from './use-may-issue.ts'
import { useMoment } from './use-moment.ts'

/** A client’s configuration today or on a past day, as its report would say it. */
export const ClientReportPage = () => {
  const { t } = useWords()
  const { day } = useTime()
  const moment = useMoment()
  const go = useGo()
  const session = useSession()
  const mayIssue = useMayIssue()
  const id = useParam('id')
  const [{ au, du }, set] = useFilters(['au', 'du'])
  const [isIssuing, setIssuing] = useState(false)
  const { zone } = session.person
  const at = au === undefined ? null : instantAt(`${au}T23:59`, zone)
  const from = du === undefined ? null : instantAt(`${du}T00:00`, zone)
  const asked = { id, ...(at === null ? {} : { at }), ...(from === null ? {} : { from }) }
  const { data, error, isPending } = useApi(reportApi.read, asked, { keepsPrevious: true })
  if (isProblem(error, 'not_found')) return <NotFound />
  const title = data === undefined ? t('report.one') : `${t('report.one')} · ${data.client.name}`
  return (
    <Page
      title={title}
      crumbs={[
        { label: t('shell.rail.clients'), href: '/clients' },
        { label: data?.client.name ?? '…', href: `/clients/${id}` },
      ]}
      method={{ text: t('report.method') }}
      actions={
        <>
          <Files addressOf={(format) => addressOf(reportApi.read, { ...asked, format })} />
          {mayIssue && au === undefined && (
            <Button leftSection={<IconSend size={16} aria-hidden />} onClick={() => setIssuing(true)}>
              {t('report.issue')}
            </Button>
          )}
        </>
      }
    >
      <Group gap="md" align="flex-end">
        <TextInput
          type="date"
          label={t('report.from')}
          value={du ?? ''}
          onChange={({ currentTarget }) => set({ du: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('report.at')}
          value={au ?? ''}
          onChange={({ currentTarget }) => set({ au: currentTarget.value })}
        />
        {data !== undefined && (
          <Text size="sm" c="dimmed">
            {t('report.period', { from: day(data.from), at: moment(data.at) })}
            {data.baseline !== null && ` · ${t('report.baseline', { name: data.baseline })}`}
          </Text>
        )}
      </Group>
      <ProblemAlert error={error} />
      {isPending && <Loader mx="auto" aria-label={t('report.one')} />}
      {data !== undefined && (
        <ReportView
          report={data}
          itemAddress={(number) => `/parc/${number}`}
          ticketAddress={(number) => `/tickets/${number}`}
        />
      )}
      {isIssuing && (
        <IssueDialog
          clientIds={[id]}
          from={from}
          onDone={([issued]) => issued !== undefined && go(`/parc/rapports/${issued.id}`)}
          onClose={() => setIssuing(false)}
        />
      )}
    </Page>
  )
}
