import type { RecordKind } from '#contract/service/api.ts'
import type { ProcessKey } from '#contract/procedure/api.ts'
import type { reportFields } from '#contract/record/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { together, type Database } from '#platform/database/connect.ts'
import { invalid } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { start } from '../procedure/index.ts'
import type { ClockFact } from '../deadline/index.ts'
import { timesOf, writeDeadlines } from './clocks.ts'
import { engineFacts } from './facts.ts'
import { keepJudgement } from './load.ts'
import { judge, targetOf, type JudgingModel, type Judgement } from './judgement.ts'
import { nameItems } from './items.ts'
import { bringChecklist, startChecklist } from './checklist.ts'
import { checkColleague } from './people.ts'
import { fromQuestions, priorityOf } from './priority.ts'
import type { Facts, RecordRow, Work, WorkContext } from './process.ts'
import { arriveAt, audienceOf, pathOf, processOfWork, tellCall, toldTo, writeVisits } from './settle.ts'

export type Report = z.output<z.ZodObject<typeof reportFields>>

interface Opening {
  process: ProcessKey
  kind: z.infer<typeof RecordKind>
  report: Report
  facts: Facts
  parentId?: string
  /** What it is asked for by: its delays, and the lines of its checklist. */
  model?: JudgingModel
  /** What a template brings to do. */
  checklist?: readonly { label: string; isRequired: boolean }[]
  /** The level by which it is judged, where its process has levels of its own. */
  level?: number
  /** The instant that it is due by, where that is a date and no target. */
  dueBy?: Temporal.Instant
}

/**
 * Everything that comes into being through a process begins here: judged by what is in force, put on its first step
 * that nobody has done yet, its clocks started, all of it in the journal.
 */
export const openRecord = async (context: WorkContext, opening: Opening): Promise<RecordRow> => {
  const { db, now } = context
  const report = await withCaller(context, opening.report)
  const clientId = report.clientId ?? null
  const serviceId = report.serviceId ?? null
  const assigneeId = report.assigneeId ?? null
  if (assigneeId !== null) await checkColleague(context, 'assigneeId', assigneeId)
  const judgement = await judge(
    db,
    { process: opening.process, clientId, serviceId, model: opening.model ?? null },
    now,
  )
  const row = await draftRow(context, { ...opening, report }, judgement)
  const work: Work = { context, row, facts: opening.facts, judgement }
  const advance = start(judgement.procedure.content, await engineFacts(work, new Set()))
  const arrival = { advance, why: 'started' as const, move: null }
  const facts = { ...opening.facts, ...advance.sets }
  const arrived: RecordRow = { ...row, ...asRow(arriveAt(work, arrival)), facts }
  const clockFacts = clockFactsAtStart(arrived, judgement, now)
  const times = timesOf(arrived, judgement, { facts: clockFacts, now })
  const saved: RecordRow = { ...arrived, ...asRow(times.change) }
  const opened = { ...work, row: saved }
  await together([
    db
      .insertInto('record')
      .values({ ...saved, facts: JSON.stringify(facts) })
      .execute(),
    writeVisits(opened, arrival),
    writeDeadlines(db, saved.id, times.deadlines),
    tellOpening(opened, { path: pathOf(advance.passed), facts }),
  ])
  await processOfWork(opened).opened?.(opened)
  await nameItems(context, saved, report.cis ?? [])
  if (opening.model !== undefined && opening.level === undefined) await startChecklist(db, saved.id)
  if (opening.checklist !== undefined) await bringChecklist(db, saved.id, opening.checklist)
  if (advance.at.kind === 'call') await tellCall(opened)
  keepJudgement(context, saved, judgement)
  return saved
}

/** A caller on file brings its client; a client's people may only be named for that client. */
const withCaller = async ({ db, actor }: WorkContext, report: Report): Promise<Report> => {
  if (actor !== null && actor.clientId !== null) {
    return { ...report, clientId: actor.clientId, requesterId: actor.id }
  }
  if (report.requesterId === null || report.requesterId === undefined) return report
  const person = await db
    .selectFrom('person')
    .select(['client_id', 'supplier_id'])
    .where('id', '=', report.requesterId)
    .executeTakeFirst()
  if (person === undefined) throw invalid('requesterId', 'nobody has this id')
  if (report.clientId !== undefined && report.clientId !== null && person.client_id !== report.clientId) {
    throw invalid('requesterId', 'this person does not belong to that client')
  }
  return { ...report, clientId: report.clientId ?? person.client_id }
}

