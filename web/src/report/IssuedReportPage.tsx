import { reportApi } from '#contract/report/api.ts'
import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { useParam } from '../platform/address.ts'
import { addressOf, isProblem } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import { Files } from './files.tsx'
import { ReportView } from './report-view.tsx'
import style from './report.module.css'
import { Answers } from './verdict.tsx'
import { useMoment } from './use-moment.ts'

/** A report as it was sent, and what the client said to it. */
export const IssuedReportPage = () => {
  const { t } = useWords()
  const { day } = useTime()
  const moment = useMoment()
  const id = useParam('id')
  const { data, error, refetch } = useApi(reportApi.readIssued, { id })
  if (isProblem(error, 'not_found') || isProblem(error, 'invalid_input')) return <NotFound />
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loader mt="xl" mx="auto" display="block" aria-label={t('report.one')} />
  const isDisputed = data.verdict === 'wrong'
  const title = encodeURIComponent(t('report.acknowledgement.ticketTitle', { at: day(data.at) }))
  return (
    <Page
      title={`${t('report.one')} · ${data.clientName}`}
      crumbs={[{ label: t('report.title'), href: '/parc/rapports' }]}
      method={{ text: t('report.method') }}
      actions={<Files addressOf={(format) => addressOf(reportApi.issuedFile, { id, format })} />}
    >
      <Stack gap={2}>
        <Text>{t('report.period', { from: day(data.from), at: moment(data.at) })}</Text>
        <Text size="sm" c="dimmed">
          {t('report.issuedLine', { at: moment(data.issuedAt), name: data.issuedBy ?? '–' })}
        </Text>
        {data.content.baseline !== null && (
          <Text size="sm" c="dimmed">
            {t('report.baseline', { name: data.content.baseline })}
          </Text>
        )}
        <Text size="xs" c="dimmed" className={style['digest']}>
          {t('report.digest', { sha256: data.sha256 })}
        </Text>
        {data.note !== '' && <Text mt="xs">{data.note}</Text>}
      </Stack>
      <section className={style['answer']}>
        <Title order={2} size="h3" mb="xs">
          {t('report.acknowledgement.title')}
        </Title>
        <Answers answers={data.answers} />
        {isDisputed && (
          <Button
            mt="sm"
            size="xs"
            variant="default"
            component={AppLink}
            href={`/nouveau?client=${data.clientId}&titre=${title}`}
            leftSection={<IconTicket size={14} aria-hidden />}
          >
            {t('report.acknowledgement.ticket')}
          </Button>
        )}
      </section>
      <ReportView
        report={data.content}
        itemAddress={(number) => `/parc/${number}?at=${encodeURIComponent(data.at)}`}
        ticketAddress={(number) => `/tickets/${number}`}
      />
    </Page>
  )
}
