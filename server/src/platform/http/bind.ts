import type { Endpoint } from '#contract/endpoint.ts'
import type { z } from 'zod'
import type { Context, OpenContext } from '../context.ts'
import { errorsIn } from './problem.ts'
import type { Surroundings } from './surroundings.ts'

/** A file that arrived, spooled to disk and measured before any transaction began. */
export interface Upload {
  path: string
  name: string
  mediaType: string
  size: number
  sha256: Buffer
}

/** A file that leaves: as a download, never to be run by a browser. */
export interface Download {
  /** A picture, drawn where a text names it. */
  isShown?: boolean
  name: string
  mediaType: string
  size?: number
  content: AsyncIterable<Uint8Array> | Uint8Array | string
}

export type Binding =
  | { kind: 'scoped'; endpoint: Endpoint; run: (context: Context, input: unknown) => Promise<unknown> }
  | { kind: 'open'; endpoint: Endpoint; run: (context: OpenContext, input: unknown) => Promise<unknown> }
  | {
      kind: 'open-download'
      endpoint: Endpoint
      run: (context: OpenContext, input: unknown) => Promise<Download>
    }
  | {
      kind: 'upload'
      endpoint: Endpoint
      run: (context: Context, input: unknown, upload: Upload) => Promise<unknown>
    }
  | { kind: 'download'; endpoint: Endpoint; run: (context: Context, input: unknown) => Promise<Download> }
  | {
      kind: 'either'
      endpoint: Endpoint
      run: (context: Context, input: unknown) => Promise<Either<unknown>>
    }

/** What knocks at a door that speaks another protocol than ours. Its body has not been read. */
export interface Knock {
  method: 'GET' | 'POST'
  /** Without the query. */
  path: string
  header: (name: string) => string | undefined
  address: string
  body: AsyncIterable<Uint8Array>
}

export interface RawAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** Paths outside of the contract, for programs of others: what they send is looked at before it is read, if at all. */
export interface RawDoor {
  paths: readonly string[]
  answer: (surroundings: Surroundings, knock: Knock) => Promise<RawAnswer>
}

/** What can be read as data or as a file, under one address. */
export type Either<Answer> = { answer: Answer } | { file: Download }

/** Ties an endpoint of the contract to the function that answers it, under the scope of who asks. */
export const bind = <Input extends z.ZodType, Output extends z.ZodType>(
  endpoint: Endpoint<Input, Output>,
  run: (context: Context, input: z.output<Input>) => Promise<z.input<Output>>,
): Binding => ({
  kind: 'scoped',
  endpoint,
  run: (context, input) => run(context, endpoint.input.parse(input, errorsIn(context.actor.language))),
})

/** For the doors that stand before signing in. */
export const bindOpen = <Input extends z.ZodType, Output extends z.ZodType>(
  endpoint: Endpoint<Input, Output>,
  run: (context: OpenContext, input: z.output<Input>) => Promise<z.input<Output>>,
): Binding => ({
  kind: 'open',
  endpoint,
  run: (context, input) => run(context, endpoint.input.parse(input, errorsIn(context.language))),
})

/** A file for who shows a secret in its address instead of signing in. */
export const bindOpenDownload = <Input extends z.ZodType>(
  endpoint: Endpoint<Input>,
  run: (context: OpenContext, input: z.output<Input>) => Promise<Download>,
): Binding => ({
  kind: 'open-download',
  endpoint,
  run: (context, input) => run(context, endpoint.input.parse(input, errorsIn(context.language))),
})

export const bindUpload = <Input extends z.ZodType, Output extends z.ZodType>(
  endpoint: Endpoint<Input, Output>,
  run: (context: Context, input: z.output<Input>, upload: Upload) => Promise<z.input<Output>>,
): Binding => ({
  kind: 'upload',
  endpoint,
  run: (context, input, upload) =>
    run(context, endpoint.input.parse(input, errorsIn(context.actor.language)), upload),
})

export const bindDownload = <Input extends z.ZodType>(
  endpoint: Endpoint<Input>,
  run: (context: Context, input: z.output<Input>) => Promise<Download>,
): Binding => ({
  kind: 'download',
  endpoint,
  run: (context, input) => run(context, endpoint.input.parse(input, errorsIn(context.actor.language))),
})

/** For what is data or, if a format is asked for, a file. */
export const bindEither = <Input extends z.ZodType, Output extends z.ZodType>(
  endpoint: Endpoint<Input, Output>,
  run: (context: Context, input: z.output<Input>) => Promise<Either<z.input<Output>>>,
): Binding => ({
  kind: 'either',
  endpoint,
  run: (context, input) => run(context, endpoint.input.parse(input, errorsIn(context.actor.language))),
})
