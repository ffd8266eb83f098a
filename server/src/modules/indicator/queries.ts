import type { indicatorApi } from '#contract/indicator/api.ts'
import { IndicatorKey, type Formula } from '#contract/indicator/formula.ts'
import { formulas } from '#contract/indicator/formulas.ts'
import type { Indicator, IndicatorCase, Indicators } from '#contract/indicator/shape.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { isAudited, readAudited, type AuditedKey } from './configuration.ts'
import { casesBehind, countAll, type CountedRow } from './count.ts'
import { figureOf, judge, nobody } from './figure.ts'
import { monthsOf, rollingMonths, type Months } from './month.ts'
import { prepare } from './prepare.ts'

type Input<Name extends keyof typeof indicatorApi> = z.output<(typeof indicatorApi)[Name]['input']>

export const listIndicators = async (context: Context, input: Input<'list'>): Promise<Indicators> => {
  const { db, now } = context
  const { client, process } = input
  const keys = IndicatorKey.options.filter(
    (key) => process === undefined || formulas[key].process === process,
  )
  const months = await monthsOf(context, input)
  const scope = await prepare(db, { ...months, now, client }, keys)
  const rows = await countAll(db, scope, keys)
  const ofKey = Map.groupBy(rows, ({ key }) => key)
  const audited = keys.some(isAudited) ? await readAudited(context, client) : null
  const { count } = await db
    .selectFrom('record')
    .select((record) => record.fn.countAll<string>().as('count'))
    .where('is_measured', '=', false)
    .executeTakeFirstOrThrow()
  return {
    from: dayOf(months.period),
    to: months.period.toPlainDate({ day: months.period.daysInMonth }).toString(),
    rollingFrom: dayOf(months.first),
    isRunning: months.isRunning,
    unmeasured: Number(count),
    items: keys.flatMap((key): Indicator[] => {
      if (isAudited(key)) return audited === null ? [] : [presentOf(key, audited(key), now)]
      return indicatorsOf(key, ofKey.get(key) ?? [], months)
    }),
  }
}

const dayOf = (month: Temporal.PlainYearMonth): string => month.toPlainDate({ day: 1 }).toString()

/** The whole, then each priority or level that occurs. */
const indicatorsOf = (key: IndicatorKey, rows: readonly CountedRow[], months: Months): Indicator[] => {
  const formula = formulas[key]
  const groups =
    formula.groups === undefined
      ? []
      : [...new Set(rows.flatMap(({ group }) => group ?? []))].toSorted((a, b) => a - b)
  return [null, ...groups].map((group) => {
    const own = rows.filter((row) => row.group === group)
    return indicatorOf({ key, group, formula }, own, months)
  })
}

const last = rollingMonths - 1

const indicatorOf = (
  { key, group, formula }: { key: IndicatorKey; group: number | null; formula: Formula },
  rows: readonly CountedRow[],
  { first }: Months,
): Indicator => {
  const at = (place: number | null) => rows.find((row) => row.place === place)
  const counted = at(last)
  const figure = figureOf(formula, counted)
  const rolling = formula.looked === undefined ? figureOf(formula, at(null)) : unsaid
  return {
    key,
    group,
    process: formula.process,
    unit: formula.unit,
    ...figure,
    ...judge(formula, { figure, rolling, counted }),
    cases: counted?.cases ?? [],
    asOf: null,
    rolling: {
      ...rolling,
      months:
        formula.looked === 'period-end'
          ? []
          : Array.from({ length: rollingMonths }, (_, place) => {
              const { value, n } = figureOf(formula, at(place))
              return { month: first.add({ months: place }).toString(), value, n }
            }),
    },
  }
}

/** Twelve ends of months are no sum. */
const unsaid = figureOf(formulas['incident-backlog-age'], undefined)

const presentOf = (
  key: AuditedKey,
  { n, numerator, items }: { n: number; numerator: number; items: readonly { ref: string; name: string }[] },
  now: Temporal.Instant,
): Indicator => {
  const formula = formulas[key]
  const figure = figureOf(formula, { ...nobody, n, k: numerator })
  return {
    key,
    group: null,
    process: formula.process,
    unit: formula.unit,
    ...figure,
    ...judge(formula, { figure, rolling: unsaid, counted: undefined }),
    cases: items.slice(0, 5).map(({ ref, name }) => ({ kind: 'ci', ref, name, isHit: isHitOf(key) })),
    asOf: now.toString(),
    rolling: { ...unsaid, months: [] },
  }
}

/** What the audit lists is what is wrong: of freshness those that do not count, of orphans those that do. */
const isHitOf = (key: AuditedKey): boolean => formulas[key].target?.kind === 'at-most'

export const listCases = async (context: Context, input: Input<'cases'>) => {
  const { db, now } = context
  const { key, client, group, limit, cursor } = input
  const months = await monthsOf(context, input)
  if (isAudited(key)) return auditedCases(context, { key, client })
  const after = cursor === undefined ? null : placeIn(cursor)
  const scope = await prepare(db, { ...months, now, client }, [key])
  const rows = await casesBehind(db, scope, { key, group, after, limit: limit + 1 })
  const { rows: items, nextCursor } = page(rows, limit, ({ at, ref }) => [at, ref])
  return {
    items: items.map(
      ({
        kind,
        ref,
        title,
        clientName,
        at,
        n,
        k,
        amount,
        gross,
        group: of,
      }): z.input<typeof IndicatorCase> => ({
        kind,
        ref,
        title,
        clientName,
        at: Temporal.Instant.from(at),
        isHit: k > 0,
        group: of,
        value: amount,
        gross,
        part: k,
        of: n,
      }),
    ),
    nextCursor,
  }
}

const placeIn = (cursor: string): [string, string] => {
  const [at, ref] = decodeCursor(cursor, 2)
  return [String(at), String(ref)]
}

const auditedCases = async (
  context: Context,
  { key, client }: { key: AuditedKey; client: string | undefined },
) => {
  const { items } = (await readAudited(context, client))(key)
  return {
    items: items.map(({ ref, title, clientName }) => ({
      kind: 'ci' as const,
      ref,
      title,
      clientName,
      at: context.now,
      isHit: isHitOf(key),
      group: null,
      value: null,
      gross: null,
      part: isHitOf(key) ? 1 : 0,
      of: 1,
    })),
    nextCursor: null,
  }
}
