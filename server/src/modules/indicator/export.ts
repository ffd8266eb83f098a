import type { indicatorApi } from '#contract/indicator/api.ts'
import { indicator as en } from '#contract/indicator/en.ts'
import { formulas } from '#contract/indicator/formulas.ts'
import { indicator as fr } from '#contract/indicator/fr.ts'
import type { Indicator } from '#contract/indicator/shape.ts'
import type { z } from 'zod'
import type { Words } from '#contract/words.ts'
import type { Context } from '#platform/context.ts'
import { asCsv, type Cell } from '#platform/csv.ts'
import type { Download } from '#platform/http/bind.ts'
import { listIndicators } from './queries.ts'

/** The page as a file, its formulas beside the figures. */
export const exportIndicators = async (
  context: Context,
  input: z.output<(typeof indicatorApi)['export']['input']>,
): Promise<Download> => {
  const { actor, db, emit } = context
  const { items, from, to } = await listIndicators(context, input)
  const words = actor.language === 'fr' ? fr : en
  const columns = columnsIn(words, actor.language)
  const { id } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await emit({
    subject: id,
    event: 'indicator.exported',
    body: { from, to, client: input.client ?? null },
  })
  const content = asCsv(
    columns.map(([name]) => name),
    items.map((item) => columns.map(([, read]) => read(item))),
  )
  return { name: `${words.file}-${from.slice(0, 7)}.csv`, mediaType: 'text/csv; charset=utf-8', content }
}

const columnsIn = (words: typeof fr, language: 'fr' | 'en'): [string, (item: Indicator) => Cell][] => {
  const say = (said: Words) => (language === 'fr' ? said.fr : (said.en ?? said.fr))
  const { column } = words
  return [
    [column.process, ({ process }) => words.process[process]],
    [column.name, ({ key }) => say(formulas[key].name)],
    [column.group, ({ group }) => group],
    [column.unit, ({ unit }) => words.units[unit]],
    [
      column.value,
      ({ value, n, unit }) => value ?? (n === 0 ? words.noObject : unit === 'percent' ? words.few : ''),
    ],
    [column.n, ({ n }) => n],
    [column.numerator, ({ numerator }) => numerator],
    [column.median, ({ median }) => median],
    [column.worst, ({ worst }) => worst],
    [column.gross, ({ gross }) => gross?.value ?? null],
    [column.target, ({ target }) => target?.value ?? null],
    [column.verdict, ({ isMet }) => (isMet === null ? null : isMet ? words.met : words.missed)],
    [column.rolling, ({ rolling }) => rolling.value],
    [column.rollingN, ({ rolling }) => rolling.n],
    [column.formula, ({ key }) => say(formulas[key].how)],
  ]
}
