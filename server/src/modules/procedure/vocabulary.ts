/** The closed lists that a diagram of a process may draw on: nothing else compiles. */
export interface Vocabulary {
  /** The prefix of its records: `INC`. */
  kind: string
  /** What conditions may read and choices may set. */
  variables: Readonly<Record<string, 'boolean' | 'number' | 'text'>>
  activities: readonly string[]
  /** What ISO/IEC 20000-1 demands of the process, by clause: a procedure without it is refused. */
  mandatory: readonly { activity: string; clause: string }[]
}

/** A process as a call sees it. */
export interface Callee {
  kind: string
  /** How its records can come back; a call adds `cancelled`. */
  outcomes: readonly string[]
}

export const vocabularies: Readonly<Record<string, Vocabulary>> = {
  incident: {
    kind: 'INC',
    variables: {
      touchesControlledCi: 'boolean',
      outcome: 'text',
      isMajor: 'boolean',
      priority: 'number',
      causeKnown: 'boolean',
      recurrences: 'number',
      isWorkaround: 'boolean',
      confirmedBy: 'text',
    },
    activities: [
      'record',
      'classify',
      'diagnose',
      'delegate-supplier',
      'take-back',
      'apply',
      'resolve',
      'confirm',
      'link-problem',
      'approve',
      'review',
      'close',
    ],
    mandatory: [
      { activity: 'record', clause: '8.6.1 a' },
      { activity: 'classify', clause: '8.6.1 a–b' },
      { activity: 'diagnose', clause: '8.6.1 c' },
      { activity: 'resolve', clause: '8.6.1 d' },
      { activity: 'close', clause: '8.6.1 e' },
    ],
  },
  'major-incident': {
    kind: 'INC',
    variables: {
      outcome: 'text',
      isMajor: 'boolean',
      priority: 'number',
      causeKnown: 'boolean',
      isWorkaround: 'boolean',
      confirmedBy: 'text',
    },
    activities: [
      'declare-major',
      'diagnose',
      'delegate-supplier',
      'take-back',
      'apply',
      'activate-plan',
      'resolve',
      'confirm',
      'link-problem',
      'approve',
      'review',
      'close',
    ],
    mandatory: [
      { activity: 'declare-major', clause: '8.6.1' },
      { activity: 'diagnose', clause: '8.6.1 c' },
      { activity: 'resolve', clause: '8.6.1 d' },
      { activity: 'review', clause: '8.6.1' },
      { activity: 'close', clause: '8.6.1 e' },
    ],
  },
  request: {
    kind: 'REQ',
    variables: {
      isOutOfContract: 'boolean',
      needsApproval: 'boolean',
      approved: 'boolean',
      confirmByModel: 'boolean',
      confirmedBy: 'text',
      outcome: 'text',
      priority: 'number',
    },
    activities: [
      'record',
      'classify',
      'approve',
      'fulfil',
      'delegate-supplier',
      'take-back',
      'confirm',
      'review',
      'close',
    ],
    mandatory: [
      { activity: 'record', clause: '8.6.2 a' },
      { activity: 'classify', clause: '8.6.2 a–b' },
      { activity: 'fulfil', clause: '8.6.2 c' },
      { activity: 'close', clause: '8.6.2 d' },
    ],
  },
  problem: {
    kind: 'PRB',
    variables: {
      level: 'number',
      dismissed: 'boolean',
      accepted: 'boolean',
      outcome: 'text',
      priority: 'number',
    },
    activities: [
      'record',
      'classify',
      'analyse',
      'contribute',
      'publish-known-error',
      'fix',
      'verify',
      'accept',
      'approve',
      'review',
      'close',
    ],
    mandatory: [
      { activity: 'record', clause: '8.6.3 a' },
      { activity: 'classify', clause: '8.6.3 a–b' },
      { activity: 'analyse', clause: '8.6.3' },
      { activity: 'publish-known-error', clause: '8.6.3' },
      { activity: 'verify', clause: '8.6.3 d' },
      { activity: 'close', clause: '8.6.3 e' },
    ],
  },
  change: {
    kind: 'CHG',
    variables: {
      changeType: 'text',
      severity: 'number',
      changeImpact: 'number',
      decision: 'text',
      isBySupplier: 'boolean',
      inRelease: 'boolean',
      isImplemented: 'boolean',
      isBackedOut: 'boolean',
      outcome: 'text',
    },
    activities: [
      'record',
      'filter',
      'classify',
      'assess',
      'assess-briefly',
      'plan',
      'approve',
      'build',
      'test',
      'implement',
      'implement-standard',
      'back-out',
      'check-configuration',
      'review',
      'follow-up',
      'notify',
      'close',
      'confirm',
    ],
    mandatory: [
      { activity: 'record', clause: '8.5.1.2' },
      { activity: 'classify', clause: '8.5.1.2' },
      { activity: 'assess', clause: '8.5.1.3' },
      { activity: 'plan', clause: '8.5.1.3' },
      { activity: 'approve', clause: '8.5.1.3' },
      { activity: 'test', clause: '8.5.1.3' },
      { activity: 'implement', clause: '8.5.1.3' },
      { activity: 'back-out', clause: '8.5.1.3' },
      { activity: 'review', clause: '8.5.1.3' },
      { activity: 'close', clause: '8.5.1.3' },
    ],
  },
  duty: {
    kind: 'ECH',
    variables: { ownerRole: 'text', outcome: 'text' },
    activities: ['perform', 'control', 'approve', 'minute', 'review'],
    mandatory: [
      { activity: 'perform', clause: '8.1' },
      { activity: 'control', clause: '8.1' },
    ],
  },
  'configuration-policy': {
    kind: 'ECH',
    variables: { ownerRole: 'text', outcome: 'text' },
    activities: [
      'approve',
      'define-policy',
      'plan',
      'identify',
      'record-items',
      'accept',
      'take-baseline',
      'minute',
      'review',
    ],
    mandatory: [
      { activity: 'define-policy', clause: '8.2.6' },
      { activity: 'identify', clause: '8.2.6' },
      { activity: 'record-items', clause: '8.2.6' },
      { activity: 'take-baseline', clause: '8.2.6' },
      { activity: 'minute', clause: '7.5.4' },
    ],
  },
  'configuration-verification': {
    kind: 'ECH',
    variables: { ownerRole: 'text', outcome: 'text', itemsVerified: 'number', deviations: 'number' },
    activities: ['verify', 'record-deviations', 'correct', 'regularise', 'minute', 'approve', 'review'],
    mandatory: [
      { activity: 'verify', clause: '8.2.6' },
      { activity: 'record-deviations', clause: '8.2.6' },
      { activity: 'correct', clause: '8.2.6' },
      { activity: 'minute', clause: '7.5.4' },
    ],
  },
  'configuration-report': {
    kind: 'ECH',
    variables: { ownerRole: 'text', outcome: 'text' },
    activities: ['report', 'acknowledge', 'minute', 'approve', 'review'],
    mandatory: [
      { activity: 'report', clause: '8.2.6' },
      { activity: 'minute', clause: '7.5.4' },
    ],
  },
  'trend-review': {
    kind: 'ECH',
    variables: { ownerRole: 'text', outcome: 'text', findings: 'number', signed: 'boolean' },
    activities: ['gather-trends', 'decide-findings', 'minute', 'approve', 'review'],
    mandatory: [
      { activity: 'gather-trends', clause: '8.6.3' },
      { activity: 'decide-findings', clause: '8.6.3' },
      { activity: 'minute', clause: '7.5.4' },
      { activity: 'approve', clause: '9.1' },
    ],
  },
}

export const callees: Readonly<Record<string, Callee>> = {
  change: { kind: 'CHG', outcomes: ['implemented', 'backed-out', 'rejected', 'cancelled'] },
  release: { kind: 'REL', outcomes: ['deployed', 'backed-out', 'abandoned', 'cancelled'] },
  problem: { kind: 'PRB', outcomes: ['solved', 'accepted', 'cancelled'] },
  continuity: { kind: 'EXR', outcomes: ['recovered', 'failed', 'cancelled'] },
  request: { kind: 'REQ', outcomes: ['fulfilled', 'refused', 'cancelled'] },
  incident: { kind: 'INC', outcomes: ['resolved', 'cancelled'] },
  'configuration-verification': { kind: 'ECH', outcomes: ['done', 'cancelled'] },
  'configuration-report': { kind: 'ECH', outcomes: ['done', 'cancelled'] },
}
