import type { Inventory } from './inventory.ts'
import type { Agent } from './message.ts'

/** One report of an agent, after the door: what people do is no longer in it. */
export interface Report {
  agent: Agent
  deviceId: string
  agentId: string | null
  tag: string | null
  address: string
  isPartial: boolean
  inventory: Inventory
}
