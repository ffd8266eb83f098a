import type { template as french } from './fr.ts'

export const template: typeof french = {
  title: 'Ticket templates',
  card: 'A ticket filled in beforehand for what comes again on the telephone.',
  lead: 'Chosen on the telephone form, a template fills in title, service, category, gravity and checklist; everything can still be changed before it is recorded.',
  create: 'New template',
  edit: 'Edit the template',
  end: 'Withdraw',
  name: 'Name of the template',
  kind: 'Kind',
  ticketTitle: 'Title of the ticket',
  description: 'Description',
  checklist: 'Checklist',
  checklistHelp: 'One line each; a “!” at its beginning makes it compulsory.',
  pick: 'Template',
  none: 'No template',
  emptyText: 'Prepare once what you type every week.',
}
