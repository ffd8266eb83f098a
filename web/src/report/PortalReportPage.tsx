import { reportApi } from '#contract/report/api.ts'
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useParam } from '../platform/address.ts'
import { addressOf, isProblem } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Waiting } from '../portal/Demands.tsx'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import { Files } from './files.tsx'
import { ReportView } from './report-view.tsx'
import style from './report.module.css'
import { Answers } from './verdict.tsx'
import { useMoment } from './use-moment.ts'

/** A report as its client reads it, and answers it. */
export const PortalReportPage = () => {
  const { t } = useWords()
  const { day } = useTime()
  const moment = useMoment()
  const id = useParam('id')
  const { data, error, refetch } = useApi(reportApi.readIssued, { id })
  if (isProblem(error, 'not_found') || isProblem(error, 'invalid_input')) return <NotFound />
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Waiting />
  return (
    <Page
      title={t('report.one')}
      crumbs={[{ label: t('report.portal.back'), href: '/portail/parc/rapports' }]}
      actions={<Files addressOf={(format) => addressOf(reportApi.issuedFile, { id, format })} />}
    >
      <Stack gap={2}>
        <Text>{t('report.period', { from: day(data.from), at: moment(data.at) })}</Text>
        <Text size="sm" c="dimmed">
          {t('report.issuedLine', { at: moment(data.issuedAt), name: data.issuedBy ?? '–' })}
        </Text>
        {data.note !== '' && <Text mt="xs">{data.note}</Text>}
      </Stack>
      {data.mayAnswer && <Answer id={id} />}
      {data.answers.length > 0 && (
        <section>
          <Title order={2} size="h3" mb="xs">
            {t('report.acknowledgement.title')}
          </Title>
          <Answers answers={data.answers} />
        </section>
      )}
      <ReportView
        report={data.content}
        itemAddress={() => null}
        ticketAddress={(number) => `/portail/demandes/${number}`}
      />
    </Page>
  )
}

const Answer = ({ id }: { id: string }) => {
  const { t } = useWords()
  const [isWrong, setWrong] = useState(false)
  const [comment, setComment] = useState('')
  const answer = useAction(reportApi.answer, {
    invalidates: [reportApi.readIssued, reportApi.list],
    onSuccess: () => {
      setWrong(false)
      setComment('')
      void notify(t('report.acknowledgement.sent'))
    },
  })
  return (
    <section className={style['answer']}>
      <Title order={2} size="h3">
        {t('report.acknowledgement.ask')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('report.acknowledgement.askText')}
      </Text>
      <ProblemAlert error={answer.error} />
      {isWrong ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            answer.mutate({ id, verdict: 'wrong', comment })
          }}
        >
          <Stack gap="sm">
            <Textarea
              label={t('report.acknowledgement.what')}
              description={t('report.acknowledgement.whatHelp')}
              autosize
              minRows={3}
              maxLength={5000}
              required
              data-autofocus
              value={comment}
              onChange={({ currentTarget }) => setComment(currentTarget.value)}
            />
            <Group gap="xs">
              <Button type="submit" loading={answer.isPending} disabled={comment.trim().length < 3}>
                {t('report.acknowledgement.send')}
              </Button>
              <Button variant="default" onClick={() => setWrong(false)}>
                {t('shell.confirm.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Group gap="xs">
          <Button loading={answer.isPending} onClick={() => answer.mutate({ id, verdict: 'right' })}>
            {t('report.acknowledgement.say')}
          </Button>
          <Button variant="default" onClick={() => setWrong(true)}>
            {t('report.acknowledgement.report')}
          </Button>
        </Group>
      )}
    </section>
  )
}
