import type { KeptAnswer } from '#contract/request/model.ts'
import type { requestApi, SubmitRequest } from '#contract/request/api.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { z } from 'zod'
import { Failure, invalid } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { beginAnew, openRecord, readRecord, worksTickets, type Report } from '../record/index.ts'
import { readAnswers } from './answers.ts'
import { liveModels, type LiveModel } from './models.ts'

type ApplyModel = z.output<(typeof requestApi)['applyModel']['input']>

/** Something asked for: in plain words, or by a model that says what is asked, how soon, at what price and who agrees. */
export const submitRequest = async (context: Context, input: SubmitRequest) => {
  const { actor } = context
  if (actor.clientId === null && !worksTickets(actor) && !actor.roles.includes('D'))
    throw new Failure('forbidden')
  const { number } =
    input.model === undefined
      ? await askPlainly(context, input)
      : await askByModel(context, input, input.model)
  return readRecord(context, { number })
}

/** What it costs and who must agree is the desk's to say, not the client's. */
const askPlainly = async (context: Context, input: SubmitRequest) => {
  const { isOutOfContract, needsApproval, price, checklist, ...report } = input
  if (report.title === undefined) throw invalid('title', 'required')
  if (input.fields !== undefined) throw invalid('fields', 'answers belong to a model')
  const isClient = context.actor.clientId !== null
  const given = reportOf(context, { ...report, title: report.title })
  return openRecord(context, {
    process: 'request',
    kind: 'REQ',
    report: given,
    facts: isClient ? {} : known({ isOutOfContract, needsApproval, price }),
    ...(isClient || checklist === undefined ? {} : { checklist }),
  })
}

/** The model says what the desk would have said; the desk itself may say otherwise, a client may not. */
const askByModel = async (context: Context, input: SubmitRequest, key: string) => {
  const [model] = await liveModels(context, key)
  if (model === undefined) throw invalid('model', 'no model of this key is offered')
  const { isOutOfContract, needsApproval, price, fields = {}, ...given } = input
  const isClient = context.actor.clientId !== null
  const clientId = isClient ? context.actor.clientId : await clientFor(context, input)
  const answers = await readAnswers(context, model.questions, { answers: fields, clientId })
  const title = given.title ?? titleOf(model, answers, context.actor.language)
  const said = reportOf(context, { ...given, title })
  return openRecord(context, {
    process: 'request',
    kind: 'REQ',
    report: {
      ...(await classified(context, model)),
      ...known(said),
      ...(isClient && model.serviceId !== null ? { serviceId: model.serviceId } : {}),
      title,
    },
    facts: {
      ...termsOf(model),
      ...(isClient ? {} : known({ isOutOfContract, needsApproval, price })),
      model: usedModel(model),
      answers,
    },
    model: { id: model.versionId, targets: model.targets },
  })
}

/** The desk took a call in plain words and picks the model afterwards: what it has said already stays said. */
export const applyModel = async (context: Context, { number, version, ...given }: ApplyModel) => {
  ensure(worksTickets(context.actor))
  const [model] = await liveModels(context, given.model)
  if (model === undefined) throw invalid('model', 'no model of this key is offered')
  return beginAnew(context, { number, version }, async (row, facts) => {
    const answers = await readAnswers(context, model.questions, {
      answers: given.fields,
      clientId: row.client_id,
    })
    const { serviceId, categoryId, urgency, impact } = await classified(context, model)
    return {
      model: { key: model.key, id: model.versionId, targets: model.targets },
      row: {
        service_id: row.service_id ?? serviceId,
        category_id: row.category_id ?? categoryId,
        urgency: row.urgency ?? urgency,
        impact: row.impact ?? impact,
      },
      facts: {
        ...termsOf(model),
        ...(facts['price'] === undefined ? {} : { price: facts['price'] }),
        ...known({ price: given.price }),
        model: usedModel(model),
        answers,
      },
    }
  })
}

const reportOf = ({ actor }: Context, report: Report): Report => {
  if (actor.clientId === null) return report
  const { title, description, serviceId, occurredAt, isConfidential, affected, canWork, cis } = report
  return { title, description, serviceId, occurredAt, isConfidential, affected, canWork, cis }
}

/** Whoever is named brings its client; the record checks that the two belong together. */
const clientFor = async ({ db }: Context, { clientId, requesterId }: SubmitRequest) => {
  if (clientId !== undefined && clientId !== null) return clientId
  if (requesterId === undefined || requesterId === null) return null
  const person = await db
    .selectFrom('person')
    .select('client_id')
    .where('id', '=', requesterId)
    .executeTakeFirst()
  return person?.client_id ?? null
}

const classified = async ({ db }: Context, model: LiveModel) => {
  const category = await db
    .selectFrom('category')
    .select('id')
    .where('kind', '=', 'REQ')
    .where('ended_at', 'is', null)
    .where(sql<boolean>`plain(name ->> 'fr') = plain(${model.category.fr})`)
    .executeTakeFirst()
  return {
    serviceId: model.serviceId,
    categoryId: category?.id ?? null,
    urgency: model.urgency,
    impact: model.impact,
  }
}

const termsOf = ({ isOutOfContract, price, needsApproval, isConfirmationWaived }: LiveModel) => ({
  isOutOfContract,
  needsApproval,
  confirmByModel: isConfirmationWaived,
  ...(price === null ? {} : { price }),
})

const usedModel = ({ key, versionId, number, isProposition, name }: LiveModel) => ({
  key,
  versionId,
  number,
  isProposition,
  name,
})

/** « Arrivée d'un collaborateur – Jeanne Roy », as who asks would read it. */
const titleOf = (model: LiveModel, answers: readonly KeptAnswer[], language: 'fr' | 'en'): string => {
  const say = ({ fr, en }: { fr: string; en?: string | undefined }) => (language === 'en' ? (en ?? fr) : fr)
  const about = answers.find(({ key }) => key === model.titleFrom)
  const title = about === undefined ? say(model.name) : `${say(model.name)} – ${say(about.shown)}`
  return title.slice(0, 300)
}

/** Only what was given: the rest is the model's, or nobody's. */
const known = <Given extends object>(given: Given): Partial<Given> => {
  const kept: Partial<Given> = { ...given }
  for (const [key, value] of Object.entries(given)) if (value === undefined) Reflect.deleteProperty(kept, key)
  return kept
}
