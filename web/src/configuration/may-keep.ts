import { answersFor, isStaff, type Session } from '../platform/session.tsx'

/** Whom the screens offer a new item; what somebody may do to one that exists, the item says itself. */
export const keepsItems = (session: Session): boolean =>
  isStaff(session) && answersFor(session, 'CS', 'RGS/AC', 'RGS/RC')

/** Says what is kept of a type and how items may stand to each other; the server decides. */
export const answersForConfiguration = ({ person }: Session): boolean =>
  person.roles.includes('RGS/AC') || person.roles.includes('D')
