import type { CiState } from '#contract/configuration/shape.ts'
import type { LicenceState, MachineProblem, Reason, ReasonCode } from '#contract/licence/shape.ts'

/** A licence as it stands, with what was assigned and what was seen. */
export interface LicenceFacts {
  id: string
  clientId: string | null
  state: CiState
  metric: string | null
  quantity: number | null
  /** A day; the licence is good until its end. */
  expiresOn: string | null
  coversTitles: boolean
  /** Machines that have its software, those first that have had it longest. */
  installed: readonly string[]
  assigned: readonly AssignedMachine[]
  holders: readonly { personId: string; hasLeft: boolean }[]
}

export interface AssignedMachine {
  id: string
  hasAgent: boolean
  /** It has not told its software for longer than is waited. */
  isSilent: boolean
}

export interface Verdict {
  bought: number | null
  assigned: number
  installed: number | null
  used: number | null
  difference: number | null
  state: LicenceState
  because: Reason[]
  /** Machines that count here, and what is wrong with each. */
  machines: Map<string, MachineProblem | null>
}

/**
 * Judges licences together, since several may cover one software: a machine that is assigned one, or is covered by one for a whole
 * site, takes no seat of another. Machines without an assignment take the free seats, of their client's licences first and then in the
 * order of the list; who finds none stands beyond what was bought.
 */
export const judge = (licences: readonly LicenceFacts[], today: string): Map<string, Verdict> => {
  const seats = seatUnassigned(licences, today)
  return new Map(licences.map((licence) => [licence.id, verdictOf(licence, seats, today)]))
}

interface Seats {
  /** Without an assignment, but there is room, or nobody counts. */
  free: Map<string, Set<string>>
  beyond: Map<string, Set<string>>
  /** Machines that some good licence covers. */
  covered: ReadonlySet<string>
}

const holds = ({ state }: LicenceFacts): boolean =>
  !['planned', 'ordered', 'retired', 'disposed'].includes(state)
const hasExpired = ({ expiresOn }: LicenceFacts, today: string): boolean =>
  expiresOn !== null && expiresOn < today
const isGood = (licence: LicenceFacts, today: string): boolean =>
  holds(licence) && !hasExpired(licence, today)
const boughtOf = ({ quantity }: LicenceFacts): number | null =>
  quantity === null || quantity < 0 ? null : Math.floor(quantity)

/** How many machines may go without an assignment; null: they are not counted. */
const roomOf = (licence: LicenceFacts): number | null => {
  if (licence.metric === 'site') return Infinity
  const bought = boughtOf(licence)
  if (licence.metric !== 'installation' || bought === null) return null
  return Math.max(0, bought - licence.assigned.length)
}

const seatUnassigned = (licences: readonly LicenceFacts[], today: string): Seats => {
  const good = licences.filter((licence) => isGood(licence, today))
  const ordered = [
    ...good.filter(({ clientId }) => clientId !== null),
    ...good.filter(({ clientId }) => clientId === null),
  ]
  const room = new Map(ordered.map((licence) => [licence.id, roomOf(licence)]))
  const assigned = new Map(ordered.map((one) => [one.id, new Set(one.assigned.map(({ id }) => id))]))
  const covering = coveringOf(ordered)
  const free = new Map<string, Set<string>>()
  const beyond = new Map<string, Set<string>>()
  for (const [machine, candidates] of covering) {
    if (candidates.some((id) => assigned.get(id)?.has(machine) === true)) continue
    const taken = candidates.find((id) => (room.get(id) ?? 0) > 0)
    // A licence by user may well be what covers it: nobody can tell.
    const uncounted = candidates.find((id) => room.get(id) === null)
    const [first = ''] = candidates
    if (taken !== undefined) room.set(taken, (room.get(taken) ?? 0) - 1)
    const seat = taken ?? uncounted
    if (seat === undefined) put(beyond, first, machine)
    else put(free, seat, machine)
  }
  return { free, beyond, covered: new Set(covering.keys()) }
}

/** Machines, each with the licences that cover it, in their order. */
const coveringOf = (licences: readonly LicenceFacts[]): Map<string, string[]> => {
  const covering = new Map<string, string[]>()
  for (const { id, installed } of licences) {
    for (const machine of installed) {
      const others = covering.get(machine)
      if (others === undefined) covering.set(machine, [id])
      else others.push(id)
    }
  }
  return covering
}

const put = (places: Map<string, Set<string>>, id: string, machine: string): void => {
  places.set(id, (places.get(id) ?? new Set<string>()).add(machine))
}

