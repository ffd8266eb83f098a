import { z } from 'zod'
import { CiState, type CiType } from '../configuration/shape.ts'
import { Instant } from '../instant.ts'
import { Id } from '../list.ts'

/** An item that stands for a title, or a licence that covers it. */
export const TitleItem = z.object({
  number: z.string(),
  name: z.string(),
  type: z.string(),
  state: CiState,
  clientName: z.string().nullable(),
})
export type TitleItem = z.infer<typeof TitleItem>

/** One line of the list: a title over all machines, or over those of one client. */
export const SoftwareTitle = z.object({
  id: Id,
  title: z.string(),
  publisher: z.string().nullable(),
  /** How many differ. */
  versions: z.int(),
  /** Machines on which it is now. */
  machines: z.int(),
  /** Null: on no machine of the scope. */
  firstSeen: Instant.nullable(),
  lastSeen: Instant.nullable(),
  isLicensed: z.boolean(),
  isFollowed: z.boolean(),
})
export type SoftwareTitle = z.infer<typeof SoftwareTitle>

export const TitleInstallation = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  type: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  version: z.string(),
  arch: z.string(),
  since: Instant,
  lastSeen: Instant,
})
export type TitleInstallation = z.infer<typeof TitleInstallation>

/** What of an item's title is installed, within its client. */
export const ItemTitle = z.object({
  id: Id,
  titleId: Id,
  title: z.string(),
  publisher: z.string().nullable(),
  /** `*` stands for anything; empty: every version. */
  versions: z.string(),
  machines: z.int(),
  /** The versions that are there now, the most frequent first. */
  seen: z.array(z.object({ version: z.string(), machines: z.int() })),
  since: Instant,
})
export type ItemTitle = z.infer<typeof ItemTitle>

/** `*` stands for anything: 16.*; empty: every version. */
export const VersionPattern = z
  .string()
  .trim()
  .max(80)
  .regex(/^[^\p{Cc}]*$/u)

/** Software is followed as an item of a type that says who publishes it or what product it is. */
export const standsForSoftware = ({ key, attributes }: Pick<CiType, 'key' | 'attributes'>): boolean =>
  key !== 'service' && attributes.some((attribute) => ['publisher', 'product'].includes(attribute.key))

export const licenceStates = ['over-used', 'expired', 'unused', 'not-counted', 'ok'] as const
export const LicenceState = z.enum(licenceStates)
export type LicenceState = z.infer<typeof LicenceState>

/** Why a licence is judged so; `count` says of how many. */
export const reasonCodes = [
  'not-yet',
  'no-metric',
  'no-quantity',
  'processor',
  'site',
  'no-holder',
  'expired',
  'expired-in-use',
  'beyond',
  'unassigned',
  'nobody',
  'not-seen',
  'silent',
  'no-agent',
  'left',
  'elsewhere',
  'no-title',
] as const
export const Reason = z.object({ code: z.enum(reasonCodes), count: z.int() })
export type Reason = z.infer<typeof Reason>
export type ReasonCode = Reason['code']

export const Licence = z.object({
  number: z.string(),
  name: z.string(),
  product: z.string().nullable(),
  metric: z.string().nullable(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  /** Titles that it covers, by name. */
  titles: z.array(z.string()),
  expiresOn: z.string().nullable(),
  bought: z.number().nullable(),
  /** Machines or people, by its metric, to whom it was given. */
  assigned: z.int(),
  /** Machines on which its software is and that count here; null: it names no software. */
  installed: z.int().nullable(),
  /** Seats that are taken: assigned, or installed without. Null: not counted. */
  used: z.int().nullable(),
  /** Bought less used. */
  difference: z.number().nullable(),
  state: LicenceState,
  because: z.array(Reason),
})
export type Licence = z.infer<typeof Licence>

export const machineProblems = ['unassigned', 'beyond', 'not-seen', 'silent', 'no-agent'] as const
export const MachineProblem = z.enum(machineProblems)
export type MachineProblem = z.infer<typeof MachineProblem>

export const LicenceMachine = z.object({
  number: z.string(),
  name: z.string(),
  type: z.string(),
  clientName: z.string().nullable(),
  versions: z.array(z.string()),
  /** Since when the software is there; null: it is not. */
  since: Instant.nullable(),
  /** When the machine last told its software; null: never. */
  lastSeen: Instant.nullable(),
  /** The relation that assigns it; null: it is not assigned. */
  relationId: Id.nullable(),
  problem: MachineProblem.nullable(),
})
export type LicenceMachine = z.infer<typeof LicenceMachine>

export const LicenceHolder = z.object({
  personId: Id,
  name: z.string(),
  since: Instant,
  /** The account has ended. */
  hasLeft: z.boolean(),
})
export type LicenceHolder = z.infer<typeof LicenceHolder>
