import { ProblemLevels, type ProblemLevel } from '#contract/problem/levels.ts'
import type { Database } from '#platform/database/connect.ts'
import { Failure } from '#platform/failure.ts'
import { remembering } from '#platform/remember.ts'
import { contentsOf, liveVersions } from '../artefact/index.ts'
import type { JudgingModel, Process } from '../record/index.ts'

const levelsIn = remembering((content) => ProblemLevels.parse(content).levels)

/** The version by which a problem is classified now. */
export const liveLevels = async (db: Database, now: Temporal.Instant): Promise<{ id: string }> => {
  const [version] = await liveVersions(db, [{ kind: 'problem-levels', key: 'default' }], now)
  if (version === undefined)
    throw new Failure('not_possible', {
      detail: 'no levels of problems are in force yet: adopt the propositions',
    })
  return version
}

/** A level as a version of the artefact says it. */
export const levelIn = async (
  db: Database,
  { versionId, level }: { versionId: string; level: number },
): Promise<ProblemLevel | null> => {
  const content = (await contentsOf(db, [versionId])).get(versionId)
  if (content === undefined) return null
  return levelsIn(versionId, content).find((one) => one.level === level) ?? null
}

/** What a problem of that level is judged by: when its analysis begins, when its cause is known, and who hears of it. */
export const judgedByLevel = async (
  db: Database,
  given: { versionId: string; level: number },
): Promise<JudgingModel | null> => {
  const found = await levelIn(db, given)
  if (found === null) return null
  return {
    id: given.versionId,
    source: 'level',
    targets: { response: found.analysis, resolution: found.cause },
    escalation: found.escalation.map(({ role, at }, index) => ({
      level: index + 1,
      role,
      label: found.label,
      at: { [String(given.level)]: at },
      atOnceIfMajor: false,
      quiet: null,
    })),
  }
}

export const levelOf: NonNullable<Process['levelOf']> = async (db, { model_version_id, priority }) =>
  model_version_id === null || priority === null
    ? null
    : judgedByLevel(db, { versionId: model_version_id, level: priority })
