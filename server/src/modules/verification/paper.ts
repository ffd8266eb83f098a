import { readFileSync } from 'node:fs'
import type { verificationApi } from '#contract/verification/api.ts'
import type { Minutes, Share } from '#contract/verification/shape.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'
import type { Download } from '#platform/http/bind.ts'
import { writePdf } from '#platform/pdf.ts'
import { fill, speechFor, type Speech } from '../report/index.ts'
import { minutesOf } from './queries.ts'
import { findCampaign } from './rows.ts'

type Input = z.output<(typeof verificationApi)['file']['input']>

const template = readFileSync(
  new URL('../../../../kit/templates/verification-minutes.typ', import.meta.url),
  'utf8',
)

/** An open campaign has no minutes yet. */
export const downloadMinutes = async (context: Context, { id }: Input): Promise<Download> => {
  const row = await findCampaign(context.db, id)
  const minutes = minutesOf(row)
  if (minutes === null) throw notFound()
  const speech = await speechFor(context)
  const content = drawMinutes(minutes, row.sha256 ?? '', speech)
  const name = `${speech.language === 'fr' ? 'verification' : 'verification-minutes'}-${minutes.closedAt.slice(0, 10)}.pdf`
  return { name, mediaType: 'application/pdf', size: content.length, content }
}

const drawMinutes = (minutes: Minutes, sha256: string, speech: Speech): Buffer => {
  const { say, minute, day, language } = speech
  const { verification: words, report } = speech.words
  const { paper } = words
  const { figures } = minutes
  const scope = [
    minutes.client ?? words.everyClient,
    minutes.types.length === 0 ? words.everyType : minutes.types.map(say).join(', '),
    ...(minutes.location === '' ? [] : [minutes.location]),
  ]
  const draw =
    minutes.sample === null || minutes.seed === null
      ? fill(words.all, { count: minutes.population })
      : fill(words.drawn, { sample: minutes.sample, population: minutes.population, seed: minutes.seed })
  const sign = (name: string | null, at: string | null) =>
    name === null || at === null ? '' : `${name}, ${day(at)}`
  return writePdf(template, {
    words: paper,
    language,
    paper: speech.paper,
    provider: speech.provider,
    day: speech.parts(minutes.closedAt),
    name: minutes.name,
    facts: [
      [paper.scope, scope.join(' · ')],
      [paper.draw, draw],
      [paper.people, minutes.people.join(', ')],
    ],
    life: [
      fill(words.openedLine, { at: minute(minutes.openedAt), name: minutes.openedBy }),
      fill(words.closedLine, { at: minute(minutes.closedAt), name: minutes.closedBy }),
      fill(words.digest, { sha256 }),
    ],
    figures: [
      [paper.verified, `${figures.verified}/${figures.total}`],
      [words.result.right, String(figures.right)],
      [words.result.different, String(figures.different)],
      [words.result.missing, String(figures.missing)],
      [words.finds.title, String(figures.finds)],
      [words.accuracy, sayShare(figures.accuracy, speech)],
      [words.completeness, sayShare(figures.completeness, speech)],
    ],
    conclusionTitle: words.conclusion,
    conclusion: minutes.conclusion,
    itemHead: [paper.number, paper.item, paper.place, paper.result, paper.by],
    items: minutes.items.map((item) => ({
      number: item.number,
      name: `${item.name} (${say(item.type)})`,
      location: item.location,
      result: item.result === null ? paper.notSeen : words.result[item.result],
      differences: item.differences.map(
        ({ label, written, found }) =>
          `${fill(report.pair, { label: say(label), value: found })} (${fill(report.pair, { label: paper.written, value: written === null ? report.history.nothing : say(written) })})`,
      ),
      note: item.note,
      by: sign(item.by, item.at),
    })),
    findsTitle: words.finds.title,
    finds: minutes.finds.map(({ what, location, by, at }) => [what, location, sign(by, at)]),
  })
}

const sayShare = ({ part, of }: Share, { language, words: { verification: words } }: Speech): string => {
  if (of === 0) return words.nothing
  const percent = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(part / of)
  return fill(words.share, { percent, part, of })
}
