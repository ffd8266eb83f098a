/** Something that people are to be told. */
export interface Notice {
  personIds: readonly string[]
  recordId: string | null
  event: string
  /** Ids and values that the sentence on the screen is made of. */
  cause: Record<string, unknown>
  /** The journal entry, or what else happened only once: nobody is told of it twice. */
  source: string
  at: Temporal.Instant
  /** Breaks into quiet hours: who is on call, or everything is down. */
  isUrgent?: boolean
}