const draftRow = async (
  context: WorkContext,
  { kind, report, parentId, dueBy, level }: Opening,
  judgement: Judgement,
): Promise<RecordRow> => {
  const { db, now, actor } = context
  const grid = judgement.grid.content
  const asked = fromQuestions(grid, report)
  const urgency = report.urgency ?? asked.urgency ?? null
  const impact = report.impact ?? asked.impact ?? null
  checkScale('urgency', urgency, grid.urgencies.length)
  checkScale('impact', impact, grid.impacts.length)
  const occurred = report.occurredAt === undefined ? now : Temporal.Instant.from(report.occurredAt)
  if (Temporal.Instant.compare(occurred, now) > 0)
    throw invalid('occurredAt', 'an instant in the past is expected')
  const channel = report.channel ?? defaultChannel(actor)
  const isTakenAtOnce = channel === 'phone' || channel === 'visit' || (report.assigneeId ?? null) !== null
  return {
    ...(await newIdentity(db, kind)),
    kind,
    title: report.title,
    description: cleanHtml(report.description ?? ''),
    client_id: report.clientId ?? null,
    service_id: report.serviceId ?? null,
    category_id: report.categoryId ?? null,
    requester_id: report.requesterId ?? null,
    caller: report.caller ?? null,
    assignee_id: report.assigneeId ?? null,
    team_id: report.teamId ?? null,
    channel,
    urgency,
    impact,
    priority: level ?? priorityOf(grid, urgency, impact),
    priority_reason: null,
    is_confidential: report.isConfidential ?? false,
    is_major: false,
    parent_id: parentId ?? null,
    merged_into_id: null,
    occurred_at: occurred,
    recorded_at: now,
    responded_at: isTakenAtOnce && actor?.clientId === null ? now : null,
    resolved_at: null,
    closed_at: null,
    step: '',
    step_entered_at: now,
    phase: 'new',
    outcome: null,
    level: 1,
    level_since: null,
    held: null,
    held_until: null,
    reopened: 0,
    minutes: 0,
    facts: {},
    procedure_version_id: judgement.procedure.id,
    grid_version_id: judgement.grid.id,
    levels_version_id: judgement.levels.id,
    agreement_version_id: judgement.agreement?.id ?? null,
    model_version_id: judgement.model?.id ?? null,
    calendar_id: judgement.calendarId,
    due_response_at: null,
    due_resolution_at: null,
    is_breached: false,
    net_minutes: null,
    held_minutes: null,
    target_minutes: null,
    response_breached_at: null,
    resolution_breached_at: null,
    is_measured: false,
    waits_for_id: null,
    consent_level: null,
    consent_until: null,
    due_by: dueBy ?? null,
    created_by: actor?.id ?? null,
    updated_at: now,
    version: 1,
  }
}

const checkScale = (name: 'urgency' | 'impact', value: number | null, levels: number): void => {
  if (value !== null && value > levels) throw invalid(name, `1 = high … ${levels} = low is expected`)
}

const defaultChannel = (actor: WorkContext['actor']): RecordRow['channel'] => {
  if (actor === null) return 'monitoring'
  if (actor.clientId !== null) return 'portal'
  return actor.sessionKind === 'token' ? 'api' : 'phone'
}

const sequences = {
  INC: 'inc_number',
  REQ: 'req_number',
  PRB: 'prb_number',
  CHG: 'chg_number',
  ECH: 'ech_number',
} as const

/** The id that its chain hangs on, and the number that people say. */
const newIdentity = async (
  db: Database,
  kind: RecordRow['kind'],
): Promise<{ id: string; number: string }> => {
  const { rows } = await sql<{ id: string; next: number }>`
    select new_subject('record') as id, nextval(${sequences[kind]}::regclass) as next`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('The journal did not answer.')
  return { id: row.id, number: `${kind}-${row.next}` }
}

/** A record's change is made of plain values here, never of expressions. */
export const asRow = (change: object): Partial<RecordRow> => change

export const clockFactsAtStart = (
  row: RecordRow,
  judgement: Judgement,
  now: Temporal.Instant,
): ClockFact[] => {
  const { target, source } = targetOf(judgement, row.priority)
  const facts: ClockFact[] = [
    { at: now, kind: 'started' },
    {
      at: now,
      kind: 'targeted',
      response: target?.response ?? null,
      resolution: target?.resolution ?? null,
      timeline: judgement.timeline,
      cause: source,
    },
  ]
  if (row.responded_at !== null) facts.push({ at: now, kind: 'responded' })
  return facts
}

const tellOpening = (work: Work, { path, facts }: { path: ReturnType<typeof pathOf>; facts: Facts }) => {
  const { context, row } = work
  const at = { subject: row.id, visibility: toldTo(row), audience: audienceOf(row) } as const
  const { title, client_id, service_id, category_id, requester_id, channel, urgency, impact, priority } = row
  const created = context.emit({
    ...at,
    event: 'record.created',
    body: {
      number: row.number,
      kind: row.kind,
      fields: {
        title,
        clientId: client_id,
        serviceId: service_id,
        categoryId: category_id,
        requesterId: requester_id,
        channel,
        urgency,
        impact,
        priority,
        occurredAt: row.occurred_at.toString(),
        ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
        ...facts,
      },
      path,
      step: row.step,
      procedure: row.procedure_version_id,
    },
  })
  const targeted = emitTarget(work)
  if (row.responded_at === null) return together([created, targeted])
  const responded = context.emit({
    subject: row.id,
    event: 'record.responded',
    body: {},
    audience: audienceOf(row),
  })
  return together([created, targeted, responded])
}

/** Says what the clocks count against from now on. */
export const emitTarget = async ({ context, row, judgement }: Work): Promise<void> => {
  const { target, source } = targetOf(judgement, row.priority)
  await context.emit({
    subject: row.id,
    event: 'record.targeted',
    audience: audienceOf(row),
    body: {
      response: target?.response ?? null,
      resolution: target?.resolution ?? null,
      cause: source,
      agreementVersion: judgement.agreement?.id ?? null,
      gridVersion: judgement.grid.id,
      ...(judgement.model === null ? {} : { modelVersion: judgement.model.id }),
      calendar: judgement.calendarId,
    },
  })
}
