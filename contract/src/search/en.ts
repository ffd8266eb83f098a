import type { search as fr } from './fr.ts'

export const search: typeof fr = {
  title: 'Search',
  for: 'Search: {{q}}',
  label: 'Search everything',
  found_one: '{{count}} result',
  found_other: '{{count}} results',
  atMost: 'The first {{count}} results',
  all: 'All',
  kind: {
    INC: 'Incidents',
    REQ: 'Requests',
    PRB: 'Problems',
    CHG: 'Changes',
    ECH: 'Duties',
    ART: 'Articles',
    CI: 'Items',
    client: 'Clients',
    person: 'People',
    service: 'Services',
    supplier: 'Suppliers',
  },
  emptyTitle: 'What are you looking for?',
  emptyText:
    'Words, a number (INC-42), the name of a client or a person. Typing errors and missing accents do no harm.',
  noneTitle: 'Nothing matches “{{q}}”',
  noneText: 'Try another word, or a part of the name.',
}
