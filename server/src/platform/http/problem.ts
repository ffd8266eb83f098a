import { constraints, isConstraint } from '#contract/constraints.ts'
import { errors, type ErrorCode, type Problem } from '#contract/errors.ts'
import { DatabaseError } from 'pg'
import { z, ZodError } from 'zod'
import { Failure, type FailureDetails } from '../failure.ts'

export type Language = 'fr' | 'en'

const locales = { fr: z.locales.fr().localeError, en: z.locales.en().localeError }

/** Zod's sentences in the reader's language. */
export const errorsIn = (language: Language) => ({ error: locales[language] })

/** RFC 9457. What is not expected is masked as `internal`; the caller logs it whole. */
export const problemOf = (thrown: unknown, language: Language): Problem => {
  const { code, details } = asFailure(thrown)
  const { status, [language]: title } = errors[code]
  return {
    type: `/api/errors#${code}`,
    title,
    status,
    code,
    ...(details.detail === undefined ? {} : { detail: inWords(details.detail, language) }),
    ...(details.errors === undefined ? {} : { errors: details.errors }),
    ...(details.current === undefined ? {} : { current: details.current }),
  }
}

/** A rule of the database is named where it was broken; here it gets its sentence. */
const inWords = (detail: string, language: Language): string =>
  isConstraint(detail) ? constraints[detail][language] : detail

export const asFailure = (thrown: unknown): { code: ErrorCode; details: FailureDetails } => {
  if (thrown instanceof Failure) return thrown
  if (thrown instanceof ZodError) return { code: 'invalid_input', details: { errors: faultsOf(thrown) } }
  if (thrown instanceof DatabaseError) return fromDatabase(thrown)
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  const status = thrown instanceof Error && 'statusCode' in thrown ? thrown.statusCode : undefined
  if (typeof code === 'string' && connectionCodes.has(code)) return { code: 'unavailable', details: {} }
  if (thrown instanceof Error && connectionMessages.test(thrown.message))
    return { code: 'unavailable', details: {} }
  if (status === 413) return { code: 'too_large', details: {} }
  if (status === 415 || status === 406) return { code: 'unsupported_type', details: {} }
  if (status === 404) return { code: 'not_found', details: {} }
  if (status === 429) return { code: 'too_many_requests', details: {} }
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { code: 'malformed_request', details: {} }
  return { code: 'internal', details: {} }
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])
const connectionMessages =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed/

const faultsOf = (error: ZodError) =>
  error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))

/** The database guards itself; here its refusals become words. */
const fromDatabase = (error: DatabaseError): { code: ErrorCode; details: FailureDetails } => {
  const details = error.constraint === undefined ? {} : { detail: error.constraint }
  switch (error.code) {
    case '23505':
      return { code: 'already_exists', details }
    case '23503':
      return { code: 'invalid_input', details }
    case '23502':
    case '23514':
    case '23P01':
      return { code: error.constraint === 'step_follows_procedure' ? 'wrong_step' : 'rule_broken', details }
    case '42501':
      return { code: 'forbidden', details: {} }
    case '22021':
    case '22P05':
    case '22P02':
    case '22003':
    case '22007':
    case '22008':
    case '22001':
    case '54000':
      return { code: 'invalid_input', details: {} }
    case '40001':
    case '40P01':
    case '55P03':
      return { code: 'stale_version', details: {} }
    case '57P01':
    case '57P02':
    case '57P03':
    case '53300':
      return { code: 'unavailable', details: {} }
    default:
      return { code: 'internal', details: {} }
  }
}
