import type { Licence } from '#contract/licence/shape.ts'
import type { Context } from '#platform/context.ts'
import { asCsv, type Cell } from '#platform/csv.ts'
import type { Download } from '#platform/http/bind.ts'
import { filteredLicences } from './queries.ts'
import { sayReason, wordsIn, type Language } from './say.ts'
import type { Input } from './scope.ts'

/** The list as a file, with what is wrong in words. */
export const exportLicences = async (context: Context, input: Input<'export'>): Promise<Download> => {
  const { actor, db, now, emit } = context
  const licences = await filteredLicences(context, input)
  const organisation = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await emit({
    subject: organisation.id,
    event: 'organisation.licences-exported',
    body: { count: licences.length },
  })
  const { language } = actor
  const words = wordsIn(language)
  const columns = columnsIn(language)
  return {
    name: `${words.file}-${now.toString().slice(0, 10)}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content: asCsv(
      columns.map(({ header }) => header),
      licences.map((licence) => columns.map(({ cell }) => cell(licence))),
    ),
  }
}

const columnsIn = (language: Language): { header: string; cell: (licence: Licence) => Cell }[] => {
  const { field, states, metrics } = wordsIn(language)
  const sayMetric = (metric: string | null): string | null =>
    Object.entries(metrics).find(([key]) => key === metric)?.[1] ?? metric
  return [
    { header: field.number, cell: ({ number }) => number },
    { header: field.name, cell: ({ name }) => name },
    { header: field.client, cell: ({ clientName }) => clientName },
    { header: field.product, cell: ({ product }) => product },
    { header: field.titles, cell: ({ titles }) => titles.join(', ') },
    { header: field.metric, cell: ({ metric }) => sayMetric(metric) },
    { header: field.bought, cell: ({ bought }) => bought },
    { header: field.assigned, cell: ({ assigned }) => assigned },
    { header: field.installed, cell: ({ installed }) => installed },
    { header: field.used, cell: ({ used }) => used },
    { header: field.difference, cell: ({ difference }) => difference },
    { header: field.expiresOn, cell: ({ expiresOn }) => expiresOn },
    { header: field.state, cell: ({ state }) => states[state] },
    {
      header: field.because,
      cell: ({ because }) => because.map((reason) => sayReason(reason, language)).join(' '),
    },
  ]
}
