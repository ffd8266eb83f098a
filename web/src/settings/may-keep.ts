import type { Role } from '#contract/role.ts'
import type { Session } from '../platform/session.tsx'

/** Whom the screens offer a button; what somebody may do is decided by the server. */
const holds = ({ person }: Session, roles: readonly Role[]): boolean =>
  roles.some((role) => person.roles.includes(role))

/** Accounts of the provider and what they may do. */
export const keepsAccounts = (session: Session): boolean =>
  session.person.isAdministrator || holds(session, ['D'])

/** Clients, suppliers, their people, services and categories. */
export const keepsRelations = (session: Session): boolean =>
  keepsAccounts(session) || holds(session, ['RGS/AC', 'RGS/RC'])

/** Whatever is approved. */
export const writesArtefacts = (session: Session): boolean => holds(session, ['D', 'RGS/AC', 'RGS/RC'])
