import { readFileSync } from 'node:fs'
import type { CiState, CiType } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { together } from '#platform/database/connect.ts'
import type { Download } from '#platform/http/bind.ts'
import { writePdf } from '#platform/pdf.ts'
import { everyType, standing } from '../configuration/index.ts'
import { counted, speechFor, type Speech } from './speech.ts'

const template = readFileSync(
  new URL('../../../../kit/templates/configuration-catalogue.typ', import.meta.url),
  'utf8',
)

interface Line {
  type_id: string
  number: string
  name: string
  client: string | null
  state: CiState
  location: string
}

const mostLines = 20_000

/** What can be an item and what is kept of it, then all there is: the catalogue of the configuration policy (figure 8, 5). */
export const writeCatalogue = async (context: Context): Promise<Download> => {
  const { db, now, emit } = context
  const [speech, types, lines, organisation] = await together([
    speechFor(context),
    everyType(db),
    sql<Line>`select s.type_id, c.number, s.name, cl.name as client, s.state, s.location
      from ci_state s join ci c on c.id = s.ci_id left join client cl on cl.id = s.client_id
      where ${standing('s', undefined)} and s.state <> 'disposed' order by plain(cl.name) nulls first, s.plain_name, s.ci_id limit ${mostLines}`.execute(
      db,
    ),
    db.selectFrom('organisation').select('id').executeTakeFirstOrThrow(),
  ])
  await emit({
    subject: organisation.id,
    event: 'report.exported',
    body: { at: now.toString(), format: 'pdf' },
  })
  const content = drawCatalogue({ types, lines: lines.rows, at: now, speech })
  return { name: fileName(speech), mediaType: 'application/pdf', size: content.length, content }
}

const fileName = ({ language }: Speech) =>
  language === 'fr' ? 'catalogue-des-elements.pdf' : 'catalogue-of-items.pdf'

const drawCatalogue = ({
  types,
  lines,
  at,
  speech,
}: {
  types: readonly CiType[]
  lines: readonly Line[]
  at: Temporal.Instant
  speech: Speech
}): Buffer => {
  const { words: all, say, language } = speech
  const { paper: words, items, summary } = all.report
  const ofType = Map.groupBy(lines, ({ type_id }) => type_id)
  const countOf = (count: number) =>
    counted({ one: words.count_one, other: words.count_other }, count, language)
  return writePdf(template, {
    words,
    language,
    paper: speech.paper,
    provider: speech.provider,
    day: speech.parts(at),
    date: speech.minute(at),
    typeHead: [summary.type, words.control, summary.total],
    attributeHead: [words.attribute, words.kind, words.remark],
    itemHead: [items.number, items.name, words.client, items.state, items.location],
    types: types.map((type) => {
      const own = ofType.get(type.id) ?? []
      return {
        key: `type-${type.key}`,
        name: say(type.name),
        control: all.configuration.control[type.control],
        count: countOf(own.length),
        attributes: type.attributes.map(({ key, kind, name, isRequired }) => [
          say(name),
          all.configuration.types.kinds[kind],
          [
            ...(isRequired ? [words.required] : []),
            ...(type.control === 'controlled' && type.controlled.includes(key) ? [words.controlled] : []),
          ].join(', '),
        ]),
        items: own.map(({ number, name, client, state, location }) => [
          number,
          name,
          client ?? words.own,
          all.configuration.states[state],
          location,
        ]),
      }
    }),
  })
}