const verdictOf = (licence: LicenceFacts, seats: Seats, today: string): Verdict => {
  const machines = machinesOf(licence, seats, today)
  const byUser = licence.metric === 'user'
  const bought = boughtOf(licence)
  const seen = licence.installed.filter((machine) => machines.has(machine)).length
  const given = byUser ? licence.holders.length : licence.assigned.length
  const used = byUser ? given : machines.size
  const { state, because } = standingOf(licence, { today, bought, used, seen })
  const isCounted = bought !== null && (byUser || licence.metric === 'installation') && holds(licence)
  return {
    bought,
    assigned: given,
    installed: licence.coversTitles ? seen : null,
    used: isCounted ? used : null,
    difference: isCounted ? bought - used : null,
    state,
    because: [...because, ...factsOf(licence, { machines, seen, state, because })].flatMap(([code, count]) =>
      count > 0 ? [{ code, count }] : [],
    ),
    machines,
  }
}

const factsOf = (
  licence: LicenceFacts,
  { machines, seen, state, because }: Standing & { machines: Verdict['machines']; seen: number },
): [ReasonCode, number][] => {
  const many = (...those: MachineProblem[]): number =>
    [...machines.values()].filter((problem) => problem !== null && those.includes(problem)).length
  return [
    ['unassigned', state === 'expired' ? 0 : many('unassigned', 'beyond')],
    ['not-seen', many('not-seen')],
    ['silent', many('silent')],
    ['no-agent', many('no-agent')],
    ['left', licence.holders.filter(({ hasLeft }) => hasLeft).length],
    ['elsewhere', licence.installed.length - seen],
    ['no-title', licence.coversTitles || because.some(([code]) => code === 'no-title') ? 0 : 1],
  ]
}

/** Those that count here: assigned, or seen and not covered by another. */
const machinesOf = (licence: LicenceFacts, seats: Seats, today: string): Verdict['machines'] => {
  const installed = new Set(licence.installed)
  // Only where machines are counted does it matter that one was not assigned.
  const asks = licence.metric === 'installation'
  const machines: Verdict['machines'] = new Map()
  for (const machine of licence.assigned)
    machines.set(machine.id, licence.coversTitles ? problemOf(machine, installed.has(machine.id)) : null)
  for (const machine of seats.beyond.get(licence.id) ?? []) machines.set(machine, 'beyond')
  for (const machine of seats.free.get(licence.id) ?? []) machines.set(machine, asks ? 'unassigned' : null)
  if (isGood(licence, today)) return machines
  // One that is over, or not there yet, gives no seats: what nothing else covers stands here.
  for (const machine of installed) {
    if (!machines.has(machine) && !seats.covered.has(machine))
      machines.set(machine, asks ? 'unassigned' : null)
  }
  return machines
}

const problemOf = ({ hasAgent, isSilent }: AssignedMachine, isInstalled: boolean): MachineProblem | null => {
  if (!hasAgent) return 'no-agent'
  if (isSilent) return 'silent'
  return isInstalled ? null : 'not-seen'
}

interface Figures {
  today: string
  bought: number | null
  used: number
  seen: number
}

interface Standing {
  state: LicenceState
  because: [ReasonCode, number][]
}

/** The first that applies: from what cannot be counted to what is in order. */
const standingOf = (licence: LicenceFacts, { today, bought, used, seen }: Figures): Standing => {
  const { metric, expiresOn } = licence
  if (!holds(licence)) return notCounted('not-yet')
  if (expiresOn !== null && hasExpired(licence, today)) {
    const days = daysBetween(expiresOn, today)
    return {
      state: 'expired',
      because: [
        ['expired', days],
        ['expired-in-use', seen],
      ],
    }
  }
  if (metric === 'site') return notCounted('site')
  if (metric === 'processor') return notCounted('processor')
  if (metric !== 'user' && metric !== 'installation') return notCounted('no-metric')
  if (bought === null) return notCounted('no-quantity')
  if (used > bought) return { state: 'over-used', because: [['beyond', used - bought]] }
  if (metric === 'user' && used === 0 && seen > 0) return notCounted('no-holder', seen)
  if (used === 0 && !licence.coversTitles) return notCounted('no-title')
  if (isUnused(licence, { used, seen }))
    return { state: 'unused', because: used === 0 ? [['nobody', 1]] : [] }
  return { state: 'ok', because: [] }
}

const notCounted = (code: ReasonCode, count = 1): Standing => ({
  state: 'not-counted',
  because: [[code, count]],
})

/** Nobody has it; or machines have it that could tell, and none does. */
const isUnused = (licence: LicenceFacts, { used, seen }: Pick<Figures, 'used' | 'seen'>): boolean => {
  if (used === 0) return true
  if (licence.metric === 'user') return licence.holders.every(({ hasLeft }) => hasLeft)
  return licence.coversTitles && seen === 0 && licence.assigned.every(({ hasAgent }) => hasAgent)
}

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
