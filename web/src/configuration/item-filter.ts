import { ciStates, type CiState } from '#contract/configuration/shape.ts'
import type { configurationApi } from '#contract/configuration/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { useFilters } from '../platform/address.ts'
import { useSession } from '../platform/session.tsx'
import { instantAt } from '../record/local-time.ts'

/** What the address bar may ask of the list. */
export const itemFilterNames = ['q', 'client', 'type', 'state', 'owner', 'all', 'at'] as const

export type ItemFilter = Omit<InputOf<typeof configurationApi.list>, 'cursor' | 'limit' | 'sort'>

/** As the API takes it: what is done with is left out unless it is asked for. */
export const useItemFilter = (): ItemFilter => {
  const [{ all, at: given, state, ...texts }] = useFilters(itemFilterNames)
  const at = useInstant(given)
  const states = state ?? (all === 'true' ? undefined : present)
  return {
    ...texts,
    ...(states === undefined ? {} : { state: states }),
    ...(at === null ? {} : { at }),
  }
}

export const isPresent = (state: CiState): boolean => state !== 'retired' && state !== 'disposed'
const present = ciStates.filter(isPresent).join(',')

/** `?at=`: the present where nothing (readable) is asked for. A day means its end, an instant itself. */
export const useAt = (): { at: string | null; isDay: boolean } => {
  const [{ at: given }] = useFilters(['at'])
  return { at: useInstant(given), isDay: given !== undefined && isDay(given) }
}

const useInstant = (given: string | undefined): string | null => {
  const { person } = useSession()
  if (given === undefined) return null
  if (isDay(given)) return instantAt(`${given}T23:59`, person.zone)
  return Number.isNaN(Date.parse(given)) ? null : given
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)
