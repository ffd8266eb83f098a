import type { Endpoint, InputOf, OutputOf } from '#contract/endpoint.ts'
import type { Problem } from '#contract/errors.ts'
import { asText } from './plain.ts'

/** What the server refused, as RFC 9457 says it. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** No answer came: the network, or a server that is restarting. What was typed is still on the screen. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

export interface CallOptions {
  signal?: AbortSignal
  /** The same key again gets the first answer again instead of doing it twice. */
  idempotencyKey?: string
}

export const prefix = '/api/v1'

/** Calls an endpoint of the contract; refusals are thrown as `ProblemError`, silence as `Unreachable`. */
export const call = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<OutputOf<E>> => ask(endpoint, input, options)

/** The same where the input was put together: one page of a list and its cursor. */
export const ask = async <Answer>(
  endpoint: Endpoint,
  input: unknown,
  options: CallOptions = {},
): Promise<Answer> => {
  const { path, rest } = split(endpoint, input)
  const isRead = endpoint.method === 'GET'
  const headers = new Headers({ 'accept-language': document.documentElement.lang })
  if (!isRead) headers.set('content-type', 'application/json')
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey)
  return send(isRead ? path + queryOf(rest) : path, {
    method: endpoint.method,
    headers,
    ...(isRead ? {} : { body: JSON.stringify(rest) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
}

/** Sends one file to a `multipart` endpoint; the other fields go before it, so that the server knows them first. */
export const upload = async <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  file: File,
  options: CallOptions = {},
): Promise<OutputOf<E>> => {
  const { path, rest } = split(endpoint, input)
  const body = new FormData()
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) body.append(name, asText(value))
  body.append('file', file)
  const headers = new Headers({ 'accept-language': document.documentElement.lang })
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey)
  const { signal } = options
  return send(path, { method: endpoint.method, headers, body, ...(signal === undefined ? {} : { signal }) })
}

/** The address of a GET endpoint, for links that a browser follows: downloads and exports. */
export const addressOf = <E extends Endpoint>(endpoint: E, input: InputOf<E>): string => {
  const { path, rest } = split(endpoint, input)
  return path + queryOf(rest)
}

export const isProblem = (error: unknown, code: string): error is ProblemError =>
  error instanceof ProblemError && error.problem.code === code

const send = async <T>(address: string, init: RequestInit): Promise<T> => {
  const response = await fetch(address, { ...init, credentials: 'same-origin' }).catch((cause: unknown) => {
    if (init.signal?.aborted === true) throw cause
    throw new Unreachable('No answer', { cause })
  })
  const text = await response.text()
  if (!response.ok) throw refusalOf(response, text)
  const answer: T = JSON.parse(text === '' ? '{}' : text)
  return answer
}

const refusalOf = (response: Response, text: string): Error => {
  const isOurs = response.headers.get('content-type')?.includes('problem+json') === true
  if (isOurs) {
    const problem: Problem = JSON.parse(text)
    return new ProblemError(problem)
  }
  if (response.status >= 502 && response.status <= 504) return new Unreachable(response.statusText)
  const title = response.statusText || `HTTP ${response.status}`
  return new ProblemError({ type: 'about:blank', title, status: response.status, code: 'internal' })
}

const split = (endpoint: Endpoint, input: unknown): { path: string; rest: Record<string, unknown> } => {
  const rest: Record<string, unknown> = { ...Object(input) }
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
    const value = rest[key]
    delete rest[key]
    return encodeURIComponent(String(value))
  })
  return { path: prefix + path, rest }
}

const queryOf = (values: Record<string, unknown>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue
    query.set(name, Array.isArray(value) ? value.join(',') : asText(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
