import { formulas } from '#contract/indicator/formulas.ts'
import type { Indicator } from '#contract/indicator/shape.ts'
import { Anchor } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { CaseLink, Cases, Mark } from './Cases.tsx'
import style from './indicator.module.css'
import { Sparkline } from './Sparkline.tsx'
import { useSay } from './use-say.ts'

export const placeOf = ({ key, group }: Pick<Indicator, 'key' | 'group'>): string =>
  group === null ? key : `${key}.${group}`

/** The figures of one process: what, of how many, what is asked, the twelve months; each opens into its cases. */
export const Figures = ({ label, items, asked, opened, onOpen }: FiguresProps) => {
  const { t } = useWords()
  return (
    <table className={style['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('indicator.column.name')}</th>
          <th scope="col" className={style['count']}>
            {t('indicator.column.value')}
          </th>
          <th scope="col" className={style['count']}>
            {t('indicator.column.n')}
          </th>
          <th scope="col">{t('indicator.column.target')}</th>
          <th scope="col">{t('indicator.column.verdict')}</th>
          <th scope="col" className={style['count']}>
            {t('indicator.column.rolling')}
          </th>
          <th scope="col">{t('indicator.column.trend')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const place = placeOf(item)
          const isOpen = opened === place
          return (
            <Fragment key={place}>
              <Row item={item} isOpen={isOpen} onOpen={() => onOpen(isOpen ? undefined : place)} />
              {isOpen && (
                <tr className={style['behind']}>
                  <td colSpan={7} className={style['wide']}>
                    <Cases indicator={item} asked={asked} />
                  </td>
                </tr>
              )}
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

interface FiguresProps {
  label: string
  items: readonly Indicator[]
  asked: { from: string; to: string; client?: string }
  opened: string | undefined
  onOpen: (place: string | undefined) => void
}

const Row = ({ item, isOpen, onOpen }: { item: Indicator; isOpen: boolean; onOpen: () => void }) => {
  const { t, say } = useWords()
  const { number } = useTime()
  const { value, target, name, groupName } = useSay()
  const { key, group, n, rolling, unit, isMet, asOf } = item
  const label = name(item)
  return (
    <tr className={group === null ? style['whole'] : style['part']}>
      <th scope="row" className={style['name']}>
        {group === null ? say(formulas[key].name) : groupName({ key, group })}
        {group === null && <How item={item} />}
      </th>
      <td className={style['count']} data-label={t('indicator.column.value')}>
        <span className={style['value']}>{value(item)}</span>
        <Beside item={item} />
      </td>
      <td className={style['count']} data-label={t('indicator.column.n')}>
        {n === 0 ? (
          number(n)
        ) : (
          <Anchor
            component="button"
            type="button"
            inherit
            underline="always"
            aria-expanded={isOpen}
            aria-label={`${number(n)} – ${t(isOpen ? 'indicator.hideOf' : 'indicator.showOf', { name: label })}`}
            onClick={onOpen}
          >
            {number(n)}
          </Anchor>
        )}
      </td>
      <td data-label={t('indicator.column.target')}>{target(item.target, unit)}</td>
      <td data-label={t('indicator.column.verdict')}>
        {isMet === null ? (
          '–'
        ) : (
          <ToneBadge
            tone={isMet ? 'success' : 'caution'}
            icon={isMet ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          >
            {t(isMet ? 'indicator.met' : 'indicator.missed')}
          </ToneBadge>
        )}
      </td>
      <td className={style['count']} data-label={t('indicator.column.rolling')}>
        {formulas[key].looked !== undefined ? (
          asOf === null ? (
            '–'
          ) : (
            t('indicator.asOf')
          )
        ) : (
          <>
            {value({ ...rolling, unit })}
            <span className={style['beside']}>n = {number(rolling.n)}</span>
          </>
        )}
      </td>
      <td>
        <Sparkline indicator={item} />
      </td>
    </tr>
  )
}

const How = ({ item }: { item: Indicator }) => {
  const { t, say } = useWords()
  const { name } = useSay()
  const { how, clause } = formulas[item.key]
  return (
    <details className={style['how']}>
      <summary aria-label={t('indicator.howOf', { name: name(item) })}>{t('indicator.how')}</summary>
      <p>
        {say(how)} <span className={style['clause']}>{t('indicator.clause', { clause })}</span>
      </p>
    </details>
  )
}

/** What a value alone would hide: of how many, the middle and the worst case, the waits; where few, which they are. */
const Beside = ({ item }: { item: Indicator }) => {
  const { t } = useWords()
  const { number } = useTime()
  const { inUnit } = useSay()
  const { unit, value, n, numerator, median, worst, ninth, gross, cases } = item
  if (n === 0) return null
  const isAge = formulas[item.key].looked === 'period-end'
  const said = (amount: number | null) => (amount === null ? '–' : inUnit(unit, amount))
  const lines: string[] = []
  if (value !== null && numerator !== null)
    lines.push(t('indicator.part', { part: number(numerator), of: number(n) }))
  if (isAge)
    lines.push(t('indicator.ninth', { value: said(ninth) }), t('indicator.oldest', { value: said(worst) }))
  else if (unit === 'minutes')
    lines.push(t('indicator.median', { value: said(median) }), t('indicator.worst', { value: said(worst) }))
  else if (unit === 'mark')
    lines.push(t('indicator.median', { value: said(median) }), t('indicator.lowest', { value: said(worst) }))
  const isHeld = gross !== null && (gross.value !== value || gross.worst !== worst || gross.median !== median)
  return (
    <>
      {lines.length > 0 && <span className={style['beside']}>{lines.join(' · ')}</span>}
      {isHeld && (
        <span className={style['beside']}>
          {t(isAge ? 'indicator.grossAge' : 'indicator.gross', {
            value: said(gross.value),
            median: said(gross.median),
            worst: said(gross.worst),
          })}
        </span>
      )}
      {value === null && cases.length > 0 && (
        <span className={style['beside']}>
          {cases.map(({ kind, ref, name, isHit }) => (
            <span key={`${ref} ${isHit}`} className={style['case']}>
              <Mark isHit={isHit} /> <CaseLink kind={kind} to={ref} name={name} />
            </span>
          ))}
        </span>
      )}
    </>
  )
}
