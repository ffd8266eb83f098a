import type { Endpoint, InputOf, OutputOf } from '#contract/endpoint.ts'
import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask, call, isProblem, ProblemError, Unreachable, upload } from './api.ts'

export interface ApiOptions {
  enabled?: boolean
  /** Milliseconds during which an answer counts as fresh. */
  staleTime?: number
  /** Milliseconds between two looks, for what no live word announces. */
  refetchInterval?: number
  /** Shows the last answer while another input is read: filters don't flicker. */
  keepsPrevious?: boolean
}

/** Reads an endpoint: `useApi(recordApi.read, { number })`. */
export const useApi = <E extends Endpoint>(endpoint: E, input: InputOf<E>, options: ApiOptions = {}) => {
  const { keepsPrevious, ...rest } = options
  return useQuery({
    ...apiQuery(endpoint, input),
    ...rest,
    ...(keepsPrevious === true ? { placeholderData: keepPreviousData } : {}),
  })
}

type ItemOf<E> = OutputOf<E> extends { items: (infer Item)[] } ? Item : never

/** What lists need to know of what is read: the answer of `usePages` and of `useAll`. */
export interface ListQuery<Item> {
  items: readonly Item[]
  isPending: boolean
  error: Error | null
  refetch: () => unknown
  /** What is shown belongs to the filter before. */
  isPlaceholderData?: boolean
  hasNextPage?: boolean
  isFetchingNextPage?: boolean
  isFetchNextPageError?: boolean
  fetchNextPage?: () => unknown
  /** Of a list that not all of its readers keep: does this one? */
  mayWrite?: boolean
}

interface ListPage<Item> {
  items: Item[]
  nextCursor?: string | null
}

const firstPage = (): string | null => null

/** Reads a list page after page: `const query = usePages(recordApi.list, filter)`, then `query.items`. */
export const usePages = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: ApiOptions = {},
): ListQuery<ItemOf<E>> => {
  const { keepsPrevious = true, ...rest } = options
  const query = useInfiniteQuery({
    queryKey: [endpoint.path, input, 'pages'],
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam }
      return ask<ListPage<ItemOf<E>>>(endpoint, { ...Object(input), ...cursor }, { signal })
    },
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.nextCursor ?? null,
    ...rest,
    ...(keepsPrevious ? { placeholderData: keepPreviousData } : {}),
  })
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { ...query, items }
}

/** Reads a list that is never long, in the same form: `const teams = useAll(teamApi.list, {})`. */
export const useAll = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: ApiOptions = {},
): ListQuery<ItemOf<E>> => {
  const { keepsPrevious, ...rest } = options
  const query = useQuery({
    queryKey: [endpoint.path, input],
    queryFn: ({ signal }) => ask<{ items: ItemOf<E>[]; mayWrite?: boolean }>(endpoint, input, { signal }),
    ...rest,
    ...(keepsPrevious === true ? { placeholderData: keepPreviousData } : {}),
  })
  return { ...query, items: query.data?.items ?? none, mayWrite: query.data?.mayWrite === true }
}

const none: never[] = []

/** An endpoint, or one with the input whose answers are out of date. */
export type Outdated = Endpoint | readonly [Endpoint, unknown]

export interface ActionOptions<E> {
  onSuccess?: (output: OutputOf<E>, input: InputOf<E>) => void
  onError?: (error: Error, input: InputOf<E>) => void
  invalidates?: readonly Outdated[]
}

/** Does something: `const take = useAction(recordApi.move, { invalidates: [recordApi.read] })`, then `take.mutate(input)`.
 *  What creates carries a key, so that it can be tried again after a silence without being done twice. */
export const useAction = <E extends Endpoint>(endpoint: E, options: ActionOptions<E> = {}) => {
  const cache = useQueryClient()
  return useMutation<OutputOf<E>, Error, InputOf<E>>({
    mutationKey: [endpoint.path],
    mutationFn: (input) =>
      call(endpoint, input, isRepeatable(endpoint) ? { idempotencyKey: keyFor(input) } : {}),
    retry: (failures, error) => isRepeatable(endpoint) && error instanceof Unreachable && failures < 3,
    onSuccess: async (output, input) => {
      await outdate(cache, options.invalidates ?? [])
      options.onSuccess?.(output, input)
    },
    onError: (error, input) => options.onError?.(error, input),
  })
}

/** Sends files: `const attach = useUpload(attachmentApi.add)`, then `attach.mutate({ input: { number }, file })`. */
export const useUpload = <E extends Endpoint>(endpoint: E, options: ActionOptions<E> = {}) => {
  const cache = useQueryClient()
  return useMutation<OutputOf<E>, Error, { input: InputOf<E>; file: File }>({
    mutationKey: [endpoint.path],
    mutationFn: ({ input, file }) => upload(endpoint, input, file),
    onSuccess: async (output, { input }) => {
      await outdate(cache, options.invalidates ?? [])
      options.onSuccess?.(output, input)
    },
    onError: (error, { input }) => options.onError?.(error, input),
  })
}

/** The query of an endpoint, for loaders and guards. */
export const apiQuery = <E extends Endpoint>(endpoint: E, input: InputOf<E>) =>
  queryOptions({
    queryKey: [endpoint.path, input] as const,
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
  })

export const outdate = async (cache: QueryClient, list: readonly Outdated[]): Promise<void> => {
  await Promise.all(
    list.map((entry) =>
      'path' in entry
        ? cache.invalidateQueries({ queryKey: [entry.path] })
        : cache.invalidateQueries({ queryKey: [entry[0].path, entry[1]] }),
    ),
  )
}

/** One cache for the page; `onSignedOut` is told when any read says that the session is over, `onEnrol` when the firm has
 *  come to ask for a second factor meanwhile. */
export const openCache = (onSignedOut: () => void, onEnrol: () => void): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { meta }) => {
        if (isProblem(error, 'second_factor_required')) onEnrol()
        if (isProblem(error, 'signed_out') && meta?.['isGuard'] !== true) onSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        // Pages that work without a network are answered by their worker: asking is right even then.
        networkMode: 'offlineFirst',
        staleTime: 30_000,
        retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
        refetchOnWindowFocus: true,
      },
    },
  })

const isRepeatable = (endpoint: Endpoint): boolean =>
  endpoint.method === 'POST' && endpoint.status === 201 && !endpoint.for.includes('anyone')

const keys = new WeakMap<object, string>()

/** One key an attempt of a person, the same for its repetitions: each click makes a new input object. */
const keyFor = (input: unknown): string => {
  if (typeof input !== 'object' || input === null) return newKey()
  const key = keys.get(input) ?? newKey()
  keys.set(input, key)
  return key
}

/** `crypto.randomUUID` is missing where the page is not served over TLS. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
