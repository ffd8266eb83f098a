import type { Clash, Intervention } from '#contract/intervention/api.ts'

export interface Stay {
  id: string
  state: Intervention['state']
  personIds: readonly string[]
  from: Temporal.Instant
  until: Temporal.Instant
}

export interface Away {
  personId: string
  from: Temporal.Instant
  until: Temporal.Instant
}

/** Where the planning can't hold: one person at two places, or one who is away. What is over or called off clashes with nothing. */
export const findClashes = (stays: readonly Stay[], aways: readonly Away[]): Clash[] => {
  const open = stays
    .filter(({ state }) => state === 'planned' || state === 'started')
    .toSorted((a, b) => Temporal.Instant.compare(a.from, b.from) || (a.id < b.id ? -1 : 1))
  const twice = open.flatMap((stay, at) =>
    open.slice(at + 1).flatMap((other) =>
      stay.personIds
        .filter((id) => other.personIds.includes(id) && overlap(stay, other))
        .map((personId): Clash => ({
          interventionId: stay.id,
          personId,
          kind: 'twice',
          otherId: other.id,
        })),
    ),
  )
  const absent = open.flatMap((stay) =>
    stay.personIds
      .filter((id) => aways.some((away) => away.personId === id && overlap(stay, away)))
      .map((personId): Clash => ({ interventionId: stay.id, personId, kind: 'absent', otherId: null })),
  )
  return [...twice, ...absent]
}

type Time = Pick<Stay, 'from' | 'until'>

/** One that begins as the other ends does not overlap it. */
const overlap = (a: Time, b: Time): boolean =>
  Temporal.Instant.compare(a.from, b.until) < 0 && Temporal.Instant.compare(b.from, a.until) < 0
