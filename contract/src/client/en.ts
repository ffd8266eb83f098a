import type { client as fr } from './fr.ts'

export const client: typeof fr = {
  title: 'Clients',
  create: 'New client',
  editTitle: 'Edit {{name}}',
  method: 'Interested parties and service agreements (client relations)',
  empty: {
    title: 'No client yet',
    text: 'A client is its people, services, agreements and tickets. No client sees what belongs to another.',
  },
  filter: { search: 'Name of the client', ended: 'Former clients' },
  column: { name: 'Name', email: 'E-mail', phone: 'Telephone', address: 'Address' },
  field: {
    name: 'Name',
    email: 'E-mail address',
    phone: 'Telephone',
    address: 'Address',
    notes: 'Internal notes',
    notesHelp: 'Read by our teams only.',
  },
  noNotes: 'Nothing noted.',
  details: 'Details',
  people: 'People',
  noPeople: 'Nobody is known here yet. Add who calls: the number will be recognised.',
  addPerson: 'Add a person',
  services: 'Services and agreements',
  noServices: 'No service agreement: its tickets follow the targets of the general grid.',
  addAgreement: 'New agreement',
  openTickets: 'Open tickets',
  allTickets: 'All its tickets',
  newTicket: 'New ticket for this client',
  edit: 'Edit',
  ended: 'Former client, since {{date}}',
  end: 'End the relation',
  endTitle: 'End the relation with {{name}}?',
  endText:
    'Its people can no longer sign in. Its tickets, agreements and their journals stay readable. This cannot be undone.',
}
