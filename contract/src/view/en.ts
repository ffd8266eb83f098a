import type { view as fr } from './fr.ts'

export const view: typeof fr = {
  title: 'Views',
  mine: 'My views',
  shared: 'Shared views',
  save: 'Save this view…',
  saveTitle: 'Save this view',
  saveText: 'The filters, the order and the layout that are shown now.',
  name: 'Name',
  share: 'Share it with my colleagues',
  saved: 'View “{{name}}” saved',
  remove: 'Remove the view “{{name}}”',
  removeTitle: 'Remove this view?',
  removeText: 'Tickets do not change; only this shortcut disappears.',
  ready: 'Ready to use',
  openTickets: 'Open',
  mineOpen: 'Mine, open',
  nobodys: 'To take',
  late: 'Late',
  waiting: 'Waiting for the client',
  thisMonth: 'Closed this month',
}
