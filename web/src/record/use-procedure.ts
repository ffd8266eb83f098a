import { procedureApi, ProcessKey } from '#contract/procedure/api.ts'
import type { Words } from '#contract/words.ts'
import { useApi } from '../platform/query.ts'
import type { Ticket } from './ticket.ts'

/** A version of a procedure never changes: read once. */
export const useProcedure = (key: ProcessKey | undefined, version?: string) =>
  useApi(
    procedureApi.read,
    { key: key ?? 'incident', ...(version === undefined ? {} : { version }) },
    { enabled: key !== undefined, staleTime: version === undefined ? 300_000 : Infinity },
  ).data

export const processNamed = (key: string): ProcessKey | undefined =>
  ProcessKey.options.find((process) => process === key)

export interface ProcedureWords {
  step: (id: string) => Words
  /** A move is named within the step that it leaves. */
  move: (from: string, id: string) => Words
}

/** The words of the procedure that a ticket is on, and of the one it came from when it was declared major. */
export const useProcedureWords = (ticket: Ticket): ProcedureWords => {
  const { key, versionId } = ticket.judgedBy.procedure
  const current = useProcedure(processNamed(key), versionId)
  const before = useProcedure(key === 'major-incident' ? 'incident' : undefined)
  const known = [current, before].flatMap((read) => (read === undefined ? [] : [read.procedure]))
  return {
    step: (id) =>
      known
        .flatMap(({ steps, ends, gateways }) => [...steps, ...ends, ...gateways])
        .find((node) => node.id === id)?.label ?? { fr: id },
    move: (from, id) => {
      const steps = known.flatMap((procedure) => procedure.steps)
      const own = steps.find((step) => step.id === from)?.moves.find((move) => move.id === id)
      const everywhere = known.flatMap(({ recordMoves }) => recordMoves).find((move) => move.id === id)
      return own?.label ?? everywhere?.label ?? { fr: id }
    },
  }
}
