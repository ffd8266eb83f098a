import type { Delay } from '#contract/calendar/shape.ts'
import type { EscalationLevels, Quiet } from '#contract/escalation/shape.ts'

/** Top management gets a message at once for the gravest only, and reads the rest once a day. */
const quietForManagement: Quiet = { instantFor: [1], instantIfMajor: true, otherwise: 'dailyDigest' }

/** The escalation levels that set-up proposes (figure 18). */
export const proposedEscalationLevels: EscalationLevels = {
  functional: [
    {
      level: 0,
      role: 'CL',
      label: { fr: 'N0 – libre-service et connaissances', en: 'L0 – self-service and knowledge' },
      after: { 1: null, 2: null, 3: null, 4: null, 5: null },
      quiet: null,
    },
    {
      level: 1,
      role: 'CS',
      label: { fr: 'N1 – centre de services', en: 'L1 – service desk' },
      after: { 1: 'immediate', 2: 'immediate', 3: 'immediate', 4: 'immediate', 5: 'immediate' },
      quiet: null,
    },
    {
      level: 2,
      role: 'RGS/AC',
      label: { fr: 'N2 – assistance spécialisée', en: 'L2 – specialist support' },
      after: { 1: 'immediate', 2: minutes(30), 3: hours(4), 4: days(1), 5: days(1) },
      quiet: null,
    },
    {
      level: 3,
      role: 'FT',
      label: { fr: 'N3 – fournisseur', en: 'L3 – supplier' },
      after: { 1: hours(1), 2: hours(2), 3: days(1), 4: days(2), 5: days(2) },
      quiet: null,
    },
  ],
  hierarchical: [
    {
      level: 1,
      role: 'RGS/AC',
      label: { fr: 'H1 – responsable de la gestion des services', en: 'H1 – service manager' },
      at: { 1: 0, 2: 50, 3: 75, 4: 100, 5: 100 },
      atOnceIfMajor: false,
      quiet: null,
    },
    {
      level: 2,
      role: 'D',
      label: { fr: 'H2 – dirigeant', en: 'H2 – top management' },
      at: { 1: 0, 2: 75, 3: 100, 4: 150, 5: 150 },
      atOnceIfMajor: true,
      quiet: quietForManagement,
    },
    {
      level: 3,
      role: 'RGS/RC',
      label: {
        fr: 'H3 – prévenir le client et convenir d’une nouvelle échéance',
        en: 'H3 – tell the client and agree on a new date',
      },
      at: { 1: 75, 2: 90, 3: 90, 4: 90, 5: 90 },
      atOnceIfMajor: false,
      quiet: null,
    },
  ],
}

function minutes(value: number): Delay {
  return { value, unit: 'minute' }
}

function hours(value: number): Delay {
  return { value, unit: 'hour' }
}

function days(value: number): Delay {
  return { value, unit: 'serviceDay' }
}
