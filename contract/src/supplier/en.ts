import type { supplier as fr } from './fr.ts'

export const supplier: typeof fr = {
  title: 'Suppliers',
  create: 'New supplier',
  editTitle: 'Edit {{name}}',
  method: 'Third-party suppliers and level 3 support',
  empty: {
    title: 'No supplier yet',
    text: 'A supplier gets the tickets that you hand over and sees only what concerns it, from then on.',
  },
  filter: { search: 'Name of the supplier', ended: 'Former suppliers' },
  noPeople: 'Nobody is known here yet. Add your contact to hand tickets over.',
  ended: 'Former supplier, since {{date}}',
  end: 'End the relation',
  endTitle: 'End the relation with {{name}}?',
  endText: 'Its people can no longer sign in. What was handed over stays readable. This cannot be undone.',
}
