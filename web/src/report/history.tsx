import type { ReportChange } from '#contract/report/shape.ts'
import { Text } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import style from './report.module.css'
import { useMoment } from './use-moment.ts'

/** What came, changed and went in the period, by whom and by what right. */
export const History = ({ changes }: { changes: readonly ReportChange[] }) => {
  const { t } = useWords()
  const moment = useMoment()
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('report.history.none')}
      </Text>
    )
  const names = ['date', 'item', 'change', 'authority', 'author'] as const
  return (
    <QuietTable
      label={t('report.history.title')}
      minWidth={820}
      isTop
      isStacked
      head={names.map((name) => (
        <th key={name} scope="col">
          {t(`report.history.${name}`)}
        </th>
      ))}
    >
      {changes.map((change) => (
        <tr key={`${change.number} ${change.at} ${change.what}`}>
          <td data-label={t('report.history.date')}>{moment(change.at)}</td>
          <th scope="row">
            {change.name}
            <Text size="xs" c="dimmed">
              {change.number}
            </Text>
          </th>
          <td data-label={t('report.history.change')}>
            {t(`report.history.${change.what}`)}
            <Fields change={change} />
          </td>
          <Cell
            label={t('report.history.authority')}
            value={change.record ?? (change.isCorrection ? t('report.history.correction') : '')}
          />
          <Cell
            label={t('report.history.author')}
            value={change.by ?? (change.source === 'inventory' ? t('report.history.machine') : '')}
          />
        </tr>
      ))}
    </QuietTable>
  )
}

const Fields = ({ change: { fields, what } }: { change: ReportChange }) => {
  const { t, say } = useWords()
  if (fields.length === 0) return null
  return (
    <ul className={style['fields']}>
      {fields.map(({ label, before, after }) => (
        <li key={label.fr}>
          <Text size="sm" c="dimmed" span>
            {say(label)}
          </Text>{' '}
          {what === 'changed' && <del>{before === null ? t('report.history.nothing') : say(before)}</del>}
          {what === 'changed' && ' → '}
          {after === null ? t('report.history.nothing') : say(after)}
        </li>
      ))}
    </ul>
  )
}

/** On a phone what is empty is not named. */
const Cell = ({ label, value }: { label: string; value: string }) => (
  <td {...(value === '' ? {} : { 'data-label': label })}>{value}</td>
)
