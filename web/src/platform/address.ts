import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { asText } from './plain.ts'

/** A part of the address: `useParam('number')` at /tickets/$number. */
export const useParam = (name: string): string => {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  const value = params[name]
  if (value === undefined) throw new Error(`The address has no ${name}`)
  return value
}

export type Filters<Name extends string> = Readonly<Partial<Record<Name, string>>>

/** Filters live in the address bar: `const [filters, set] = useFilters(['kind', 'phase', 'q'])`.
 *  What is set empty leaves the address; other keys stay. Small changes replace, so that Back goes to the last page. */
export const useFilters = <const Name extends string>(
  names: readonly Name[],
): [Filters<Name>, (change: { readonly [N in Name]?: string | undefined }) => void] => {
  const search: Record<string, string | undefined> = useSearch({ strict: false })
  const navigate = useNavigate()
  const list = names.join(',')
  const filters = useMemo((): Filters<Name> => {
    const found: string[][] = list.split(',').flatMap((name) => (search[name] ? [[name, search[name]]] : []))
    return Object.fromEntries(found)
  }, [list, search])
  const set = useCallback(
    (change: { readonly [N in Name]?: string | undefined }) => {
      void navigate({
        to: '.',
        replace: true,
        search: (before: Record<string, string>) => withoutEmpty({ ...before, ...change }),
      })
    },
    [navigate],
  )
  return [filters, set]
}

/** Goes to an address of ours: `const go = useGo(); go('/tickets/INC-42')`. */
export const useGo = () => {
  const navigate = useNavigate()
  return useCallback((href: string): void => void navigate({ href }), [navigate])
}

/** Plain `?phase=new,active`: readable, and what the API takes as it is. */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text))

export const writeSearch = (search: Record<string, unknown>): string => {
  const text = new URLSearchParams(withoutEmpty(search)).toString().replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}

const withoutEmpty = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [[name, asText(value)]],
    ),
  )

/** An address cut into what the router's links take. */
export const partsOf = (href: string): { to: string; search: Record<string, string>; hash: string } => {
  const url = new URL(href, 'http://here')
  return { to: url.pathname, search: parseSearch(url.search), hash: url.hash.slice(1) }
}
