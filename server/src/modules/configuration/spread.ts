/** One relation in which an item bears another. */
export interface Bearing {
  from: string
  to: string
  kind: string
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

export const groupOf = ({ carried, spare }: Bearing): string => `${carried} ${spare}`

const grouped = (
  bearings: readonly Bearing[],
  keyOf: (bearing: Bearing) => string,
): ReadonlyMap<string, Bearing[]> => Map.groupBy(bearings, keyOf)
