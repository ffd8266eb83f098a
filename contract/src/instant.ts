import { z } from 'zod'

interface InstantLike {
  toString(): string
  readonly epochMilliseconds: number
}

const isInstant = (value: unknown): value is string | InstantLike =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && 'epochMilliseconds' in value)

/** An instant in an answer: ISO 8601 in UTC on the wire, where the server may hand over a Temporal.Instant. */
export const Instant = z
  .custom<string | InstantLike>(isInstant)
  .transform(String)
  .meta({ type: 'string', format: 'date-time' })

/** An instant in a request. */
export const GivenInstant = z.iso.datetime({ offset: true })

/** A day without a time: 2026-05-25. */
export const Day = z.iso.date()
