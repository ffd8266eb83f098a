import { errors, type ErrorCode } from '#contract/errors.ts'

export interface FailureDetails {
  /** What a programmer reads: what was given and what was expected. */
  detail?: string
  errors?: { path: string; message: string }[]
  /** The present state, on a conflict. */
  current?: unknown
}

/** What can be expected to go wrong. Anything else that is thrown is a bug: logged whole, answered masked. */
export class Failure extends Error {
  readonly code: ErrorCode
  readonly details: FailureDetails

  constructor(code: ErrorCode, details: FailureDetails = {}) {
    super(details.detail ?? errors[code].en)
    this.code = code
    this.details = details
  }
}

export const notFound = (): Failure => new Failure('not_found')

/** Names one input that is at fault. */
export const invalid = (path: string, message: string): Failure =>
  new Failure('invalid_input', { errors: [{ path, message }] })
