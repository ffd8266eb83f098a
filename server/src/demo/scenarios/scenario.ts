import type { ClientKey } from '../firm/clients.ts'
import type { SupplierKey } from '../firm/people.ts'
import type { ServiceKey } from '../firm/services.ts'
import type { TextFile } from '../stage.ts'

type Scale = 1 | 2 | 3

/** What happens to whom may vary: `{poste}`, `{imprimante}`, `{salle}`, `{appli}`, `{dossier}`, `{site}`, `{serveur}`, `{nom}`. */
interface Told {
  /** As the kit's categories are called in French. */
  category: string
  title: string
  description: string
  urgency: Scale
  impact: Scale
  solution: string
  /** Minutes that it takes, about. */
  minutes: number
  /** Who finds the solution: the desk unless said otherwise. */
  level?: Scale
  supplier?: SupplierKey
  /** Only these clients' trouble. */
  clients?: readonly ClientKey[]
  /** Months in which it happens more often. */
  season?: readonly number[]
  /** What must be asked before going on, and what is answered. */
  question?: string
  answer?: string
  /** What colleagues should know. */
  note?: string
  file?: TextFile
}

export interface IncidentScenario extends Told {
  kind: 'INC'
  service: ServiceKey
  cause:
    | 'hardware'
    | 'software'
    | 'network'
    | 'data'
    | 'security'
    | 'procedure'
    | 'supplier'
    | 'environment'
    | 'user'
    | 'unknown'
  isWorkaround?: boolean
  /** Monitoring may see it before anyone calls. */
  isMonitored?: boolean
}

export interface RequestScenario extends Told {
  kind: 'REQ'
  service: ServiceKey
  /** Whose agreement is needed. */
  approval?: 'contact' | 'signatory'
  price?: string
  /** By which of the kit's models it is asked for, and what is answered. */
  model?: { key: string; answers: Readonly<Record<string, unknown>> }
  /** Hidden from colleagues; who has to agree sees it while he is asked. */
  isConfidential?: boolean
}

export type Scenario = IncidentScenario | RequestScenario

export const incidents = (
  service: ServiceKey,
  told: readonly Omit<IncidentScenario, 'kind' | 'service'>[],
): readonly IncidentScenario[] => told.map((one) => ({ kind: 'INC', service, ...one }))

export const requests = (
  service: ServiceKey,
  told: readonly Omit<RequestScenario, 'kind' | 'service'>[],
): readonly RequestScenario[] => told.map((one) => ({ kind: 'REQ', service, ...one }))
