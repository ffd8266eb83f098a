import { readFileSync } from 'node:fs'
import type { changeCalendarApi } from '#contract/change/calendar.ts'
import { dateFormat } from '#contract/say-date.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together } from '#platform/database/connect.ts'
import type { Download } from '#platform/http/bind.ts'
import { writePdf } from '#platform/pdf.ts'
import { fill, speechFor } from '../report/index.ts'
import { changesIn, riskLevelOf, spanOf } from './calendar.ts'
import { freezesIn } from './freezes.ts'
import { asInstant, sayMinutes, sayRisk, sayWindow } from './say-schedule.ts'

type Input<Name extends keyof typeof changeCalendarApi> = z.output<(typeof changeCalendarApi)[Name]['input']>

const template = readFileSync(
  new URL('../../../../kit/templates/change-schedules.typ', import.meta.url),
  'utf8',
)

/** All approved changes between two days: date, service, risk, expected outage. */
export const printSchedule = async (context: Context, asked: Input<'schedule'>): Promise<Download> => {
  const { db, actor, now, emit } = context
  const span = spanOf(actor.zone, asked)
  const { client, service } = asked
  const [speech, rows, freezes, organisation, named] = await together([
    speechFor(context),
    changesIn(db, { ...span, client, service, isApproved: true }),
    freezesIn(db, { ...span, client, service }),
    db.selectFrom('organisation').select('id').executeTakeFirstOrThrow(),
    db
      .selectFrom('client')
      .select('name')
      .where('id', '=', client ?? '00000000-0000-0000-0000-000000000000')
      .executeTakeFirst(),
  ])
  await emit({
    subject: client ?? organisation.id,
    event: 'change.schedule-exported',
    body: { from: asked.from, to: asked.to },
  })
  const words = speech.words.changeCalendar.paper
  const months = dateFormat(speech.language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: actor.zone,
    month: 'long',
    year: 'numeric',
  })
  const byMonth = Map.groupBy(rows, ({ from }) => months.format(from.epochMilliseconds))
  const content = writePdf(template, {
    words,
    language: speech.language,
    paper: speech.paper,
    provider: speech.provider,
    day: speech.parts(now),
    title: words.all,
    client: named?.name ?? words.allClients,
    period: fill(words.period, { from: speech.plainDay(asked.from), to: speech.plainDay(asked.to) }),
    printed: fill(words.printed, { at: speech.minute(now) }),
    head: [
      words.windowSpan,
      words.number,
      words.subject,
      words.client,
      words.service,
      words.score,
      words.outage,
    ],
    months: [...byMonth].map(([name, changes]) => ({
      name: name.charAt(0).toUpperCase() + name.slice(1),
      rows: changes.map((row) => [
        sayWindow(row, speech, actor.zone),
        row.number,
        row.title,
        row.clientName ?? words.empty,
        row.serviceName ?? words.empty,
        sayRisk(riskLevelOf(row), speech),
        sayMinutes(row.outageMinutes, speech),
      ]),
    })),
    freezes: freezes.map(({ kind, name, client: of, services, from, to }) => [
      sayWindow({ from: asInstant(from), to: asInstant(to) }, speech, actor.zone),
      speech.words.changeCalendar.freeze.kinds[kind],
      speech.say(name),
      [of?.name ?? words.allClients, services.map((one) => one.name).join(', ')].filter(Boolean).join(' · '),
    ]),
  })
  const name =
    speech.language === 'fr' ? `changements-${asked.from}-${asked.to}` : `changes-${asked.from}-${asked.to}`
  return { name: `${name}.pdf`, mediaType: 'application/pdf', size: content.length, content }
}
