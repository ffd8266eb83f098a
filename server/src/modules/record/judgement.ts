import { AgreementContent } from '#contract/agreement/api.ts'
import { Delay } from '#contract/calendar/shape.ts'
import { EscalationLevels, type HierarchicalLevel } from '#contract/escalation/shape.ts'
import { PriorityGrid, type Target } from '#contract/grid/shape.ts'
import type { ProcessKey } from '#contract/procedure/api.ts'
import { ProcedureContent } from '#contract/procedure/api.ts'
import type { Procedure } from '#contract/procedure/shape.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import { Failure } from '#platform/failure.ts'
import { remembering } from '#platform/remember.ts'
import { contentsOf } from '../artefact/index.ts'
import { timelineOf, type CalendarTimeline } from '../calendar/index.ts'

/** What judges a record beside the grid: the model of a request or the level of a problem, with delays of its own. */
export interface JudgingModel {
  id: string
  targets: Pick<Target, 'response' | 'resolution'> | null
  source?: 'model' | 'level'
  /** Who hears of it as the delay passes, where that is not as for incidents. */
  escalation?: readonly HierarchicalLevel[]
}

interface Pinned<Content> {
  id: string
  number: number
  isProposition: boolean
  content: Content
}

/** By what a record is judged: the versions that were in force, and the calendar whose hours count. */
export interface Judgement {
  procedure: Pinned<Procedure>
  grid: Pinned<PriorityGrid>
  levels: Pinned<EscalationLevels>
  agreement: (Pinned<AgreementContent> & { agreementId: string }) | null
  model: JudgingModel | null
  calendarId: string
  timeline: CalendarTimeline
  /** Processes whose procedure is in force, so that a call can open their records. */
  inForce: ReadonlySet<string>
}

/** What keeps a record under way on what it began with. */
export interface Pins {
  procedure: string
  levels: string | null
  /** Null: as client and service say now. Within it, no agreement is pinned like any other. */
  terms: { grid: string | null; agreement: string | null; calendar: string | null } | null
}

interface Version {
  id: string
  artefactId: string
  number: number
  from: string | null
}

interface Found extends Version {
  role: 'procedure' | 'grid' | 'levels' | 'agreement' | 'calendar' | 'called'
  key: string
}

/** Everything that a record of this process for this client and service is judged by at an instant. One statement; contents come from memory. */
export const judge = async (
  db: Database,
  about: {
    process: ProcessKey
    clientId: string | null
    serviceId: string | null
    model: JudgingModel | null
    pins?: Pins
  },
  at: Temporal.Instant,
): Promise<Judgement> => {
  const { procedure: pinned_procedure, levels: pinned_levels, terms } = about.pins ?? unpinned
  const { rows } = await sql<Found>`select role, id, artefact_id as "artefactId", key, number, "from"
    from judgement(${about.process}, ${about.clientId}::uuid, ${about.serviceId}::uuid, ${at}::timestamptz,
      ${pinned_procedure}::uuid, ${pinned_levels}::uuid, ${terms !== null}, ${terms?.grid ?? null}::uuid,
      ${terms?.agreement ?? null}::uuid, ${terms?.calendar ?? null}::uuid)`.execute(db)
  const contents = await contentsOf(
    db,
    rows.filter(({ role }) => role !== 'called').map(({ id }) => id),
  )
  const pinned = <Content>(role: Found['role'], read: (id: string, content: unknown) => Content) => {
    const row = rows.find((found) => found.role === role)
    if (row === undefined) return null
    const content = read(row.id, contents.get(row.id))
    return {
      id: row.id,
      number: row.number,
      isProposition: row.from === null,
      artefactId: row.artefactId,
      content,
    }
  }
  const procedure = pinned('procedure', procedureIn)
  const grid = pinned('grid', gridIn)
  const levels = pinned('levels', levelsIn)
  const agreement = pinned('agreement', agreementIn)
  const calendars = rows.filter(({ role }) => role === 'calendar')
  const [calendar] = calendars
  if (procedure === null || grid === null || levels === null || calendar === undefined) {
    throw new Failure('not_possible', {
      detail: `nothing is in force yet for ${about.process}: adopt the propositions`,
    })
  }
  return {
    procedure,
    grid,
    levels: withOwnEscalation(levels, about.model),
    agreement: agreement === null ? null : { ...agreement, agreementId: agreement.artefactId },
    model: about.model,
    calendarId: calendar.artefactId,
    timeline: timelineOf(calendars, contents),
    inForce: new Set(rows.filter(({ role }) => role === 'called').map(({ key }) => key)),
  }
}

/** A level names by itself who hears of it; nobody is proposed to take over by competence. */
const withOwnEscalation = (
  levels: Pinned<EscalationLevels>,
  model: JudgingModel | null,
): Pinned<EscalationLevels> =>
  model?.escalation === undefined
    ? levels
    : { ...levels, content: { functional: [], hierarchical: [...model.escalation] } }

const unpinned = { procedure: null, levels: null, terms: null }

/** The procedures of versions, compiled; from memory after the first time. */
export const proceduresOf = async (
  db: Database,
  versionIds: readonly string[],
): Promise<Map<string, Procedure>> => {
  const ids = [...new Set(versionIds)]
  const contents = await contentsOf(db, ids)
  return new Map(ids.map((id) => [id, procedureIn(id, contents.get(id))]))
}

/** The delays of a model's version: by its content, which its kind has checked, for whoever may read it. */
export const modelOf = async (db: Database, versionId: string | null): Promise<JudgingModel | null> => {
  if (versionId === null) return null
  const content = (await contentsOf(db, [versionId])).get(versionId)
  if (content === undefined) return null
  return { id: versionId, targets: modelIn(versionId, content).targets }
}

const ModelTargets = z.object({
  targets: z.object({ response: Delay, resolution: Delay }).nullable(),
})

/** What was promised: by the model that was asked for, else at a priority by the agreement, else by the grid. */
export const targetOf = (
  judgement: Pick<Judgement, 'agreement' | 'grid' | 'model'>,
  priority: number | null,
): {
  target: Pick<Target, 'response' | 'resolution'> | null
  source: 'model' | 'level' | 'agreement' | 'grid' | 'none'
} => {
  const own = judgement.model?.targets ?? null
  if (own !== null) return { target: own, source: judgement.model?.source ?? 'model' }
  const agreed = judgement.agreement?.content.targets.find((target) => target.priority === priority)
  if (agreed !== undefined) return { target: agreed, source: 'agreement' }
  const usual = judgement.grid.content.targets.find((target) => target.priority === priority)
  return usual === undefined ? { target: null, source: 'none' } : { target: usual, source: 'grid' }
}

/** Parsing a procedure at every request would cost more than the request. */
const procedureIn = remembering((content): Procedure => ProcedureContent.parse(content).procedure)
const gridIn = remembering((content) => PriorityGrid.parse(content))
const levelsIn = remembering((content) => EscalationLevels.parse(content))
const modelIn = remembering((content) => ModelTargets.parse(content))
const agreementIn = remembering((content) => AgreementContent.parse(content))
