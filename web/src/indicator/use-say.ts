import type { Target } from '#contract/indicator/formula.ts'
import { formulas } from '#contract/indicator/formulas.ts'
import type { Indicator } from '#contract/indicator/shape.ts'
import { dateFormat } from '#contract/say-date.ts'
import { useMemo } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { hoursOf } from '../record/week.ts'

type Said = Pick<Indicator, 'unit' | 'value' | 'n' | 'numerator'>

/** How figures, targets and months are said. */
export const useSay = () => {
  const { t, say, locale } = useWords()
  const { number, percent } = useTime()
  const months = useMemo(() => {
    const named = (month: 'long' | 'short') => dateFormat(locale, { timeZone: 'UTC', month, year: 'numeric' })
    return { long: named('long'), short: named('short') }
  }, [locale])
  const inUnit = (unit: Indicator['unit'], value: number): string => {
    if (unit === 'percent') return percent(value)
    if (unit === 'minutes')
      return hoursOf(Math.round(value)).replace(/^\d{4,}/, (hours) => number(Number(hours)))
    const rounded = number(Math.round(value * 100) / 100)
    return unit === 'mark' ? t('indicator.mark', { value: rounded }) : rounded
  }
  const value = ({ unit, value: told, n, numerator }: Said): string => {
    if (told !== null) return inUnit(unit, told)
    if (n === 0 || numerator === null) return t('indicator.noObject')
    return t('indicator.part', { part: number(numerator), of: number(n) })
  }
  const target = (asked: Target | null, unit: Indicator['unit']): string => {
    if (asked === null) return t('indicator.target.none')
    const { kind, value: wanted } = asked
    if (kind === 'falling') return t('indicator.target.falling')
    if (wanted === null) return t('indicator.target.none')
    const isExact =
      unit === 'percent' && ((kind === 'at-least' && wanted === 1) || (kind === 'at-most' && wanted === 0))
    const isNone = unit === 'count' && wanted === 0
    return t(`indicator.target.${isExact || isNone ? 'exactly' : kind}`, { value: inUnit(unit, wanted) })
  }
  const name = ({ key, group }: Pick<Indicator, 'key' | 'group'>): string =>
    group === null ? say(formulas[key].name) : `${say(formulas[key].name)} – ${groupName({ key, group })}`
  const groupName = ({ key, group }: { key: Indicator['key']; group: number }): string =>
    t(formulas[key].groups === 'level' ? 'indicator.level' : 'indicator.priority', { n: group })
  const month = (text: string, style: 'long' | 'short' = 'long'): string =>
    months[style].format(new Date(`${text}-01T00:00:00Z`))
  return { inUnit, value, target, name, groupName, month }
}
