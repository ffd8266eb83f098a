import type { team as fr } from './fr.ts'

export const team: typeof fr = {
  title: 'Teams',
  create: 'New team',
  editTitle: 'Edit team {{name}}',
  method: 'A lane says who answers for a step; a mandate says who may act',
  explained:
    'A mandated team “acts for” a role: its members take the steps of that role without holding it. Approvals stay with whoever holds the role, or a named substitute.',
  empty: {
    title: 'No team yet',
    text: 'A team is the colleagues who take the same tickets: “Systems”, “Network”, “On call”. With one or two people you can do without.',
  },
  name: 'Name of the team',
  mandates: 'Acts for',
  mandatesHelp: 'Members may take the steps of these roles.',
  actsFor: 'acts for {{roles}}',
  actsForNobody: 'No mandate: takes tickets, acts for no role',
  members: 'Members',
  noMember: 'No member',
  tickets: 'Its tickets',
  edit: 'Edit',
  end: 'Dissolve',
  endTitle: 'Dissolve team {{name}}?',
  endText: 'Its members lose the team’s mandates. Tickets that it had taken stay readable, in its name.',
}
