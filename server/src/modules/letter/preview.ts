import type { letterApi } from '#contract/letter/api.ts'
import { fillBody, fillSubject, type LetterFilling } from '#contract/letter/fill.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { mayWriteLetters } from './policy.ts'
import { readText } from './templates.ts'
import { words } from './words.ts'
import { anchor, answerBlock, readProvider, recordFilling, sayInstant, solutionOf } from './write.ts'

type Input<Name extends keyof typeof letterApi> = z.output<(typeof letterApi)[Name]['input']>

/** How it would read; its links lead nowhere. */
export const previewLetter = async (context: Context, input: Input<'preview'>) => {
  ensure(mayWriteLetters(context.actor))
  const text = readText(input)
  const filling = await fillingOf(context, input)
  return { subject: fillSubject(text.subject, filling), html: fillBody(text.body, filling) }
}

const fillingOf = async (
  { db, now, actor }: Context,
  { language, number }: Input<'preview'>,
): Promise<LetterFilling> => {
  const provider = await readProvider(db)
  const record = number === undefined ? example(language, now) : await readSample(db, number)
  const reader = { language, zone: actor.zone, provider }
  const spoken = samples[language]
  return {
    ...recordFilling({ ...reader, record }),
    link: anchor('#', words[language].follow),
    requester: record.requester ?? spoken.requester,
    message: `<p>${spoken.message}</p>`,
    solution: record.solution === '' ? `<p>${spoken.solution}</p>` : record.solution,
    answer: answerBlock(language).replaceAll(/href="[^"]*"/g, 'href="#"'),
    date: sayInstant(now.add({ hours: 24 }), reader),
    place: words[language].yourPlace,
    people: actor.name,
    reason: spoken.reason,
    outage: words[language].outage(30),
  }
}

const readSample = async (db: Context['db'], number: string) => {
  const record = await db
    .selectFrom('record as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .leftJoin('person as p', 'p.id', 'r.requester_id')
    .select(['r.number', 'r.title', 'r.due_resolution_at', 'r.facts'])
    .select(['s.name as service', 'c.name as client', 'p.name as requester'])
    .where('r.number', '=', number)
    .executeTakeFirst()
  if (record === undefined) throw notFound()
  return { ...record, solution: solutionOf(record.facts) }
}

const example = (language: 'fr' | 'en', now: Temporal.Instant) => ({
  number: 'INC-42',
  title: samples[language].title,
  client: samples[language].client,
  service: samples[language].service,
  requester: samples[language].requester,
  due_resolution_at: now.add({ hours: 4 }),
  solution: '',
})

const samples = {
  fr: {
    title: 'Plus de messages depuis 9 h',
    client: 'Menuiserie Arnaud',
    service: 'Messagerie',
    requester: 'Léa Morin',
    message: 'Le message qui accompagne, tel que vous l’avez écrit.',
    solution: 'Le serveur a été relancé.',
    reason: 'Le matériel n’est pas encore arrivé.',
  },
  en: {
    title: 'No messages since 9',
    client: 'Arnaud Joinery',
    service: 'Mail',
    requester: 'Léa Morin',
    message: 'The message that goes with it, as you wrote it.',
    solution: 'The server was started again.',
    reason: 'The equipment has not arrived yet.',
  },
} as const
