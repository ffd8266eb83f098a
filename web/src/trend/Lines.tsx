import type { InputOf } from '#contract/endpoint.ts'
import type { trendApi } from '#contract/trend/api.ts'
import type { Trends, TrendLine } from '#contract/trend/shape.ts'
import { Button } from '@mantine/core'
import { Fragment } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Behind } from './Behind.tsx'
import style from './trend.module.css'
import { VerdictBadges } from './verdict-badge.tsx'
import { Why } from './Why.tsx'

/** The same as the chart, with why each verdict was given and what stands behind it. */
export const Lines = ({ trends, asked, chosen, onChoose }: LinesProps) => {
  const { t, say } = useWords()
  const { number, percent } = useTime()
  return (
    <table className={style['table']} aria-label={t('trend.title')}>
      <thead>
        <tr>
          <th scope="col">{t(`trend.dimension.${trends.by}`)}</th>
          <th scope="col" className={style['count']}>
            {t('trend.table.n')}
          </th>
          <th scope="col" className={style['count']}>
            {t('trend.table.expected')}
          </th>
          <th scope="col" className={style['count']}>
            {t('trend.table.share')}
          </th>
          <th scope="col" className={style['count']}>
            {t('trend.table.cumulative')}
          </th>
          <th scope="col">{t('trend.table.verdict')}</th>
          <th scope="col" aria-label={t('trend.show')} />
        </tr>
      </thead>
      <tbody>
        {trends.lines.map((line) => (
          <Fragment key={line.key}>
            <tr id={`groupe-${line.key}`}>
              <td className={style['wide']}>
                <div className={style['name']}>{say(line.name)}</div>
                <div className={style['why']}>
                  <Why figures={line} verdict={line.verdict} />{' '}
                  {line.words.length > 0 && t('trend.shared', { words: line.words.join(', ') })}
                </div>
              </td>
              <td className={style['count']} data-label={t('trend.table.n')}>
                {number(line.n)}
              </td>
              <td className={style['count']} data-label={t('trend.table.expected')}>
                {line.expected === null ? '–' : number(Math.round(line.expected * 10) / 10)}
              </td>
              <td className={style['count']} data-label={t('trend.table.share')}>
                {line.share === null ? '–' : percent(line.share)}
              </td>
              <td className={style['count']} data-label={t('trend.table.cumulative')}>
                {line.cumulative === null ? '–' : percent(line.cumulative)}
              </td>
              <td>
                <VerdictBadges {...line} />
              </td>
              <td className={style['wide']}>
                <Buttons line={line} isOpen={chosen === line.key} onChoose={onChoose} />
              </td>
            </tr>
            {chosen === line.key && (
              <tr className={style['behind']}>
                <td colSpan={7} className={style['wide']}>
                  <Behind asked={{ ...asked, key: line.key }} name={say(line.name)} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

const Buttons = ({
  line,
  isOpen,
  onChoose,
}: {
  line: TrendLine
  isOpen: boolean
  onChoose: (key: string | null) => void
}) => {
  const { t, say } = useWords()
  if (line.n === 0) return null
  return (
    <div className={style['buttons']}>
      <Button
        variant={line.standsOut ? 'light' : 'subtle'}
        size="compact-xs"
        aria-expanded={isOpen}
        aria-label={t(isOpen ? 'trend.hideOf' : 'trend.showOf', { name: say(line.name) })}
        onClick={() => onChoose(isOpen ? null : line.key)}
      >
        {t(isOpen ? 'trend.hide' : 'trend.show')}
      </Button>
    </div>
  )
}

interface LinesProps {
  trends: Trends
  asked: Omit<InputOf<typeof trendApi.incidents>, 'key'>
  chosen: string | undefined
  onChoose: (key: string | null) => void
}
