/** An item bears another; those with the same `spare` stand in for each other. */
export interface Bearing {
  spare: string | null
  carrier: string
  carried: string
}

/**
 * Which items stop when `failed` stop: one does if something that it needs alone has stopped, or all that stand in for each other. What is
 * reached and does not stop is weakened. Rings end: an item stops once.
 */
export const downAmong = (failed: ReadonlySet<string>, bearings: readonly Bearing[]): Set<string> => {
  const down = new Set(failed)
  const carriedBy = grouped(bearings, ({ carrier }) => carrier)
  const groups = grouped(
    bearings.filter(({ spare }) => spare !== null),
    groupOf,
  )
  const waiting = [...failed]
  for (let carrier = waiting.pop(); carrier !== undefined; carrier = waiting.pop()) {
    for (const bearing of carriedBy.get(carrier) ?? []) {
      const members = bearing.spare === null ? [] : (groups.get(groupOf(bearing)) ?? [])
      if (down.has(bearing.carried) || !members.every((member) => down.has(member.carrier))) continue
      down.add(bearing.carried)
      waiting.push(bearing.carried)
    }
  }
  return down
}

/** Of those that stand in for each other: how many there are, and how many have not stopped. */
export const groupsIn = (
  bearings: readonly Bearing[],
  down: ReadonlySet<string>,
): ReadonlyMap<string, { of: number; left: number }> => {
  const groups = grouped(
    bearings.filter(({ spare }) => spare !== null),
    groupOf,
  )
  return new Map(
    [...groups].map(([key, members]) => {
      const carriers = new Set(members.map(({ carrier }) => carrier))
      return [key, { of: carriers.size, left: [...carriers].filter((one) => !down.has(one)).length }]
    }),
  )
}

/**
 * Whom a service that is hit concerns: the clients of the items that carry it and are hit, since one client's server stops that client's
 * part of it; everybody who has it where such an item is the provider's own.
 */
export const concernedBy = (
  starts: readonly string[],
  bearings: readonly Bearing[],
  { clientOf, services }: { clientOf: ReadonlyMap<string, string | null>; services: ReadonlySet<string> },
): Map<string, Set<string> | 'all'> => {
  const concerned = new Map<string, Set<string> | 'all'>()
  for (const start of starts) if (services.has(start)) concerned.set(start, 'all')
  const relevant = bearings.filter(({ carrier, carried }) => services.has(carried) && clientOf.has(carrier))
  for (let hasGrown = true; hasGrown;) {
    hasGrown = false
    for (const { carrier, carried } of relevant) {
      const client = clientOf.get(carrier) ?? null
      const more = services.has(carrier)
        ? concerned.get(carrier)
        : client === null
          ? 'all'
          : new Set([client])
      const known = concerned.get(carried)
      const next = more === undefined ? known : joined(known, more)
      if (next === undefined || sizeOf(next) === sizeOf(known)) continue
      concerned.set(carried, next)
      hasGrown = true
    }
  }
  return concerned
}

const joined = (known: Set<string> | 'all' | undefined, more: Set<string> | 'all'): Set<string> | 'all' =>
  known === 'all' || more === 'all' ? 'all' : (known ?? new Set<string>()).union(more)

const sizeOf = (clients: Set<string> | 'all' | undefined): number =>
  clients === 'all' ? Infinity : (clients?.size ?? 0)

export const groupOf = ({ carried, spare }: Bearing): string => `${carried} ${spare}`

const grouped = (
  bearings: readonly Bearing[],
  keyOf: (bearing: Bearing) => string,
): ReadonlyMap<string, Bearing[]> => Map.groupBy(bearings, keyOf)
