import type { agreement as fr } from './fr.ts'

export const agreement: typeof fr = {
  title: 'Service agreements',
  one: 'Service agreement',
  create: 'New agreement',
  method: 'Service agreements: what due times are counted against',
  empty: {
    title: 'No service agreement yet',
    text: 'An agreement says, for a client and a service, how fast you respond and restore, and during which hours. Without one the general grid applies.',
  },
  filter: { client: 'Client', service: 'Service' },
  column: {
    client: 'Client',
    service: 'Service',
    hours: 'Service hours',
    state: 'State',
    from: 'Since',
  },
  field: {
    client: 'Client',
    service: 'Service',
    calendar: 'Service hours',
    grid: 'Priority grid',
    gridDefault: 'General grid',
    from: 'In force from',
    fromHelp: 'Empty: at once.',
    note: 'Note',
    noteHelp: 'Reference of the signed contract, anything particular that was agreed.',
  },
  targets: {
    title: 'What is promised',
    text: 'An objective is followed; a guarantee (GTI, GTR) binds.',
    add: 'Add a priority',
    remove: 'Remove {{priority}}',
    worst: '{{fast}} to {{slow}} of service',
  },
  next: {
    action: 'Prepare the next version',
    text: 'The version in force still judges tickets that are already open.',
  },
  atOnce: 'You may approve it: it comes into force when saved, or on the chosen day.',
  needsApproval: 'It stays a draft until the role {{role}} approves it.',
  exists: 'This client already has an agreement for this service: this will be its next version.',
  saved: 'Agreement saved.',
  terms: 'Terms',
}
