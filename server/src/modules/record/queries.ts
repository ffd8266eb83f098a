import type { recordApi } from '#contract/record/api.ts'
import type { Record as StaffRecord } from '#contract/record/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { page } from '#platform/cursor.ts'
import { together } from '#platform/database/connect.ts'
import { invalid, notFound } from '#platform/failure.ts'
import {
  askedBy,
  asPortalRecord,
  asSummary,
  asSupplierRecord,
  listed,
  recordRows,
  stepIn,
  type ListedRow,
  type NamedRow,
} from './answer.ts'
import { stepOf } from '../procedure/index.ts'
import { cursorOf, filtered, isLate, sorted } from './filter.ts'
import { proceduresOf } from './judgement.ts'
import { judgementOf, readFacts } from './load.ts'
import { offeredMoves } from './offer.ts'
import { actionsOn, isStaff, readsWhole, seesPrice } from './policy.ts'
import { awaitedFrom, type Work } from './process.ts'

type Input<Name extends keyof typeof recordApi> = z.output<(typeof recordApi)[Name]['input']>

/** One record as the person asking may see it; a merged number answers its successor. */
export const readRecord = async (context: Context, { number }: { number: string }) => {
  const isDesk = isStaff(context.actor)
  const [found, around] = await together([
    findAny(context, number),
    isDesk ? aroundOf(context, number) : nothingAround,
  ])
  const work = {
    context,
    row: found,
    facts: readFacts(found.facts),
    judgement: await judgementOf(context, found),
  }
  const step = stepIn(work.judgement.procedure.content, found.step)
  const moves = offeredMoves(work, context.actor)
  if (context.actor.clientId !== null) {
    const price = seesPrice(context.actor, found) ? work.facts['price'] : null
    if (!readsWhole(context.actor, found)) {
      const asked = { ...found, facts: {} }
      return asPortalRecord(asked, step, { moves, actions: [], price })
    }
    const canRate = found.phase === 'closed' && found.requester_id === context.actor.id
    return asPortalRecord(found, step, {
      moves,
      actions: canRate ? ['comment', 'attach', 'rate'] : ['comment', 'attach'],
      price,
    })
  }
  if (context.actor.supplierId !== null) {
    return asSupplierRecord(found, step, { moves, ...(await lastHandover(context, found.id)) })
  }
  return {
    ...asSummary(found, step),
    ...detailsOf(work, around),
    moves,
    actions: actionsOn(context.actor, found, stepOf(work.judgement.procedure.content, found.step)),
  }
}

/** A record for who may read all of it. */
export const findRow = async (context: Context, number: string): Promise<NamedRow> => {
  const row = await findAny(context, number)
  if (!readsWhole(context.actor, row)) throw notFound()
  return row
}

const findAny = async ({ db }: Context, number: string): Promise<NamedRow> => {
  const row = await recordRows(db).where('r.number', '=', number).executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.merged_into_id === null) return row
  const successor = await recordRows(db).where('r.id', '=', row.merged_into_id).executeTakeFirst()
  return successor ?? row
}

