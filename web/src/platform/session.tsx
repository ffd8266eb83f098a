import { organisationApi, type Provider } from '#contract/organisation/api.ts'
import type { Role } from '#contract/role.ts'
import { sessionApi, type SessionPerson } from '#contract/session/api.ts'
import { useQuery, type QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { isProblem } from './api.ts'
import { apiQuery } from './query.ts'
import { speak } from './words.ts'

/** Who is signed in, and for whom the firm works. */
export interface Session {
  person: SessionPerson
  provider: Provider
}

/** For pages behind the guard, where somebody is always signed in. */
export const useSession = (): Session => {
  const session = useMaybeSession()
  if (session === null) throw new Error('useSession is for pages behind the guard')
  return session
}

export const useMaybeSession = (): Session | null => {
  const { data: session } = useQuery({ ...personQuery, enabled: false })
  const { data: provider } = useQuery({ ...providerQuery, enabled: false })
  return session === undefined || provider === undefined ? null : { person: session.person, provider }
}

export const isStaff = ({ person }: Session): boolean =>
  person.clientId === null && person.supplierId === null
export const isClient = ({ person }: Session): boolean => person.clientId !== null
/** A client's contact or signatory: sees what is the company's. */
export const seesCompany = ({ person }: Session): boolean =>
  person.clientLevel === 'contact' || person.clientLevel === 'signatory'
export const isSupplier = ({ person }: Session): boolean => person.supplierId !== null
/** Holds one of the roles, by name or by a team's mandate. */
export const answersFor = ({ person }: Session, ...roles: readonly Role[]): boolean =>
  roles.some((role) => person.roles.includes(role) || person.mandates.includes(role))

/** Lets through who is signed in; others sign in first and come back to where they wanted to go. */
export const requireSession = async (cache: QueryClient, href: string): Promise<Session> => {
  try {
    const [{ person }, provider] = await Promise.all([
      cache.ensureQueryData(personQuery),
      cache.ensureQueryData(providerQuery),
    ])
    await speak(person.language, provider.country)
    if (person.mustEnrol && !thresholds.some((address) => href.startsWith(address))) {
      throw redirect({ href: enrolAddress })
    }
    return { person, provider }
  } catch (error) {
    if (isProblem(error, 'signed_out')) throw redirect({ href: signInAddress(href) })
    throw error
  }
}

/** Where a second factor that the firm requires is set up; a new password may come before. */
export const enrolAddress = '/deux-etapes'
const thresholds = [enrolAddress, '/nouveau-mot-de-passe']

/** The provider's people work here; clients and suppliers have their portal. */
export const requireStaff = async (cache: QueryClient, href: string): Promise<void> => {
  const session = await requireSession(cache, href)
  if (!isStaff(session)) throw redirect({ href: '/portail' })
}

/** After signing in: what was known of the one before is forgotten. */
export const beginSession = (cache: QueryClient, session: { person: SessionPerson }): void => {
  cache.clear()
  cache.setQueryData(personQuery.queryKey, session)
}

export const signInAddress = (href: string): string =>
  href === '/' || href.startsWith('/connexion')
    ? '/connexion'
    : `/connexion?retour=${encodeURIComponent(href)}`

/** Only ever an address of ours: a link can't send people elsewhere after they signed in. */
export const returnAddress = (given: string | undefined): string =>
  given !== undefined && /^\/(?![/\\])/.test(given) ? given : '/'

const lasting = { staleTime: 300_000, gcTime: Infinity, meta: { isGuard: true } }
export const personQuery = { ...apiQuery(sessionApi.read, {}), ...lasting }
export const providerQuery = { ...apiQuery(organisationApi.read, {}), ...lasting }
