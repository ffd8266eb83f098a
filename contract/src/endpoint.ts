import type { z } from 'zod'

/** Who may call an endpoint at all; what they may do with it there is the policy's business. */
export type Audience = 'anyone' | 'staff' | 'client' | 'supplier'
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** `json` both ways unless said otherwise: `multipart` takes a file, `file` answers one, `stream` is server-sent events. */
export type Transport = 'json' | 'multipart' | 'file' | 'stream'

export interface Endpoint<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  method: Method
  path: string
  /** One flat object: the keys that the path names come from the path, the others from the query (GET) or the body. */
  input: Input
  output: Output
  for: readonly Audience[]
  transport: Transport
  /** The token scope that a program needs. */
  scope: 'read' | 'write'
  /** 201 where something new has its own address afterwards, 200 otherwise. */
  status: 200 | 201
  /** One English line for the API page. */
  summary: string
  /** Answered even to who must first set up a second factor: what that needs. */
  enrols: boolean
}

interface Options {
  for: readonly Audience[]
  summary: string
  transport?: Transport
  status?: 200 | 201
  enrols?: boolean
}

export const endpoint = <Input extends z.ZodType, Output extends z.ZodType>(
  route: `${Method} /${string}`,
  input: Input,
  output: Output,
  options: Options,
): Endpoint<Input, Output> => {
  const [method, path] = splitRoute(route)
  return {
    method,
    path,
    input,
    output,
    transport: 'json',
    status: 200,
    enrols: false,
    scope: method === 'GET' ? 'read' : 'write',
    ...options,
  }
}

export type InputOf<E> = E extends Endpoint<infer Input> ? z.input<Input> : never
export type OutputOf<E> = E extends Endpoint<z.ZodType, infer Output> ? z.output<Output> : never

/** The names between `{` and `}` in a path. */
export const pathKeys = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

/** Signed-in people of every kind. */
export const everyone = ['staff', 'client', 'supplier'] as const
export const staff = ['staff'] as const
export const staffAndClients = ['staff', 'client'] as const

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const isMethod = (word: string | undefined): word is Method => word !== undefined && methods.includes(word)

const splitRoute = (route: string): [Method, string] => {
  const [method, path] = route.split(' ')
  if (!isMethod(method) || path === undefined) throw new Error(`A route reads "METHOD /path", not "${route}"`)
  return [method, path]
}
