import { roles as allRoles, type Role } from '#contract/role.ts'
import { invalid } from '#platform/failure.ts'

/** Whose person somebody is, and what that lets him be. */
export interface Standing {
  clientId: string | null
  clientLevel: 'requester' | 'contact' | 'signatory' | null
  supplierId: string | null
  roles: Role[]
  isAdministrator: boolean
}

/** Roles follow who the person belongs to: a client's is CL with a level, a supplier's is FT, the provider's has the others. */
export const standingOf = (given: Standing): Standing => {
  const { clientId, clientLevel, supplierId, isAdministrator } = given
  if (clientId !== null && supplierId !== null) {
    throw invalid('supplierId', 'a person belongs to a client or to a supplier, not to both')
  }
  if (clientId === null && clientLevel !== null) {
    throw invalid('clientLevel', 'only a person of a client has a level')
  }
  if ((clientId !== null || supplierId !== null) && isAdministrator) {
    throw invalid('isAdministrator', 'an administrator is a person of the provider')
  }
  if (clientId !== null) {
    return { ...given, roles: onlyRole('CL', given.roles), clientLevel: clientLevel ?? 'requester' }
  }
  if (supplierId !== null) return { ...given, roles: onlyRole('FT', given.roles) }
  return { ...given, roles: providerRoles(given.roles) }
}

const onlyRole = (role: Role, given: readonly Role[]): Role[] => {
  if (given.some((one) => one !== role)) {
    throw invalid('roles', `${role} is the only role of such a person, not ${given.join(', ')}`)
  }
  return [role]
}

const providerRoles = (given: readonly Role[]): Role[] => {
  if (given.includes('CL') || given.includes('FT')) {
    throw invalid('roles', 'CL and FT belong to the people of clients and suppliers')
  }
  return allRoles.filter((role) => given.includes(role))
}
