import type { Role } from '#contract/role.ts'

/** Somebody of the provider, at an instant. */
export interface Presence {
  id: string
  roles: readonly Role[]
  isAway: boolean
  isOnCall: boolean
  /** The roles for which the teams that he is on call for may act. */
  onCallFor: readonly Role[]
  /** Who stands in for him at this instant. */
  substitutes: readonly string[]
}

export interface Told {
  people: string[]
  /** Why they: `everyone-away` means that nobody at all is there, and the holders are told all the same. */
  why: 'holders' | 'substitutes' | 'on-call' | 'top' | 'everyone-away' | 'nobody'
}

/**
 * Who is told for a role: outside service hours who is on call for it, else its holders who are there with those who
 * stand in for one; where that is nobody, top management or its substitute. Who is away is told only when everybody is.
 */
export const whoIsThere = (people: readonly Presence[], role: Role, isOpen: boolean): Told => {
  const present = new Map(people.filter(({ isAway }) => !isAway).map((one) => [one.id, one]))
  const standingIn = (of: readonly Presence[]) => reachable(of, { people, present })
  if (!isOpen && role !== 'D') {
    const onCall = people.filter((one) => one.isOnCall)
    const fitting = onCall.filter((one) => one.roles.includes(role) || one.onCallFor.includes(role))
    const told = standingIn(fitting.length > 0 ? fitting : onCall)
    if (told.length > 0) return { people: told, why: 'on-call' }
  }
  const holders = people.filter((one) => one.roles.includes(role))
  const there = holders.filter(({ id }) => present.has(id)).map(({ id }) => id)
  const instead = standingIn(holders).filter((id) => !there.includes(id))
  if (there.length > 0) return { people: [...there, ...instead], why: 'holders' }
  if (instead.length > 0) return { people: instead, why: 'substitutes' }
  const top = standingIn(people.filter((one) => one.roles.includes('D')))
  if (top.length > 0) return { people: top, why: 'top' }
  if (holders.length > 0) return { people: holders.map(({ id }) => id), why: 'everyone-away' }
  return { people: [], why: 'nobody' }
}

/** Those of them who are there, and for those who are not who stands in, however long the chain. */
const reachable = (
  of: readonly Presence[],
  { people, present }: { people: readonly Presence[]; present: ReadonlyMap<string, Presence> },
): string[] => {
  const byId = new Map(people.map((one) => [one.id, one]))
  const found = new Set<string>()
  const seen = new Set<string>()
  let next = of.map(({ id }) => id)
  while (next.length > 0) {
    const asked = next.filter((id) => !seen.has(id))
    for (const id of asked) {
      seen.add(id)
      if (present.has(id)) found.add(id)
    }
    // A named substitute is told beside one who is there as well: naming one says who signs.
    next = asked.flatMap((id) => byId.get(id)?.substitutes ?? [])
  }
  return [...found]
}