const lastHandover = async ({ db }: Context, recordId: string) => {
  const { reference, from_at } = await db
    .selectFrom('handover')
    .select(['reference', 'from_at'])
    .where('record_id', '=', recordId)
    .orderBy('from_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { reference, handedOverAt: from_at }
}

interface Around {
  parent: string | null
  waits_for: string | null
  children: z.input<typeof StaffRecord>['children']
  watchers: { id: string; name: string }[]
  links: z.input<typeof StaffRecord>['links']
  checklist: z.input<typeof StaffRecord>['checklist']
}

const nothingAround: Around = {
  parent: null,
  waits_for: null,
  children: [],
  watchers: [],
  links: [],
  checklist: [],
}

/** What stands around a record (or around its successor), in one statement. */
const aroundOf = async ({ db }: Context, number: string): Promise<Around> => {
  const { rows } = await sql<Around>`select
    (select number from record where id = r.parent_id) as parent,
    (select number from record where id = r.waits_for_id) as waits_for,
    coalesce((select jsonb_agg(jsonb_build_object('number', k.number, 'title', k.title, 'clientName', c.name, 'requesterName', coalesce(p.name, k.caller), 'phase', k.phase) order by k.recorded_at)
      from record k left join client c on c.id = k.client_id left join person p on p.id = k.requester_id where k.parent_id = r.id), '[]') as children,
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name)
      from watcher w join person p on p.id = w.person_id where w.record_id = r.id), '[]') as watchers,
    coalesce((select jsonb_agg(jsonb_build_object('kind', l.kind, 'number', o.number, 'title', o.title, 'phase', o.phase, 'isOutgoing', l.from_id = r.id) order by l.created_at)
      from record_link l join record o on o.id = case when l.from_id = r.id then l.to_id else l.from_id end
      where l.from_id = r.id or l.to_id = r.id), '[]') as links,
    coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'label', i.label, 'role', i.role, 'isRequired', i.is_required,
        'isIdentityCheck', i.is_identity_check, 'doneAt', replace((i.done_at at time zone 'UTC')::text, ' ', 'T') || 'Z', 'doneBy', p.name, 'phone', i.phone) order by i.position)
      from checklist_item i left join person p on p.id = i.done_by where i.record_id = r.id), '[]') as checklist
    from record asked join record r on r.id = coalesce(asked.merged_into_id, asked.id) where asked.number = ${number}`.execute(
    db,
  )
  const [around] = rows
  return around ?? nothingAround
}

const detailsOf = ({ row, judgement, facts }: Work & { row: NamedRow }, around: Around) => {
  const pinned = ({ id, number, isProposition }: { id: string; number: number; isProposition: boolean }) => ({
    versionId: id,
    number,
    isProposition,
  })
  return {
    id: row.id,
    description: row.description,
    requesterId: row.requester_id,
    caller: row.caller,
    categoryId: row.category_id,
    channel: row.channel,
    priorityReason: row.priority_reason,
    isConfidential: row.is_confidential,
    level: row.level,
    heldUntil: row.held_until,
    occurredAt: row.occurred_at,
    resolvedAt: row.resolved_at,
    closedAt: row.closed_at,
    outcome: row.outcome,
    reopened: row.reopened,
    minutes: row.minutes,
    facts,
    ...askedBy(facts),
    checklist: around.checklist,
    parent: around.parent,
    children: around.children,
    mergedInto: null,
    waitsFor: around.waits_for,
    watchers: around.watchers,
    links: around.links,
    judgedBy: {
      procedure: { key: judgement.procedure.content.process, ...pinned(judgement.procedure) },
      grid: pinned(judgement.grid),
      levels: pinned(judgement.levels),
      agreement:
        judgement.agreement === null
          ? null
          : {
              versionId: judgement.agreement.id,
              agreementId: judgement.agreement.agreementId,
              number: judgement.agreement.number,
            },
    },
  }
}

/** What the desk alone decides is no way for others to ask: an answer would tell it. */
const inside = ['assignee', 'team', 'priority', 'step', 'isMajor', 'breached', 'watched', 'parent'] as const

const checkFilter = ({ actor }: Context, filter: Input<'count'>, sort?: Input<'list'>['sort']): void => {
  if (isStaff(actor)) return
  const asked = inside.find((key) => filter[key] !== undefined)
  if (asked !== undefined) throw invalid(asked, 'records are not found by this here')
  if (sort === 'priority') throw invalid('sort', 'records are not sorted by this here')
}

export const listRecords = async (context: Context, { cursor, limit, sort, ...filter }: Input<'list'>) => {
  checkFilter(context, filter, sort)
  const found = sorted(filtered(recordRows(context.db), filter, context), sort, cursor).limit(limit + 1)
  const rows = await listed(found).execute()
  const shown = page(rows, limit, cursorOf(sort))
  return { items: await summaries(context, shown.rows), nextCursor: shown.nextCursor }
}

/** Rows as their reader's audience sees them in a list. */
const summaries = async (context: Context, rows: readonly ListedRow[]) => {
  const { db, actor } = context
  const procedures = await proceduresOf(
    db,
    rows.map((row) => row.procedure_version_id),
  )
  return rows.map((row) => {
    const procedure = procedures.get(row.procedure_version_id)
    const step =
      procedure === undefined
        ? { id: row.step, label: { fr: row.step }, role: null }
        : stepIn(procedure, row.step)
    const short = { ...row, description: '', facts: { rating: row.rating } }
    if (actor.clientId !== null) return asPortalRecord(short, step, { moves: [], actions: [] })
    if (actor.supplierId !== null)
      return asSupplierRecord(short, step, { moves: [], reference: null, handedOverAt: row.recorded_at })
    return asSummary(row, step)
  })
}

const mostCounted = 1000

export const countRecords = async (context: Context, filter: Input<'count'>) => {
  checkFilter(context, filter)
  const limited = filtered(recordRows(context.db), filter, context)
    .clearSelect()
    .select('r.id')
    .limit(mostCounted + 1)
  const { count } = await context.db
    .selectFrom(limited.as('found'))
    .select((found) => found.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(count, mostCounted), isCapped: count > mostCounted }
}

const mostOfMine = 50

/** What waits for me: what nobody has taken, what is mine to move, what is late, what I follow. */
export const readMyWork = async (context: Context) => {
  const { db, actor, now } = context
  const open = () => recordRows(db).where('r.closed_at', 'is', null).where('r.merged_into_id', 'is', null)
  const due = (query: ReturnType<typeof open>) =>
    listed(
      query
        .orderBy(sql`r.priority nulls first`)
        .orderBy(sql`r.due_resolution_at nulls last`)
        .limit(mostOfMine),
    ).execute()
  const [toTake, mine, overdue, followed, awaited] = await together([
    due(open().where('r.assignee_id', 'is', null).where('r.phase', 'in', ['new', 'active'])),
    due(
      open().where((or) =>
        or.or([
          or('r.assignee_id', '=', actor.id),
          ...(actor.teams.length > 0
            ? [or.and([or('r.assignee_id', 'is', null), or('r.team_id', 'in', actor.teams)])]
            : []),
        ]),
      ),
    ),
    due(open().where('r.phase', 'in', ['new', 'active']).where(isLate(now))),
    due(
      open().where((is) =>
        is.exists(
          is
            .selectFrom('watcher as w')
            .select('w.record_id')
            .whereRef('w.record_id', '=', 'r.id')
            .where('w.person_id', '=', actor.id),
        ),
      ),
    ),
    awaitedFrom(context),
  ])
  const toDecide = awaited.length === 0 ? [] : await due(open().where('r.id', 'in', awaited))
  const lists = { toTake, waitingForMe: mine, overdue, followed, toDecide }
  const all = await staffSummaries(context, Object.values(lists).flat())
  const pick = (rows: readonly ListedRow[]) => rows.flatMap((row) => all.get(row.number) ?? [])
  return {
    toTake: pick(toTake),
    waitingForMe: pick(mine),
    overdue: pick(overdue),
    followed: pick(followed),
    toDecide: pick(toDecide),
    counts: {
      toTake: lists.toTake.length,
      waitingForMe: lists.waitingForMe.length,
      overdue: lists.overdue.length,
      followed: lists.followed.length,
      toDecide: lists.toDecide.length,
    },
  }
}

const staffSummaries = async ({ db }: Context, rows: readonly ListedRow[]) => {
  const procedures = await proceduresOf(
    db,
    rows.map((row) => row.procedure_version_id),
  )
  return new Map(
    rows.map((row) => {
      const procedure = procedures.get(row.procedure_version_id)
      const step =
        procedure === undefined
          ? { id: row.step, label: { fr: row.step }, role: null }
          : stepIn(procedure, row.step)
      return [row.number, asSummary(row, step)] as const
    }),
  )
}
