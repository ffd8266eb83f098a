import { attachmentApi } from '#contract/attachment/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { requestApi } from '#contract/request/api.ts'
import type { World } from '../world.ts'
import type { Plot } from './plot.ts'
import { asStaff, look, paragraph, type Told } from './tell.ts'

const affected = { 1: 'everyone', 2: 'several', 3: 'me' } as const
const canWork = { 1: 'no', 2: 'hardly', 3: 'yes' } as const

/** How a ticket comes in: by the client's own hand, or through the desk. `asIncident`: a request that was taken for a trouble. */
export const report = async (
  world: World,
  plot: Plot,
  { asIncident = false, isVague = false }: { asIncident?: boolean; isVague?: boolean } = {},
): Promise<Told> => {
  const { scenario, channel, desk } = plot
  const isIncident = asIncident || scenario.kind === 'INC'
  const told =
    channel === 'portal'
      ? await look(desk, await byPortal(world, plot, { isIncident, isVague }))
      : await byDesk(world, plot, isIncident)
  const { file } = scenario
  if (file !== undefined) {
    const from = channel === 'portal' ? plot.reporter : desk
    const { number } = told
    await from.voice.attach(attachmentApi.add, { number }, { ...file, text: plot.fill(file.text) })
  }
  return told
}

const byPortal = async (
  world: World,
  { scenario, reporter, fill, random }: Plot,
  { isIncident, isVague }: { isIncident: boolean; isVague: boolean },
): Promise<string> => {
  const input = {
    title: fill(scenario.title),
    description: paragraph(fill(scenario.description)),
    isConfidential: isSecret(scenario) || (isIncident && scenario.impact === 3 && random.chance(0.04)),
    ...(isVague
      ? {}
      : {
          serviceId: world.service(scenario.service),
          affected: affected[scenario.impact],
          canWork: canWork[scenario.urgency],
        }),
  }
  const { voice } = reporter
  const model = isIncident ? null : modelOf(scenario, fill)
  if (model !== null) {
    const { number } = await voice.call(requestApi.submit, {
      title: input.title,
      description: input.description,
      isConfidential: input.isConfidential,
      serviceId: world.service(scenario.service),
      ...model,
    })
    return number
  }
  const answer = isIncident
    ? await voice.call(incidentApi.report, input)
    : await voice.call(requestApi.submit, input)
  return answer.number
}

const byDesk = async (
  world: World,
  { scenario, client, reporter, desk, channel, fill, random }: Plot,
  isIncident: boolean,
): Promise<Told> => {
  const { hours, stage } = world
  const isOnTheLine = channel === 'phone' || channel === 'visit'
  const input = {
    title: fill(scenario.title),
    description: paragraph(fill(scenario.description)),
    serviceId: world.service(scenario.service),
    urgency: scenario.urgency,
    impact: scenario.impact,
    channel,
    ...(isSecret(scenario) ? { isConfidential: true } : {}),
    clientId: world.client(client).id,
    ...(channel === 'monitoring' ? {} : { requesterId: reporter.id }),
    occurredAt: occurred(hours.opening(stage.now()), stage.now(), random.between(2, 50)).toString(),
    ...(isOnTheLine ? { assigneeId: desk.id, categoryId: categoryOf(world, scenario) } : {}),
  }
  if (isIncident) return asStaff(await desk.voice.call(incidentApi.report, input))
  const approval = scenario.kind === 'REQ' ? scenario.approval : undefined
  const answer = await desk.voice.call(requestApi.submit, {
    ...input,
    ...(approval === 'contact' ? { needsApproval: true } : {}),
    ...priceOf(scenario),
    ...modelOf(scenario, fill),
  })
  return asStaff(answer)
}

/** The model it is asked for by, with its answers filled in like all that is told. */
const modelOf = (
  scenario: Plot['scenario'],
  fill: Plot['fill'],
): { model: string; fields: Record<string, unknown> } | null => {
  if (scenario.kind !== 'REQ' || scenario.model === undefined) return null
  const { key, answers } = scenario.model
  return { model: key, fields: JSON.parse(fill(JSON.stringify(answers))) }
}

/** What it costs is said before anybody is asked to accept it. */
export const priceOf = (scenario: Plot['scenario']): { isOutOfContract?: true; price?: string } =>
  scenario.kind === 'REQ' && scenario.approval === 'signatory'
    ? { isOutOfContract: true, price: scenario.price ?? 'selon devis joint' }
    : {}

const isSecret = (scenario: Plot['scenario']): boolean =>
  scenario.kind === 'REQ' && scenario.isConfidential === true

const occurred = (opening: Temporal.Instant, now: Temporal.Instant, minutes: number): Temporal.Instant =>
  Temporal.Instant.compare(opening, now) > 0 ? now : now.subtract({ minutes })

export const categoryOf = (world: World, { kind, category }: Plot['scenario']): string =>
  world.category(kind, category)
