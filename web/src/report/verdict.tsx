import type { IssuedReport } from '#contract/report/shape.ts'
import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { Nothing } from './report-view.tsx'
import style from './report.module.css'
import { useMoment } from './use-moment.ts'

/** What the client has said to a report, in a word. */
export const VerdictBadge = ({ verdict }: { verdict: IssuedReport['verdict'] }) => {
  const { t } = useWords()
  if (verdict === null)
    return (
      <ToneBadge tone="neutral" icon={<IconClock aria-hidden />}>
        {t('report.verdict.waiting')}
      </ToneBadge>
    )
  return verdict === 'right' ? (
    <ToneBadge tone="success" icon={<IconCircleCheck aria-hidden />}>
      {t('report.verdict.right')}
    </ToneBadge>
  ) : (
    <ToneBadge tone="warning" icon={<IconAlertTriangle aria-hidden />}>
      {t('report.verdict.wrong')}
    </ToneBadge>
  )
}

export const Answers = ({ answers }: Pick<IssuedReport, 'answers'>) => {
  const { t } = useWords()
  const moment = useMoment()
  if (answers.length === 0) return <Nothing>{t('report.acknowledgement.none')}</Nothing>
  return (
    <ul className={style['answers']}>
      {answers.map(({ verdict, comment, by, at }) => (
        <li key={at}>
          <VerdictBadge verdict={verdict} />{' '}
          <Text size="sm" c="dimmed" span>
            {t('report.acknowledgement.by', { name: by ?? '–', at: moment(at) })}
          </Text>
          {comment !== '' && <Text style={{ whiteSpace: 'pre-wrap' }}>{comment}</Text>}
        </li>
      ))}
    </ul>
  )
}
